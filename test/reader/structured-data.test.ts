import { brotliCompressSync, constants } from 'node:zlib'
import * as fc from 'fast-check'
import { DomUtils, parseDocument } from 'htmlparser2'
import * as v from 'valibot'
import { beforeEach, describe, expect, test } from 'vitest'
import { Article } from '../../src/copy/shapes/article.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { JsonLd } from '../../src/page/trusted.tsx'
import { liveDataOf, matchesOf } from '../../src/reader/live-data.ts'
import { articleData } from '../../src/reader/structured-data.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, paragraph, phoneCall, testSite } from '../fakes.ts'

const articleWith = (change: object) => v.parse(Article, { ...phoneCall, ...change })
const siteWith = (change: object = {}) => v.parse(Site, { ...testSite, ...change })
const piece = (change: object = {}, siteChange: object = {}) => dataOf(articleWith(change), siteWith(siteChange), NOW)
const dataOf = (article: Article, of: Site, now: number) =>
  articleData(article, of, { live: { ...(article.kind === 'live' && liveDataOf(article, of, now)), ...matchesOf(article, of) } })[0] as Record<string, unknown>

const NOW = Date.parse('2026-11-24T12:00:00Z')

let kv: FakeKv
let env: Env
const get = async (path: string) => (await site.request(path, { headers: { 'cf-ipcountry': 'SG' } }, env)).text()
const scriptsOf = (html: string) =>
  DomUtils.findAll(({ name, attribs }) => name === 'script' && attribs.type === 'application/ld+json', parseDocument(html).children)
const dataIn = (html: string) => scriptsOf(html).map((script) => JSON.parse(DomUtils.textContent(script)) as Record<string, unknown>)

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
})

describe('what search engines are told of an article', () => {
  test('is all they ask for, in the page', async () => {
    const [article, crumbs] = dataIn(await get('/world/phone-call'))
    expect(article).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'Two leaders speak by phone',
      description: 'They spoke for half an hour, both sides said.',
      mainEntityOfPage: 'https://news.example/world/phone-call',
      datePublished: '2026-11-10T16:05:00Z',
      // The correction's.
      dateModified: '2026-11-11T08:00:00Z',
      image: [{ '@type': 'ImageObject', url: 'https://news.example/pictures/0123456789abcdef/1280.jpg', width: 1280, height: 854 }],
      author: [{ '@type': 'Person', name: 'Edith Coyle', url: 'https://news.example/author/edith-coyle', jobTitle: 'Africa correspondent' }],
      publisher: { '@type': 'NewsMediaOrganization', name: 'The Test Line', url: 'https://news.example/' },
      articleSection: 'World',
      keywords: ['Russia', 'Mali'],
      inLanguage: 'en',
      isAccessibleForFree: true,
      dateline: 'Bamako',
      correction: [{ '@type': 'CorrectionComment', text: 'An earlier version named the wrong day.', datePublished: '2026-11-11T08:00:00Z' }],
    })
    expect(article?.wordCount).toBeGreaterThan(900)
    expect(crumbs).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { position: 1, item: 'https://news.example/' },
        { position: 2, name: 'World', item: 'https://news.example/world' },
        { position: 3, name: 'Two leaders speak by phone' },
      ],
    })
  })

  test.each([
    [undefined, 'NewsArticle'],
    ['news', 'NewsArticle'],
    ['analysis', 'AnalysisNewsArticle'],
    ['opinion', 'OpinionNewsArticle'],
    ['live', 'LiveBlogPosting'],
    ['sponsored', 'AdvertiserContentArticle'],
  ])('of the kind %s, that it is a %s', (kind, type) => {
    expect(piece({ kind })['@type']).toBe(type)
  })

  test('has no trace of a part the copy lacks', () => {
    const bare = piece({
      standfirst: undefined,
      dateline: undefined,
      byline: undefined,
      updatedAt: undefined,
      picture: undefined,
      topics: undefined,
      corrections: undefined,
    })
    expect(bare.description).toMatch(/^The line was clear for once, .*…$/)
    for (const part of ['dateline', 'keywords', 'correction', 'publishingPrinciples']) expect(bare).not.toHaveProperty(part)
    expect(bare.dateModified).toBe('2026-11-10T16:05:00Z')
    expect(bare.author).toEqual({ '@type': 'Organization', name: 'Reuters', url: 'https://news.example/search?q=Reuters' })
    expect(piece({ byline: undefined, source: undefined }).author).toEqual({ '@type': 'Organization', name: 'The Test Line', url: 'https://news.example/' })
  })

  test('names the newsroom’s principles, where they are published', () => {
    expect(piece({}, { publishingPrinciples: '/principles' }).publishingPrinciples).toBe('https://news.example/principles')
  })

  test('points to where the copy is canonically', () => {
    expect(piece({ canonical: 'https://agency.example/a' }).mainEntityOfPage).toBe('https://agency.example/a')
  })

  test('of a live story has its newest updates, with words enough to be found by', () => {
    const updates = Array.from({ length: 30 }, (_, at) => ({
      id: `u${at}`,
      at: `2026-11-10T17:${String(at).padStart(2, '0')}:00Z`,
      body: [paragraph(`Update ${at}. ${'The line held. '.repeat(100)}`)],
    }))
    const live = piece({ kind: 'live', updates })
    const posts = live.liveBlogUpdate as Record<string, string>[]
    expect(live.coverageStartTime).toBe('2026-11-10T16:05:00Z')
    expect(posts).toHaveLength(10)
    expect(posts[0]).toMatchObject({
      '@type': 'BlogPosting',
      headline: phoneCall.headline,
      datePublished: '2026-11-10T17:29:00Z',
      url: 'https://news.example/world/phone-call#u-u29',
    })
    expect(posts[0]?.articleBody).toMatch(/^Update 29\. The line held\./)
    expect(posts[0]?.articleBody?.length).toBeLessThanOrEqual(301)
  })
})

