import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/cli/moving-in/report.ts'
import { atTheDesk } from '../at-the-desk.ts'
import { exportOf, itemsIn, lexical, OLD, postRow, storyIn, text } from './ghost-export.ts'
import { leftOutOf, storiesIn } from './old-stories.ts'

const bodyText = (body: readonly object[]) => JSON.stringify(body)
const forMembers = { web: { nonMember: false, memberSegment: 'status:-free' }, email: { memberSegment: '' } }
const LEFT_OUT = 'A part that only members or emails had was left out.'

describe('what only members saw in a post for everybody', () => {
  test.each([
    ['an HTML card of Ghost 6', { type: 'html', html: '<p>The paid analysis</p>', visibility: forMembers }],
    ['an HTML card of Ghost 5.90', { type: 'html', html: '<p>The paid analysis</p>', visibility: { showOnWeb: false, showOnEmail: true } }],
    ['an HTML card of Ghost 5.80', { type: 'html', html: '<p>The paid analysis</p>', visibility: { emailOnly: true, segment: '' } }],
    ['a call to action', { type: 'call-to-action', textValue: '<p>The paid analysis</p>', visibility: forMembers }],
  ])('does not become public: %s', async (_, card) => {
    const { body, notes } = await storyIn({ lexical: lexical({ type: 'paragraph', children: [text('Open.')] }, card) })
    expect(body).toMatchObject([{ text: 'Open.' }])
    expect(notes).toEqual([LEFT_OUT])
  })

  test('does not become public where only the page’s HTML is left of it', async () => {
    const gated = '<!--kg-gated-block:begin nonMember:false memberSegment:"status:-free" --><p>The paid analysis</p><!--kg-gated-block:end-->'
    const open = '<!--kg-gated-block:begin nonMember:true memberSegment:"" --><p>Join us.</p><!--kg-gated-block:end-->'
    const { body, notes } = await storyIn({ lexical: '{"root":', html: `<p>Open.</p>${gated}${open}` })
    expect(body).toMatchObject([{ text: 'Open.' }, { text: 'Join us.' }])
    expect(notes).toContain(LEFT_OUT)
  })

  test('stays in a post that is a draft here, which no reader sees', async () => {
    const { body, notes } = await storyIn({ visibility: 'paid', lexical: lexical({ type: 'html', html: '<p>The paid analysis</p>', visibility: forMembers }) })
    expect(body).toMatchObject([{ text: 'The paid analysis' }])
    expect(notes).toContain('Only members or emails had a part of it. It’s in the text.')
  })
})

describe('a card of Ghost', () => {
  test('that somebody paid for still says so', async () => {
    const card = { type: 'call-to-action', textValue: '<p>Buy boats</p>', hasSponsorLabel: true, sponsorLabel: '<p><span>SPONSORED</span></p>' }
    expect((await storyIn({ lexical: lexical(card) })).body).toMatchObject([{ text: 'SPONSORED' }, { text: 'Buy boats' }])
    expect((await storyIn({ lexical: lexical({ ...card, hasSponsorLabel: false }) })).body).toHaveLength(1)
  })

  test.each([
    [{ type: 'call-to-action', textValue: 'Words', showButton: false, buttonText: 'Learn more', buttonUrl: '/x/' }],
    [{ type: 'header', header: 'Words', buttonEnabled: false, buttonText: 'Learn more', buttonUrl: '/x/' }],
    [{ type: 'product', productTitle: 'Words', productButtonEnabled: false, productButton: 'Learn more', productUrl: '/x/' }],
  ])('whose button was switched off has none here: %j', async (card) => {
    expect(bodyText((await storyIn({ lexical: lexical(card) })).body)).not.toContain('Learn more')
  })

  test('keeps a film’s caption, a product’s stars and both pictures of before and after', async () => {
    const { body } = await storyIn({
      lexical: lexical(
        { type: 'video', src: '/content/media/a.mp4', fileName: 'a.mp4', caption: '<p>The ferry at <b>dawn</b></p>' },
        { type: 'product', productTitle: 'Boat', productRatingEnabled: true, productStarRating: 4, productDescription: 'It floats' },
      ),
    })
    expect(body).toMatchObject([
      { type: 'embed', title: 'a.mp4' },
      { text: 'The ferry at <b>dawn</b>' },
      { text: 'Boat' },
      { text: '★★★★☆ (4/5)' },
      { text: 'It floats' },
    ])
    const slider = [
      'before-after',
      { beforeImage: { src: '/content/images/b.jpg', width: 9 }, afterImage: { src: '/content/images/a.jpg' }, caption: 'The pier' },
    ]
    expect((await storyIn({ mobiledoc: JSON.stringify({ cards: [slider], sections: [[10, 0]] }) })).body).toMatchObject([
      { type: 'picture', src: `${OLD}/content/images/b.jpg` },
      { type: 'picture', src: `${OLD}/content/images/a.jpg`, caption: 'The pier' },
    ])
  })

  test('says where a picture’s link led, and keeps underlined and highlighted words as they were', async () => {
    const { body, notes } = await storyIn({
      lexical: lexical(
        { type: 'image', src: '/content/images/a.jpg', href: '__GHOST_URL__/post-2/' },
        { type: 'paragraph', children: [text('one', 8), text('two', 128)] },
      ),
    })
    expect(notes).toEqual([`A picture’s link to “${OLD}/post-2/” was removed: pictures have none.`])
    expect(body[1]).toMatchObject({ text: '<u>one</u><mark>two</mark>' })
  })
})

