import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openNinjs } from '../../../src/cli/moving-in/ninjs/open-ninjs.ts'
import { addsUp, type Report } from '../../../src/cli/moving-in/report.ts'
import { fixtures } from '../../copy/copies.ts'
import { atTheDesk } from '../at-the-desk.ts'
import { itemsOf, leftOutOf, read, sourceOf, storiesIn } from './old-stories.ts'

const newsItem = (id: number, more: object = {}) => ({
  uri: `urn:agency:${id}`,
  type: 'text',
  version: '1',
  versionCreated: '2019-03-01T09:00:00Z',
  headlines: [{ role: 'main', value: `Headline ${id}` }],
  bodies: [{ role: 'main', contentType: 'text/html', value: `<p>The text of ${id}.</p>` }],
  ...more,
})
const itemsIn = (value: unknown, files: Record<string, string> = {}) =>
  itemsOf(openNinjs, sourceOf(typeof value === 'string' ? value : JSON.stringify(value)), { files })
const storyIn = async (more: object) => {
  const items = await itemsIn(newsItem(1, more))
  const [story] = storiesIn(items)
  return { story, items, ...(story ? read(story) : { body: [], notes: [] }) }
}
const whyIn = async (more: object) => leftOutOf((await storyIn(more)).items)

test.each([
  ['one item', JSON.stringify(newsItem(1), null, 2)],
  ['a list', JSON.stringify([newsItem(1), newsItem(2)])],
  ['a list within an object', JSON.stringify({ items: [newsItem(1), newsItem(2)] })],
  ['JSON Lines', `${JSON.stringify(newsItem(1))}\n\n${JSON.stringify(newsItem(2))}\n`],
])('%s is read', async (name, text) => {
  expect(storiesIn(await itemsIn(text)).map(({ title }) => title)).toEqual(name === 'one item' ? ['Headline 1'] : ['Headline 1', 'Headline 2'])
})

describe('an item', () => {
  test('of which several versions came is one story, of the newest', async () => {
    const items = await itemsIn([newsItem(1, { version: '10' }), newsItem(1, { version: '9', headlines: [{ value: 'Old' }] }), newsItem(1, { version: '2' })])
    expect(storiesIn(items)).toMatchObject([{ title: 'Headline 1' }])
    expect(leftOutOf(items)).toEqual([
      ['item', 'A newer version of it is in the input.'],
      ['item', 'A newer version of it is in the input.'],
    ])
  })

  test('that its agency withdrew later is not published, whatever came before', async () => {
    const items = await itemsIn([newsItem(1), { ...newsItem(1, { version: '2', pubstatus: 'stat:canceled' }) }])
    expect(storiesIn(items)).toEqual([])
    expect(leftOutOf(items)).toContainEqual(['item', 'Its agency withdrew it (pubStatus canceled): it must not be published.'])
  })

  test.each([
    [{ pubStatus: 'withheld' }, 'private'],
    [{ embargoed: '2027-01-01T00:00:00Z' }, 'scheduled'],
    [{ embargoedUntil: '2019-04-01T00:00:00Z' }, 'published'],
    [{ expires: '2020-01-01T00:00:00Z' }, 'private'],
  ])('that says %j is %s', async (more, state) => {
    const { story } = await storyIn(more)
    expect(story?.state).toBe(state)
    if (state === 'scheduled') expect(story).toMatchObject({ copy: { publishedAt: '2027-01-01T00:00:00Z' }, addresses: [] })
  })

  test('whose embargo or status cannot be read is not filed: in doubt nothing comes out', async () => {
    expect(await whyIn({ embargoedUntil: 'tomorrow' })).toEqual([['item', expect.stringContaining('embargo')]])
    expect(await whyIn({ pubStatus: 'perhaps' })).toEqual([['item', expect.stringContaining('pubStatus')]])
  })

  test('of version 1 says the same in other words', async () => {
    const { story, body } = await storyIn({
      headlines: undefined,
      bodies: undefined,
      headline: 'Old form',
      body_xhtml: '<p>Text.</p>',
      byline: 'By Edith Coyle',
      description_text: 'In short.',
      subject: [{ name: 'Ferries', rel: 'about' }],
      associations: {
        main: {
          type: 'picture',
          description_text: 'A ferry',
          renditions: { thumb: { href: 'https://a.example/t.jpg' }, large: { href: 'https://a.example/l.jpg', mimetype: 'image/jpeg' } },
        },
      },
    })
    expect(story).toMatchObject({
      title: 'Old form',
      topics: [{ slug: 'ferries' }],
      copy: { standfirst: 'In short.', byline: [{ name: 'Edith Coyle' }], picture: { src: 'https://a.example/l.jpg' } },
    })
    expect(body).toEqual([{ type: 'paragraph', text: 'Text.' }])
  })

  test('has pictures without a size, too, and those that are items of their own', async () => {
    const items = await itemsIn([
      newsItem(1, {
        associations: [{ name: 'main', uri: 'urn:agency:p', type: 'picture' }],
        bodies: [{ contentType: 'text/html', value: '<p>A</p><img src="https://a.example/in.jpg" alt="In">' }],
      }),
      {
        uri: 'urn:agency:p',
        type: 'picture',
        versionCreated: '2019-03-01T09:00:00Z',
        by: 'Ann',
        headlines: [{ value: 'A ferry' }],
        renditions: [{ href: 'https://a.example/p.jpg' }],
      },
    ])
    const [story] = storiesIn(items)
    expect(story?.copy.picture).toMatchObject({ src: 'https://a.example/p.jpg', alt: 'A ferry', credit: 'Ann', ninjs: { uri: 'urn:agency:p' } })
    expect(read(story).body).toMatchObject([{}, { type: 'picture', src: 'https://a.example/in.jpg', alt: 'In' }])
    expect(items).toContainEqual(expect.objectContaining({ kind: 'picture', address: 'https://a.example/p.jpg' }))
  })

  test('keeps what an article has no field for; a note for the desk reaches no reader', async () => {
    const { story, body } = await storyIn({ edNote: 'Check the spelling', urgency: 3 })
    expect(story?.copy.ninjs).toMatchObject({ edNote: 'Check the spelling', urgency: 3 })
    expect(JSON.stringify([body, { ...story?.copy, ninjs: undefined }])).not.toContain('spelling')
  })

  test('without a text says what it is', async () => {
    expect(await whyIn({ type: 'event', bodies: undefined })).toEqual([['event item', expect.stringContaining('event')]])
    expect(await whyIn({ bodies: undefined, headlines: undefined })).toEqual([['item', 'It has neither a headline nor a text.']])
  })
})

