import { describe, expect, test } from 'vitest'
import type { OldStory } from '../../../src/cli/moving-in/old-item.ts'
import { itemsIn, storyIn } from './old-stories.ts'
import { category, OLD, picture, post, wxr } from './wxr.ts'

const leftOut = (items: Awaited<ReturnType<typeof itemsIn>>) => items.flatMap((item) => (item.kind === 'left-out' ? [[item.what, item.why]] : []))

describe('what readers of the old site could not see, nobody sees here', () => {
  test.each([
    ['private', { status: 'private' }, 'private', 'It was private: it’s a draft here.'],
    ['with a password', { password: 'enter' }, 'private', 'It had a password: it’s a draft here.'],
    ['a draft', { status: 'draft', gmt: '0000-00-00 00:00:00' }, 'draft', undefined],
    ['waiting for review', { status: 'pending' }, 'draft', 'It waited for review: it’s a draft here.'],
    ['of a state that a plugin made', { status: 'in-progress' }, 'draft', 'Its state, “in-progress”, isn’t known: it’s a draft here.'],
    ['to have come out meanwhile', { status: 'future' }, 'draft', 'It was to come out at 2019-03-01T09:00:00Z, which has passed: it’s a draft here.'],
  ])('a post %s', async (_, fields, state, note) => {
    const { story, notes } = await storyIn(fields)
    expect(story).toMatchObject({ state, addresses: [] })
    expect(notes).toEqual(note ? [note] : [])
  })

  test('but one of the future waits for its hour', async () => {
    const { story } = await storyIn({ status: 'future', gmt: '2027-01-01 06:00:00' })
    expect(story).toMatchObject({ state: 'scheduled', copy: { publishedAt: '2027-01-01T06:00:00Z' } })
  })
})

