import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { leanPasskeys } from '../../scripts/lean-passkeys.ts'
import { root } from '../../scripts/run-node.ts'
import { makeChallenge, openChallenge } from '../../src/desk/webauthn/challenge.ts'
import { newsroom } from './newsroom.ts'

const NOW = Date.parse('2026-11-26T08:00:00Z')

describe('a challenge', () => {
  const sent = async (purpose: Parameters<typeof makeChallenge>[1] = 'sign-in') => Buffer.from(await makeChallenge('key', purpose, NOW)).toString('base64url')

  test('is ours, for one purpose, and for five minutes', async () => {
    const challenge = await sent()
    const opened = await openChallenge(challenge, 'key', 'sign-in', NOW + 299_999)
    expect(opened).toEqual({ challenge: expect.stringMatching(/^[\w-]{43}$/), expiresAt: NOW + 300_000 })
    expect(await openChallenge(challenge, 'key', 'sign-in', NOW + 300_000)).toBeUndefined()
    expect(await openChallenge(challenge, 'other key', 'sign-in', NOW)).toBeUndefined()
    expect(await openChallenge(challenge, 'key', 'add edith', NOW)).toBeUndefined()
    expect(await openChallenge(await sent('add edith'), 'key', 'add rex', NOW)).toBeUndefined()
    expect(await sent()).not.toBe(challenge)
  })

  test('that somebody made up or changed is none', async () => {
    const plain = Buffer.from(await sent(), 'base64url').toString()
    const later = Buffer.from(plain.replace(String(NOW + 300_000), String(NOW + 900_000))).toString('base64url')
    for (const challenge of ['', 'nonsense', '!', 'AAAA', later, Buffer.from(`${NOW + 300_000}..`).toString('base64url')])
      expect(await openChallenge(challenge, 'key', 'sign-in', NOW), challenge).toBeUndefined()
  })
})

test.each([
  '',
  '{',
  'null',
  '{}',
  '{"id":"a","rawId":"a","type":"public-key","response":{}}',
  `{"id":"${'a'.repeat(60_000)}"}`,
  JSON.stringify({ id: 'abc', rawId: 'abc', type: 'public-key', response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' } }),
])('what is no passkey’s answer is refused in words: %.40s', async (body) => {
  const room = await newsroom()
  const response = await room.ask('POST', '/desk/sign-in/passkey', { as: '', body, headers: { 'Sec-Fetch-Site': 'same-origin' } })
  expect(response.status).toBe(422)
  expect(((await response.json()) as { message: string }).message).toMatch(/Try again|link/)
  expect(response.headers.get('set-cookie')).toBeNull()
})

describe('the library for passkeys, cut down', () => {
  type Unwrap = (signature: Uint8Array, curve: number) => Uint8Array
  const unwrapper = async (plugins: (typeof leanPasskeys)[]) => {
    const entry = `export { unwrapEC2Signature } from '${root}/node_modules/@simplewebauthn/server/esm/helpers/iso/isoCrypto/unwrapEC2Signature.js'`
    const { outputFiles } = await build({ stdin: { contents: entry, resolveDir: root }, bundle: true, write: false, format: 'esm', plugins })
    const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`)
    return module.unwrapEC2Signature as Unwrap
  }
  /** r and s as DER has them: no leading zeros but one before a high bit. */
  const der = (r: number[], s: number[]) => {
    const integer = (bytes: number[]) => {
      const from = bytes.findIndex((byte) => byte !== 0)
      const bare = from < 0 ? [0] : bytes.slice(from)
      const signed = (bare[0] ?? 0) >= 0x80 ? [0, ...bare] : bare
      return [2, signed.length, ...signed]
    }
    const body = [...integer(r), ...integer(s)]
    return new Uint8Array([0x30, ...(body.length < 0x80 ? [body.length] : [0x81, body.length]), ...body])
  }
  const P256 = 1
  const P521 = 3

  test('reads signatures as the whole one does', async () => {
    const [whole, lean] = [await unwrapper([]), await unwrapper([leanPasskeys])]
    const random = (length: number, zeros: number) => [...new Array(zeros).fill(0), ...crypto.getRandomValues(new Uint8Array(length - zeros))]
    for (let n = 0; n < 300; n++) {
      const [curve, length] = n % 2 ? [P256, 32] : [P521, 66]
      const signature = der(random(length, n % 5), random(length, n % 3))
      expect([...lean(signature, curve)]).toEqual([...whole(signature, curve)])
    }
  })

  test('refuses what is no signature', async () => {
    const lean = await unwrapper([leanPasskeys])
    const good = der([1, ...new Array(31).fill(7)], [2, ...new Array(31).fill(9)])
    expect(lean(good, P256).length).toBe(64)
    for (let cut = 0; cut < good.length; cut++) expect(() => lean(good.slice(0, cut), P256), String(cut)).toThrow()
    expect(() => lean(new Uint8Array([...good, 0]), P256)).toThrow()
    for (let at = 0; at < 4; at++) expect(() => lean(good.with(at, 0x84), P256), String(at)).toThrow()
  })
})
