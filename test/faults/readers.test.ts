/** What readers get while something we depend on fails, says nothing, or answers what is no longer true. docs/reliability.md has the table. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { frontCacheProps } from '../../src/edge/front-cache.ts'
import { isOverLimit } from '../../src/edge/rate-limit.ts'
import { forget } from '../../src/edition/edition.ts'
import { countRead } from '../../src/readership/count-read.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, frontOf, listingOf, phoneCall, testSite } from '../fakes.ts'
import { FakeBucket, FakeImages } from '../pictures/fake-bucket.ts'
import { fails, hangs, waited } from './faults.ts'

let kv: FakeKv
let env: Env
const put = (key: string, value: unknown) => kv.put(key, value, { tag: 't1', at: 1 })
const get = (path: string, headers: Record<string, string> = {}) =>
  site.request(`https://news.example${path}`, { headers: { 'cf-ipcountry': 'SG', ...headers } }, env)

/** What is loaded late is loaded before: it takes time, and is no fault. */
beforeAll(() =>
  Promise.all([
    import('../../src/feeds/answers.ts'),
    import('../../src/newsletter/sign-up-handlers.tsx'),
    import('../../src/pictures/answers.ts'),
    import('../../src/pictures/draw-headline.ts'),
    import('../../src/pictures/make-variant.ts'),
    import('../../src/reader/archive-page.tsx'),
    import('../../src/reader/corrections-page.tsx'),
    import('../../src/reader/listings/listing-pages.tsx'),
    import('../../src/reader/preview-page.tsx'),
    import('../../src/reader/respond-failure.ts'),
    import('../../src/reader/search-page.tsx'),
  ]),
)

beforeEach(() => {
  forget()
  ;({ kv, env } = fakeEnv({ PICTURES: new FakeBucket(), IMAGES: new FakeImages() }))
  put('site', testSite)
  put('en:article:phone-call', phoneCall)
  put('en:listing:latest', listingOf('latest', cardsOf(30), 60))
  put('en:listing:front', frontOf(cardsOf(12)))
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => void vi.useRealTimers())

const PAGES = ['/', '/latest', '/world/phone-call', '/fragments/also/phone-call', '/feed.xml']

describe.each([
  ['fails', fails, { remembered: 0, unknown: 0 }],
  ['hangs', hangs, { remembered: 1000, unknown: 4000 }],
])('while KV %s', (_, fault, { remembered, unknown }) => {
  test.each(PAGES)('%s is 503 where nothing is remembered, and whole once KV is back', async (path) => {
    const works = kv.getWithMetadata.bind(kv)
    kv.getWithMetadata = fault
    const { answer, ms } = await waited(get(path))
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([503, '30', 'no-store'])
    expect(ms).toBeLessThanOrEqual(unknown)
    kv.getWithMetadata = works
    expect((await get(path)).status).toBe(200)
  })

  test.each(PAGES)('%s is the last good page, and nobody else waits for two seconds', async (path) => {
    const before = await (await get(path)).text()
    await vi.advanceTimersByTimeAsync(60_000)
    let asked = 0
    kv.getWithMetadata = async () => {
      asked++
      return fault()
    }
    const { answer, ms } = await waited(get(path))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(before)
    expect(ms).toBeLessThanOrEqual(remembered)
    const first = asked
    await get(path)
    expect(asked).toBe(first)
    await vi.advanceTimersByTimeAsync(3000)
    await waited(get(path))
    expect(asked).toBeGreaterThan(first)
  })

  test('a page that isn’t remembered is no 404', async () => {
    await get('/world/phone-call')
    kv.getWithMetadata = fault
    expect((await waited(get('/world/never-seen'))).answer.status).toBe(503)
  })

  test('nobody is offered a newsletter, whose gate nobody knows', async () => {
    kv.getWithMetadata = fault
    const request = new Request('https://news.example/', { headers: { 'cf-ipcountry': 'SG' } })
    expect((await waited(frontCacheProps(request, env))).answer).toEqual({ offer: false })
  })
})

test('what KV has half written is not shown: the last good copy is, until a whole one is there', async () => {
  const before = await (await get('/world/phone-call')).text()
  await vi.advanceTimersByTimeAsync(60_000)
  kv.put('en:article:phone-call', JSON.stringify({ ...phoneCall, headline: 'Half written' }).slice(0, -40), { tag: 't2', at: 2 })
  expect(await (await get('/world/phone-call')).text()).toBe(before)
  await vi.advanceTimersByTimeAsync(60_000)
  kv.put('en:article:phone-call', { ...phoneCall, headline: 'Written' }, { tag: 't3', at: 3 })
  expect(await (await get('/world/phone-call')).text()).toContain('Written')
})

test('what KV says a minute late is shown as soon as it says it, without an isolate in between that keeps the old', async () => {
  await get('/world/phone-call')
  kv.put('en:article:phone-call', { ...phoneCall, headline: 'Corrected' }, { tag: 't2', at: 2 })
  await vi.advanceTimersByTimeAsync(10_001)
  expect(await (await get('/world/phone-call')).text()).toContain('Corrected')
})

describe.each([
  ['fails', fails, 0],
  ['hangs', hangs, 8000],
])('while the press %s', (_, fault, patience) => {
  beforeEach(() => {
    const press = new Proxy({}, { get: () => fault })
    Object.assign(env, { PRESS: { idFromName: (name: string) => name, get: () => press } })
  })

  test.each(PAGES)('%s is there as ever', async (path) => {
    const { answer, ms } = await waited(get(path))
    expect([answer.status, ms]).toEqual([200, 0])
  })

  test.each(['/search?q=mali', '/archive', '/corrections', '/latest?page=2', '/sitemap.xml', '/preview/abcdefghijkl'])(
    '%s is 503 with a time to come back',
    async (path) => {
      const { answer, ms } = await waited(get(path))
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'no-store'])
      expect(answer.headers.get('retry-after')).toMatch(/^(?:30|60)$/)
      expect(ms).toBeLessThanOrEqual(patience)
    },
  )

  test('a value that a hand broke in KV is 503, not 404', async () => {
    put('en:article:phone-call', '{"v":1,')
    const { answer, ms } = await waited(get('/world/phone-call'))
    expect(answer.status).toBe(503)
    expect(ms).toBeLessThanOrEqual(4000)
  })
})

