/** Queries that our routes don't read: from social networks, from letters, and from whoever wants to miss every cache. */
import { beforeEach, describe, expect, test } from 'vitest'
import { fetchThroughFrontCache } from '../../src/edge/front-cache.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall } from '../fakes.ts'

let env: Env
beforeEach(() => {
  env = editionWithCall().env
})

/** What the front cache is asked, as the default entrypoint hands it on, and what the reader gets. */
async function throughFrontCache(path: string, { headers = {}, method = 'GET' }: { headers?: Record<string, string>; method?: string } = {}) {
  const asked: Request[] = []
  const pages = {
    fetch: async (request: Request) => {
      asked.push(request)
      return site.request(request, {}, env)
    },
  }
  const response = await fetchThroughFrontCache(pages, new Request(`https://news.example${path}`, { headers, method }))
  const { pathname, search } = new URL(asked[0]?.url ?? '')
  return { key: pathname + search, response, headers: asked[0]?.headers }
}

const keyOf = async (path: string) => (await throughFrontCache(path)).key

describe('what the front cache and the memory know a page by', () => {
  test.each([
    ['/world/phone-call?utm_source=x&utm_medium=social', '/world/phone-call'],
    ['/world/phone-call?fbclid=IwAR0', '/world/phone-call'],
    ['/world/phone-call?x=1&from=u-7', '/world/phone-call?from=u-7'],
    ['/world/phone-call.md?x=1', '/world/phone-call.md'],
    ['/?x=1', '/'],
    ['/world?x=1&page=2', '/world?page=2'],
    ['/world?page=', '/world?page='],
    ['/topic/mali?after=2026-11-10T16%3A05%3A00Z_a&cachebuster=9', '/topic/mali?after=2026-11-10T16%3A05%3A00Z_a'],
    ['/search?page=2&utm_source=x&q=mali%20call', '/search?q=mali+call&page=2'],
    ['/search?q=mali&q=niger', '/search?q=mali'],
    ['/fragments/also/phone-call?x=1', '/fragments/also/phone-call'],
    ['/fragments/ads/body?turn=1&x=1&section=world', '/fragments/ads/body?section=world&turn=1'],
    ['/fragments/live/phone-call?seen=b&x=1&after=a', '/fragments/live/phone-call?after=a&seen=b'],
    ['/fragments/new?since=2026-11-10T16:05:00Z&x', '/fragments/new?since=2026-11-10T16%3A05%3A00Z'],
    ['/fragments/listing/section/world?page=2&x=1', '/fragments/listing/section/world?page=2'],
    ['/archive/2026/11/10?x=1&page=2', '/archive/2026/11/10?page=2'],
    ['/pictures/0123456789abcdef0123456789abcdef/640.webp?x=1', '/pictures/0123456789abcdef0123456789abcdef/640.webp'],
    ['/feed.xml?x=1', '/feed.xml'],
  ])('%s is asked as %s', async (path, key) => {
    expect(await keyOf(path)).toBe(key)
  })

  test('no header that a visitor makes up is part of it', async () => {
    const { headers } = await throughFrontCache('/', {
      headers: { 'x-forwarded-host': 'a.example', 'x-http-method-override': 'POST', forwarded: 'for=1', 'if-none-match': '"a"' },
    })
    expect([...(headers?.keys() ?? [])]).toEqual(['if-none-match'])
  })

  test('a HEAD request is the page’s own', async () => {
    const { key, response } = await throughFrontCache('/world/phone-call?x=1', { method: 'HEAD' })
    expect(key).toBe('/world/phone-call')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })
})

describe('a wrong spelling', () => {
  test.each([
    ['/World/Phone-Call/?utm_source=x&from=u-7', '/world/phone-call?utm_source=x&from=u-7'],
    ['//world//?utm_source=x', '/world?utm_source=x'],
    ['/world?page=1&utm_source=x', '/world?utm_source=x'],
    ['/World.?utm_source=x&fbclid=y', '/world?utm_source=x&fbclid=y'],
  ])('%s leads to %s: who counts campaigns finds what the link said', async (path, to) => {
    for (const response of [await site.request(`https://news.example${path}`, {}, env), (await throughFrontCache(path)).response]) {
      expect(response.status).toBe(301)
      expect(response.headers.get('location')).toBe(to)
    }
  })
})

describe('what is no cache’s key keeps its query', () => {
  test('a reader’s token in an email’s link', async () => {
    const response = await site.request('https://news.example/newsletters/requested?list=daily', {}, env)
    expect(await response.text()).toContain('The Daily Line')
  })

  test('whatever else than GET and HEAD is refused as ever', async () => {
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'POST']) {
      const response = await site.request('https://news.example/world/phone-call?x=1', { method }, env)
      expect([method, response.status, response.headers.get('allow'), response.headers.get('cache-control')]).toEqual([method, 405, 'GET, HEAD', 'no-store'])
    }
  })
})

describe('what isn’t there', () => {
  test('is remembered for seconds, and forgotten when what was asked for is published', async () => {
    for (const [path, key] of [
      ['/world/not-yet', 'en:article:not-yet'],
      ['/not-yet', 'en:article:not-yet'],
      ['/topic/not-yet', 'en:listing:topic/not-yet'],
      ['/fragments/listing/topic/not-yet', 'en:listing:topic/not-yet'],
    ] as const) {
      const response = await site.request(`https://news.example${path}`, {}, env)
      expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 404, 'public, max-age=15, stale-if-error=60'])
      expect(response.headers.get('cache-tag')?.split(',')).toContain(key)
      expect(response.headers.has('cloudflare-cdn-cache-control')).toBe(false)
    }
  })
})
