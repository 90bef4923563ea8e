import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import type { PressCalls, SitemapEntry } from '../../src/press/calls.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv, phoneCall, testSite } from '../fakes.ts'
import { wellFormed } from './well-formed.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
let env: Env
let press: Partial<PressCalls>
const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers }, env)
const locations = (xml: string, name = 'loc') => [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text)

const entry = (slug: string, change: Partial<SitemapEntry> = {}): SitemapEntry => ({
  path: `/world/${slug}`,
  lastModified: '2026-11-24T08:00:00Z',
  publishedAt: '2026-11-24T08:00:00Z',
  headline: `The ${slug}`,
  ...change,
})

const CHANGED = Date.parse('2026-11-24T08:00:00Z')
const told = (entries: SitemapEntry[]) => ({ entries, changedAt: CHANGED })
const SITE_METADATA = { tag: 'hsite', at: Date.parse('2026-11-01T00:00:00Z') }

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  forget()
  press = {
    archiveMonths: async () => ({
      months: [
        { month: '2026-11', count: 3, lastModified: '2026-11-24T08:00:00Z' },
        { month: '2026-10', count: 1, lastModified: '2026-10-02T08:00:00Z' },
      ],
      changedAt: CHANGED,
    }),
    sitemapMonth: async (month) => told(month === '2026-11' ? [entry('bridge'), entry('hidden', { noindex: true })] : []),
    popularTopics: async () => [{ slug: 'mali', name: 'Mali', count: 2 }],
    publishedSince: async () => told([entry('bridge')]),
  }
  const fake = fakeEnv({ PRESS: { idFromName: (name: string) => name, get: () => press } })
  env = fake.env
  fake.kv.put('site', testSite, SITE_METADATA)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the sitemap', () => {
  test('leads to a map of pages and to one of each month', async () => {
    const response = await get('/sitemap.xml')
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8')
    expect(response.headers.get('last-modified')).toBe('Tue, 24 Nov 2026 08:00:00 GMT')
    const xml = await response.text()
    expect(wellFormed(xml)[0]).toBe('sitemapindex')
    expect(locations(xml)).toEqual([
      'https://news.example/sitemap-pages.xml',
      'https://news.example/sitemap/2026-11.xml',
      'https://news.example/sitemap/2026-10.xml',
    ])
    expect(locations(xml, 'lastmod')).toEqual(['2026-11-24T08:00:00Z', '2026-10-02T08:00:00Z'])
  })

  test('of pages has the front, the latest, sections and topics', async () => {
    const xml = await (await get('/sitemap-pages.xml')).text()
    wellFormed(xml)
    expect(locations(xml)).toEqual(['/', '/latest', '/world', '/asia', '/topic/mali'].map((path) => `https://news.example${path}`))
  })

  test('of a month has its articles with pictures and other languages, and leaves out what asks not to be found', async () => {
    press.sitemapMonth = async () =>
      told([
        entry('bridge', {
          picture: '/pictures/0123456789abcdef',
          lang: 'en',
          translations: [{ lang: 'fr', url: 'https://fr.news.example/monde/pont?a=1&b=2' }],
        }),
        entry('hidden', { noindex: true }),
      ])
    const xml = await (await get('/sitemap/2026-11.xml')).text()
    wellFormed(xml)
    expect(locations(xml)).toEqual(['https://news.example/world/bridge'])
    expect(locations(xml, 'image:loc')).toEqual(['https://news.example/pictures/0123456789abcdef'])
    expect(xml).toContain('<xhtml:link rel="alternate" hreflang="en" href="https://news.example/world/bridge"/>')
    expect(xml).toContain('<xhtml:link rel="alternate" hreflang="fr" href="https://fr.news.example/monde/pont?a=1&amp;b=2"/>')
  })

  test('of a month names for each article what its own page names: every language once, its own first', async () => {
    const fake = fakeEnv({ PRESS: { idFromName: (name: string) => name, get: () => press } })
    env = fake.env
    const translations = [
      { lang: 'fr', url: '/world/coup-de-fil' },
      { lang: 'en', url: '/world/phone-call' },
      { lang: 'fr', url: '/world/appel' },
      { lang: 'zh-Hant', url: 'https://zh.news.example/world/phone-call' },
    ]
    fake.kv.put('site', testSite, SITE_METADATA)
    fake.kv.put('en:article:phone-call', { ...phoneCall, translations })
    press.sitemapMonth = async () => told([entry('phone-call', { translations }), entry('alone', { translations: [{ lang: 'en', url: '/world/alone' }] })])
    const versions = (text: string) => [...text.matchAll(/ hreflang="([^"]+)" href="([^"]+)"/g)].map(([, lang, url]) => `${lang} ${url}`)
    const named = versions(await (await get('/sitemap/2026-11.xml')).text())
    expect(named).toEqual([
      'en https://news.example/world/phone-call',
      'fr https://news.example/world/coup-de-fil',
      'zh-Hant https://zh.news.example/world/phone-call',
    ])
    expect(versions(await (await get('/world/phone-call')).text())).toEqual(named)

    const versionsWith = async (canonical: string) => {
      fake.kv.put('en:article:phone-call', { ...phoneCall, translations, canonical })
      forget()
      return versions(await (await get('/world/phone-call')).text())
    }
    expect(await versionsWith('https://news.example/world/phone-call')).toEqual(named)
    expect(await versionsWith('https://agency.example/phone-call')).toEqual([])
  })

  test.each(['2026-12', '2026-13', '2026-00', '26-11', '2026-11-24', 'latest', '9999-01'])('of %s is 404', async (month) => {
    expect((await get(`/sitemap/${month}.xml`)).status).toBe(404)
  })

  test('of a month with nothing to be found is an empty map, since the index leads there', async () => {
    press.sitemapMonth = async () => told([entry('hidden', { noindex: true })])
    const response = await get('/sitemap/2026-11.xml')
    expect(response.status).toBe(200)
    expect(wellFormed(await response.text())).toEqual(['urlset'])
  })

  test('a month that does not exist is not even asked for', async () => {
    let asked = 0
    press.sitemapMonth = async () => {
      asked++
      return told([])
    }
    await get('/sitemap/2026-13.xml')
    await get('/sitemap/2026-11')
    expect(asked).toBe(0)
  })

  test('is 304 to who has it, and new when an article changes', async () => {
    const etag = (await get('/sitemap/2026-11.xml')).headers.get('etag') ?? ''
    expect((await get('/sitemap/2026-11.xml', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304)
    press.sitemapMonth = async () => told([entry('bridge', { lastModified: '2026-11-24T09:00:00Z' })])
    expect((await get('/sitemap/2026-11.xml', { 'if-none-match': etag })).status).toBe(200)
  })

  test.each(['/sitemap.xml', '/sitemap-pages.xml', '/sitemap/2026-11.xml', '/sitemap-news.xml'])(
    '%s is 503 with a time to come back when the press does not answer',
    async (path) => {
      const down = async () => {
        throw new Error('Durable Object reset')
      }
      press = { archiveMonths: down, sitemapMonth: down, popularTopics: down, publishedSince: down }
      const response = await get(path)
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('60')
      expect(response.headers.get('cache-control')).toBe('no-store')
    },
  )
})

