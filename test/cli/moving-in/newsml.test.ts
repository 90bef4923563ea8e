import { describe, expect, test } from 'vitest'
import { openNewsml } from '../../../src/cli/moving-in/newsml/open-newsml.ts'
import { itemsOf, leftOutOf, read, sourceOf, storiesIn } from './old-stories.ts'

const itemsIn = (text: string | Uint8Array) => itemsOf(openNewsml, sourceOf(text), { files: { site: 'https://old.example' } })

type Fields = { version?: number; itemMeta?: string; contentMeta?: string; content?: string; kind?: string; headline?: string }

const XHTML = (body: string) =>
  `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body>${body}</body></html></inlineXML>`

const newsItem = (
  guid: string,
  { version = 1, itemMeta = '', contentMeta = '', content = XHTML('<p>The text.</p>'), kind = 'text', headline = `Headline of ${guid}` }: Fields = {},
) => `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" standard="NewsML-G2" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:${kind}"/><provider literal="AFP"><name>Agency</name></provider><versionCreated>2019-03-02T09:00:00Z</versionCreated><firstCreated>2019-03-01T10:00:00+01:00</firstCreated>${itemMeta}</itemMeta>
<contentMeta><headline>${headline}</headline>${contentMeta}</contentMeta><contentSet>${content}</contentSet></newsItem>`

const message = (...items: string[]) =>
  `<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>${items.join('\n')}</itemSet></newsMessage>`
const picture = (guid: string) =>
  newsItem(guid, {
    kind: 'picture',
    contentMeta: '<description role="drol:caption">At dawn</description><creditline>Ann/Agency</creditline>',
    content:
      '<remoteContent href="small.jpg" contenttype="image/jpeg" width="100" rendition="rnd:thumbnail"/><remoteContent href="large.jpg" contenttype="image/jpeg" width="1200"/>',
  })

describe('a news item', () => {
  test('has its fields and its XHTML', async () => {
    const [story] = storiesIn(
      await itemsIn(
        newsItem('urn:a:1', {
          contentMeta:
            '<by>By Edith Coyle and Joe Doe</by><located><name>Bamako</name></located><genre qcode="genre:Analysis"><name>Analysis</name></genre><subject qcode="medtop:1"><name>Ferries</name></subject><description role="drol:summary">In short &amp; clear.</description>',
        }),
      ),
    )
    expect(story).toMatchObject({
      id: 'urn:a:1',
      title: 'Headline of urn:a:1',
      state: 'published',
      topics: [{ name: 'Ferries' }],
      copy: {
        lang: 'en-GB',
        kind: 'analysis',
        standfirst: 'In short & clear.',
        dateline: 'Bamako',
        byline: [{ name: 'Edith Coyle' }, { name: 'Joe Doe' }],
        source: { name: 'Agency' },
        publishedAt: '2019-03-01T09:00:00Z',
        updatedAt: '2019-03-02T09:00:00Z',
      },
    })
    expect(read(story).body).toEqual([{ type: 'paragraph', text: 'The text.' }])
  })

  test('in NITF has its text without its head, and its pictures', async () => {
    const nitf =
      '<inlineXML contenttype="application/nitf+xml"><n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"><n:body><n:body.head><n:hedline><n:hl1>Twice</n:hl1></n:hedline></n:body.head><n:body.content><n:p>One.</n:p><n:hl2>Two</n:hl2><n:media media-type="image"><n:media-reference source="in.jpg" width="10" height="5"/><n:media-caption>Caption</n:media-caption></n:media></n:body.content></n:body></n:nitf></inlineXML>'
    const [story] = storiesIn(await itemsIn(newsItem('urn:a:1', { content: nitf })))
    expect(read(story).body).toMatchObject([
      { type: 'paragraph', text: 'One.' },
      { type: 'heading', text: 'Two' },
      { type: 'picture', src: 'https://old.example/in.jpg', caption: 'Caption' },
    ])
  })

  test('of plain text has its paragraphs', async () => {
    const [story] = storiesIn(await itemsIn(newsItem('urn:a:1', { content: '<inlineData contenttype="text/plain">One &lt; two.\n\nThree.</inlineData>' })))
    expect(read(story).body).toMatchObject([{ text: 'One &lt; two.' }, { text: 'Three.' }])
  })

  test('of which several versions came is one story, of the newest; withdrawn later, it is none', async () => {
    const items = await itemsIn(message(newsItem('urn:a:1', { version: 10 }), newsItem('urn:a:1', { version: 9, headline: 'Old' })))
    expect(storiesIn(items).map(({ title }) => title)).toEqual(['Headline of urn:a:1'])
    const killed = await itemsIn(message(newsItem('urn:a:1'), newsItem('urn:a:1', { version: 2, itemMeta: '<pubStatus qcode="stat:canceled"/>' })))
    expect(storiesIn(killed)).toEqual([])
    expect(leftOutOf(killed)).toContainEqual(['newsItem', expect.stringContaining('withdrew')])
  })

  test.each([
    ['<pubStatus qcode="stat:withheld"/>', 'private'],
    ['<embargoed>2027-01-01T00:00:00Z</embargoed>', 'scheduled'],
    ['<embargoed/>', 'private'],
    ['<embargoed>2019-04-01T00:00:00Z</embargoed>', 'published'],
    ['<embargoed>soon</embargoed>', undefined],
    ['<pubStatus qcode="stat:perhaps"/>', undefined],
  ])('with %s is %s: in doubt nothing comes out', async (itemMeta, state) => {
    expect(storiesIn(await itemsIn(newsItem('urn:a:1', { itemMeta })))[0]?.state).toBe(state)
  })
})

