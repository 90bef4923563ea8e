import { describe, expect, test } from 'vitest'
import { openAns } from '../../../src/cli/moving-in/ans/open-ans.ts'
import { addsUp, type Report } from '../../../src/cli/moving-in/report.ts'
import { atTheDesk } from '../at-the-desk.ts'
import { itemsOf, leftOutOf, read, sourceOf, storiesIn } from './old-stories.ts'

const OLD = 'https://old.example'

const ansStory = (id: number, more: object = {}) => ({
  _id: `ID${id}`,
  type: 'story',
  version: '0.10.9',
  canonical_url: `/world/2019/03/01/story-${id}/`,
  headlines: { basic: `Headline ${id}` },
  revision: { published: true },
  first_publish_date: '2019-03-01T09:00:00.123Z',
  content_elements: [{ type: 'text', content: `The text of ${id}.` }],
  ...more,
})
const itemsIn = (value: unknown) => itemsOf(openAns, sourceOf(typeof value === 'string' ? value : JSON.stringify(value)), { files: { site: OLD } })
const storyIn = async (more: object) => {
  const [story] = storiesIn(await itemsIn(ansStory(1, more)))
  return { story, ...read(story) }
}

describe('a story of Arc', () => {
  test('has its fields', async () => {
    const { story } = await storyIn({
      subheadlines: { basic: 'What happened.' },
      label: { basic: { text: 'Analysis' } },
      language: 'en-GB',
      credits: { by: [{ type: 'author', name: 'Edith Coyle' }, { name: 'x@old.example' }] },
      taxonomy: {
        primary_section: { _id: '/world/africa', name: 'Africa' },
        sections: [
          { _id: '/world', name: 'World' },
          { _id: '/world/africa', name: 'Africa' },
        ],
        tags: [{ text: 'Ferries', slug: 'ferries' }],
      },
      websites: { post: { website_url: '/other/story-1/' } },
      content_aliases: ['/short'],
      last_updated_date: '2019-03-02T09:00:00Z',
      promo_items: {
        basic: {
          type: 'image',
          url: 'https://img.example/a.jpg',
          alt_text: 'A ferry',
          caption: 'At <b>dawn</b>',
          credits: { by: [{ name: 'Ann' }], affiliation: [{ name: 'Agency' }] },
        },
      },
    })
    expect(story).toMatchObject({
      id: 'urn:ans:ID1',
      slug: 'story-1',
      state: 'published',
      sections: [{ slug: 'africa', name: 'Africa', parent: 'world' }, { slug: 'world' }],
      topics: [{ slug: 'ferries', name: 'Ferries' }],
      addresses: [`${OLD}/world/2019/03/01/story-1/`, `${OLD}/other/story-1/`, `${OLD}/short`],
      copy: {
        lang: 'en-GB',
        kind: 'analysis',
        kicker: 'Analysis',
        standfirst: 'What happened.',
        byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }],
        publishedAt: '2019-03-01T09:00:00Z',
        updatedAt: '2019-03-02T09:00:00Z',
        picture: { src: 'https://img.example/a.jpg', alt: 'A ferry', caption: 'At dawn', credit: 'Ann/Agency' },
      },
    })
  })

  test('has every element, and names those that it lost', async () => {
    const { story, body, notes } = await storyIn({
      content_elements: [
        { type: 'text', content: 'A <b>text</b>' },
        { type: 'header', level: 3, content: 'A heading' },
        {
          type: 'image',
          url: 'https://img.example/a.jpg',
          caption: 'Caption',
          alt_text: 'Alt',
          width: 800,
          height: 600,
          vanity_credits: { by: [{ name: 'Ann' }] },
        },
        { type: 'gallery', content_elements: [{ type: 'image', url: '/b.jpg' }] },
        {
          type: 'list',
          list_type: 'ordered',
          items: [
            { type: 'text', content: 'One' },
            { type: 'list', list_type: 'unordered', items: [{ type: 'text', content: 'Inner' }] },
          ],
        },
        { type: 'quote', subtype: 'pullquote', content_elements: [{ type: 'text', content: 'Said' }], citation: { type: 'text', content: 'Ann' } },
        { type: 'table', header: [{ content: 'H' }], rows: [[{ content: 'Cell' }]] },
        { type: 'interstitial_link', content: 'Read this', url: '/world/2019/03/01/story-2/' },
        { type: 'video', headlines: { basic: 'A film' }, canonical_url: '/video/film/' },
        { type: 'oembed_response', subtype: 'youtube', raw_oembed: { _id: 'https://www.youtube.com/watch?v=1', title: 'Tube' } },
        { type: 'raw_html', content: '<p>Raw</p>' },
        { type: 'element_group', content_elements: [{ type: 'divider' }] },
        { type: 'correction', text: 'It was Tuesday.' },
        { type: 'custom_embed', subtype: 'poll' },
        { type: 'reference', referent: { id: 'x' } },
      ],
    })
    expect(body).toMatchObject([
      { type: 'paragraph', text: 'A <b>text</b>' },
      { type: 'heading', level: 3, text: 'A heading' },
      { type: 'picture', src: 'https://img.example/a.jpg', alt: 'Alt', caption: 'Caption', credit: 'Ann' },
      { type: 'picture', src: `${OLD}/b.jpg` },
      { type: 'list', ordered: true, items: [{ text: 'One', list: { items: ['Inner'] } }] },
      { type: 'pullquote', text: 'Said', cite: 'Ann' },
      { type: 'table', head: ['H'], rows: [['Cell']] },
      { type: 'paragraph', text: `<a href="${OLD}/world/2019/03/01/story-2/">Read this</a>` },
      { type: 'embed', url: `${OLD}/video/film/`, title: 'A film' },
      { type: 'embed', url: 'https://www.youtube.com/watch?v=1', title: 'Tube' },
      { type: 'paragraph', text: 'Raw' },
      { type: 'divider' },
    ])
    expect(story?.copy.corrections).toEqual([{ at: '2019-03-01T09:00:00Z', text: 'It was Tuesday.' }])
    expect(notes).toEqual(['An element (custom_embed poll) was left out.', 'An element (reference) was left out.'])
  })

  test.each([
    [{ revision: { published: false } }, 'draft'],
    [{ content_restrictions: { content_code: 'premium' } }, 'private'],
    [{ content_restrictions: { content_code: 'free' } }, 'published'],
    [{ publish_date: '2027-01-01T00:00:00Z' }, 'scheduled'],
  ])('that says %j is %s: nothing that was locked becomes public', async (more, state) => {
    const { story } = await storyIn(more)
    expect(story?.state).toBe(state)
    if (state !== 'published') expect(story?.addresses).toEqual([])
  })

  test('of which several revisions came is what readers saw, not a newer draft', async () => {
    const draft = ansStory(1, { headlines: { basic: 'Draft' }, revision: { published: false }, last_updated_date: '2020-01-01T00:00:00Z' })
    const items = await itemsIn([draft, ansStory(1), ansStory(1, { headlines: { basic: 'Older' }, last_updated_date: '1999-01-01T00:00:00Z' })])
    expect(storiesIn(items).map(({ title }) => title)).toEqual(['Older'])
    expect(leftOutOf(items)).toHaveLength(2)
  })
})