describe('a client that only sends If-Modified-Since', () => {
  const since = async (path: string, text: string) => (await get(path, { 'if-modified-since': text })).status
  const SITEMAPS = ['/sitemap.xml', '/sitemap-pages.xml', '/sitemap/2026-11.xml', '/sitemap-news.xml']

  test.each(SITEMAPS)('hears of what changed in %s without a word of it in the copy', async (path) => {
    const first = (await get(path)).headers.get('last-modified') ?? ''
    expect(first).toBe('Tue, 24 Nov 2026 08:00:00 GMT')
    expect(await since(path, first)).toBe(304)
    const changedAt = Date.parse('2026-11-24T11:00:00Z')
    const { months } = (await press.archiveMonths?.()) ?? { months: [] }
    press.archiveMonths = async () => ({ months, changedAt })
    press.sitemapMonth = async () => ({ entries: [entry('bridge')], changedAt })
    press.publishedSince = async () => ({ entries: [entry('bridge')], changedAt })
    expect(await since(path, first)).toBe(200)
    expect((await get(path)).headers.get('last-modified')).toBe('Tue, 24 Nov 2026 11:00:00 GMT')
  })

  test('hears of the story that is news no longer', async () => {
    press.publishedSince = async () => ({ ...told([entry('bridge')]), newestBefore: '2026-11-22T11:30:00Z' })
    expect((await get('/sitemap-news.xml')).headers.get('last-modified')).toBe('Tue, 24 Nov 2026 11:30:00 GMT')
  })

  test('is never told of a moment ahead, and hears of a second change in one second', async () => {
    press.sitemapMonth = async () => ({ entries: [entry('bridge')], changedAt: NOW + 300 })
    vi.setSystemTime(NOW + 400)
    const first = (await get('/sitemap/2026-11.xml')).headers.get('last-modified') ?? ''
    expect(Date.parse(first)).toBeLessThan(NOW)
    press.sitemapMonth = async () => ({ entries: [entry('bridge'), entry('pont')], changedAt: NOW + 700 })
    vi.setSystemTime(NOW + 60_000)
    expect(await since('/sitemap/2026-11.xml', first)).toBe(200)
    const second = (await get('/sitemap/2026-11.xml')).headers.get('last-modified') ?? ''
    expect(await since('/sitemap/2026-11.xml', second)).toBe(304)
  })

  test('is told nothing where nobody knows when the site last changed', async () => {
    const fake = fakeEnv({ PRESS: { idFromName: (name: string) => name, get: () => press } })
    env = fake.env
    fake.kv.put('site', testSite)
    forget()
    expect((await get('/sitemap.xml')).headers.has('last-modified')).toBe(false)
  })
})

