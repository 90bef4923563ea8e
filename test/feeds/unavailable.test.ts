/** Texts in feeds are read far from our pages: what a validator and a feed reader would miss there. */
import { DomUtils, parseDocument } from 'htmlparser2'
import { beforeEach, describe, expect, test } from 'vitest'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { cardOf } from '../../src/copy/shapes/listing.ts'
import { cutAtWord, summaryOf } from '../../src/copy/summary.ts'
import { forget } from '../../src/edition/edition.ts'
import { makeUrlsAbsolute } from '../../src/feeds/absolute-urls.ts'
import { site } from '../../src/site.tsx'
import { type FakeKv, fakeEnv, paragraph, phoneCall, testSite } from '../fakes.ts'

let kv: FakeKv
let env: Env
const get = (path: string, headers: Record<string, string> = {}) => site.request(path, { headers }, env)
type Item = { id: string; url: string; summary?: string; content_html: string }
const itemsOf = async (path = '/feed.json') => ((await (await get(path)).json()) as { items: Item[] }).items

type Story = Parameters<typeof cardOf>[0]
const story = (slug: string, change: object = {}) => ({ ...phoneCall, slug, ...change }) as unknown as Story
const AT = Date.parse('2026-11-11T08:00:00Z')
let tags = 0
const put = (key: string, value: unknown, at = AT) => kv.put(key, value, { tag: `t${tags++}`, at })
const publish = (stories: Story[], further: Story[] = []) => {
  for (const one of [...stories, ...further]) put(`en:article:${one.slug}`, one)
  put('en:listing:latest', {
    v: 1,
    name: 'latest',
    title: 'Latest',
    cards: stories.map(cardOf),
    ...(further.length > 0 && { further: further.map(({ slug }) => slug) }),
    total: stories.length + further.length,
    updatedAt: '2026-11-10T18:05:00Z',
  })
}

beforeEach(() => {
  forget()
  ;({ kv, env } = fakeEnv())
  put('site', testSite)
})

describe('an address in a feed', () => {
  test('is whole, wherever in the text it stands', async () => {
    publish([
      story('notes', {
        picture: undefined,
        body: [
          paragraph('A claim.<sup id="fnref-1"><a href="#fn-1">1</a></sup> <a href="/saved">Saved</a>, <a href="https://other.example/x">other</a>.'),
          { type: 'picture', src: '/pictures/00112233445566778899', alt: 'a', width: 400, height: 200 },
          { type: 'list', items: ['<a href="/world/x">x</a>', { text: 'y', list: { items: ['<a href="/a?b=1&amp;c=2">z</a>'] } }] },
          { type: 'table', head: ['<a href="/h">h</a>'], rows: [['<a href="#fn-2">2</a>']] },
          { type: 'html', html: '<blockquote><p><a href="/in-html">in</a> <a href="#there">there</a></p></blockquote>' },
          { type: 'code', text: '<a href="/stays">' },
        ],
        updates: [{ id: 'one', at: '2026-11-10T17:00:00Z', body: [paragraph('<a href="#u-two">two</a>')] }],
      }),
    ])
    const [json] = await itemsOf()
    const xml = await (await get('/feed.xml')).text()
    const encoded = DomUtils.textContent(DomUtils.getElementsByTagName('content:encoded', parseDocument(xml, { xmlMode: true }).children))
    expect(encoded).toBe(json?.content_html)
    const all = DomUtils.findAll(() => true, parseDocument(encoded).children)
    const addresses = all.flatMap(({ attribs }) => ['href', 'src', 'srcset', 'cite', 'poster'].flatMap((name) => attribs[name] ?? []))
    expect(addresses.length).toBeGreaterThanOrEqual(10)
    for (const address of addresses) expect(address).toMatch(/^(?:https:\/\/|mailto:)/)
    for (const address of [
      'https://news.example/world/notes#fn-1',
      'https://news.example/saved',
      'https://other.example/x',
      'https://news.example/a?b=1&c=2',
      'https://news.example/world/notes#fn-2',
      'https://news.example/in-html',
      'https://news.example/world/notes#u-two',
    ])
      expect(addresses).toContain(address)
    expect(encoded).toContain('&lt;a href="/stays"&gt;')
  })

  test('is made whole as a browser on the page would', () => {
    const where = { origin: 'https://news.example', page: 'https://news.example/world/a' }
    for (const [address, whole] of [
      ['#x', 'https://news.example/world/a#x'],
      ['?page=2', 'https://news.example/world/a?page=2'],
      ['b', 'https://news.example/world/b'],
      ['/c', 'https://news.example/c'],
      ['//other.example/d', 'https://other.example/d'],
      ['mailto:a@b.example', 'mailto:a@b.example'],
      ['', 'https://news.example/world/a'],
    ]) {
      expect(makeUrlsAbsolute(`<a href="${address}">x</a>`, where)).toBe(`<a href="${whole}">x</a>`)
      expect(new URL(address ?? '', where.page).href).toBe(whole)
    }
    expect(makeUrlsAbsolute('<img src="/a.jpg" srcset="/a.jpg 1x, /b.jpg 2x"> href="/no"', where)).toBe(
      '<img src="https://news.example/a.jpg" srcset="https://news.example/a.jpg 1x, https://news.example/b.jpg 2x"> href="/no"',
    )
  })
})

