/** A file of which bytes are missing in the middle, as of a bad disk or a broken download: at many places, of many lengths. */
import { describe, expect, test } from 'vitest'
import type { OldItem } from '../../../src/cli/moving-in/old-item.ts'
import { itemsIn, leftOutOf, storiesIn } from './old-stories.ts'
import { category, OLD, post, wxr } from './wxr.ts'

const IDS = Array.from({ length: 9 }, (_, at) => (at + 1) * 7)
const POSTS = IDS.map((id, at) =>
  post({
    id,
    title: `Title ${id}.`,
    content: `<!-- wp:paragraph --><p>T${id}t begins</p><p>${'Words and words. '.repeat(12)}</p><p>T${id}t ends</p><!-- /wp:paragraph -->`,
    excerpt: `T${id}t`,
    gmt: `2019-03-0${at + 1} 09:00:00`,
    date: `2019-03-0${at + 1} 10:00:00`,
    guid: at % 2 ? `${OLD}/?p=${id}` : `${OLD}/2019/03/post-${id}/`,
    terms: [['category', 'a', 'A']],
    meta: { _edit_last: '1', _thumbnail_id: String(id) },
    comments: at % 3,
  }),
)
const WHOLE = wxr(POSTS, { records: category('a', 'A') })
const START = WHOLE.indexOf('<item>') - 1

/** Reproducible, and spread over the file. */
function* holes(count: number) {
  let seed = 20_261_127
  const below = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * most)
  }
  for (let n = 0; n < count; n++) {
    const from = START + below(WHOLE.length - START - 50)
    yield { from, to: Math.min(WHOLE.length, from + 1 + below([40, 500, 1300, 3500][n % 4] ?? 1)) }
  }
}

const isLoss = (item: OldItem) => item.kind === 'left-out' && item.isLoss === true
const idOf = ({ id }: OldItem) => Number(id.split('=').at(-1))
const nameOf = (item: OldItem) => (item.kind === 'left-out' ? `${item.title} ${item.why}` : '')

/** The element that a place is in. */
const elementAt = (place: number) => [...WHOLE.slice(0, place).matchAll(/<([a-z]+(?::\w+)?)[ >]/g)].map(([, name]) => name).findLast((name) => name !== 'p')

test('a hole in an export makes no story of two: each is filed with its own text, or named', async () => {
  let damaged = 0
  for (const { from, to } of holes(400)) {
    const items = await itemsIn(WHOLE.slice(0, from) + WHOLE.slice(to))
    const where = `without ${from} to ${to}, from ${elementAt(from)} to ${elementAt(to)}`
    const stories = new Map(storiesIn(items).map((story) => [idOf(story), story]))
    const losses = items.filter(isLoss).map(nameOf).join('\n')
    damaged += losses === '' ? 0 : 1
    for (const [id, story] of stories) {
      const text = JSON.stringify([story.readBody(() => undefined), story.copy.standfirst])
      expect(
        [...text.matchAll(/T(\d+)t/g)].map(([, other]) => Number(other)).filter((other) => other !== id),
        where,
      ).toEqual([])
    }
    for (const [at, id] of IDS.entries()) {
      const start = WHOLE.indexOf(POSTS[at] ?? '')
      const idAt = WHOLE.indexOf(`<wp:post_id>${id}<`)
      const isGone = from <= start + 10 && to >= start + (POSTS[at]?.length ?? 0) - 10
      // What is left of it is metadata or a part of a title: nothing tells that from its neighbour's.
      const isOnlyMetadata = from < start && to > idAt && !losses
      if (stories.has(id) || isGone || isOnlyMetadata) continue
      if (from > idAt + 30 || to <= idAt) expect(losses, where).toMatch(new RegExp(`\\bid ${id}\\b|Title ${id}\\.`))
      else expect(losses, where).not.toBe('')
    }
  }
  expect(damaged).toBeGreaterThan(240)
}, 120_000)

describe('a hole', () => {
  const without = (from: string, to: string) => WHOLE.slice(0, WHOLE.indexOf(from)) + WHOLE.slice(WHOLE.indexOf(to))

  test('from within one text to within the next leaves the rest as it was', async () => {
    const items = await itemsIn(without('T7t ends', 'T14t ends'))
    expect(storiesIn(items).map(idOf)).toEqual(IDS.slice(2))
    expect(items.filter(isLoss)).toMatchObject([
      {
        what: 'post',
        title: 'Title 7., id 14',
        why: expect.stringContaining('begins as one item (https://old.example/2019/03/post-7/) and ends as another (the id 14'),
      },
    ])
  })

  test('that takes the beginning of an item names it by what is left', async () => {
    const losses = (await itemsIn(without(POSTS[1] ?? '', '<content:encoded><![CDATA[<!-- wp:paragraph --><p>T14t'))).filter(isLoss)
    expect(losses).toMatchObject([{ what: 'damage', why: expect.stringContaining('an item with the id 14, the name “post-14” has no beginning') }])
  })

  test('in a list of categories doesn’t take a category along without a word', async () => {
    const items = await itemsIn(without('</wp:category>', '</wp:postmeta>'))
    expect(leftOutOf(items)).toContainEqual(['damage', expect.stringContaining('<wp:category> doesn’t end')])
  })

  test('that mixes the metadata of two posts is said, as no text tells', async () => {
    const second = WHOLE.indexOf('_thumbnail_id]]></wp:meta_key><wp:meta_value><![CDATA[14')
    const first = WHOLE.indexOf('</wp:postmeta>\n\t</item>')
    const [story] = storiesIn(await itemsIn(`${WHOLE.slice(0, first)}</wp:postmeta><wp:postmeta><wp:meta_key><![CDATA[${WHOLE.slice(second)}`))
    expect(story).toMatchObject({ title: 'Title 7.', notes: expect.arrayContaining([expect.stringContaining('Its _thumbnail_id is there twice')]) })
  })
})

describe('a site that has moved before', () => {
  test('has posts with numbers of the older site in their guids, and every one is filed', async () => {
    const moved = IDS.map((id) => post({ id, guid: `${OLD}/?p=${id + 1000}` }))
    expect(storiesIn(await itemsIn(wxr(moved))).map(idOf)).toEqual(IDS)
  })

  test('that writes dates of another calendar loses no post by them', async () => {
    const posts = IDS.map((id) => post({ id }).replace(/<pubDate>.*<\/pubDate>/, '<pubDate>Fri, 10 Jul 1397 09:00:00 +0000</pubDate>'))
    expect(storiesIn(await itemsIn(wxr(posts))).map(idOf)).toEqual(IDS)
  })
})