describe('hurt input', () => {
  test('loses a broken line and no other', async () => {
    const items = await itemsIn(`${JSON.stringify(newsItem(1))}\n{"uri": \n"x"\n[1]\n${JSON.stringify(newsItem(2))}`)
    expect(storiesIn(items)).toHaveLength(2)
    expect(leftOutOf(items).map(([what]) => what)).toEqual(['damage', 'damage', 'damage'])
  })

  test('that was cut says so', async () => {
    const text = JSON.stringify([newsItem(1), newsItem(2)])
    const items = await itemsIn(text.slice(0, -40))
    expect(storiesIn(items)).toHaveLength(1)
    expect(leftOutOf(items).map(([, why]) => why)).toEqual([
      'It is not whole: the file ends within it.',
      'The file ends early: it was cut off. Export it again.',
    ])
  })

  test('with a line of 100 million characters goes on after it', async () => {
    async function* bytes() {
      yield Buffer.from(`${JSON.stringify(newsItem(1))}\n{"uri":"`)
      for (let at = 0; at < 100; at++) yield Buffer.alloc(1_000_000, 'x')
      yield Buffer.from(`"}\n${JSON.stringify(newsItem(2))}\n`)
    }
    const items = await itemsOf(openNinjs, { ...sourceOf(''), bytes })
    expect(storiesIn(items)).toHaveLength(2)
    expect(leftOutOf(items)).toEqual([['damage', 'It is longer than 20 million characters.']])
  })

  test('that is none is refused', async () => {
    await expect(itemsIn('{"a":1}')).rejects.toThrow('no ninjs items')
    await expect(itemsIn('<xml/>')).rejects.toThrow('no ninjs items')
  })
})

test('a folder is read with its folders, and nothing outside of it; other files are named', async () => {
  const { cwd, write } = await atTheDesk()
  await write('in/a.json', newsItem(1))
  await write('in/b/c.jsonl', JSON.stringify(newsItem(2)))
  await write('in/readme.txt', 'x')
  await write('out.json', newsItem(3))
  await symlink(join(cwd, 'out.json'), join(cwd, 'in/link.json'))
  await mkdir(join(cwd, 'in/pictures'))
  await writeFile(join(cwd, 'in/pictures/a.jpg'), 'x')
  const source = { ...sourceOf(''), path: join(cwd, 'in'), isFolder: true }
  const items = await itemsOf(openNinjs, source)
  expect(storiesIn(items).map(({ place }) => place)).toEqual(['a.json, line 1', 'b/c.jsonl, line 1'])
  expect(items.filter(({ what }) => what === 'other file').map(({ title }) => title)).toEqual(['link.json', 'readme.txt'])
})

const folder = fixtures('ninjs')
if (!folder) console.warn('Skipped: ../shared/fixtures/ninjs is not there.')

test.skipIf(!folder)('the standard’s own examples are all counted', async () => {
  const desk = await atTheDesk()
  await cp(join(folder ?? '', 'examples'), join(desk.cwd, 'examples'), { recursive: true })
  const { out } = await desk.newsdesk(['import', 'examples', '--from', 'ninjs', '--dry-run', '--json'])
  const report = JSON.parse(out) as Report
  expect(report.kinds.filter((kind) => !addsUp(kind))).toEqual([])
  expect(report.kinds.reduce((sum, { read }) => sum + read, 0)).toBe(10)
  expect(Object.fromEntries(report.kinds.map(({ what, read, filed }) => [what, [read, filed]]))).toEqual({
    item: [8, 6],
    'picture item': [1, 1],
    'event item': [1, 0],
  })
})