describe.each([
  ['fails', fails, 0],
  ['hangs', hangs, 10_000],
])('while R2 %s', (_, fault, patience) => {
  test.each(['/pictures/0123456789abcdef0123456789abcdef', '/pictures/0123456789abcdef0123456789abcdef/640.webp'])(
    '%s is 503, and in no cache',
    async (path) => {
      Object.assign(env, { PICTURES: { head: fault, get: fault, put: fault } })
      const { answer, ms } = await waited(get(path))
      expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([503, '60', 'no-store'])
      expect(ms).toBeLessThanOrEqual(patience)
      expect((await get('/world/phone-call')).status).toBe(200)
    },
  )
})

test.each([
  ['fails', fails, 0],
  ['hangs', hangs, 20_000],
])('while Images %s, readers get the picture as it was uploaded, for five minutes', async (_, fault, patience) => {
  const bucket = new FakeBucket()
  const id = '0123456789abcdef0123456789abcdef'
  await bucket.put(`public/${id}/2`, 'the picture', {
    httpMetadata: { contentType: 'image/jpeg' },
    customMetadata: { width: '1600', height: '1067', frames: '1' },
  })
  await bucket.put(`originals/${id}`, 'the picture', { httpMetadata: { contentType: 'image/jpeg' } })
  Object.assign(env, { PICTURES: bucket, IMAGES: { input: () => ({ transform: () => ({ output: fault }) }) } })
  const { answer, ms } = await waited(get(`/pictures/${id}/640.webp`))
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'image/jpeg', 'public, max-age=300'])
  expect(ms).toBeLessThanOrEqual(patience)
})

