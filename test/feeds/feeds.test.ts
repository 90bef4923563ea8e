import { parseJsonFeed, parseRssFeed } from 'feedsmith'
import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { site } from '../../src/site.tsx'
import { type FakeKv, paragraph, phoneCall, testSite } from '../fakes.ts'
import { call, type FeedEdition, feedEdition, story } from './feed-edition.ts'
import { wellFormed } from './well-formed.ts'

let kv: FakeKv
let env: Env
let list: FeedEdition['list']
let publish: FeedEdition['publish']
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => site.request(path, { method, headers }, env)
const text = async (path: string) => (await get(path)).text()
const rssOf = async (path: string) => parseRssFeed(await text(path))
const jsonOf = async (path: string) => parseJsonFeed(await text(path))

beforeEach(() => {
  forget()
  ;({ kv, env, list, publish } = feedEdition())
})

test('a story that was renamed is called what it was first called: nobody reads it twice', async () => {
  kv.put('en:article:phone-call', call, { tag: 'renamed', at: 1, first: 'call' })
  expect((await rssOf('/feed.xml')).items?.[0]).toMatchObject({ guid: { value: 'urn:dateline:en:call' }, link: 'https://news.example/world/phone-call' })
  expect((await jsonOf('/feed.json')).items?.[0]).toMatchObject({ id: 'urn:dateline:en:call', url: 'https://news.example/world/phone-call' })
})

test('a story with an id of its own is called by it, whatever its slug, its section and the site’s host are by now', async () => {
  const id = 'tag:first.example,2023-10-10:/news/call'
  kv.put('en:article:phone-call', call, { tag: 'named', at: 1, first: 'call', id })
  expect((await rssOf('/feed.xml')).items?.[0]).toMatchObject({ guid: { value: id, isPermaLink: false } })
  expect((await jsonOf('/feed.json')).items?.[0]).toMatchObject({ id })
})

describe('the RSS feed', () => {
  test('has what a feed reader shows, in full', async () => {
    const feed = await rssOf('/feed.xml')
    expect(feed).toMatchObject({
      title: 'The Test Line',
      link: 'https://news.example/',
      language: 'en',
      ttl: 5,
      atom: { links: [{ href: 'https://news.example/feed.xml', rel: 'self', type: 'application/rss+xml' }] },
    })
    expect(feed.items).toHaveLength(2)
    const [first, second] = feed.items ?? []
    expect(first).toMatchObject({
      title: 'Two leaders speak by phone',
      link: 'https://news.example/world/phone-call',
      guid: { value: 'urn:dateline:en:phone-call', isPermaLink: false },
      description: 'They spoke for half an hour, both sides said.',
      dc: { creators: ['Edith Coyle'] },
      media: { contents: [{ url: 'https://news.example/pictures/0123456789abcdef/1280.jpg', medium: 'image', type: 'image/jpeg', width: 1280, height: 854 }] },
    })
    expect(first?.categories?.map(({ name }) => name)).toEqual(['World', 'Russia', 'Mali'])
    expect(first?.content?.encoded).toContain('<a href="https://news.example/topic/mali">More on Mali</a>')
    expect(first?.content?.encoded).toContain('The line was clear for once')
    expect(first?.content?.encoded).toContain('Source: Reuters/ec')
    expect(first?.content?.encoded).toContain('An earlier version named the wrong day.')
    expect(second).toMatchObject({ title: 'A bridge & its <river>', dc: { creators: ['Kim Tan', 'Lee Ong'] } })
  })

  test('gives times as RFC 822 does, from the copy and never from the clock', async () => {
    const xml = await text('/feed.xml')
    expect(xml).toContain('<pubDate>Tue, 10 Nov 2026 16:05:00 +0000</pubDate>')
    expect(xml).toContain('<lastBuildDate>Wed, 11 Nov 2026 08:00:00 +0000</lastBuildDate>')
  })

  test('of a section, a topic and an author names its page and itself', async () => {
    for (const [path, title] of [
      ['/world', 'World'],
      ['/topic/mali', 'Mali'],
      ['/author/edith-coyle', 'Edith Coyle'],
    ]) {
      const feed = await rssOf(`${path}/feed.xml`)
      expect(feed).toMatchObject({
        title: `The Test Line: ${title}`,
        link: `https://news.example${path}`,
        atom: { links: [{ href: `https://news.example${path}/feed.xml` }] },
      })
      expect(feed.items).toHaveLength(1)
    }
  })

  test('says which stories were paid for', async () => {
    publish(story('phone-call', { kind: 'sponsored' }))
    expect((await rssOf('/feed.xml')).items?.[0]?.title).toBe('Sponsored: Two leaders speak by phone')
  })

  test('is well formed whatever the copy says', async () => {
    const hostile = ']]><script>&nbsp;\u0000\u000b\ud800</title>'
    const flawed = story('phone-call', {
      headline: hostile,
      standfirst: hostile,
      byline: [{ name: hostile }],
      topics: [{ slug: 'a', name: hostile }],
      source: { name: hostile, credit: hostile },
      corrections: [{ at: '2026-11-11T08:00:00Z', text: hostile }],
      picture: { ...phoneCall.picture, src: 'https://pictures.example/a.jpg?a=1&b="<', alt: hostile, caption: hostile, credit: hostile },
      body: [paragraph(hostile), { type: 'code', text: hostile }, { type: 'html', html: hostile }],
    })
    kv.put('site', { ...testSite, name: hostile, copyright: hostile })
    publish(flawed)
    list('latest', hostile, [flawed])
    const xml = await text('/feed.xml')
    expect(wellFormed(xml).filter((name) => name === 'item')).toHaveLength(1)
    expect(parseRssFeed(xml).items?.[0]?.content?.encoded).not.toContain('<script>')
  })

  test('has text that stands alone: where from, one picture file of a fair size, a link that says where it leads', async () => {
    publish(
      story('phone-call', {
        body: [
          paragraph('They spoke.'),
          { type: 'picture', src: '/pictures/00112233445566778899', alt: 'A <line>', width: 4000, height: 2000 },
          { type: 'embed', url: 'https://www.video.example/watch?v=1&t=2', title: 'The call' },
        ],
      }),
    )
    const html = (await rssOf('/feed.xml')).items?.[0]?.content?.encoded ?? ''
    expect(html).toContain('<p><b>Bamako:</b> They spoke.</p>')
    expect(html).toContain('<img src="https://news.example/pictures/00112233445566778899/1280.jpg" alt="A &lt;line')
    expect(html).toContain('width="1280" height="640"')
    expect(html).toContain('<a href="https://www.video.example/watch?v=1&amp;t=2">Open on video.example</a>')
  })

  test('of a live story has its updates, newest first', async () => {
    publish(
      story('phone-call', {
        kind: 'live',
        updates: [
          { id: 'one', at: '2026-11-10T17:00:00Z', headline: 'They begin', body: [paragraph('The first call.')] },
          { id: 'two', at: '2026-11-10T18:00:00Z', body: [paragraph('The second call.')] },
        ],
      }),
    )
    const html = (await rssOf('/feed.xml')).items?.[0]?.content?.encoded ?? ''
    expect(html.indexOf('The second call.')).toBeGreaterThan(0)
    expect(html.indexOf('The second call.')).toBeLessThan(html.indexOf('They begin'))
  })
})

