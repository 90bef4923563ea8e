import { beforeEach, describe, expect, test, vi } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, fakePress, listingOf, phoneCall, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
let asked: string[]
const get = (path: string) => site.request(path, {}, env)
const html = async (path: string) => (await get(path)).text()

const CHANGED = Date.parse('2026-11-24T08:00:00Z')
const correction = {
  slug: 'phone-call',
  section: 'world',
  headline: 'Two leaders speak by phone',
  at: '2026-11-11T08:00:00Z',
  text: 'An earlier version named the wrong day.',
}

beforeEach(() => {
  forget()
  vi.useFakeTimers({ now: Date.parse('2026-11-24T18:00:00Z'), toFake: ['Date'] })
  const press = fakePress({
    archiveMonths: async () => ({
      months: [
        { month: '2026-11', count: 1203, lastModified: '2026-11-24T00:00:00Z' },
        { month: '2025-12', count: 1, lastModified: '2025-12-24T00:00:00Z' },
      ],
      changedAt: CHANGED,
    }),
    archiveMonth: async (month) => ({
      days:
        month === '2026-11'
          ? [
              { day: '2026-11-11', count: 2 },
              { day: '2026-11-10', count: 1 },
            ]
          : [],
      ...(month > '2025-12' && { before: '2025-12' }),
      ...(month < '2026-11' && { after: '2026-11' }),
      changedAt: CHANGED,
    }),
    archiveDay: async (date, page) => ({
      ...listingOf(`day/${date}`, date === '2026-11-10' ? cardsOf(20, (at) => ({ slug: `on-page-${page}-${at}` })) : [], date === '2026-11-10' ? 25 : 0),
      ...(date > '2025-12-24' && { before: date > '2026-11-10' ? '2026-11-10' : '2025-12-24' }),
      ...(date < '2026-11-11' && { after: '2026-11-11' }),
      changedAt: CHANGED,
    }),
    corrections: async (page) => ({ items: page === 1 ? [correction] : [{ ...correction, text: 'Older.' }], total: 21 }),
    changes: async () => [
      {
        at: '2026-11-10T18:05:00Z',
        from: 1,
        to: 2,
        edits: [
          { done: 'changed', what: 'headline', count: 1 },
          { done: 'changed', what: 'paragraph', count: 3 },
          { done: 'added', what: 'picture', count: 1 },
        ],
      },
    ],
  })
  asked = press.asked
  ;({ kv, env } = fakeEnv({ PRESS: press.namespace }))
  kv.put('site', { ...testSite, showChanges: true })
  kv.put('en:article:phone-call', phoneCall)
  return () => vi.useRealTimers()
})

describe('the archive', () => {
  test('names its months by year, a month its days', async () => {
    const months = await html('/archive')
    expect(months).toContain('<a href="/archive/2026/11">November 2026</a> <span class="times">1,203 articles</span>')
    expect(months).toContain('<a href="/archive/2025/12">December 2025</a> <span class="times">1 article</span>')
    const days = await html('/archive/2026/11')
    expect(days).toContain('<a href="/archive/2026/11/11">Wednesday 11</a> <span class="times">2 articles</span>')
    expect(days).toContain('<a href="/archive/2026/11/10">Tuesday 10</a> <span class="times">1 article</span>')
    expect(days).toContain('<a href="/archive/2025/12">Earlier: December 2025</a>')
  })

  test('of a day has its stories, its pages, and the nearest days with stories', async () => {
    const day = await html('/archive/2026/11/10')
    for (const part of [
      '<h1>Tuesday 10 November 2026</h1>',
      '/world/on-page-1-1',
      '<a href="/archive/2025/12/24">Earlier: Wednesday 24 December 2025</a>',
      '<a href="/archive/2026/11/11">Later: Wednesday 11 November 2026</a>',
      'rel="next" href="/archive/2026/11/10?page=2"',
    ])
      expect(day.replace(/(day),? (\d)/g, '$1 $2')).toContain(part)
    expect(await html('/archive/2026/11/10?page=2')).toContain('/world/on-page-2-1')
    expect(kv.reads).toBe(1)
    expect(asked.map((question) => question.split(' ')[0])).toEqual(['archiveDay', 'archiveDay'])
  })

  test('of a day or month without stories is a page that no search engine keeps, and that leads to the nearest with some', async () => {
    const day = await get('/archive/2026/11/12')
    expect(day.status).toBe(200)
    const dayText = await day.text()
    expect(dayText).toMatch(/noindex.*No articles were published on this day\./s)
    expect(dayText).toContain('href="/archive/2026/11/10"')
    const month = await get('/archive/2026/10')
    expect(month.status).toBe(200)
    const monthText = await month.text()
    expect(monthText).toMatch(/noindex.*No articles were published in this month\./s)
    for (const href of ['/archive/2025/12', '/archive/2026/11']) expect(monthText).toContain(`href="${href}"`)
    expect(monthText).not.toContain('class="counts"')
  })

  test('goes from the first story to today, where the newsroom is, and no further', async () => {
    const today = await html('/archive/2026/11/25')
    expect(today).toContain('href="/archive/2026/11/10"')
    expect(today).not.toContain('Later:')
    for (const path of ['/archive/2026/11/26', '/archive/2026/12', '/archive/2027/01/01', '/archive/2025/12/23', '/archive/2025/11', '/archive/1066/10/14'])
      expect([path, (await get(path)).status]).toEqual([path, 404])
  })

  test('tells a client without entity tags when it last changed', async () => {
    kv.put('site', testSite, { tag: 'hsite', at: 1 })
    for (const path of ['/archive', '/archive/2026/11', '/archive/2026/11/10']) {
      const { headers } = await get(path)
      expect(Date.parse(headers.get('last-modified') ?? '')).toBeGreaterThanOrEqual(CHANGED)
    }
  })

  test.each([
    '2026/02/30',
    '2025/02/29',
    '2026/13/01',
    '2026/00/10',
    '2026/11/00',
    '0000/01/01',
    '9999/12/31',
    '2026/1/1',
    '20261/11/10',
    '2026/11/10/12',
    '2026/11/1e',
    '%2e%2e/11/10',
    '2026/11/١٠',
  ])('has no day %s, and asks the press for nothing', async (day) => {
    expect((await get(`/archive/${day}`)).status).toBe(404)
    expect(asked).toEqual([])
  })

  test('has a page for each year that has stories, with its months and the nearest years', async () => {
    const year = await html('/archive/2026')
    expect(year).toContain('<h1>2026</h1>')
    expect(year).toContain('<a href="/archive/2026/11">November 2026</a> <span class="times">1,203 articles</span>')
    expect(year).toContain('<a href="/archive/2025">Earlier: 2025</a>')
    expect(year).not.toContain('December 2025')
    expect(await html('/archive/2025')).toContain('<a href="/archive/2026">Later: 2026</a>')
    expect(await html('/archive')).toContain('<a href="/archive/2025">2025</a>')
    expect(await html('/archive/2026/11')).toContain('<a href="/archive/2026">2026</a>')
    for (const none of ['2024', '2027', '0000']) expect((await get(`/archive/${none}`)).status, none).toBe(404)
  })

  test('has no page that has no story', async () => {
    for (const path of ['/archive/2026/13', '/archive/2026/11/10?page=3', '/archive/2026/11/10?page=1e9']) expect((await get(path)).status).toBe(404)
    expect((await get('/archive/2026/11/10?page=1')).headers.get('location')).toBe('/archive/2026/11/10')
  })
})

