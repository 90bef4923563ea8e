import { beforeEach, expect, test } from 'vitest'
import { fetchThroughFrontCache, frontCacheProps } from '../../src/edge/front-cache.ts'
import { forget } from '../../src/edition/edition.ts'
import { fakeEnv, testSite } from '../fakes.ts'

let env: Env
const request = (path: string, accept: string, country = 'SG') => new Request(`https://news.example${path}`, { headers: { accept, 'cf-ipcountry': country } })
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

beforeEach(() => {
  forget()
  const fake = fakeEnv()
  env = fake.env
  fake.kv.put('site', testSite)
})

test('the Markdown of an article never mixes with its page in the front cache', async () => {
  expect(await frontCacheProps(request('/world/phone-call', BROWSER), env)).toEqual({ offer: true })
  expect(await frontCacheProps(request('/world/phone-call', 'text/markdown'), env)).toEqual({ offer: false, markdown: true })
})

test('Markdown is one variant wherever the reader is, and what has no second form has none', async () => {
  expect(await frontCacheProps(request('/world/phone-call', 'text/markdown', 'DE'), env)).toEqual(
    await frontCacheProps(request('/world/phone-call', 'text/markdown'), env),
  )
  for (const path of ['/', '/world', '/fragments/also/phone-call']) expect(await frontCacheProps(request(path, 'text/markdown'), env)).toEqual({ offer: true })
})

test('a feed is one variant wherever the reader is', async () => {
  for (const country of ['SG', 'DE'])
    for (const path of ['/feed.xml', '/world/feed.json', '/world/phone-call.md', '/robots.txt'])
      expect(await frontCacheProps(request(path, '*/*', country), env)).toEqual({ offer: false })
})

test('of all the headers that browsers write, the front cache sees two', async () => {
  const seen = new Set<string | null>()
  const pages = {
    fetch: async (forwarded: Request) => {
      seen.add(forwarded.headers.get('accept'))
      return new Response('', { headers: { Vary: 'Accept', 'Cache-Tag': 'site', 'Cloudflare-CDN-Cache-Control': 'public' } })
    },
  }
  for (const accept of [BROWSER, '*/*', 'text/html', 'text/markdown', 'text/markdown, */*;q=0.1']) {
    const response = await fetchThroughFrontCache(pages, request('/world/phone-call', accept))
    expect(response.headers.get('vary')).toBe('Accept')
    expect(response.headers.has('cache-tag')).toBe(false)
  }
  expect([...seen]).toEqual(['text/html', 'text/markdown'])
})
