/** What only a real connection shows: answers to who still sends, and the headers of what the Worker never sees. */
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, inject, test } from 'vitest'
import { root } from '../../scripts/run-node.ts'
import { EMBEDDABLE, SECURITY_HEADERS } from '../../src/edge/security-headers.ts'
import { siteUrl } from './reader.ts'

type Sent = { method: string; path: string; headers?: Record<string, string>; bytes?: number; chunked?: boolean }
type Got = { status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }

/** Sends all of it, however early the answer comes. */
function send({ method, path, headers = {}, bytes = 0, chunked = false }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(bytes) }
    const sending = request(siteUrl(path), { method, headers: { ...headers, ...(bytes > 0 && length) } }, (response) => {
      const body: Buffer[] = []
      response.on('data', (chunk: Buffer) => body.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(body) }))
      response.on('error', reject)
    })
    sending.on('error', reject)
    const piece = Buffer.alloc(65_536, 'a')
    let left = bytes
    const pump = () => {
      while (left > 0) {
        const next = piece.subarray(0, Math.min(piece.length, left))
        left -= next.length
        if (!sending.write(next)) return void sending.once('drain', pump)
      }
      sending.end()
    }
    pump()
  })
}

describe('a body of 6 MB that is refused', () => {
  const desk = () => ({ authorization: `Bearer ${inject('deskToken')}` })
  const json = { 'content-type': 'application/json' }
  test.each<[string, () => Omit<Sent, 'bytes' | 'chunked'>, number]>([
    ['as copy', () => ({ method: 'PUT', path: '/api/articles/large', headers: { ...desk(), ...json } }), 413],
    ['as a token', () => ({ method: 'POST', path: '/api/tokens', headers: { ...desk(), ...json } }), 413],
    ['without a token', () => ({ method: 'PUT', path: '/api/articles/large', headers: json }), 401],
    ['as no kind of copy', () => ({ method: 'PUT', path: '/api/articles/large', headers: { ...desk(), 'content-type': 'text/plain' } }), 415],
    ['as a form', () => ({ method: 'POST', path: '/newsletters', headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 413],
    ['by a page', () => ({ method: 'POST', path: '/world' }), 405],
  ])('%s is answered, and the connection holds', async (_, what, status) => {
    for (const chunked of [false, true]) expect((await send({ ...what(), bytes: 6_000_000, chunked })).status).toBe(status)
  })
})

describe('files that the Worker never sees', () => {
  const FOLDER = join(root, '.dateline/assets')
  const FILES = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '_headers')
    .map((entry) => `/${relative(FOLDER, join(entry.parentPath, entry.name)).replaceAll('\\', '/')}`)

  /** Other sites show these: in mails, feed readers and previews of links; or read them. */
  const EMBEDDABLES = /\.(?:png|svg|ico)$|^\/api\/openapi\.json$/
  const lowerCased = (headers: object) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

  test('are all that the build wrote, more than twenty', () => {
    expect(FILES).toEqual(expect.arrayContaining(['/favicon.ico', '/sw.js', '/letters-licence.txt', '/api/openapi.json']))
    expect(FILES.length).toBeGreaterThan(20)
  })

  test.each([...FILES, '/site.webmanifest', '/robots.txt', '/.well-known/security.txt'])('%s has the headers of every answer', async (path) => {
    const expected = {
      ...lowerCased({ ...SECURITY_HEADERS, ...(EMBEDDABLES.test(path) && EMBEDDABLE) }),
      'content-security-policy': expect.stringMatching(/^default-src 'none'/),
    }
    const got = await send({ method: 'GET', path })
    const etag = String(got.headers.etag)
    const answers = [got, await send({ method: 'HEAD', path }), await send({ method: 'GET', path, headers: { 'if-none-match': etag } })]
    if (path !== '/.well-known/security.txt') expect(answers.map(({ status }) => status)).toEqual([200, 200, 304])
    // Who is told 304 by the Worker keeps the headers that came with what they have.
    const whole = FILES.includes(path) ? answers : answers.filter(({ status }) => status !== 304)
    for (const { headers } of whole) expect(headers).toMatchObject(expected)
  })
})

test('a feed for programs is packed for who asks, and plain for who does not', async () => {
  const [plain, packed] = [
    await send({ method: 'GET', path: '/feed.json' }),
    await send({ method: 'GET', path: '/feed.json', headers: { 'accept-encoding': 'br, gzip' } }),
  ]
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
  expect(packed.body.length).toBeLessThan(plain.body.length / 2)
})

test('an address as somebody passed it on leads to its page', async () => {
  for (const path of ['/World/putin-mali-goita-phone-call', '/world/putin-mali-goita-phone-call).', '/putin-mali-goita-phone-call'])
    expect(await send({ method: 'GET', path })).toMatchObject({ status: 301, headers: { location: '/world/putin-mali-goita-phone-call' } })
})