describe('a story without a standfirst', () => {
  const filed = (markdown: string) => {
    const article = fromMarkdown(markdown, { slug: 'a', section: 'world', publishedAt: '2026-11-25T09:00:00Z' })
    if (!article.ok) throw new Error(JSON.stringify(article.flaws))
    return article.value
  }

  test('is described by how it begins: in feeds, on its page, to search engines', async () => {
    const article = filed(
      '---\nheadline: A story with no standfirst\n---\nThe first sentence says what happened. The second says more.\n\nAnother paragraph.\n',
    )
    const words = 'The first sentence says what happened. The second says more.'
    publish([article])
    expect((await itemsOf())[0]?.summary).toBe(words)
    expect(await (await get('/feed.xml')).text()).toMatch(new RegExp(`<description>${words}</description>.*<content:encoded>`, 's'))
    const page = await (await get('/world/a')).text()
    expect(page).toContain(`<meta name="description" content="${words}"/>`)
    expect(page).toContain(`<meta property="og:description" content="${words}"/>`)
    expect(page).toContain(`"description":"${words}"`)
  })

  test('has no marks of notes, no markup and no half words in its description', () => {
    expect(summaryOf(filed('---\nheadline: H\n---\nA **claim**,[^1] & more.\n\n[^1]: The note.\n'))).toBe('A claim, & more.')
    expect(summaryOf(filed('---\nheadline: H\n---\n## A heading\n\n> Quoted first.\n\nThen told.\n'))).toBe('Quoted first.')
    const long = summaryOf(filed(`---\nheadline: H\n---\n${'Mississippi '.repeat(60)}\n`)) ?? ''
    expect(long).toMatch(/^(?:Mississippi )+Mississippi…$/)
    expect(long.length).toBeGreaterThan(200)
    expect(long.length).toBeLessThanOrEqual(251)
    for (const text of ['议会保留夜间公共汽车。'.repeat(50), '👩‍👩‍👧‍👦'.repeat(80), 'a'.repeat(600), `a ${'议会'.repeat(300)}`, 'ไม่มีช่องว่าง'.repeat(60)]) {
      const cut = cutAtWord(text, 250)
      expect(cut.isWellFormed()).toBe(true)
      expect(cut.length).toBeGreaterThan(200)
      expect(cut.length).toBeLessThanOrEqual(251)
      expect(text.startsWith(cut.slice(0, -1))).toBe(true)
    }
  })

  test('of which there are only updates is described by the newest', () => {
    const updates = [
      { id: 'one', at: '2026-11-10T17:00:00Z', body: [paragraph('They begin.')] },
      { id: 'two', at: '2026-11-10T18:00:00Z', body: [paragraph('They end.')] },
    ]
    expect(summaryOf(story('live', { standfirst: undefined, body: [], updates }))).toBe('They end.')
    expect(summaryOf(story('live', { standfirst: undefined, body: [{ type: 'divider' }], updates: undefined }))).toBeUndefined()
  })
})

describe('what a feed holds', () => {
  test('a story is the same to its subscribers under another section and another host', async () => {
    publish([story('bridge')])
    const [before] = await itemsOf()
    put('site', { ...testSite, url: 'https://new.example' })
    publish([story('bridge', { section: 'asia' })])
    forget()
    const [after] = await itemsOf()
    expect([before?.url, after?.url]).toEqual(['https://news.example/world/bridge', 'https://new.example/asia/bridge'])
    expect(after?.id).toBe(before?.id)
    expect(await (await get('/feed.xml')).text()).toContain(`<guid isPermaLink="false">${before?.id}</guid>`)
  })

  test('is the listing’s page and what came out within two days, in two reads', async () => {
    const stories = Array.from({ length: 99 }, (_, at) => story(`story-${at}`, { body: [paragraph('x'.repeat(15_000))] }))
    publish(stories.slice(0, 20), stories.slice(20))
    expect((await itemsOf()).map(({ id }) => id.split(':')[3])).toEqual(stories.map(({ slug }) => slug))
    expect(kv.reads).toBe(2)
  })

  test('tells no time of change while one of its stories has yet to arrive, or is newer than the list', async () => {
    const [one, two] = [story('one'), story('two')]
    const lastModified = async () => {
      forget()
      return (await get('/feed.xml')).headers.get('last-modified')
    }
    publish([one, two])
    expect(await lastModified()).toBe('Wed, 11 Nov 2026 08:00:00 GMT')
    put('en:article:two', { ...two, headline: 'Edited' })
    expect(await lastModified()).toBeNull()
    publish([one, { ...two, headline: 'Edited' }])
    expect(await lastModified()).not.toBeNull()
    kv.values.delete('en:article:one')
    expect(await lastModified()).toBeNull()
    publish([one], [two])
    kv.values.delete('en:article:two')
    expect(await lastModified()).toBeNull()
    // Put by hand: nobody knows since when.
    publish([one, two])
    kv.put('en:article:two', two)
    expect(await lastModified()).toBeNull()
  })
})
