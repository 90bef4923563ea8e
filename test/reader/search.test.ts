import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { forgetAnswers } from '../../src/reader/ask-search.ts'
import type { SearchQuery, SearchResult } from '../../src/search/calls.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, fakePress, fakeSearch, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
let asked: string[]
const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers }, env)
const html = async (path: string) => (await get(path)).text()

const hits = cardsOf(3).map((card) => ({
  card,
  headline: [{ text: 'The ' }, { text: 'river', hit: true as const }, { text: ' road & <b>' }],
  excerpt: [{ text: '… across the ' }, { text: 'river', hit: true as const }],
}))
const NOTHING: SearchResult = { q: '', hits: [], total: 0, page: 1, pages: 0, sections: [] }
const TOPICS = [{ slug: 'mali', name: 'Mali' }]
/** Finds three things, or 43 of them in three pages, or nothing for words with a z. */
const find = async ({ q, page = 1, section }: SearchQuery): Promise<SearchResult> => {
  if (q.includes('z')) return { q, hits: [], total: 0, page, pages: 0, sections: section ? [{ section: 'asia', count: 2 }] : [], topics: TOPICS }
  return {
    q,
    hits,
    total: 43,
    page,
    pages: 3,
    sections: [
      { section: 'world', count: 40 },
      { section: 'asia', count: 3 },
    ],
  }
}