test.each([
  ['fails', fails, 0],
  ['hangs', hangs, 10_000],
])('while assets %s, social networks get the site’s own picture', async (_, fault, patience) => {
  kv.put('en:article:phone-call', { ...phoneCall, picture: undefined }, { tag: 'bare', at: 1 })
  Object.assign(env, { ASSETS: { fetch: fault } })
  const path = /property="og:image" content="https:\/\/news\.example([^"]+)"/.exec(await (await get('/world/phone-call')).text())?.[1] ?? ''
  expect(path).toMatch(/^\/pictures\/social\/phone-call\//)
  const { answer, ms } = await waited(get(path))
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'public, max-age=60'])
  expect(answer.headers.get('location')).toMatch(/^\/static\/social\./)
  expect(ms).toBeLessThanOrEqual(patience)
})

describe.each([
  ['fails', fails],
  ['hangs', hangs],
])('while the limiter %s', (_, fault) => {
  test('nobody is kept out, and nobody waits for more than a second', async () => {
    const { answer, ms } = await waited(isOverLimit({ limit: fault }, 'a-network'))
    expect(answer).toBe(false)
    expect(ms).toBeLessThanOrEqual(1000)
  })

  test('a sign-up is recorded', async () => {
    const signUp = vi.fn(async () => ({ ok: true }))
    Object.assign(env, { SIGN_UPS: { limit: fault }, MAILING_LIST: { idFromName: () => 'id', get: () => ({ signUp }) } })
    const body = new URLSearchParams({ email: 'reader@example.org', list: 'daily', consent: '2026-11' })
    const { answer } = await waited(
      site.request('https://news.example/newsletters', { method: 'POST', headers: { 'cf-ipcountry': 'SG' }, body }, env) as Promise<Response>,
    )
    expect(answer.status).toBe(303)
    expect(signUp).toHaveBeenCalledOnce()
  })
})

test('while the mailing list hangs, a form comes back within eight seconds, as it was filled in', async () => {
  Object.assign(env, { MAILING_LIST: { idFromName: () => 'id', get: () => ({ signUp: hangs }) } })
  const body = new URLSearchParams({ email: 'reader@example.org', list: 'daily', consent: '2026-11' })
  const { answer, ms } = await waited(
    site.request('https://news.example/newsletters', { method: 'POST', headers: { 'cf-ipcountry': 'SG' }, body }, env) as Promise<Response>,
  )
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('reader@example.org')
  expect(ms).toBeLessThanOrEqual(8000)
})

test.each([
  ['fails', fails],
  ['hangs', hangs],
])('while the count of reads %s, no reader notices, no isolate is held, and what is read later counts', async (_, fault) => {
  const told: unknown[] = []
  let isAway = true
  const record = async (reads: unknown) => (isAway ? fault() : void told.push(reads))
  Object.assign(env, { READERSHIP: { idFromName: (name: string) => name, get: () => ({ record }) } })
  const beacon = new Request('https://news.example/fragments/also/phone-call', { headers: { 'hx-request': 'true', 'user-agent': 'Mozilla/5.0 Firefox/140.0' } })
  const { ms } = await waited(countRead(beacon, 200, env, async () => undefined))
  expect(ms).toBeLessThanOrEqual(10_000)
  isAway = false
  await countRead(beacon, 200, env, async () => undefined)
  expect(told).toEqual([[{ slug: 'phone-call', count: 1 }]])
})

test('a clock that is two seconds behind the editor’s hides nothing, and one that is an hour ahead shows no embargoed story that KV doesn’t have', async () => {
  put('en:article:just-out', { ...phoneCall, slug: 'just-out', publishedAt: new Date(Date.now() + 1500).toISOString() })
  expect((await get('/world/just-out')).status).toBe(200)
  put('en:article:tomorrow', { ...phoneCall, slug: 'tomorrow', publishedAt: new Date(Date.now() + 86_400_000).toISOString() })
  expect((await get('/world/tomorrow')).status).toBe(404)
  vi.setSystemTime(Date.now() + 3_600_000)
  expect((await get('/world/embargoed')).status).toBe(404)
})