describe('a card of Markdown', () => {
  const bodyOf = async (...cards: string[]) => (await storyIn({ lexical: lexical(...cards.map((markdown) => ({ type: 'markdown', markdown }))) })).body

  test('keeps its footnotes, with links there and back, also where a post has several cards', async () => {
    const body = await bodyOf('It rained[^a] and rained[^b].\n\n[^a]: For **days**.\n[^b]: So\nthey say.\n\n    Again.', 'More[^a].\n\n[^a]: Of it.')
    expect(body).toMatchObject([
      { text: 'It rained<sup><a href="#fn-1" id="fnref-1">1</a></sup> and rained<sup><a href="#fn-2" id="fnref-2">2</a></sup>.' },
      { type: 'divider' },
      { text: '<a href="#fnref-1" id="fn-1">1</a> For <strong>days</strong>.' },
      { text: '<a href="#fnref-2" id="fn-2">2</a> So<br>they say.' },
      { text: 'Again.' },
      { text: 'More<sup><a href="#fn-3" id="fnref-3">3</a></sup>.' },
      { type: 'divider' },
      { text: '<a href="#fnref-3" id="fn-3">3</a> Of it.' },
    ])
  })

  test('means what it meant there: lines end, formulas stand low, nothing is struck out that was not', async () => {
    expect(await bodyOf('#Rain\nH~2~O and ~~no~~\n10^6^ ==drops==, [^none]')).toMatchObject([
      { type: 'heading', text: 'Rain' },
      { text: 'H<sub>2</sub>O and <s>no</s><br>10<sup>6</sup> <mark>drops</mark>, [^none]' },
    ])
  })

  test('that nests without end costs its form, not the import', async () => {
    const { body, notes } = await storyIn({ lexical: lexical({ type: 'markdown', markdown: `${'>'.repeat(20_000)}x` }) })
    expect(body).toMatchObject([{ type: 'code' }])
    expect(notes).toEqual(['Its Markdown nests too deeply to be read: it’s here as it was written.'])
  })

  test('is the text of a post of Ghost 0.x', async () => {
    const { body } = await storyIn({ html: null, markdown: '## Rain\n\nIt *rained*.' })
    expect(body).toMatchObject([{ type: 'heading' }, { text: 'It <em>rained</em>.' }])
  })
})

test('a post first published on a site whose name begins with ours keeps its source', async () => {
  expect((await storyIn({ canonical_url: `${OLD}.org/x/` })).story?.copy.canonical).toBe(`${OLD}.org/x/`)
  expect((await storyIn({ canonical_url: '__GHOST_URL__/x/' })).story?.copy.canonical).toBeUndefined()
})

test('words and pictures for social networks are left out, and said', async () => {
  const { notes } = await storyIn(
    {},
    { posts_meta: [{ post_id: 'p1', og_title: 'Shock', twitter_title: 'Shock', og_image: '__GHOST_URL__/content/images/og.jpg' }] },
  )
  expect(notes).toEqual([
    'Its words for social networks were left out: “Shock”',
    `Its picture for social networks was left out: “${OLD}/content/images/og.jpg”`,
  ])
})

test('two writers of one name stay two', async () => {
  const users = [
    { id: 'u1', name: 'John Smith', slug: 'john' },
    { id: 'u2', name: 'John Smith', slug: 'john-2' },
  ]
  const items = await itemsIn(exportOf([postRow(1, { author_id: 'u2' })], { users }))
  expect(items.flatMap((item) => (item.kind === 'author' ? [item.slug] : []))).toEqual(['john-smith', 'john-2'])
  expect(storiesIn(items)[0]?.copy.byline).toEqual([{ name: 'John Smith', slug: 'john-2' }])
})

test('members within the export are counted as what they are, and nobody is written to', async () => {
  const items = await itemsIn(exportOf([postRow(1)], { members: [{ id: 'm', email: 'a@a.example' }], subscribers: [{ id: 's', email: 'b@a.example' }] }))
  expect(leftOutOf(items).map(([what, why]) => [what, /no consent/.test(why)])).toEqual(
    expect.arrayContaining([
      ['member', true],
      ['subscriber', true],
    ]),
  )
})

test('an address that two posts had leads to the first, and no redirect takes it from its readers', async () => {
  const posts = [postRow(1, { slug: 'ferry' }), postRow(2, { slug: 'ferry' })]
  const { newsdesk, api } = await atTheDesk({ 'old.json': exportOf(posts) })
  const ran = await newsdesk(['import', 'old.json', '--from', 'ghost', '--old-site', OLD, '--json'])
  expect((ran.json()[0] as Report).redirects.refused ?? 0).toBe(0)
  expect([...api.articles.keys()]).toEqual(['ferry', 'ferry-2'])
  expect([...api.redirects.keys()]).not.toContain('/ferry/')
})

test('a post that is dated in the future comes out then, and nobody is sent to it before', async () => {
  expect((await storyIn({ published_at: '2030-01-01T00:00:00Z' })).story).toMatchObject({
    state: 'scheduled',
    addresses: [],
    notes: ['It is dated 2030-01-01T00:00:00Z, and comes out then.'],
  })
})

test('one page of what the API has is no whole site, and the report says so', async () => {
  const items = await itemsIn({ posts: [postRow(1)], meta: { pagination: { page: 1, pages: 4, total: 60 } } })
  expect(storiesIn(items)).toHaveLength(1)
  expect(leftOutOf(items)).toEqual([['damage', expect.stringContaining('page 1 of 4')]])
  expect(leftOutOf(await itemsIn({ posts: [postRow(1)], meta: { pagination: { page: 1, pages: 1, total: 1 } } }))).toEqual([])
})