describe('the news sitemap', () => {
  test('has nothing that was paid for; the month’s has', async () => {
    press.publishedSince = press.sitemapMonth = async () => told([entry('bridge'), entry('kettle', { sponsored: true })])
    expect(locations(await (await get('/sitemap-news.xml')).text())).toEqual(['https://news.example/world/bridge'])
    expect(locations(await (await get('/sitemap/2026-11.xml')).text())).toHaveLength(2)
  })

  test('asks for the last 48 hours, and holds to them whatever comes', async () => {
    const asked: unknown[] = []
    press.publishedSince = async (...question) => {
      asked.push(question)
      return told([
        entry('ahead', { publishedAt: '2026-11-24T12:00:01Z' }),
        entry('now', { publishedAt: '2026-11-24T12:00:00Z' }),
        entry('edge', { publishedAt: '2026-11-22T12:00:00Z' }),
        entry('old', { publishedAt: '2026-11-22T11:59:59Z' }),
        entry('hidden', { noindex: true }),
      ])
    }
    const xml = await (await get('/sitemap-news.xml')).text()
    expect(asked).toEqual([['2026-11-22T12:00:00Z', 1000]])
    expect(locations(xml)).toEqual(['https://news.example/world/now', 'https://news.example/world/edge'])
  })

  test('has the tags Google News wants', async () => {
    press.publishedSince = async () =>
      told([
        entry('bridge', { headline: 'A bridge & its <river>' }),
        entry('pont', { lang: 'fr-CA' }),
        entry('qiao', { lang: 'zh-Hans' }),
        entry('kiu', { lang: 'zh-HK' }),
      ])
    const xml = await (await get('/sitemap-news.xml')).text()
    wellFormed(xml)
    expect(xml).toContain('<news:publication><news:name>The Test Line</news:name><news:language>en</news:language></news:publication>')
    expect(xml).toContain('<news:publication_date>2026-11-24T08:00:00Z</news:publication_date><news:title>A bridge &amp; its &lt;river&gt;</news:title>')
    expect(locations(xml, 'news:language')).toEqual(['en', 'fr', 'zh-cn', 'zh-tw'])
  })

  test('holds a thousand at most', async () => {
    press.publishedSince = async () => told(Array.from({ length: 1500 }, (_, at) => entry(`story-${at}`)))
    expect(locations(await (await get('/sitemap-news.xml')).text())).toHaveLength(1000)
  })

  test('without news is an empty map', async () => {
    press.publishedSince = async () => told([])
    const response = await get('/sitemap-news.xml')
    expect(response.status).toBe(200)
    expect(wellFormed(await response.text())).toEqual(['urlset'])
  })
})