describe('a live story', () => {
  const at = (time: string) => ({ id: `u${time.slice(0, 2)}`, at: `2026-11-10T${time}:00Z`, body: [paragraph('Told.')] })
  const live = (change: object = {}) => piece({ kind: 'live', updatedAt: undefined, corrections: undefined, updates: [at('18:30'), at('17:00')], ...change })

  test('has changed when its newest update came, and that is when its coverage ended, if nobody told more for two days', () => {
    expect(live()).toMatchObject({ dateModified: '2026-11-10T18:30:00Z', coverageStartTime: '2026-11-10T16:05:00Z', coverageEndTime: '2026-11-10T18:30:00Z' })
    expect(live({ updates: [at('18:30'), at('19:00')] })).toMatchObject({ dateModified: '2026-11-10T19:00:00Z' })
    expect(live({ updatedAt: '2026-11-10T20:00:00Z' })).toMatchObject({ dateModified: '2026-11-10T20:00:00Z', coverageEndTime: '2026-11-10T20:00:00Z' })
    expect(live({ updates: undefined })).toMatchObject({ coverageEndTime: '2026-11-10T16:05:00Z' })
  })

  test('ended when an editor said so', () => {
    expect(live({ ended: '2026-11-10T18:45:00Z' })).toMatchObject({ dateModified: '2026-11-10T18:45:00Z', coverageEndTime: '2026-11-10T18:45:00Z' })
  })

  test('says of a corrected update when it was changed', () => {
    const update = { ...at('18:30'), corrections: [{ at: '2026-11-10T19:10:00Z', text: 'An earlier version said noon.' }] }
    expect(live({ updates: [update] })).toMatchObject({
      dateModified: '2026-11-10T19:10:00Z',
      liveBlogUpdate: [{ datePublished: '2026-11-10T18:30:00Z', dateModified: '2026-11-10T19:10:00Z' }],
    })
  })

  test('of a match says who plays whom, and when it began', () => {
    const board = { type: 'scoreboard', title: 'Cup final', sides: [{ name: 'Rovers', score: '2' }, { name: 'Quayside' }], startsAt: '2026-11-10T16:00:00Z' }
    expect(live({ body: [board] }).about).toEqual([
      {
        '@type': 'SportsEvent',
        name: 'Cup final',
        description: 'Rovers 2, Quayside',
        startDate: '2026-11-10T16:00:00Z',
        url: 'https://news.example/world/phone-call',
        homeTeam: { '@type': 'SportsTeam', name: 'Rovers' },
        awayTeam: { '@type': 'SportsTeam', name: 'Quayside' },
      },
    ])
  })

  test('that goes on has no end, until nothing was told for two days', () => {
    const developing = articleWith({ kind: 'live', updatedAt: undefined, corrections: undefined, updates: [at('18:30')] })
    const endAt = (now: string) => dataOf(developing, siteWith(), Date.parse(now)).coverageEndTime
    expect(endAt('2026-11-12T18:29:59Z')).toBeUndefined()
    expect(endAt('2026-11-12T18:30:00Z')).toBe('2026-11-10T18:30:00Z')
  })

  test('tells social networks and search engines the same', async () => {
    kv.put('en:article:phone-call', { ...phoneCall, kind: 'live', corrections: undefined, updates: [at('19:30')] })
    const page = await get('/world/phone-call')
    expect(page).toContain('<meta property="article:modified_time" content="2026-11-10T19:30:00Z"/>')
    expect(page).toContain('"dateModified":"2026-11-10T19:30:00Z"')
  })
})