test('pictures stand in the stories that a package or a link puts them beside', async () => {
  const pack = `<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a:pack" version="1"><itemMeta/><groupSet root="g"><group id="g"><itemRef residref="urn:a:1"/><itemRef residref="urn:a:p"/></group></groupSet></packageItem>`
  const linked = newsItem('urn:a:2', { itemMeta: '<link rel="irel:associatedWith" residref="urn:a:p"/>' })
  const items = await itemsIn(message(pack, newsItem('urn:a:1'), linked, picture('urn:a:p')))
  const here = { src: 'https://old.example/large.jpg', caption: 'At dawn', credit: 'Ann/Agency' }
  expect(storiesIn(items).map(({ copy }) => copy.picture)).toEqual([here, here])
  expect(items.find(({ kind }) => kind === 'picture')).toMatchObject({ id: 'urn:a:p', address: here.src })
  expect(leftOutOf(items)).toEqual([['packageItem', expect.stringContaining('together')]])
})

describe('a hurt file', () => {
  const whole = message(newsItem('urn:a:1'), newsItem('urn:a:2'), newsItem('urn:a:3'))

  test('that was cut says so, and takes what came whole', async () => {
    const items = await itemsIn(whole.slice(0, whole.lastIndexOf('The text')))
    expect(storiesIn(items)).toHaveLength(2)
    expect(leftOutOf(items)).toEqual([
      ['newsItem', 'It is not whole: the file ends within it.'],
      ['damage', expect.stringContaining('cut off')],
    ])
  })

  test.each(['</newsItem>', '</contentMeta>', '</p>'])('with a %s gone loses no item without a word', async (tag) => {
    const items = await itemsIn(whole.replace(tag, ''))
    expect(storiesIn(items)).toHaveLength(2)
    expect(leftOutOf(items)).toEqual([['newsItem', expect.stringContaining('XML is broken')]])
  })

  test('that defines a billion laughs, or asks for a file, gets none', async () => {
    const text = whole
      .replace('<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>')
      .replace('Headline of urn:a:1', '&b;&f;')
    expect(storiesIn(await itemsIn(text))[0]?.title).toBe('&b;&f;')
  })

  test('in UTF-16 is read', async () => {
    const bytes = Buffer.from(`\ufeff${whole.replace('Headline of urn:a:1', 'Größe')}`, 'utf16le')
    expect(storiesIn(await itemsIn(bytes))[0]?.title).toBe('Größe')
  })

  test('that is none is refused', async () => {
    await expect(itemsIn('<rss/>')).rejects.toThrow('no items of NewsML-G2')
    await expect(itemsIn('{}')).rejects.toThrow('no items of NewsML-G2')
  })
})