describe('a post', () => {
  test('is known by its number, its permalink, its guid and what it was called before', async () => {
    const { story } = await storyIn({ meta: { _wp_old_slug: 'first-name' } })
    expect(story).toMatchObject({ id: `${OLD}/?p=12`, slug: 'post-12' })
    expect(story.addresses).toEqual([`${OLD}/2019/03/post-12/`, `${OLD}/?p=12`, `${OLD}/2019/03/first-name/`])
  })

  test('without a time in GMT has the site’s, by the clock that its other posts show', async () => {
    const items = await itemsIn(wxr([post({ id: 1 }), post({ id: 2, gmt: '0000-00-00 00:00:00', date: '2019-07-01 12:00:00' })]))
    expect(items.find((item) => item.kind === 'story' && item.id.endsWith('=2'))).toMatchObject({
      copy: { publishedAt: '2019-07-01T11:00:00Z' },
      notes: ['Its date says no time zone; the site’s was taken.'],
    })
  })

  test('says who wrote it, be they several, guests, or people with addresses for names', async () => {
    const guest = post({
      id: 40,
      type: 'guest-author',
      name: 'cap-li-wei',
      title: 'Li Wei',
      meta: { 'cap-display_name': 'Li Wei', 'cap-user_login': 'li-wei', 'cap-description': 'Writes about ships.' },
    })
    const both = {
      terms: [
        ['author', 'cap-edith', 'edith'],
        ['author', 'cap-li-wei', 'li-wei'],
      ] as const,
    }
    expect((await storyIn(both, [guest])).story.copy.byline).toEqual([
      { name: 'Edith Coyle', slug: 'edith-coyle' },
      { name: 'Li Wei', slug: 'li-wei' },
    ])
    expect((await storyIn({ creator: 'joe@old.example' })).story).toMatchObject({ notes: [expect.stringContaining('was left out')] })
    expect((await storyIn({ creator: 'joe@old.example' })).story.copy.byline).toBeUndefined()
  })

  test('has a writer with their biography, be they an author and a guest of Co-Authors Plus, and stand in the file in this order or in that', async () => {
    const meta = { 'cap-display_name': 'Edith Coyle', 'cap-user_login': 'edith', 'cap-description': 'Writes about ships.' }
    const guest = post({ id: 40, type: 'guest-author', name: 'cap-edith', title: 'Edith Coyle', meta })
    const record = '<wp:author><wp:author_login>edith</wp:author_login><wp:author_display_name>Edith Coyle</wp:author_display_name></wp:author>'
    for (const xml of [wxr([guest, post({ id: 12 })]), wxr([guest, post({ id: 12 }), record], { authors: [] })]) {
      const people = (await itemsIn(xml)).filter((item) => item.kind === 'author')
      expect(people.map(({ what, name, bio }) => [what, name, bio]).sort()).toEqual([
        ['author', 'Edith Coyle', 'Writes about ships.'],
        ['guest-author', 'Edith Coyle', 'Writes about ships.'],
      ])
      expect(new Set(people.map(({ id }) => id)).size).toBe(2)
    }
  })

  test('stands in its primary category, with its others, its tags and its own taxonomies', async () => {
    const records = category('aa', 'News') + category('bbb', 'Sport', 'aa')
    const terms = [
      ['category', 'aa', 'News'],
      ['category', 'bbb', 'Sport'],
      ['post_tag', 'c-plus', 'C+'],
      ['series', 'long', 'Long read'],
      ['post_format', 'post-format-aside', 'Aside'],
    ] as const
    const items = await itemsIn(wxr([post({ id: 12, terms, meta: { _yoast_wpseo_primary_category: '3' } })], { records }))
    expect(items.find((item): item is OldStory => item.kind === 'story')).toMatchObject({
      sections: [{ slug: 'bbb', name: 'Sport', parent: 'aa' }, { slug: 'aa' }],
      topics: [
        { slug: 'c-plus', name: 'C+' },
        { slug: 'long', name: 'Long read' },
      ],
      notes: ['Its format, “Aside”, has no meaning here.', '“Long read” (series) is a topic here.'],
    })
  })

  test('has its standfirst, featured picture and words for search engines', async () => {
    const meta = {
      _thumbnail_id: '5',
      _yoast_wpseo_title: '%%title%% %%sep%% Ferries',
      rank_math_description: 'All of it.',
      rank_math_robots: 'a:1:{i:0;s:7:"noindex";}',
    }
    const { story } = await storyIn({ title: 'Fares &amp; <em>fish</em>', excerpt: 'What <b>happened</b>.', meta }, [
      picture(5, 'ferry.jpg', { meta: { _wp_attachment_image_alt: 'A ferry' } }),
    ])
    expect(story.copy).toMatchObject({
      headline: 'Fares & fish',
      standfirst: 'What happened.',
      picture: { src: `${OLD}/wp-content/uploads/ferry.jpg`, alt: 'A ferry' },
      seo: { title: 'Fares & fish – Ferries', description: 'All of it.', noindex: true },
    })
    expect((await storyIn({ meta: { _yoast_wpseo_title: '%%title%% %%page%% %%sep%% %%sitename%%' } })).story.copy.seo).toBeUndefined()
  })

  test('without a title is called by its first words; with neither it is no story, and said so', async () => {
    expect((await storyIn({ title: '', content: '<p>It rained.</p>' })).story).toMatchObject({
      title: 'It rained.',
      notes: [expect.stringContaining('no title')],
    })
    const long = '<p>This post has no title, but people must still be able to link to it somehow. Nevertheless.</p>'
    expect((await storyIn({ title: '', content: long })).story).toMatchObject({
      title: 'This post has no title, but people must still be able to link to it somehow…',
    })
    expect(leftOut(await itemsIn(wxr([post({ id: 1, title: '', content: '' })])))).toEqual([['post', 'It has neither a title nor a text.']])
  })

  test('brings its older versions if they are wanted, wherever in the file they are', async () => {
    const old = post({ id: 30, type: 'revision', status: 'inherit', parent: 12, title: 'First thoughts', gmt: '2019-02-01 08:00:00' })
    const text = wxr([post({ id: 12 }), old])
    const [story] = (await itemsIn(text, { revisions: true })).filter((item) => item.kind === 'story')
    expect(story).toMatchObject({ history: [{ at: '2019-02-01T08:00:00Z', by: 'Edith Coyle', copy: { headline: 'First thoughts' } }] })
    expect(leftOut(await itemsIn(text))).toEqual([['revision', 'Older versions are taken with --revisions.']])
  })
})

