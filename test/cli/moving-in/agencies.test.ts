import { describe, expect, test } from 'vitest'
import { openNewsml } from '../../../src/cli/moving-in/newsml/open-newsml.ts'
import { openNinjs } from '../../../src/cli/moving-in/ninjs/open-ninjs.ts'
import { itemsOf, leftOutOf, read, sourceOf, storiesIn } from './old-stories.ts'

const JPEG = 'https://agency.example/a.jpg'

describe('an item of ninjs', () => {
  const item = { uri: 'urn:a:1', type: 'text', headline: 'Head', body_text: 'One.', versioncreated: '2019-03-01T10:00:00Z' }
  const itemsIn = (...items: object[]) => itemsOf(openNinjs, sourceOf(JSON.stringify(items)))
  const storyIn = async (more: object) => {
    const [story] = storiesIn(await itemsIn({ ...item, ...more }))
    return { story, ...read(story) }
  }

  test.each([
    [
      'ninjs 1',
      { body_text: undefined, body_nitf: '<nitf><body><body.head><hl1>H</hl1></body.head><body.content><hl2>Sub</hl2><p>One</p></body.content></body></nitf>' },
    ],
    [
      'ninjs 3',
      {
        body_text: undefined,
        bodies: [{ contentType: 'application/nitf+xml', value: '<nitf><body.content><block><hl2>Sub</hl2><p>One</p></block></body.content></nitf>' }],
      },
    ],
  ])('whose text is NITF has it (%s)', async (_, more) => {
    expect((await storyIn(more)).body).toMatchObject([{ type: 'heading', text: 'Sub' }, { text: 'One' }])
  })

  test('whose text can’t be read isn’t published without it', async () => {
    const items = await itemsIn(
      { ...item, body_text: undefined, bodies: [{ contentType: 'application/rtf', value: '{\\rtf1 One}' }] },
      { ...item, uri: 'urn:a:2' },
    )
    expect(leftOutOf(items)).toEqual([['item', 'Its text is in a form that can’t be read (application/rtf).']])
    expect(items[0]).toMatchObject({ isLoss: true })
  })

  test('whose licence may have ended is a draft', async () => {
    expect((await storyIn({ expires: 'soon' })).story).toMatchObject({
      state: 'private',
      notes: ['The end of its licence, “soon”, can’t be read: it’s a draft here.'],
    })
  })

  test('that is dated in the future comes out then, and nobody is sent to it before', async () => {
    expect((await storyIn({ versioncreated: '2030-01-01T00:00:00Z', canonicalUrl: 'https://old.example/a' })).story).toMatchObject({
      state: 'scheduled',
      addresses: [],
    })
  })

  test('has its photographer, and names the code of a subject without a name', async () => {
    const main = { type: 'picture', byline: 'Ann Bee', renditions: { full: { href: JPEG, width: 900, height: 600 } } }
    const { story, notes } = await storyIn({ associations: { main }, subject: [{ code: 'medtop:2' }, { code: 'medtop:1', name: 'Sport' }] })
    expect(story?.copy.picture).toMatchObject({ src: JPEG, credit: 'Ann Bee' })
    expect(story?.topics).toMatchObject([{ name: 'Sport' }])
    expect(notes.join()).toContain('medtop:2')
  })

  test.each([
    [
      'within the story',
      [
        {
          ...item,
          associations: [
            { name: 'main', type: 'picture', pubStatus: 'canceled', renditions: [{ href: JPEG, width: 900, height: 600, contentType: 'image/jpeg' }] },
          ],
        },
      ],
    ],
    [
      'as an item of its own, later',
      [
        { ...item, associations: [{ name: 'main', type: 'picture', uri: 'urn:p' }] },
        { uri: 'urn:p', type: 'picture', version: '1', renditions: [{ href: JPEG, width: 900, height: 600, contentType: 'image/jpeg' }] },
        { uri: 'urn:p', type: 'picture', version: '2', pubStatus: 'canceled' },
      ],
    ],
  ])('doesn’t show a picture that its agency withdrew %s', async (_, items) => {
    const [story] = storiesIn(await itemsIn(...items))
    expect(story?.copy.picture).toBeUndefined()
    expect(JSON.stringify(read(story).body)).not.toContain(JPEG)
  })
})

