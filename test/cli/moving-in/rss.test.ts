import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/cli/moving-in/report.ts'
import { openRss } from '../../../src/cli/moving-in/rss/open-rss.ts'
import { atTheDesk } from '../at-the-desk.ts'
import { itemsOf, leftOutOf, read, sourceOf, storiesIn } from './old-stories.ts'

const OLD = 'https://old.example'
const FULL = '<p>One.</p><p>Two.</p><p>Three.</p>'
const itemsIn = (text: string | Uint8Array) => itemsOf(openRss, sourceOf(text))
const storyIn = async (text: string) => {
  const [story] = storiesIn(await itemsIn(text))
  return { story, ...read(story) }
}

const item = (inner: string) => `<item><title>Ferry &amp;amp; fish</title><link>${OLD}/2019/ferry/</link>${inner}</item>\n`
const rss = (items: string, head = '') => `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:DC="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Harbour Post</title><link>${OLD}</link><language>en-GB</language>${head}${items}</channel></rss>`
const full = (more = '') => `<content:encoded><![CDATA[${FULL}${more}]]></content:encoded>`
const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" ${attributes}><title>Die Post</title><link href="${OLD}/"/><id>tag:old.example,2019:feed</id>${entries}</feed>`

describe('a story of an RSS feed', () => {
  test('has its text, writers, categories and addresses, whatever the feed calls its namespaces', async () => {
    const { story, body } = await storyIn(
      rss(
        item(
          `<guid isPermaLink="false">${OLD}/?p=12</guid><pubDate>Fri, 01 Mar 2019 10:00:00 CET</pubDate><DC:creator>Edith Coyle</DC:creator><author>joe@old.example (Joe Doe)</author><author>x@old.example</author><category>World</category><DC:subject>Ships</DC:subject><description>In short.</description>${full('<img src="/a.jpg" alt="A">')}`,
        ),
      ),
    )
    expect(story).toMatchObject({
      id: `${OLD}/?p=12`,
      title: 'Ferry & fish',
      slug: 'ferry',
      state: 'published',
      sections: [{ name: 'World' }],
      topics: [{ name: 'Ships' }],
      addresses: [`${OLD}/2019/ferry/`, `${OLD}/?p=12`],
      copy: { lang: 'en-GB', publishedAt: '2019-03-01T09:00:00Z', standfirst: 'In short.', byline: [{ name: 'Edith Coyle' }, { name: 'Joe Doe' }] },
    })
    expect(body).toMatchObject([{ text: 'One.' }, { text: 'Two.' }, { text: 'Three.' }, { type: 'picture', src: `${OLD}/a.jpg` }])
  })

  test.each([
    '<description>It rained. Read more</description>',
    '<description>&lt;p&gt;It rained […]&lt;/p&gt;</description>',
    '<description>A short one.</description>',
  ])('of which there is only a summary is a draft, and said so: %s', async (inner) => {
    const { story } = await storyIn(rss(item(inner)))
    expect(story).toMatchObject({ state: 'draft', notes: ['The feed has only a summary of it: it’s a draft here.'], addresses: [] })
  })

  test('whose description is all of it is no draft', async () => {
    expect((await storyIn(rss(item(`<description><![CDATA[${FULL}]]></description>`)))).story?.state).toBe('published')
  })

  test('has the largest of its pictures, with credit, but not twice; sound is a card with a link', async () => {
    const media = `<media:group><media:content url="${OLD}/s.jpg" width="100" medium="image"/><media:content url="${OLD}/l.jpg" width="900" medium="image"><media:credit>Ann</media:credit><media:description>At dawn</media:description></media:content></media:group><enclosure url="http://old.example/a.mp3" type="audio/mpeg" length="1"/>`
    const { story, body } = await storyIn(rss(item(full() + media)))
    expect(story?.copy.picture).toEqual({ src: `${OLD}/l.jpg`, caption: 'At dawn', credit: 'Ann' })
    expect(body.at(-1)).toMatchObject({ type: 'embed', url: 'https://old.example/a.mp3' })
    expect((await storyIn(rss(item(full('<img src="l.jpg">') + media)))).story?.copy.picture).toBeUndefined()
  })
})