test('a story with more older versions than a site keeps has the newest of them, and it is said', async () => {
  const versions = Array.from({ length: 230 }, (_, at) =>
    post({
      id: 100 + at,
      type: 'revision',
      status: 'inherit',
      parent: 12,
      title: `Version ${at}`,
      gmt: `2019-01-01 ${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:00`,
    }),
  )
  const [story] = (await itemsIn(wxr([...versions.toReversed(), post({ id: 12 })]), { revisions: true })).filter((item) => item.kind === 'story')
  expect(story?.history).toHaveLength(200)
  expect(story?.history?.map(({ copy }) => copy.headline).slice(-2)).toEqual(['Version 228', 'Version 229'])
  expect(story?.notes).toEqual([expect.stringContaining('the newest 200 were taken')])
})

test('what is no story is counted by its kind, each with why', async () => {
  const items = await itemsIn(
    wxr([
      post({ id: 1, type: 'nav_menu_item' }),
      post({ id: 2, type: 'recipe' }),
      post({ id: 3, status: 'trash' }),
      post({ id: 4, comments: 3 }),
      picture(5, 'film.mov'),
    ]),
  )
  expect(leftOut(items)).toEqual([
    ['nav_menu_item', 'Menus are made of the site’s sections here.'],
    ['recipe', 'Stories are posts and pages. To take these too, use --types recipe.'],
    ['post', 'It was in the trash.'],
    ['comment', 'Comments aren’t taken: there are none here.'],
    ['attachment', 'It’s no picture but mov: links to it still lead to the old site.'],
  ])
  expect((await itemsIn(wxr([post({ id: 2, type: 'recipe' })]), { files: { types: 'recipe' } })).at(-1)).toMatchObject({ kind: 'story', what: 'recipe' })
})

test('categories that are each other’s parents end somewhere', async () => {
  const items = await itemsIn(wxr([post({ id: 1 })], { records: category('a', 'A', 'b') + category('b', 'B', 'a') }))
  expect(items.filter(({ kind }) => kind === 'topic')).toMatchObject([
    { addresses: [`${OLD}/category/b/a/`, `${OLD}/category/a/`, `${OLD}/?category_name=b/a`, `${OLD}/?category_name=a`, `${OLD}/?cat=1`] },
    { addresses: [`${OLD}/category/a/b/`, `${OLD}/category/b/`, `${OLD}/?category_name=a/b`, `${OLD}/?category_name=b`, `${OLD}/?cat=1`] },
  ])
})