describe('a news item of NewsML-G2', () => {
  const XHTML =
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>One <a href="/x">there</a></p></body></html></inlineXML>'
  const newsItem = ({ guid = 'urn:a:1', version = 1, itemMeta = '', contentMeta = '', content = XHTML, rights = '' }) =>
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" xml:lang="en">${rights}<itemMeta><versionCreated>2019-03-01T10:00:00Z</versionCreated>${itemMeta}</itemMeta><contentMeta><headline>Head</headline>${contentMeta}</contentMeta><contentSet>${content}</contentSet></newsItem>`
  const itemsIn = (...items: string[]) =>
    itemsOf(openNewsml, sourceOf(`<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${items.join('')}</itemSet></newsMessage>`))
  const storyIn = async (fields: Parameters<typeof newsItem>[0]) => {
    const [story] = storiesIn(await itemsIn(newsItem(fields)))
    return { story, ...read(story) }
  }

  test('tells the desk its terms, its notes and what it called what has no name, and keeps them from readers', async () => {
    const { story, notes, body } = await storyIn({
      itemMeta: '<edNote>Hold the second paragraph</edNote><signal qcode="sig:correction"/>',
      contentMeta: '<urgency>2</urgency><slugline>FERRY</slugline><subject qcode="medtop:2"/>',
      rights: '<rightsInfo><usageTerms>Not in Germany</usageTerms></rightsInfo>',
    })
    expect(notes).toEqual([
      'Its terms of use: “Not in Germany”',
      'Its agency’s note to editors: “Hold the second paragraph”',
      'Its agency’s signals: correction.',
      'Subjects that have no name weren’t added as topics: medtop:2.',
    ])
    expect(story?.copy.ninjs).toMatchObject({
      uri: 'urn:a:1',
      edNote: 'Hold the second paragraph',
      usageTerms: 'Not in Germany',
      urgency: 2,
      slugline: 'FERRY',
    })
    expect(JSON.stringify(body)).not.toContain('Hold')
  })

  test('has its subjects in its own language', async () => {
    const subject = '<subject qcode="medtop:1"><name xml:lang="de">Fähren</name><name xml:lang="en-US">Ferries</name></subject>'
    expect((await storyIn({ contentMeta: subject })).story?.topics).toEqual([{ name: 'Ferries' }])
  })

  test.each([
    ['ended', '2020-01-01T00:00:00Z', 'private'],
    ['can’t be read', 'soon', 'private'],
    ['goes on', '2030-01-01T00:00:00Z', 'published'],
  ])('whose licence %s', async (_, end, state) => {
    expect((await storyIn({ rights: `<rightsInfo validto="${end}"/>` })).story?.state).toBe(state)
  })

  test('under an embargo without a zone isn’t published hours early', async () => {
    expect(leftOutOf(await itemsIn(newsItem({ itemMeta: '<embargoed>2027-01-01T00:00:00</embargoed>' })))).toEqual([
      ['newsItem', 'Its embargo can’t be read. In doubt nothing is published.'],
    ])
  })

  test('has its text, however it is packed, or says where it is', async () => {
    const packed = `<inlineData contenttype="text/plain" encoding="base64">${Buffer.from('Müller\n\nTwo').toString('base64')}</inlineData>`
    expect((await storyIn({ content: packed })).body).toMatchObject([{ text: 'Müller' }, { text: 'Two' }])
    const [item] = await itemsIn(newsItem({ content: '<remoteContent contenttype="text/html" href="https://agency.example/t.html"/>' }))
    expect(item).toMatchObject({ kind: 'left-out', isLoss: true, why: expect.stringContaining('isn’t in the file') })
  })

  test('doesn’t show a picture that its agency withdrew', async () => {
    const shows = newsItem({ itemMeta: '<link rel="irel:seeAlso" residref="urn:p"/>' })
    const picture = newsItem({ guid: 'urn:p', content: `<remoteContent contenttype="image/jpeg" href="${JPEG}" width="900"/>` })
    const withdrawn = newsItem({ guid: 'urn:p', version: 2, itemMeta: '<pubStatus qcode="stat:canceled"/>', content: '' })
    expect(storiesIn(await itemsIn(shows, picture))[0]?.copy.picture).toMatchObject({ src: JPEG })
    expect(storiesIn(await itemsIn(shows, picture, withdrawn))[0]?.copy.picture).toBeUndefined()
    expect(storiesIn(await itemsIn(shows, withdrawn, picture))[0]?.copy.picture).toBeUndefined()
  })
})
