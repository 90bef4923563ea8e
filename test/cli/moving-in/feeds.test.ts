import { describe, expect, test } from 'vitest'
import { addsUp, type Report } from '../../../src/cli/moving-in/report.ts'
import { openRss } from '../../../src/cli/moving-in/rss/open-rss.ts'
import { atTheDesk } from '../at-the-desk.ts'
import { itemsOf, leftOutOf, read, sourceOf, storiesIn } from './old-stories.ts'
import { post, wxr } from './wxr.ts'

const OLD = 'https://old.example'
const FULL = '<p>One.</p><p>Two.</p><p>Three.</p>'
const full = `<content:encoded><![CDATA[${FULL}]]></content:encoded>`
const rss = (items: string, head = '', declaration = '') =>
  `${declaration}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Post</title><link>${OLD}</link>${head}${items}</channel></rss>`
const itemsIn = (text: string | Uint8Array) => itemsOf(openRss, sourceOf(text))
const storyOf = async (text: string | Uint8Array) => storiesIn(await itemsIn(text))[0]

describe('no story of a feed is taken for another', () => {
  test('where entries have neither a link nor an id', async () => {
    const stories = storiesIn(await itemsIn(rss(`<item><title>A</title>${full}</item><item><title>B</title>${full}</item>`)))
    expect(new Set(stories.map(({ id }) => id)).size).toBe(2)
    expect(stories.flatMap(({ addresses }) => addresses)).toEqual([])
  })

  test.each([
    ['and a link of its own', `<link>${OLD}/a</link>`, `<link>${OLD}/b</link>`],
    ['and no link', '', ''],
  ])('where the site gives all entries one id, %s', async (_, one, other) => {
    const entry = (title: string, link: string) => `<item><title>${title}</title><guid isPermaLink="false">1</guid>${link}${full}</item>`
    const stories = storiesIn(await itemsIn(rss(entry('A', one) + entry('B', other))))
    expect(new Set(stories.map(({ id }) => id)).size).toBe(2)
  })

  test('but the same entry on two pages, or with a campaign’s tail, is one', async () => {
    const entry = (link: string) => `<item><title>A</title><guid isPermaLink="false">1</guid><link>${link}</link>${full}</item>`
    const stories = storiesIn(await itemsIn(rss(entry(`${OLD}/a`) + entry(`http://www.old.example/a/?utm_source=rss`))))
    expect(new Set(stories.map(({ id }) => id)).size).toBe(1)
  })

  test('and an entry with nothing in it is counted, not filed', async () => {
    expect(leftOutOf(await itemsIn(rss('<item><title/><link/><description/></item>')))).toEqual([['entry', 'It has neither a title nor a text.']])
  })
})

describe('letters of a feed arrive as they were written', () => {
  const text = (declaration: string) => rss(`<item><title>Müller’s Café</title><link>${OLD}/a</link>${full}</item>`, '', declaration)
  test.each([
    ['declared Latin-1, written in UTF-8', Buffer.from(text('<?xml version="1.0" encoding="ISO-8859-1"?>'))],
    ['UTF-16 without a mark', Buffer.from(text('<?xml version="1.0" encoding="UTF-16"?>'), 'utf16le')],
    ['undeclared, written in Latin-1', Buffer.from(text('').replace('’', "'"), 'latin1')],
  ])('%s', async (_, bytes) => {
    expect((await storyOf(bytes))?.title).toMatch(/^Müller.s Café$/)
  })

  test('and those that can’t be read are told', async () => {
    const bytes = Buffer.from(text('<?xml version="1.0" encoding="UTF-8"?>'))
    bytes[bytes.indexOf('ü') + 1] = 0x20
    expect((await storyOf(bytes))?.notes).toEqual([expect.stringContaining('can’t be read')])
  })
})

test('what an Atom feed says once holds for all its entries: its base, its language, its writer', async () => {
  const feed = (entry: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${OLD}/blog/" xml:lang="de"><title>T</title><id>x</id><author><name>Ann</name></author><entry xml:base="2019/"><id>tag:old.example,2019:1</id><title>A</title><link href="a.html"/><content type="html">&lt;p&gt;1 &lt;a href="b.html"&gt;b&lt;/a&gt;&lt;/p&gt;</content>${entry}</entry></feed>`
  const story = await storyOf(feed(''))
  expect(story).toMatchObject({ addresses: [`${OLD}/blog/2019/a.html`], copy: { lang: 'de', byline: [{ name: 'Ann' }] } })
  expect(read(story).body).toMatchObject([{ text: `1 <a href="${OLD}/blog/2019/b.html">b</a>` }])
  expect((await storyOf(feed('<author><name>Joe</name></author>')))?.copy.byline).toMatchObject([{ name: 'Joe' }])
  expect((await storyOf(feed('<source><author><name>Wire</name></author></source>')))?.copy.byline).toMatchObject([{ name: 'Wire' }])
})

test('a JSON feed is a feed', async () => {
  const items = [
    {
      id: '7',
      url: `${OLD}/a`,
      title: 'A',
      content_html: FULL,
      date_published: '2019-03-01T10:00:00+01:00',
      authors: [{ name: 'Ann' }],
      tags: ['Ships'],
      image: `${OLD}/a.jpg`,
    },
    { id: `${OLD}/b`, title: 'B', summary: 'In short.' },
  ]
  const [one, two] = storiesIn(
    await itemsIn(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'The Post', home_page_url: OLD, language: 'en', items })),
  )
  expect(one).toMatchObject({
    id: `${OLD}/#7`.replace('/#', '#'),
    state: 'published',
    sections: [{ name: 'Ships' }],
    copy: { lang: 'en', publishedAt: '2019-03-01T09:00:00Z', byline: [{ name: 'Ann' }], picture: { src: `${OLD}/a.jpg` } },
  })
  expect(read(one).body).toHaveLength(3)
  expect(two).toMatchObject({ state: 'draft', title: 'B' })
})