test('redirects lead to stories; sections, authors and pictures are themselves; films are named', async () => {
  const items = await itemsIn({
    type: 'results',
    content_elements: [
      ansStory(1),
      { type: 'redirect', canonical_url: '/old/', redirect_url: '/world/2019/03/01/story-1/' },
      { type: 'redirect', canonical_url: '/out/', redirect_url: 'https://else.example/x' },
      { _id: '/world', name: 'World', parent: { default: '/' } },
      { _id: 'coyle', byline: 'Edith Coyle', email: 'e@old.example', bio: 'She writes.', bio_page: '/author/coyle/' },
      { _id: 'IMG', type: 'image', url: 'https://img.example/a.jpg' },
      { _id: 'VID', type: 'video', headlines: { basic: 'A film' } },
    ],
  })
  expect(items.filter(({ kind }) => kind === 'redirect')).toMatchObject([
    { from: `${OLD}/old/`, to: 'urn:ans:ID1' },
    { from: `${OLD}/out/`, to: 'https://else.example/x' },
  ])
  expect(items.filter(({ kind }) => kind !== 'redirect').map(({ kind, title }) => [kind, title])).toEqual([
    ['story', 'Headline 1'],
    ['topic', 'World'],
    ['author', 'Edith Coyle'],
    ['picture', ''],
    ['left-out', 'A film'],
  ])
  expect(JSON.stringify(items)).not.toContain('e@old.example')
})

