import { brotliCompressSync } from 'node:zlib'
import { DomUtils, parseDocument } from 'htmlparser2'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, fakePress, frontOf, listingOf, testSite } from '../fakes.ts'
import { cards, listingsEdition } from './listings-edition.ts'

let kv: FakeKv
let env: Env
let asked: string[]
const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers }, env)
const html = async (path: string) => (await get(path)).text()

beforeEach(() => {
  forget()
  ;({ kv, env, asked } = listingsEdition())
})

describe('the front', () => {
  test('has a lead, what is new with its time, rows, topics and corrections', async () => {
    const page = await html('/')
    for (const part of [
      '<h2><a href="/asia/story-1">Story\u00a01</a></h2>',
      '>Latest</a></h2>',
      'href="/topic/mali"',
      'The river was misnamed.',
      'href="/corrections"',
      '<a href="/world">World</a></h2>',
      '<time datetime="2026-11-11">Wednesday',
      '<time datetime="2026-11-10T10:00:00Z">10 Nov, 18:00</time>',
    ])
      expect(page).toContain(part)
  })

  test('fetches its largest picture first and every other when it comes near', async () => {
    const images = DomUtils.findAll(({ name }) => name === 'img', parseDocument(await html('/')).children)
    expect(images.map(({ attribs }) => attribs.fetchpriority ?? attribs.loading)).toEqual(['high', ...images.slice(1).map(() => 'lazy')])
    for (const { attribs } of images) expect(Number(attribs.width) * Number(attribs.height)).toBeGreaterThan(0)
  })

  test('with a hundred stories is at most 20 kB compressed', async () => {
    const many = cardsOf(100, (at) => ({
      section: ['world', 'asia'][at % 2] ?? 'world',
      headline: `Story ${at} ${'of a river road that opens '.repeat(2)}${at * 7919}`,
      standfirst: `${at} ${'They crossed at dawn under escort. '.repeat(3)}`,
    }))
    kv.put('en:listing:front', frontOf(many))
    expect(brotliCompressSync(await html('/')).length).toBeLessThanOrEqual(20_000)
  })

  test('of no stories says so, kindly', async () => {
    kv.put('en:listing:front', frontOf([]))
    expect(await html('/')).toContain('Our first edition is on its way')
    forget()
    kv.values.delete('en:listing:front')
    const response = await get('/')
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Our first edition is on its way')
  })

  test('asks now and then whether there is more, where nothing moves', async () => {
    expect(await html('/')).toContain('class="new-stories" role="status" data-hx-get="/fragments/new?since=2026-11-10T16:00:00Z" data-hx-trigger="every 120s"')
  })

  test('is told how many new stories there are', async () => {
    expect(await html('/fragments/new?since=2026-11-10T12:30:00Z')).toBe('<a href="/">3 new articles</a>')
    expect(await html('/fragments/new?since=2026-11-10T14:00:00Z')).toBe('<a href="/">1 new article</a>')
    expect(await html('/fragments/new?since=2020-01-01T00:00:00Z')).toBe('<a href="/">20 or more new articles</a>')
    const none = await get('/fragments/new?since=2026-11-10T16:00:00Z')
    expect(none.status).toBe(200)
    expect(await none.text()).toBe('')
    for (const since of ['', '?since=', '?since=yesterday', '?since=2026-02-30T00:00:00Z']) expect((await get(`/fragments/new${since}`)).status).toBe(404)
  })
})