/** The old site behind the same `fetch` as the new one. */
async function feedAt(answer: (request: { url: URL; headers: Headers; times: number }) => Response) {
  const desk = await atTheDesk()
  const asked: { path: string; headers: Headers }[] = []
  const move = async (...args: string[]) => {
    const ran = await desk.newsdesk(['import', `${OLD}/feed`, '--from', 'rss', '--allow-private', '--json', ...args], {
      fetch: async (input, init) => {
        const url = new URL(String(input instanceof Request ? input.url : input))
        if (!url.hostname.endsWith('old.example')) return desk.api.fetch(input, init)
        asked.push({ path: url.pathname + url.search, headers: new Headers(init?.headers) })
        return answer({ url, headers: new Headers(init?.headers), times: asked.length })
      },
    })
    const report = ran.out.startsWith('{') ? (ran.json()[0] as Report) : undefined
    for (const kind of report?.kinds ?? []) expect(addsUp(kind), kind.what).toBe(true)
    return { ...ran, report }
  }
  return { ...desk, asked, move }
}

const entry = (id: number, more = '') => `<item><title>T${id}</title><guid>${OLD}/${id}</guid><link>${OLD}/${id}</link>${full}${more}</item>`

describe('a feed that hasn’t changed', () => {
  const withTag = ({ headers }: { headers: Headers }) =>
    headers.get('If-None-Match') === '"v1"' ? new Response(null, { status: 304 }) : new Response(rss(entry(1)), { headers: { ETag: '"v1"' } })

  test('isn’t read again, and the report says so', async () => {
    const { move, asked } = await feedAt(withTag)
    expect((await move()).report?.kinds).toMatchObject([{ what: 'entry', filed: 1 }])
    const second = await move()
    expect(second).toMatchObject({ code: 0, report: { unchangedSince: '2026-11-26T10:00:00Z', kinds: [] } })
    expect(asked.map(({ headers }) => headers.get('If-None-Match'))).toEqual([null, '"v1"'])
    expect((await move('--reread')).report?.kinds).toMatchObject([{ what: 'entry', read: 1 }])
  })

  test('is read again where a dry run or another map asks', async () => {
    const { move, write, asked } = await feedAt(withTag)
    await move('--dry-run')
    await move()
    await write('map.yaml', 'section: world\n')
    await move('--map', 'map.yaml')
    expect(asked.map(({ headers }) => headers.get('If-None-Match'))).toEqual([null, null, null])
  })

  test('is read again while a picture of it is missing', async () => {
    const picture = `<enclosure url="${OLD}/a.jpg" type="image/jpeg"/>`
    const { move, asked } = await feedAt(({ url }) =>
      url.pathname === '/a.jpg' ? new Response('', { status: 404 }) : new Response(rss(entry(1, picture)), { headers: { ETag: '"v1"' } }),
    )
    await move()
    await move()
    expect(asked.filter(({ path }) => path === '/feed').map(({ headers }) => headers.get('If-None-Match'))).toEqual([null, null])
  })
})