test('what the Migration Center takes is read as well, and adds up in the report', async () => {
  const lines = [1, 2].map((id) => JSON.stringify({ sourceId: id, sourceType: 'story', ANS: ansStory(id), circulations: [] }))
  const desk = await atTheDesk({ 'in.jsonl': `${lines.join('\n')}\n{"broken\n` })
  const { out, code } = await desk.newsdesk(['import', 'in.jsonl', '--from', 'ans', '--old-site', OLD, '--dry-run', '--json'])
  const report = JSON.parse(out) as Report
  expect(report.kinds.filter((kind) => !addsUp(kind))).toEqual([])
  expect(report.kinds).toMatchObject([
    { what: 'story', read: 2, filed: 2 },
    { what: 'damage', read: 1, filed: 0 },
  ])
  expect(code).toBe(1)
})

describe('hurt input', () => {
  test('of lists in lists without end ends somewhere', async () => {
    const deep = `${'{"type":"element_group","content_elements":['.repeat(1000)}${']}'.repeat(1000)}`
    const items = await itemsIn(`[{"_id":"A","type":"story","headlines":{"basic":"Deep"},"content_elements":[${deep}]},${JSON.stringify(ansStory(2))}]`)
    expect(storiesIn(items).map(({ title }) => title)).toEqual(['Headline 2'])
    expect(leftOutOf(items)).toEqual([['damage', 'It has more than 300 lists within each other.']])
  })

  test('in which everything is of the wrong kind is counted', async () => {
    const items = await itemsIn([
      1,
      null,
      'x',
      {},
      { type: 'story', _id: 5, headlines: 'x', content_elements: 'y', taxonomy: [], credits: 4, canonical_url: {} },
      { type: 'redirect' },
      { _id: 'x' },
    ])
    expect(storiesIn(items)).toHaveLength(0)
    expect(leftOutOf(items)).toHaveLength(7)
  })

  test('that is none is refused', async () => {
    await expect(itemsIn('[]')).rejects.toThrow('no documents of Arc')
    await expect(itemsIn('<xml/>')).rejects.toThrow('no documents of Arc')
  })
})

describe('what not all readers had at Arc', () => {
  test.each([
    [
      'an embargo that goes on',
      { content_restrictions: { embargo: { active: true, end_time: '2030-01-01T00:00:00Z' } } },
      'It is embargoed until 2030-01-01T00:00:00Z',
    ],
    ['an embargo whose end can’t be read', { content_restrictions: { embargo: { active: true, end_time: 'noon' } } }, 'It is embargoed'],
    ['countries', { content_restrictions: { geo: { restrictions: [{ restriction_id: 'us' }] } } }, 'It could be read in some countries only'],
    ['no sign that it came out', { first_publish_date: undefined, revision: undefined }, 'Nothing says that it was published'],
  ])('stays from them here: %s', async (_, more, why) => {
    const { story, notes } = await storyIn(more)
    expect(['draft', 'private']).toContain(story?.state)
    expect(notes).toEqual([`${why}: it’s a draft here.`])
  })

  test('is out where its embargo has passed', async () => {
    expect((await storyIn({ content_restrictions: { embargo: { active: true, end_time: '2020-01-01T00:00:00Z' } } })).story?.state).toBe('published')
  })
})

test('a gallery in a story keeps its name and words, and what has no place here is named', async () => {
  const image = { type: 'image', url: 'https://img.example/a.jpg' }
  const { story, body, notes } = await storyIn({
    content_elements: [{ type: 'gallery', headlines: { basic: 'The regatta' }, description: { basic: 'At dawn.' }, content_elements: [image] }],
    subheadlines: { basic: 'In short.' },
    description: { basic: 'For search.' },
    credits: { by: [{ name: 'Ann' }, { type: 'reference', referent: { id: 'x' } }], photos_by: [{ name: 'Joe' }] },
    taxonomy: { keywords: [{ keyword: 'boats' }], seo_keywords: ['sails'] },
    related_content: { basic: [{ type: 'reference' }] },
  })
  expect(body).toMatchObject([{ type: 'heading', text: 'The regatta' }, { text: 'At dawn.' }, { type: 'picture' }])
  expect(story?.copy).toMatchObject({ standfirst: 'In short.', seo: { description: 'For search.' } })
  expect(notes).toEqual([
    'Of one of its writers there is only a reference, without a name.',
    'Its other credits were left out: Joe (photos_by).',
    'Its keywords weren’t added as topics: boats, sails.',
    'Its related content was left out (1 item).',
  ])
})
