import { describe, expect, test } from 'vitest'
import { parseArticle } from '../../../src/copy/parse-article.ts'
import { itemsIn, leftOutOf, read, storiesIn, storyIn } from './old-stories.ts'
import { category, OLD, picture, post, wxr } from './wxr.ts'

describe('letters', () => {
  test('behind a byte order mark are read as any others', async () => {
    expect(storiesIn(await itemsIn(`\ufeff${wxr([post({ id: 1, title: 'Zoë' })])}`))).toMatchObject([{ title: 'Zoë' }])
  })

  test('in UTF-16, of either order, are read by their mark', async () => {
    const text = wxr([post({ id: 1, title: 'Zoë 渡轮' })]).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()]) expect(storiesIn(await itemsIn(bytes))).toMatchObject([{ title: 'Zoë 渡轮' }])
  })

  test('of Windows, in a file that says it is UTF-8, cost their own place only, and it is said', async () => {
    const [before = '', after = ''] = wxr([post({ id: 1, content: '<p>The ferry#s fare</p>' }), post({ id: 2 })]).split('#s')
    const stories = storiesIn(await itemsIn(Buffer.concat([Buffer.from(before), Buffer.from([0x92]), Buffer.from(`s${after}`)])))
    expect(stories).toHaveLength(2)
    expect(read(stories[0])).toEqual({ body: [{ type: 'paragraph', text: 'The ferry\ufffds fare' }], notes: [expect.stringContaining('can’t be read')] })
  })

  test('that are no text at all are left out of title, excerpt and body, and the story is taken', async () => {
    const { story, body } = await storyIn({ title: 'Fa\u0007res\u0000', excerpt: 'Wh\u0002at', content: '<p>a\u0001b\u000bc</p>' })
    expect(story.copy).toMatchObject({ headline: 'Fares', standfirst: 'What' })
    expect(body).toMatchObject([{ text: expect.stringMatching(/^ab ?c$/) }])
    expect(parseArticle({ v: 1, slug: 'a', section: 'world', publishedAt: '2019-03-01T09:00:00Z', ...story.copy, body })).toMatchObject({ ok: true })
  })

  test('half of a pair, written as an entity or as itself, are signs that say so', async () => {
    const [story] = storiesIn(await itemsIn(wxr([post({ id: 1, title: 'A' })]).replace('<![CDATA[A]]>', 'A &#xD800; B &#55357;')))
    expect(story?.title).toBe('A \ufffd B \ufffd')
    expect(read(story).notes).toEqual([expect.stringContaining('can’t be read')])
  })
})

test('a text that speaks of CDATA sections loses no more than its readers saw', async () => {
  const { body } = await storyIn({ content: '<p>In XML, ]]> ends what <![CDATA[ begins, and <wp:post_id>7</wp:post_id> is a number.</p><p>After.</p>' })
  expect(body).toEqual([
    { type: 'paragraph', text: 'In XML, ]]&gt; ends what 7 is a number.' },
    { type: 'paragraph', text: 'After.' },
  ])
})

test.each([
  'a:1:{s:3:"a;}";s:99:"x";}',
  'a:1:{i:0;a:1:{i:0;a:1:{i:0;s:5:"né";}}}',
  'O:8:"stdClass":1:{s:1:"x";R:1;}',
  'a:99999999:{',
  '{"broken":',
  'x'.repeat(100_000),
])('metadata like %.30s is no reason to lose a story', async (value) => {
  const meta = {
    _wp_attachment_metadata: value,
    rank_math_robots: value,
    _thumbnail_id: value,
    footnotes: value,
    _yoast_wpseo_primary_category: value,
    _dateline: value,
  }
  const { story, body } = await storyIn({ meta })
  expect(story.title).toBe('Post 12')
  expect(body).toEqual([{ type: 'paragraph', text: 'The text of 12.' }])
})