test('an author without a page of their own is told apart by what of theirs is here', () => {
  expect(piece({ byline: [{ name: 'Zoë & Söhne' }, { name: 'Lee Ong', slug: 'lee-ong' }] }).author).toEqual([
    { '@type': 'Person', name: 'Zoë & Söhne', url: 'https://news.example/search?q=Zo%C3%AB+%26+S%C3%B6hne' },
    { '@type': 'Person', name: 'Lee Ong', url: 'https://news.example/author/lee-ong' },
  ])
})

test.each([
  ['en', undefined, 'en_US'],
  ['en-GB', undefined, 'en_GB'],
  ['en', 'ar', 'ar_EG'],
  ['en', 'zh-Hant', 'zh_TW'],
  ['zh-Hans', undefined, 'zh_CN'],
  ['es-419', undefined, 'es_ES'],
  ['de', 'pt-BR', 'pt_BR'],
])('a page of an edition in %s, with an article in %s, is in the locale %s', async (lang, own, locale) => {
  kv.put('site', { ...testSite, lang })
  kv.put('en:article:phone-call', { ...phoneCall, ...(own && { lang: own }) })
  expect(await get('/world/phone-call')).toContain(`<meta property="og:locale" content="${locale}"/>`)
})

describe('structured data is data', () => {
  const HOSTILE = '</script><script>alert(1)</script><!--'

  test('`</script>` in any field ends nothing', async () => {
    kv.put('site', { ...testSite, name: HOSTILE, tagline: HOSTILE, sections: [{ slug: 'world', name: HOSTILE }] })
    kv.put('en:article:phone-call', {
      ...phoneCall,
      kind: 'live',
      headline: HOSTILE,
      standfirst: HOSTILE,
      dateline: HOSTILE,
      byline: [{ name: HOSTILE, slug: 'a', role: HOSTILE }],
      source: { name: HOSTILE },
      topics: [{ slug: 'a', name: HOSTILE }],
      corrections: [{ at: '2026-11-11T08:00:00Z', text: HOSTILE }],
      picture: { ...phoneCall.picture, src: 'https://pictures.example/</script>', alt: HOSTILE, credit: HOSTILE },
      canonical: 'https://agency.example/</script>',
      updates: [{ id: 'one', at: '2026-11-10T17:00:00Z', headline: HOSTILE, body: [paragraph('&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;')] }],
    })
    const html = await get('/world/phone-call')
    const [article, crumbs] = dataIn(html)
    expect(article).toMatchObject({
      '@type': 'LiveBlogPosting',
      headline: HOSTILE,
      liveBlogUpdate: [{ headline: HOSTILE, articleBody: '</script><script>alert(1)</script>' }],
    })
    expect(crumbs).toMatchObject({ '@type': 'BreadcrumbList' })
    expect(scriptsOf(html)).toHaveLength(2)
  })

  test('any text comes out of the page as it went in', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(fc.constantFrom('<', '/script>', '<!--', '&', '"', '\\', '\u2028', '\u0000', ']]>'), fc.string({ unit: 'grapheme', maxLength: 2 })),
        }),
        (text) => {
          const html = String(JsonLd({ data: { text } }))
          const body = html.replace(/^<script[^>]*>/, '').replace(/<\/script>$/, '')
          expect(body).not.toContain('<')
          expect(JSON.parse(body)).toEqual({ text })
        },
      ),
    )
  })

  test('with it, the page of a 700-word article fits the first flight', async () => {
    // Five hundred words in no order: text that compresses worse than prose does.
    const random = fc.sample(fc.stringMatching(/^[a-z]{3,9}$/), { numRuns: 500, seed: 7 })
    const order = fc.sample(fc.nat(499), { numRuns: 700, seed: 7 })
    kv.put('en:article:phone-call', {
      ...phoneCall,
      body: Array.from({ length: 14 }, (_, at) =>
        paragraph(
          order
            .slice(at * 50, at * 50 + 50)
            .map((word) => random[word])
            .join(' '),
        ),
      ),
    })
    const html = await get('/world/phone-call')
    expect(brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength).toBeLessThan(14_600)
    const without = html.replace(/<script type="application\/ld\+json">.*?<\/script>/g, '')
    expect(without.length).toBeLessThan(html.length - 1000)
    expect(brotliCompressSync(html).byteLength - brotliCompressSync(without).byteLength).toBeLessThan(700)
  })
})