describe('exporters of other years and makers', () => {
  test('have WXR 1.0, no people, and no address of the blog', async () => {
    const old = wxr([post({ id: 1 })], { authors: [] })
      .replaceAll('/1.2/', '/1.0/')
      .replace(/\t<wp:(?:base_\w+_url|wxr_version)>.*\n/g, (line) => (line.includes('wxr_version') ? '\t<wp:wxr_version>1.0</wp:wxr_version>\n' : ''))
    expect((await itemsIn(old)).filter(({ kind }) => kind === 'story')).toMatchObject([
      { id: `${OLD}/?p=1`, copy: { byline: [{ name: 'edith' }] }, notes: ['Its author, “edith”, isn’t in the export.'] },
    ])
  })

  test('leave out fields that WordPress has had only since, and not one post is lost by that', async () => {
    const items = [1, 2, 3].map((id) => post({ id }).replace(/\t\t<(?:excerpt:encoded|wp:post_password|pubDate)>.*\n/g, ''))
    expect(leftOut(await itemsIn(wxr(items)))).toEqual([])
  })

  test('have other prefixes for the same names', async () => {
    const text = wxr([post({ id: 1, meta: { _yoast_wpseo_title: 'For search' } })])
    const other = text
      .replaceAll('wp:', 'w:')
      .replaceAll('xmlns:wp', 'xmlns:w')
      .replaceAll('content:encoded', 'c:encoded')
      .replaceAll('xmlns:content', 'xmlns:c')
    expect((await itemsIn(other)).at(-1)).toMatchObject({ id: `${OLD}/?p=1`, copy: { seo: { title: 'For search' } } })
  })

  test('say more of a category than its name, and it is a category all the same', async () => {
    const meta = '<wp:termmeta><wp:meta_key>colour</wp:meta_key><wp:meta_value>red</wp:meta_value></wp:termmeta></wp:category>'
    const items = await itemsIn(wxr([post({ id: 1 })], { records: category('seals', 'Seals').replace('</wp:category>', meta) }))
    expect(items.filter(({ kind }) => kind !== 'author')).toMatchObject([{ kind: 'topic', title: 'Seals' }, { kind: 'story' }])
  })
})

test('letters that are no UTF-8 are told: nobody reads 1,902 stories for a lost ö', async () => {
  const bytes = Buffer.from(wxr([post({ id: 1, content: '<p>Sch#n</p>' })]))
  bytes[bytes.indexOf('Sch#n') + 3] = 0xf6
  const [story] = (await itemsIn(bytes)).filter(({ kind }) => kind === 'story')
  expect(story?.notes).toEqual([expect.stringContaining('can’t be read')])
})

describe('a hurt file', () => {
  const whole = wxr([post({ id: 1 }), post({ id: 2 }), post({ id: 3 })])

  test('that was cut within a post says so, and takes what came whole', async () => {
    const items = await itemsIn(whole.slice(0, whole.indexOf('The text of 3')))
    expect(items.filter(({ kind }) => kind === 'story')).toHaveLength(2)
    expect(leftOut(items)).toEqual([
      ['post', 'It is not whole: the file ends within it.'],
      ['damage', 'The file ends early, after 2 whole items: it was cut off. Export it again.'],
    ])
  })

  test('whose CDATA never ends loses no post without a word', async () => {
    const items = await itemsIn(whole.replace('<p>The text of 1.</p>]]>', '<p>The text of 1.</p>'))
    expect(items.filter(({ kind }) => kind === 'story').map(({ id }) => id)).not.toContain(`${OLD}/?p=1`)
    expect(leftOut(items).map(([, why]) => why)).toContainEqual(expect.stringContaining('XML is broken'))
  })

  test('in which a post does not end says where the next begins', async () => {
    const items = await itemsIn(whole.replace('</item>', ''))
    expect(leftOut(items)).toEqual([['post', expect.stringContaining('the next item begins in line')]])
    expect(items.filter(({ kind }) => kind === 'story')).toHaveLength(2)
  })

  test('in another encoding is read in that', async () => {
    const latin = Buffer.from(wxr([post({ id: 1, title: 'Café Zoë' })]).replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'), 'latin1')
    expect((await itemsIn(latin)).at(-1)).toMatchObject({ title: 'Café Zoë' })
  })

  test('that is still packed is refused with what to do', async () => {
    await expect(itemsIn(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).rejects.toThrow('old.xml is a ZIP archive. Unpack it')
    await expect(itemsIn(Buffer.from([0x1f, 0x8b, 8, 0]))).rejects.toThrow('gzip')
  })

  test('that is no export is refused with what it lacks', async () => {
    await expect(itemsIn('<rss><channel><title>A feed</title><link>https://a.example</link></channel></rss>')).rejects.toThrow('--from rss')
    await expect(itemsIn('<!doctype html><p>Log in')).rejects.toThrow('no WordPress export')
    await expect(itemsIn('')).rejects.toThrow('no WordPress export')
  })
})