describe('the JSON feed', () => {
  test('is JSON Feed 1.1 with whole texts', async () => {
    const response = await get('/feed.json')
    expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    const feed = parseJsonFeed(await response.text())
    expect(feed).toMatchObject({ title: 'The Test Line', home_page_url: 'https://news.example/', feed_url: 'https://news.example/feed.json', language: 'en' })
    expect(feed.items?.[0]).toMatchObject({
      id: 'urn:dateline:en:phone-call',
      url: 'https://news.example/world/phone-call',
      summary: 'They spoke for half an hour, both sides said.',
      image: 'https://news.example/pictures/0123456789abcdef/1280.jpg',
      authors: [{ name: 'Edith Coyle', url: 'https://news.example/author/edith-coyle' }],
      tags: ['World', 'Russia', 'Mali'],
      language: 'en',
    })
    const [first, second] = (JSON.parse(await text('/feed.json')) as { items: Record<string, unknown>[] }).items
    expect(first).toMatchObject({ date_published: '2026-11-10T16:05:00Z', date_modified: '2026-11-11T08:00:00Z' })
    expect(second).not.toHaveProperty('date_modified')
    expect(second).toMatchObject({ language: 'fr' })
    expect(feed.items?.[0]?.content_html).toContain('The line was clear for once')
  })

  test('of a section and a topic', async () => {
    expect((await jsonOf('/world/feed.json')).feed_url).toBe('https://news.example/world/feed.json')
    expect((await jsonOf('/topic/mali/feed.json')).title).toBe('The Test Line: Mali')
  })
})

describe('what is in a feed', () => {
  test('an embargoed article and a withdrawn one are not, though a listing still names them', async () => {
    const ahead = story('tomorrow', { publishedAt: '2999-01-01T00:00:00Z', headline: 'Not yet' })
    const gone = story('gone', { headline: 'No more' })
    list('latest', 'Latest', [ahead, gone, story('never-printed'), call])
    publish(ahead)
    kv.put('en:article:gone', { v: 1, withdrawn: true, slug: 'gone', section: 'world', at: '2026-11-24T00:00:00Z' })
    for (const feed of [await rssOf('/feed.xml'), await jsonOf('/feed.json')])
      expect(feed.items?.map(({ title }) => title)).toEqual(['Two leaders speak by phone'])
  })

  test('an unknown section, topic or author has no feed; a section without stories has an empty one', async () => {
    for (const path of [
      '/nowhere/feed.xml',
      '/topic/nothing/feed.xml',
      '/author/nobody/feed.json',
      '/topic/%252e%252e/feed.xml',
      '/topic/%00/feed.xml',
      '/topic/%zz/feed.xml',
      `/${'a'.repeat(500)}/feed.xml`,
    ]) {
      expect((await get(path)).status).toBe(404)
    }
    const empty = await get('/asia/feed.xml')
    expect(empty.status).toBe(200)
    expect(wellFormed(await empty.text())).not.toContain('item')
  })
})