test('a feed of films keeps what each says of itself, and a card that leads to it', async () => {
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>T</title><id>x</id><entry><id>yt:video:1</id><title>A</title><link rel="alternate" href="${OLD}/watch?v=1"/><media:group><media:content url="${OLD}/v/1.mp4" type="video/mp4"/><media:content url="${OLD}/v/1-small.mp4" type="video/mp4"/><media:thumbnail url="${OLD}/1.jpg"/><media:description>What the film shows.</media:description></media:group></entry></feed>`
  const story = await storyOf(feed)
  expect(story?.copy.picture).toMatchObject({ src: `${OLD}/1.jpg` })
  expect(read(story).body).toMatchObject([{ text: 'What the film shows.' }, { type: 'embed', url: `${OLD}/v/1.mp4` }])
})

test('a picture isn’t taken for another whose name ends alike', async () => {
  const text = `<content:encoded><![CDATA[${FULL}<img src="${OLD}/11.jpg">]]></content:encoded><enclosure url="${OLD}/1.jpg" type="image/jpeg"/>`
  expect((await storyOf(rss(`<item><title>A</title>${text}</item>`)))?.copy.picture).toMatchObject({ src: `${OLD}/1.jpg` })
})

describe('a feed of pages', () => {
  test('goes on where the site has its www in some addresses only', async () => {
    const next = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="https://www.old.example/feed/2"/>'
    const { move } = await feedAt(({ url }) => new Response(url.pathname === '/feed/2' ? rss(entry(2)) : rss(entry(1), next)))
    expect((await move()).report?.kinds).toMatchObject([{ what: 'entry', read: 2, filed: 2 }])
  })

  const wordpress = '<generator>https://wordpress.org/?v=6</generator>'

  test('of a busy site is asked again when it says, and ends where nothing is there', async () => {
    const { move, waits } = await feedAt(({ url, times }) => {
      if (url.searchParams.get('paged') === '2')
        return times < 3 ? new Response('', { status: 503, headers: { 'Retry-After': '7' } }) : new Response(rss(entry(2), wordpress))
      return url.search ? new Response('', { status: 404 }) : new Response(rss(entry(1), wordpress))
    })
    const { report, code } = await move()
    expect(report?.kinds).toMatchObject([{ what: 'entry', read: 2, filed: 2 }])
    expect(waits).toContain(7000)
    expect(code).toBe(0)
  })

  test('that breaks off is no feed that ended: the report says at which page', async () => {
    const { move } = await feedAt(({ url }) => (url.search ? new Response('', { status: 500 }) : new Response(rss(entry(1), wordpress))))
    const { report, code } = await move()
    expect(report?.kinds.find(({ what }) => what === 'damage')?.notFiled[0]?.why).toContain('?paged=2, which can’t be had')
    expect(code).toBe(1)
  })
})

describe('whoever names the wrong file is told the right one', () => {
  test('a page: the feed that it links to', async () => {
    const page = '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed/?a=1&amp;b=2"></head><body>Hello</body></html>'
    const { move } = await feedAt(() => new Response(page))
    expect(await move()).toMatchObject({ code: 1, err: expect.stringContaining(`newsdesk import ${OLD}/feed/?a=1&b=2 --from rss`) })
  })

  test.each([
    ['wordpress', '{"db":[{"data":{"posts":[]}}]}', 'a Ghost export: try --from ghost'],
    ['ghost', rss(entry(1)), 'a feed: try --from rss'],
    ['ghost', wxr([post({ id: 1 })]), 'a WordPress export: try --from wordpress'],
    ['ninjs', '{"type":"story","_id":"A","content_elements":[]}', 'ANS: try --from ans'],
    ['ans', '{"uri":"urn:x","headline":"A","body_text":"B"}', 'ninjs: try --from ninjs'],
    ['newsml', '<rss version="2.0"></rss>', 'a feed: try --from rss'],
    ['rss', '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>', 'NewsML-G2: try --from newsml'],
    ['newsml', '<NewsML Version="1.2"><NewsItem/></NewsML>', 'NewsML 1. Ask the agency'],
    ['ghost', 'PK\x03\x04....', 'a ZIP archive. Unpack it'],
    ['ghost', '', 'The file is empty'],
  ])('--from %s %j', async (from, text, advice) => {
    const { newsdesk } = await atTheDesk({ 'old.file': text })
    expect(await newsdesk(['import', 'old.file', '--from', from, '--dry-run'])).toMatchObject({ code: 1, err: expect.stringContaining(advice) })
  })

  test('also where they name no system', async () => {
    const { newsdesk, api } = await atTheDesk({ 'old.xml': wxr([post({ id: 1 })]) })
    expect(await newsdesk(['import', 'old.xml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('a WordPress export. To move in from it, use --from wordpress'),
    })
    expect(api.sent).toEqual([])
  })

  test('a WordPress export isn’t read as a feed, which knows no drafts', async () => {
    const { newsdesk, api } = await atTheDesk({ 'old.xml': wxr([post({ id: 1, status: 'draft' })]) })
    expect(await newsdesk(['import', 'old.xml', '--from', 'rss'])).toMatchObject({ code: 1, err: expect.stringContaining('--from wordpress') })
    expect(api.articles.size).toBe(0)
  })
})

describe('a hurt feed loses no story without a word', () => {
  const whole = rss([1, 2, 3].map((id) => entry(id)).join('\n'))
  const second = whole.indexOf('<item>', whole.indexOf('T1'))

  test.each([
    ['the name of a tag is hurt', whole.replace('<item><title>T2', '<itex><title>T2')],
    ['the bracket of a tag is gone', `${whole.slice(0, second)}?${whole.slice(second + 1)}`],
    ['the channel is called something else', whole.replaceAll('channel>', 'chanel>')],
  ])('where %s', async (_, text) => {
    const items = await itemsIn(text).catch((error: Error) => error)
    if (items instanceof Error) expect(items.message).toContain('no feed')
    else {
      expect(storiesIn(items).length).toBeLessThan(3)
      expect(items.some((item) => item.kind === 'left-out' && item.isLoss)).toBe(true)
    }
  })

  test('and one without entries says so', async () => {
    expect(leftOutOf(await itemsIn(rss('')))).toEqual([['feed', 'It has no entries.']])
  })
})
