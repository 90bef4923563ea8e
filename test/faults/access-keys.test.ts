/** Cloudflare Access's keys: failing, silent, late, rotated, garbage, old. docs/reliability.md has the table. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { newsroom, problemOf } from '../desk/newsroom.ts'
import { fails, hangs, waited } from './faults.ts'

type Keys = Awaited<ReturnType<typeof generateKeyPair>>
type Fetched = () => Promise<Response>

let first: Keys
let second: Keys
let answer: Fetched
let asked = 0
let teams = 0
let team: string
let room: Awaited<ReturnType<typeof newsroom>>

beforeAll(async () => {
  await import('../../src/desk/api/routes.ts') // Loading takes time, and is no fault.
  first = await generateKeyPair('RS256', { extractable: true })
  second = await generateKeyPair('RS256', { extractable: true })
})
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.parse('2026-11-26T12:00:00Z') })
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  asked = 0
  vi.stubGlobal('fetch', () => {
    asked++
    return answer()
  })
  team = `team-${teams++}.cloudflareaccess.com`
  room = await newsroom({ DATELINE_ENV: 'production', ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: 'aud-1', ACCESS_ROLES: '{"*@paper.example":"editor"}' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const publish =
  (...keys: [Keys, string][]): Fetched =>
  async () =>
    Response.json({ keys: await Promise.all(keys.map(async ([{ publicKey }, kid]) => ({ ...(await exportJWK(publicKey)), kid, alg: 'RS256' }))) })

async function comes(key: Keys = first, kid = 'k1', more: Record<string, string> = {}) {
  const assertion = await new SignJWT({ email: 'chief@paper.example' })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(`https://${team}`)
    .setAudience('aud-1')
    .setIssuedAt()
    .setExpirationTime('24h')
    .sign(key.privateKey)
  return waited(room.ask('GET', '/api/me', { as: '', headers: { 'Cf-Access-Jwt-Assertion': assertion, ...more } }))
}
const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000)

const FAULTS: [string, Fetched][] = [
  ['fail', fails],
  ['hang', hangs],
  ['are an error', async () => new Response('Bad gateway', { status: 502 })],
  ['are a page', async () => new Response('<html>')],
  ['stop in the middle', async () => new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode('{"keys":[')) }))],
  ['are an empty list', async () => Response.json({ keys: [] })],
]

describe.each(FAULTS)('while Access’s keys %s', (_, fault) => {
  test('nobody is let in whose key was never seen: 503 with a sentence, within five seconds, and at once for the next', async () => {
    answer = fault
    const { answer: refused, ms } = await comes()
    expect(ms).toBeLessThanOrEqual(5000)
    expect(refused.headers.get('retry-after')).toBe('30')
    expect((await problemOf(refused)).detail).toContain('We can’t reach Cloudflare Access')
    const next = await comes()
    expect([next.answer.status, next.ms, asked]).toEqual([503, 0, 1])
  })

  test('who comes by a key that was good just now works on for an hour, and no longer', async () => {
    answer = publish([first, 'k1'])
    expect((await comes()).answer.status).toBe(200)
    answer = fault
    for (const minutes of [11, 20, 28]) {
      pass(minutes)
      expect((await comes()).answer.status).toBe(200)
    }
    pass(5)
    expect((await comes()).answer.status).toBe(503)
  })

  test('a key that isn’t known may be a new one: 503, not 401, and never let in', async () => {
    answer = publish([first, 'k1'])
    await comes()
    pass(11)
    answer = fault
    expect((await comes(second, 'k2')).answer.status).toBe(503)
    expect((await comes(second, 'k1')).answer.status).toBe(401)
  })

  test('nobody is locked out for longer than half a minute after they are back', async () => {
    answer = fault
    await comes()
    answer = publish([first, 'k1'])
    vi.setSystemTime(Date.now() + 30_001)
    expect((await comes()).answer.status).toBe(200)
  })

  test('editors with a token work as ever', async () => {
    answer = fault
    const { answer: mine, ms } = await waited(room.ask('GET', '/api/me', { as: 'editor', headers: { 'Cf-Access-Jwt-Assertion': 'whatever' } }))
    expect([mine.status, ms, asked]).toEqual([200, 0, 0])
  })
})

test('keys that were rotated are fetched when somebody comes by the new one', async () => {
  answer = publish([first, 'k1'])
  expect((await comes()).answer.status).toBe(200)
  answer = publish([first, 'k1'], [second, 'k2'])
  pass(1)
  expect((await comes(second, 'k2')).answer.status).toBe(200)
  expect((await comes()).answer.status).toBe(200)
  answer = publish([second, 'k2'])
  pass(11)
  expect((await comes(second, 'k2')).answer.status).toBe(200)
  expect((await comes()).answer.status).toBe(401)
})

test('while Access’s keys fail, who has a session comes in by that', async () => {
  answer = fails
  const session = { name: 'Ada', role: 'editor', person: 'p1', session: 's1', signedInAt: '2026-11-26T11:00:00Z', expiresAt: '2026-12-26T11:00:00Z' }
  Object.assign(room.press, { sessionHolder: async () => session })
  const cookie = { Cookie: `__Host-desk=${'s'.repeat(43)}`, 'Sec-Fetch-Site': 'same-origin' }
  expect((await comes(first, 'k1', cookie)).answer.status).toBe(200)
})