beforeEach(() => {
  forget()
  forgetAnswers()
  const search = fakeSearch({ find, popularTopics: async () => TOPICS })
  asked = search.asked
  // The press is not asked for anything.
  ;({ kv, env } = fakeEnv({ SEARCH: search.namespace }))
  kv.put('site', testSite)
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the search', () => {
  test('counts and marks what it found, and nothing in it is code', async () => {
    const page = await html('/search?q=river')
    expect(page).toContain('43 results for “river”')
    expect(page).toContain('<a href="/world/story-1">The <mark>river</mark> road &amp; &lt;b&gt;</a>')
    expect(page).toContain('… across the <mark>river</mark>')
    expect(page).toContain('role="status"')
    expect(page).toContain('<meta name="robots" content="noindex"/>')
  })

  test('says of a word that more articles have than were counted that there are at least so many', async () => {
    const many: SearchResult = {
      ...NOTHING,
      q: 'river',
      hits,
      total: 10_000,
      pages: 50,
      sections: [
        { section: 'world', count: 9000 },
        { section: 'asia', count: 1000 },
      ],
      isMore: true,
    }
    const search = fakeSearch({ find: async () => many, popularTopics: async () => TOPICS })
    ;({ kv, env } = fakeEnv({ SEARCH: search.namespace }))
    kv.put('site', testSite)
    expect(await html('/search?q=river')).toContain('10,000+ results for “river”')
    expect(await html('/search?q=river&section=asia')).toContain('<span class="times">9,000+</span>')
  })

  test('is a plain form that keeps what was asked', async () => {
    const page = await html('/search?q=river&section=world&from=2026-01-01&to=2026-02-28')
    expect(page).toContain('<form class="search-page-form" action="/search"')
    for (const part of ['value="river"', '<option value="world" selected="">', 'name="from" value="2026-01-01"', 'name="to" value="2026-02-28"'])
      expect(page).toContain(part)
    expect(asked).toEqual(['find [{"q":"river","page":1,"section":"world","between":["2025-12-31T16:00:00Z","2026-02-28T16:00:00Z"]}]'])
  })

  test('leads to its next page and to a section by plain links that keep the question', async () => {
    const page = await html('/search?q=river+road&from=2026-01-01')
    expect(page).toContain('rel="next" href="/search?q=river+road&amp;from=2026-01-01&amp;page=2"')
    expect(page).toContain('<a href="/search?q=river+road&amp;section=asia&amp;from=2026-01-01">Asia</a>')
    expect(await html('/search?q=river&page=3')).not.toContain('rel="next"')
    expect((await get('/search?q=river&page=4')).status).toBe(404)
  })

  test('without a question names the topics most articles are about, and does not search', async () => {
    for (const path of ['/search', '/search?q=', '/search?q=%20%09%00', '/search?q=%E2%80%8B']) {
      const response = await get(path)
      expect(response.status).toBe(200)
      const page = await response.text()
      expect(page).toContain('Topics we cover most')
      expect(page).toContain('<a href="/topic/mali" dir="auto">Mali</a>')
    }
    expect(asked.filter((call) => call.startsWith('find'))).toEqual([])
  })

  test('that found nothing says so and leads on, to other sections first', async () => {
    const page = await html('/search?q=zebra')
    expect(page).toContain('No results for “zebra”')
    expect(page).toContain('<a href="/topic/mali" dir="auto">Mali</a>')
    expect(await html('/search?q=zebra&section=world')).toContain('<a href="/search?q=zebra&amp;section=asia">Asia</a>')
  })

  test('hands operators and quotes on as they are, and spells them back as text', async () => {
    for (const q of [
      '"',
      '"unclosed',
      'a AND',
      'NOT (',
      'NEAR(a b)',
      '*',
      'head:*',
      "'; DROP TABLE words;--",
      '<script>alert(1)</script>',
      '🦆',
      'مالي',
      '馬里',
      '\ud800',
    ]) {
      const response = await get(`/search?q=${encodeURIComponent(q.toWellFormed())}`)
      expect(response.status).toBe(200)
      expect(await response.text()).not.toContain('<script>alert')
    }
  })

  test('takes one spelling of a question for another', async () => {
    await get('/search?q=%20cafe%CC%81%20%20%20bar%0A')
    expect(asked).toEqual(['find [{"q":"café bar","page":1}]'])
  })

  test('cuts a long question and says so; what nobody types is 414', async () => {
    const long = await get(`/search?q=${'a'.repeat(500)}`)
    expect(long.status).toBe(200)
    expect(await long.text()).toContain('We searched for the first 200 characters only.')
    expect(asked[0]?.length).toBeLessThan(300)
    const tooLong = await get(`/search?q=${'a'.repeat(10_000)}`)
    expect(tooLong.status).toBe(414)
    expect(await tooLong.text()).toContain('Use 200 characters or fewer.')
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['from=2026-02-30', 'Enter a real date as year, month and day, like 2026-02-28.'],
    ['to=yesterday', 'Enter a real date as year, month and day, like 2026-02-28.'],
    ['from=2026-03-01&to=2026-02-01', 'Swap the two dates.'],
  ])('with %s says what to mend, and searches for nothing', async (dates, words) => {
    const response = await get(`/search?q=river&${dates}`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words)
    expect((await get(`/search?q=river&${dates}`, { 'if-none-match': '*' })).status).toBe(400)
    expect(asked.filter((call) => call.startsWith('find'))).toEqual([])
  })

  test('of an unknown section is a search of all', async () => {
    await get('/search?q=river&section=nowhere')
    await get('/search?q=river&section=..%2F')
    expect(new Set(asked)).toEqual(new Set(['find [{"q":"river","page":1}]']))
  })

  test.each(['-1', '1e9', 'abc', '51', '99999'])('has no page %s', async (page) => {
    expect((await get(`/search?q=river&page=${page}`)).status).toBe(404)
    expect(asked).toEqual([])
  })

  test('while the reader types comes by itself, as the page has it', async () => {
    const page = await html('/search?q=river')
    expect(page).toContain('data-hx-get="/fragments/search" data-hx-trigger="input delay:300ms"')
    const part = await get('/fragments/search?q=river')
    expect(part.headers.get('x-robots-tag')).toBe('noindex')
    const [results, said] = (await part.text()).split('<hx-partial')
    expect(page).toContain(`<div id="results">${results}</div>`)
    expect(said).toBe(' data-hx-target="#said" data-hx-swap="innerHTML">43 results for “river”</hx-partial>')
    expect((await get(`/fragments/search?q=${'a'.repeat(10_000)}`)).status).toBe(404)
  })

  test('is kept by caches for half a minute, purged when search changes, and reads KV once', async () => {
    const response = await get('/search?q=river')
    expect(response.headers.get('cache-control')).toBe('public, max-age=30')
    expect(response.headers.get('cloudflare-cdn-cache-control')).not.toContain('stale-while-revalidate')
    expect(response.headers.get('cache-tag')).toBe('site,search')
    expect(kv.reads).toBe(1)
    expect((await get('/search?q=river', { 'if-none-match': response.headers.get('etag') ?? '' })).status).toBe(304)
  })

  test('asked again is answered from memory for some seconds, in whatever spelling of spaces, on the page and while typing', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    for (const path of ['/search?q=river', '/search?q=%20river', '/fragments/search?q=river+', '/search?q=river&utm_source=x'])
      expect((await get(path)).status).toBe(200)
    expect(asked).toHaveLength(1)
    await get('/search?q=river&page=2')
    await get('/search?q=river&section=asia')
    expect(asked).toHaveLength(3)
    vi.advanceTimersByTime(11_000)
    await get('/search?q=river')
    expect(asked).toHaveLength(4)
  })

  test('with the press away is what it was', async () => {
    env = { ...env, PRESS: fakePress().namespace } as unknown as Env
    for (const path of ['/search', '/search?q=river', '/search?q=zebra', '/fragments/search?q=river']) expect((await get(path)).status).toBe(200)
  })

  const troubles: [string, Record<string, unknown>, number, string, string][] = [
    ['with search away', { SEARCH: fakeSearch().namespace }, 503, '30', 'Our search isn’t responding.'],
    ['too busy', { SEARCH: fakeSearch({ find: async () => ({ ...NOTHING, isBusy: true }) }).namespace }, 503, '30', 'Our search isn’t responding.'],
    ['asked too often by a network', { SEARCHES: { limit: async () => ({ success: false }) } }, 429, '60', 'There were too many searches from your network.'],
  ]
  test.each(troubles)('%s says so, keeps what was asked, and is kept by no cache', async (_, trouble, status, retryAfter, words) => {
    env = { ...env, ...trouble } as unknown as Env
    for (const path of ['/search?q=river&section=asia', '/search?q=river&page=2', '/fragments/search?q=river']) {
      const response = await get(path)
      expect(response.status).toBe(status)
      expect([response.headers.get('retry-after'), response.headers.get('cache-control')]).toEqual([retryAfter, 'no-store'])
      const text = await response.text()
      expect(text).toContain(words)
      if (path.startsWith('/search')) expect(text).toContain('value="river"')
    }
    const page = await html('/search?q=river&section=asia')
    expect(page).toContain('<option value="asia" selected="">')
    expect(page).toContain('data-hx-status:429="swap:innerHTML" data-hx-status:503="swap:innerHTML"')
    expect((await get('/search')).status).toBe(200)
  })

  test('counts by network, not what is remembered, and turns nobody away where the limiter fails', async () => {
    const keys: string[] = []
    env = { ...env, SEARCHES: { limit: async ({ key }: { key: string }) => ({ success: keys.push(key) < 3 }) } } as unknown as Env
    const ask = (q: string) => get(`/search?q=${q}`, { 'cf-connecting-ip': '2001:db8:1:2:3::4' })
    expect((await ask('one')).status).toBe(200)
    expect((await ask('one')).status).toBe(200)
    expect((await ask('two')).status).toBe(200)
    expect((await ask('three')).status).toBe(429)
    expect((await ask('one')).status).toBe(200)
    expect(keys).toEqual(Array.from({ length: 3 }, () => '2001:db8:1:2'))
    env = { ...env, SEARCHES: { limit: async () => Promise.reject(new Error('The limiter is away.')) } } as unknown as Env
    expect((await ask('four')).status).toBe(200)
  })

  test('that hangs is answered by an honest page within seconds', async () => {
    vi.useFakeTimers()
    env = { ...env, SEARCH: fakeSearch({ find: () => new Promise(() => {}) }).namespace } as unknown as Env
    const [response] = await Promise.all([get('/search?q=river'), vi.advanceTimersByTimeAsync(6000)])
    expect(response.status).toBe(503)
  })

  test('that does not have all articles yet says so, and nobody keeps that answer', async () => {
    env = { ...env, SEARCH: fakeSearch({ find: async (query) => ({ ...(await find(query)), isFilling: true }) }).namespace } as unknown as Env
    const response = await get('/search?q=river')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toContain('Some articles aren’t found for a few minutes.')
    env = { ...env, SEARCH: fakeSearch({ find }).namespace } as unknown as Env
    expect(await html('/search?q=river')).not.toContain('rebuilding')
  })
})