describe('an entry of an Atom feed', () => {
  test('has XHTML, its own base, and its own language', async () => {
    const { story, body } = await storyIn(
      atom(
        `<entry xml:base="${OLD}/2019/" xml:lang="fr"><title type="html">A &amp;lt;b&amp;gt; &lt;i&gt;title&lt;/i&gt;</title><id>tag:old.example,2019:12</id><link href="ferry"/><link rel="enclosure" type="image/png" href="e.png"/><published>2019-03-01T10:00:00+01:00</published><updated>2019-03-02T10:00:00Z</updated><author><name>Edith</name><email>e@old.example</email></author><category term="world" label="World"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello<br/><a href="x">there</a></p></div></content></entry>`,
      ),
    )
    expect(story).toMatchObject({
      id: 'tag:old.example,2019:12',
      title: 'A <b> title',
      addresses: [`${OLD}/2019/ferry`],
      sections: [{ name: 'World' }],
      copy: {
        lang: 'fr',
        publishedAt: '2019-03-01T09:00:00Z',
        updatedAt: '2019-03-02T10:00:00Z',
        byline: [{ name: 'Edith' }],
        picture: { src: `${OLD}/2019/e.png` },
      },
    })
    expect(body).toMatchObject([{ text: `Hello<br><a href="${OLD}/2019/x">there</a>` }])
  })

  test('that says it is text shows its signs as they stand', async () => {
    const { story, body } = await storyIn(atom('<entry><title>1 &lt; 2</title><id>urn:x:1</id><content type="text">a &lt;b&gt; c</content></entry>'))
    expect(story?.title).toBe('1 < 2')
    expect(body).toMatchObject([{ text: 'a &lt;b&gt; c' }])
  })

  test('of a blog’s backup that is a comment is none', async () => {
    const entry = (kind: string) =>
      `<entry><id>tag:b,1:${kind}</id><title>T</title><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#${kind}"/><content type="html">x</content></entry>`
    const items = await itemsIn(atom(entry('post') + entry('comment')))
    expect(storiesIn(items)).toHaveLength(1)
    expect(leftOutOf(items)).toHaveLength(1)
  })
})

