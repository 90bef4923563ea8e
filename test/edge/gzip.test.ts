import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { frontCacheProps } from '../../src/edge/front-cache.ts'
import { acceptsGzip } from '../../src/edge/gzip.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, editionWithCall, listingOf, phoneCall } from '../fakes.ts'

let env: Env
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => site.request(path, { headers, method }, env)
const GZIP = { 'accept-encoding': 'gzip, deflate, br' }

beforeEach(() => {
  const fake = editionWithCall()
  env = fake.env
  fake.kv.put(
    'en:listing:latest',
    listingOf(
      'latest',
      cardsOf(1, () => ({ slug: 'phone-call' })),
    ),
  )
  fake.kv.put('en:article:short', { ...phoneCall, slug: 'short', picture: undefined, body: [{ type: 'paragraph', text: 'Short.' }] })
})

describe.each(['/feed.json', '/world/phone-call.md'])('%s, which nobody behind us compresses', (path) => {
  test('is gzipped for clients that accept it, and says the same', async () => {
    const [plain, gzipped] = [await get(path), await get(path, GZIP)]
    expect(gzipped.headers.get('content-encoding')).toBe('gzip')
    expect(plain.headers.has('content-encoding')).toBe(false)
    const [text, bytes] = [await plain.text(), Buffer.from(await gzipped.arrayBuffer())]
    expect(gunzipSync(bytes).toString()).toBe(text)
    expect(bytes.length).toBeLessThan(text.length / 2)
    expect(gzipped.headers.get('content-type')).toBe(plain.headers.get('content-type'))
  })

  test('is two entities to caches, and either tag is known again', async () => {
    const [plain, gzipped] = [await get(path), await get(path, GZIP)]
    const tags = [plain, gzipped].map(({ headers }) => headers.get('etag') ?? '')
    expect(tags[1]).toBe(`W/${tags[0]}`)
    for (const response of [plain, gzipped]) expect(response.headers.get('vary')).toContain('Accept-Encoding')
    for (const tag of [...tags, '*', `"x", ${tags[1]}`, tags[0]?.replace(/"$/, '-gzip"') ?? '']) {
      for (const headers of [GZIP, {}] as Record<string, string>[]) {
        const unchanged = await get(path, { ...headers, 'if-none-match': tag })
        expect(unchanged.status, tag).toBe(304)
        expect(unchanged.headers.get('vary')).toContain('Accept-Encoding')
        expect(unchanged.headers.get('etag')).toBe(headers === GZIP ? tags[1] : tags[0])
      }
    }
  })

  test('says so to HEAD as well', async () => {
    const head = await get(path, GZIP, 'HEAD')
    expect(head.headers.get('content-encoding')).toBe('gzip')
    expect(await head.text()).toBe('')
  })

  test('is cached apart by the front cache, gzipped and plain', async () => {
    const props = (headers: Record<string, string>) => frontCacheProps(new Request(`https://news.example${path}`, { headers }), env)
    expect(await props(GZIP)).toEqual({ offer: false, gzip: true })
    expect(await props({})).toEqual({ offer: false })
  })
})

test('what the edge compresses anyway, or one network packet holds, is left as it is', async () => {
  for (const path of ['/world/phone-call', '/feed.xml', '/robots.txt', '/llms.txt', '/world/short.md'])
    expect((await get(path, GZIP)).headers.has('content-encoding'), path).toBe(false)
})

test.each([
  ['gzip', true],
  ['br, GZIP;q=0.5', true],
  ['x-gzip', true],
  ['*', true],
  ['*;q=0.1', true],
  ['gzip;q=1.000', true],
  ['br', false],
  ['gzip;q=0', false],
  ['gzip; q=0.000', false],
  ['identity', false],
  ['gzipped', false],
  ['', false],
])('Accept-Encoding: %s takes gzip: %s', (header, takes) => {
  expect(acceptsGzip(new Request('https://news.example/', { headers: { 'accept-encoding': header } }))).toBe(takes)
  // What the edge wrote over it does not count.
  expect(acceptsGzip({ cf: { clientAcceptEncoding: header }, headers: new Headers({ 'accept-encoding': 'br, gzip' }) } as unknown as Request)).toBe(takes)
})

describe('/api/openapi.json', () => {
  const described = (headers: Record<string, string> = {}, method = 'GET') =>
    site.request('/api/openapi.json', { headers, method }, {
      ...env,
      ASSETS: { fetch: async () => new Response('{}', { headers: { ETag: '"abc"', 'Cache-Control': 'public, max-age=300' } }) },
    } as unknown as Env)

  test.each(['*', '"abc"', 'W/"abc"', '"x", "abc"', '"x",W/"abc" , "y"', '"abc-gzip"'])('is not sent again to who holds %s', async (tag) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await described({ 'if-none-match': tag }, method)
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe('"abc"')
      expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    }
  })

  test.each(['"x"', '"x", "y"', 'abc', ''])('is sent to who holds %s, with the headers of every answer', async (tag) => {
    const response = await described(tag ? { 'if-none-match': tag } : {})
    expect(response.status).toBe(200)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})