describe('a listing', () => {
  test.each(['/', '/world', '/topic/mali', '/author/edith-coyle', '/latest', '/fragments/new?since=2026-11-10T12:30:00Z'])(
    '%s costs one KV read cold, none hot, and never the press',
    async (path) => {
      expect((await get(path)).status).toBe(200)
      expect(kv.reads).toBe(1)
      await get(path)
      expect(kv.reads).toBe(1)
      expect(asked).toEqual([])
    },
  )

  test('can be cached by everyone, is unchanged until it changes, and is purged by its own key', async () => {
    const response = await get('/world')
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
    expect(response.headers.get('cache-tag')).toBe('site,en:listing:section/world')
    const etag = response.headers.get('etag') ?? ''
    expect((await get('/world', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304)
    forget()
    kv.put('en:listing:section/world', listingOf('section/world', cards.slice(1), 63))
    expect((await get('/world', { 'if-none-match': etag })).status).toBe(200)
  })

  const LAST = '2026-11-09T22:00:00Z_story-20'

  test('leads on by a plain link to what follows its last story, and tells search engines of numbered pages', async () => {
    kv.put('en:listing:section/world', listingOf('section/world', cards.slice(0, 20), 64))
    const last = cards[19]
    const first = await html('/world')
    expect(first).toContain(`<a class="pages-more" rel="next" href="/world?after=${last?.publishedAt}_${last?.slug}"`)
    expect(first).toContain('<link rel="next" href="/world?page=2"/>')
    expect(first).toContain('<link rel="canonical" href="https://news.example/world"/>')
    const second = await html('/world?page=2')
    expect(second).toContain('<title>World, page 2 – The Test Line</title>')
    expect(second).toContain('<link rel="canonical" href="https://news.example/world?page=2"/>')
    expect(second).toContain('<a rel="prev" href="/world">')
    expect(second).toContain('/world/older-2-1')
    const final = await html('/world?page=4')
    expect(final).not.toContain('rel="next"')
    expect(final).toContain('<a rel="prev" href="/world?page=3">')
  })

  test('shows what follows a story, whatever came out since; no search engine keeps that', async () => {
    const after = await html(`/world?after=${LAST}`)
    expect(after).toContain('/world/section-world-after-story-20-1')
    expect(after).toContain('<meta name="robots" content="noindex"/>')
    expect(after).toContain('<link rel="canonical" href="https://news.example/world"/>')
    expect(after).toContain('<a rel="prev" href="/world">')
    expect(after).toContain('href="/world?after=2026-11-09T10:00:00Z_section-world-after-story-20-20"')
    expect(await html('/world?after=2026-11-09T22:00:00Z_older')).not.toContain('rel="next"')
  })

  test.each([
    '',
    'story-20',
    '_story-20',
    '2026-11-09T22:00:00Z',
    '2026-11-09_story-20',
    `${LAST}_x`,
    '2026-02-30T00:00:00Z_a',
    '2026-11-09T22:00:00Z_A',
    '%00_a',
  ])('has nothing after %j, and asks nobody for it', async (place) => {
    for (const path of ['/world', '/fragments/listing/topic/mali']) expect((await get(`${path}?after=${place}`)).status, path).toBe(404)
    expect(asked).toEqual([])
  })

  test('that has become one page goes on from where a reader was, and after the last story of all there is nothing', async () => {
    expect((await get(`/author/edith-coyle?after=${LAST}`)).status).toBe(200)
    expect((await get('/world?after=2026-11-09T22:00:00Z_the-last')).status).toBe(404)
  })

  test.each(['/world', '/topic/mali', '/latest'])('%s brings more stories by themselves, as the page has them, and says how many', async (path) => {
    const name = path === '/world' ? 'section/world' : path.slice(1)
    const part = await get(`/fragments/listing/${name}?after=${LAST}`)
    const text = await part.text()
    expect(part.headers.get('x-robots-tag')).toBe('noindex')
    expect(text).not.toContain('<html')
    expect(text).toContain('20 more articles loaded')
    expect(text).toMatch(new RegExp(`href="${path}\\?after=[^"]+" data-hx-get="/fragments/listing/${name}\\?after=`))
    expect(text.match(/autofocus/g)).toHaveLength(1)
    const list = /<(?:ol|section) class="[^"]+">.*<\/ol>/s.exec(text)?.[0].replace(/ autofocus="[^"]*"| autofocus/, '') ?? 'no list'
    expect(await html(`${path}?after=${LAST}`)).toContain(list)
  })

  test.each([
    ['/world?page=1', '/world'],
    ['/world?page=', '/world'],
    ['/world?page=1&from=mail', '/world?from=mail'],
    ['/latest/?page=2', '/latest?page=2'],
  ])('%s is spelt %s', async (path, address) => {
    const response = await get(path)
    expect(response.status).toBe(301)
    expect(response.headers.get('location')).toBe(address)
  })

  test.each(['-1', '0', '1e9', '1E9', 'abc', '2.5', '02', '999999999999', '5', '٢', '2%00', '%F0%9F%A6%86'])(
    'has no page %s, and asks nobody for it',
    async (page) => {
      for (const path of ['/world', '/latest', '/topic/mali', '/fragments/listing/topic/mali']) {
        expect((await get(`${path}?page=${page}`)).status).toBe(404)
      }
      expect(asked).toEqual([])
    },
  )

  test.each([
    '/nowhere',
    '/topic/nothing',
    '/author/nobody',
    '/topic/a%2Fb',
    '/author/%00',
    `/topic/${'a'.repeat(3000)}`,
    '/%252e',
    '/fragments/listing/front',
    '/fragments/listing/section',
    '/fragments/listing/topic/mali/x',
  ])('%s is not there, for at most one KV read', async (path) => {
    expect((await get(path)).status).toBe(404)
    expect(kv.reads).toBeLessThanOrEqual(1)
  })

  test('of a section before its first story is a page, and no search engine keeps it', async () => {
    const response = await get('/asia')
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(page).toContain('No articles here yet.')
    expect(page).toContain('<meta name="robots" content="noindex"/>')
  })

  test('of a section or topic leads to its feed', async () => {
    expect(await html('/world')).toContain('title="The Test Line: World" href="/world/feed.xml"')
    expect(await html('/topic/mali')).toContain('href="/topic/mali/feed.xml"')
  })

  test('tells search engines what it holds, each page in its own words', async () => {
    for (const [path, words] of [
      ['/world', 'World: news and features from The Test Line'],
      ['/topic/mali', 'Coverage of Mali from The Test Line'],
      ['/author/edith-coyle', 'Articles by [^"]+ for The Test Line'],
      ['/latest', 'The latest news from The Test Line'],
    ] as const)
      expect(await html(path)).toMatch(new RegExp(`<meta name="description" content="[^"]*${words}`))
  })

  test('of the latest is parted by day, with the hour of each', async () => {
    kv.put('en:listing:latest', listingOf('latest', [...cardsOf(2), ...cardsOf(1, () => ({ publishedAt: '2026-11-09T15:00:00Z' }))]))
    const page = await html('/latest')
    expect(page).toMatch(/<h2><a href="\/archive\/2026\/11\/10">Tuesday,? 10 November 2026<\/a><\/h2>/)
    expect(page).toMatch(/<h2><a href="\/archive\/2026\/11\/09">/)
    expect(page).toContain('<time datetime="2026-11-10T15:00:00Z">23:00</time>')
  })

  test('with the press away still has its first page; the next is 503 with a time to come back', async () => {
    ;({ kv, env } = fakeEnv({ PRESS: fakePress().namespace }))
    kv.put('site', testSite)
    kv.put('en:listing:section/world', listingOf('section/world', cards, 64))
    expect((await get('/world')).status).toBe(200)
    const away = await get('/world?page=2')
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toBe('30')
    expect(await away.text()).toContain('action="/search"')
  })

  test('tells live, developing and opinion apart', async () => {
    kv.put(
      'en:listing:latest',
      listingOf(
        'latest',
        cardsOf(4, (at) => [{}, { kind: 'live' as const }, { developing: true as const }, { kind: 'opinion' as const }][at - 1] ?? {}),
      ),
    )
    const page = await html('/latest')
    for (const label of [
      '<strong class="kind kind-live">Live</strong>',
      '<strong class="kind kind-developing">Developing</strong>',
      '<strong class="kind kind-opinion">Opinion</strong>',
    ])
      expect(page).toContain(label)
  })

  test('sets a story in another language in that language', async () => {
    kv.put(
      'en:listing:latest',
      listingOf(
        'latest',
        cardsOf(1, () => ({ lang: 'ar', headline: 'مكالمة هاتفية' })),
      ),
    )
    expect(await html('/latest')).toContain('<article class="teaser" lang="ar" dir="rtl">')
  })
})