test('RSS 1.0 is read, too', async () => {
  const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="${OLD}"><title>P</title><link>${OLD}</link></channel><item rdf:about="${OLD}/a"><title>A</title><link>${OLD}/a</link><description>&lt;p&gt;1&lt;/p&gt;&lt;p&gt;2&lt;/p&gt;&lt;p&gt;3&lt;/p&gt;</description><dc:date>2019-03-01T10:00Z</dc:date></item></rdf:RDF>`
  expect((await storyIn(text)).story).toMatchObject({ id: `${OLD}/a`, state: 'published', copy: { publishedAt: '2019-03-01T10:00:00Z' } })
})

describe('a feed that is named by its address', () => {
  async function importFrom(pages: Record<string, string>) {
    const desk = await atTheDesk()
    const asked: string[] = []
    const fetchBoth: typeof fetch = async (input, init) => {
      const url = new URL(String(input instanceof Request ? input.url : input))
      if (url.hostname !== 'old.example') return desk.api.fetch(input, init)
      asked.push(url.pathname + url.search)
      const page = pages[url.pathname + url.search]
      return page === undefined ? new Response('', { status: 404 }) : new Response(page)
    }
    const ran = await desk.newsdesk(['import', `${OLD}/feed`, '--from', 'rss', '--dry-run', '--json'], { fetch: fetchBoth })
    return { ...ran, asked, report: ran.json()[0] as Report }
  }
  const page = (id: number, head = '') => rss(`<item><title>${id}</title><guid>${OLD}/${id}</guid>${full()}</item>`, head)
  const next = (address: string) => `<atom:link rel="next" href="${address}"/>`

  test('is read to its last page', async () => {
    const { report, asked } = await importFrom({ '/feed': page(1, next('/feed/2')), '/feed/2': page(2, next('/feed/3')), '/feed/3': page(3, next('/feed')) })
    expect(asked).toEqual(['/feed', '/feed/2', '/feed/3'])
    expect(report.kinds).toMatchObject([{ what: 'entry', read: 3, filed: 3 }])
  })

  test('of WordPress is asked for older pages until there are none', async () => {
    const head = '<generator>https://wordpress.org/?v=6</generator>'
    const { report, asked } = await importFrom({ '/feed': page(1, head), '/feed?paged=2': page(2, head) })
    expect(asked).toEqual(['/feed', '/feed?paged=2', '/feed?paged=3'])
    expect(report.kinds).toMatchObject([{ read: 2, filed: 2 }])
  })

  test('whose next page cannot be had, or is on another site, says so', async () => {
    const gone = await importFrom({ '/feed': page(1, next('/feed/2')) })
    expect(gone.report.kinds.find(({ what }) => what === 'damage')?.notFiled[0]?.why).toContain('/feed/2')
    const away = await importFrom({ '/feed': page(1, next('http://169.254.169.254/latest')) })
    expect(away.asked).toEqual(['/feed'])
    expect(away.report.kinds.find(({ what }) => what === 'damage')?.notFiled[0]?.why).toContain('another site')
  })
})

describe('a hurt feed', () => {
  const whole = rss([1, 2, 3].map((id) => `<item><title>T${id}</title><guid>${OLD}/${id}</guid>${full()}</item>`).join(''))

  test('that was cut says so, and takes what came whole', async () => {
    const items = await itemsIn(whole.slice(0, whole.indexOf('T3')))
    expect(storiesIn(items)).toHaveLength(2)
    expect(leftOutOf(items)).toEqual([
      ['entry', 'It is not whole: the file ends within it.'],
      ['damage', 'The file ends early: it was cut off. Fetch or export it again.'],
    ])
  })

  test.each(['</item>', ']]>', '</content:encoded>', '</title>'])('with a %s gone loses no story without a word', async (tag) => {
    const at = whole.indexOf(tag, whole.indexOf('<item>'))
    const items = await itemsIn(whole.slice(0, at) + whole.slice(at + tag.length))
    expect(storiesIn(items).length + leftOutOf(items).filter(([what]) => what === 'entry').length).toBeGreaterThanOrEqual(tag === ']]>' ? 2 : 3)
    expect(leftOutOf(items).length).toBeGreaterThan(0)
  })

  test('that defines a billion laughs gets none', async () => {
    const laughs = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`
    const { story } = await storyIn(whole.replace('<rss', `${laughs}<rss`).replace('T1', 'T &b; &c;'))
    expect(story?.title).toBe('T &b; &c;')
  })

  test('in which elements lie in each other without end loses that story only', async () => {
    const items = await itemsIn(whole.replace('T1', `${'<b>'.repeat(5000)}x${'</b>'.repeat(5000)}`))
    expect(storiesIn(items)).toHaveLength(2)
    expect(leftOutOf(items)).toEqual([['entry', 'It has more than 200 elements within each other.']])
  })

  test('in another encoding is read in that', async () => {
    const latin = Buffer.from(whole.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="ISO-8859-1"?>').replace('T1', 'Café'), 'latin1')
    expect(storiesIn(await itemsIn(latin))[0]?.title).toBe('Café')
  })

  test('that is a page is refused', async () => {
    await expect(itemsIn('<!doctype html><html><body>Log in</body></html>')).rejects.toThrow('no feed')
    await expect(itemsIn('')).rejects.toThrow('no feed')
  })
})