describe('corrections', () => {
  test('are dated and linked, newest first, in pages', async () => {
    const page = await html('/corrections')
    for (const part of [
      '<time datetime="2026-11-11T08:00:00Z">11 Nov 2026</time>',
      '<a href="/world/phone-call">Two leaders speak by phone</a>',
      'named the wrong day',
      'rel="next" href="/corrections?page=2"',
    ])
      expect(page).toContain(part)
    const second = await html('/corrections?page=2')
    expect(second).toContain('Older.')
    expect(second).toContain('<link rel="canonical" href="https://news.example/corrections?page=2"/>')
    expect((await get('/corrections?page=3')).status).toBe(404)
    expect((await get('/corrections?page=-1')).status).toBe(404)
  })
})

describe('what changed since publication', () => {
  test('is told, down to the publication itself', async () => {
    const page = await html('/world/phone-call/changes')
    expect(page).toContain('<p>Headline and 3 paragraphs changed, 1 picture added.</p>')
    expect(page).toContain('<time datetime="2026-11-10T16:05:00Z">')
    expect(page).toContain('<a href="/world/phone-call">Two leaders speak by phone</a>')
    expect(kv.reads).toBe(1)
  })

  test.each([
    ['de', '<p>Überschrift und 3 Absätze geändert, 1 Bild hinzugefügt.</p>'],
    ['ar', '<p>تغيير العنوان و3 فقرات، وإضافة صورة واحدة.</p>'],
  ])('is told in %s where the edition is', async (lang, sentence) => {
    kv.put('site', { ...testSite, lang, showChanges: true })
    expect(await html('/world/phone-call/changes')).toContain(sentence)
  })

  test('is told only where the publication wants it, of an article that is there, at its own address', async () => {
    expect((await get('/asia/phone-call/changes')).headers.get('location')).toBe('/world/phone-call/changes')
    expect((await get('/world/nothing/changes')).status).toBe(404)
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-24T00:00:00Z' })
    forget()
    expect((await get('/world/phone-call/changes')).status).toBe(410)
    kv.put('en:article:phone-call', phoneCall)
    kv.put('site', testSite)
    forget()
    expect((await get('/world/phone-call/changes')).status).toBe(404)
    expect(asked).toEqual([])
  })
})

test('what the ledger filled may name any story, and is purged when one is withdrawn', async () => {
  for (const path of ['/archive', '/archive/2026/11', '/archive/2026/11/10', '/corrections', '/world/phone-call/changes', '/sitemap.xml'])
    expect([path, (await get(path)).headers.get('cache-tag')?.split(',')]).toEqual([path, expect.arrayContaining(['ledger'])])
  expect((await get('/search')).headers.get('cache-tag')?.split(',')).toContain('search')
  expect((await get('/world/phone-call')).headers.get('cache-tag')).not.toContain('ledger')
})

test('with the press away these are 503 with a way on, never 500', async () => {
  ;({ kv, env } = fakeEnv({ PRESS: fakePress().namespace }))
  kv.put('site', { ...testSite, showChanges: true })
  kv.put('en:article:phone-call', phoneCall)
  for (const path of ['/archive', '/archive/2026/11', '/archive/2026/11/10', '/corrections', '/world/phone-call/changes']) {
    const response = await get(path)
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('action="/search"')
  }
})