test('a file that is cut anywhere loses only what is behind the cut, and says so', async () => {
  const whole = wxr(
    [1, 2, 3, 4].map((id) => post({ id, comments: 1 })),
    { records: category('a', 'A') },
  )
  const from = whole.indexOf('<wp:category>')
  for (let at = from; at < whole.length - 20; at += 37) {
    const items = await itemsIn(whole.slice(0, at))
    const begun = [1, 2, 3, 4].filter((id) => at > whole.indexOf(`<title><![CDATA[Post ${id}`) + 25)
    const named = items.flatMap((item) => (item.kind === 'left-out' && item.isLoss ? [item.title] : [])).join(' ')
    const filed = storiesIn(items).map(({ title }) => title)
    for (const id of begun)
      expect(
        [...filed, named].some((name) => name.includes(`Post ${id}`)),
        `cut at ${at}: post ${id}`,
      ).toBe(true)
    expect(leftOutOf(items).map(([what]) => what)).toContain('damage')
  }
})

test('pages that are each other’s parents, and a post that is its own, are filed', async () => {
  const items = await itemsIn(wxr([post({ id: 1, type: 'page', parent: 2 }), post({ id: 2, type: 'page', parent: 1 }), post({ id: 3, parent: 3 })]))
  expect(storiesIn(items)).toHaveLength(3)
})

test('a published post without any date is filed, with the date of the import, and it is said', async () => {
  const { story, notes } = await storyIn({ gmt: '0000-00-00 00:00:00', date: '0000-00-00 00:00:00' })
  expect(story).toMatchObject({ state: 'published' })
  expect(story.copy).not.toHaveProperty('publishedAt')
  expect(notes).toEqual(['The export doesn’t say when it was published: it has the date of this import.'])
})

test('a picture is found wherever in the file it is: before its story, behind it, or uploaded for a later one', async () => {
  const shown = (id: number) => post({ id, content: '[gallery]', meta: { _thumbnail_id: '50' } })
  for (const items of [
    [picture(50, 'a.jpg', { parent: 12 }), shown(12)],
    [shown(12), picture(50, 'a.jpg', { parent: 12 })],
  ]) {
    const [story] = storiesIn(await itemsIn(wxr(items)))
    expect(story?.copy.picture?.src).toBe(`${OLD}/wp-content/uploads/a.jpg`)
    expect(read(story).body).toMatchObject([{ type: 'picture' }])
  }
})

test.each([
  ['inherit', 'Its state, “inherit”, isn’t known: it’s a draft here.'],
  ['acf-disabled', 'Its state, “acf-disabled”, isn’t known: it’s a draft here.'],
  ['', 'Its state, “”, isn’t known: it’s a draft here.'],
])('a post of the state %j is a draft, which nobody reads by accident', async (status, note) => {
  const { story, notes } = await storyIn({ status })
  expect(story).toMatchObject({ state: 'draft', addresses: [] })
  expect(notes).toEqual([note])
})

test('values of Advanced Custom Fields, which WordPress shows by templates, are named', async () => {
  const meta = { subtitle: 'Low water', _subtitle: 'field_5f1a2b3c4d5e6', rating: '', _rating: 'field_5f1a2b3c4d5e7' }
  expect((await storyIn({ meta })).notes).toEqual(['Its fields of Advanced Custom Fields were left out: “subtitle”.'])
})

describe('patterns of search plugins', () => {
  const fields = { title: 'Fares', excerpt: 'They rise.', terms: [['category', 'sport', 'Sport']] as const }
  test.each([
    [{ _yoast_wpseo_title: '%%title%% %%page%% %%sep%% %%primary_category%% %%cf_x%% %%ct_product-cat%%' }, { title: 'Fares – Sport' }],
    [{ _yoast_wpseo_metadesc: '%%excerpt%% By 50% of it, 5%' }, { description: 'They rise. By 50% of it, 5%' }],
    [{ rank_math_title: '%title% %sep% %customfield(x)% %sep% %date(F Y)% %sitename% now' }, { title: 'Fares – The Harbour Post now' }],
    [
      { _aioseo_title: '#post_title in #category #separator_sa #page_number', _aioseo_description: '#post_excerpt #ferries' },
      { title: 'Fares in Sport', description: 'They rise. #ferries' },
    ],
  ])('%j are filled with what they name, and nothing is left of the others', async (meta, seo) => {
    expect((await storyIn({ ...fields, meta })).story.copy.seo).toEqual(seo)
  })
})
