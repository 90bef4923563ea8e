import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import type { SearchQuery, SearchResult } from '../../src/press/calls.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, fakePress, testSite } from '../fakes.ts'

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
/** Finds three things, or 43 of them in three pages, or nothing for words with a z. */
const search = async ({ q, page = 1, section }: SearchQuery): Promise<SearchResult> => {
  if (q.includes('z')) return { q, hits: [], total: 0, page, pages: 0, sections: section ? [{ section: 'asia', count: 2 }] : [] }
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
  const press = fakePress({ search, popularTopics: async () => [{ slug: 'mali', name: 'Mali', count: 9 }] })
  asked = press.asked
  ;({ kv, env } = fakeEnv({ PRESS: press.namespace }))
  kv.put('site', testSite)
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

  test('is a plain form that keeps what was asked', async () => {
    const page = await html('/search?q=river&section=world&from=2026-01-01&to=2026-02-28')
    expect(page).toContain('<form class="search-page-form" action="/search"')
    for (const part of ['value="river"', '<option value="world" selected="">', 'name="from" value="2026-01-01"', 'name="to" value="2026-02-28"'])
      expect(page).toContain(part)
    expect(asked).toEqual(['search [{"q":"river","page":1,"section":"world","from":"2026-01-01","to":"2026-02-28"}]'])
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
      expect(page).toContain('<a href="/topic/mali">Mali</a>')
    }
    expect(asked.filter((call) => call.startsWith('search'))).toEqual([])
  })

  test('that found nothing says so and leads on, to other sections first', async () => {
    const page = await html('/search?q=zebra')
    expect(page).toContain('No results for “zebra”')
    expect(page).toContain('<a href="/topic/mali">Mali</a>')
    expect(await html('/search?q=zebra&section=world')).toContain('<a href="/search?q=zebra&amp;section=asia">Asia</a>')
  })

  test('hands operators and quotes to the press as they are, and spells them back as text', async () => {
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
    expect(asked).toEqual(['search [{"q":"café bar","page":1}]'])
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
  ])('with %s says what to mend, and asks the press for nothing', async (dates, words) => {
    const response = await get(`/search?q=river&${dates}`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words)
    expect((await get(`/search?q=river&${dates}`, { 'if-none-match': '*' })).status).toBe(400)
    expect(asked.filter((call) => call.startsWith('search'))).toEqual([])
  })

  test('of an unknown section is a search of all', async () => {
    await get('/search?q=river&section=nowhere')
    await get('/search?q=river&section=..%2F')
    expect(new Set(asked)).toEqual(new Set(['search [{"q":"river","page":1}]']))
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

  test('is kept by caches for a minute, and reads KV once', async () => {
    const response = await get('/search?q=river')
    expect(response.headers.get('cache-control')).toContain('public, max-age=60')
    expect(kv.reads).toBe(1)
    expect((await get('/search?q=river', { 'if-none-match': response.headers.get('etag') ?? '' })).status).toBe(304)
  })

  test('with the press away is 503; its empty form is still shown', async () => {
    ;({ kv, env } = fakeEnv({ PRESS: fakePress().namespace }))
    kv.put('site', testSite)
    expect((await get('/search?q=river')).status).toBe(503)
    expect((await get('/fragments/search?q=river')).status).toBe(503)
    expect((await get('/search')).status).toBe(200)
  })
})
