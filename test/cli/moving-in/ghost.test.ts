import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openGhost } from '../../../src/cli/moving-in/ghost/open-ghost.ts'
import { addsUp, type Report } from '../../../src/cli/moving-in/report.ts'
import { fixtures } from '../../copy/copies.ts'
import { atTheDesk } from '../at-the-desk.ts'
import { exportOf, itemsIn, lexical, OLD, postRow, storyIn, text } from './ghost-export.ts'
import { itemsOf, leftOutOf, sourceOf, storiesIn } from './old-stories.ts'

describe('a post of Ghost', () => {
  test('has its authors and tags in their order, wherever in the file they stand', async () => {
    const { story } = await storyIn(
      {},
      {
        posts_tags: [
          { post_id: 'p1', tag_id: 't2', sort_order: 1 },
          { post_id: 'p1', tag_id: 't1', sort_order: 0 },
          { post_id: 'p1', tag_id: 't3', sort_order: 2 },
        ],
        tags: [
          { id: 't1', name: 'Ferries', slug: 'ferries' },
          { id: 't2', name: 'World', slug: 'world' },
          { id: 't3', name: '#long-read', slug: 'hash-long-read', visibility: 'internal' },
        ],
        posts_authors: [
          { post_id: 'p1', author_id: 'u2', sort_order: 1 },
          { post_id: 'p1', author_id: 'u1', sort_order: 0 },
        ],
        users: [
          { id: 'u1', name: 'Edith Coyle', slug: 'edith', email: 'edith@old.example' },
          { id: 'u2', name: 'joe@old.example', slug: 'joe' },
        ],
      },
    )
    expect(story).toMatchObject({
      id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      sections: [{ slug: 'ferries' }, { slug: 'world' }],
      copy: { byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }], publishedAt: '2019-03-01T09:00:00Z' },
      notes: ['Its internal tags were left out: #long-read.'],
    })
    expect(JSON.stringify(story)).not.toContain('@old.example')
  })

  test.each([
    [{ visibility: 'members' }, 'private', 'Only members could read it: it’s a draft here.'],
    [{ visibility: 'paid' }, 'private', 'Only paying members could read it: it’s a draft here.'],
    [{ visibility: 'tiers' }, 'private', 'Only some members could read it: it’s a draft here.'],
    [{ status: 'sent' }, 'private', 'It was sent by email only and never stood on the site: it’s a draft here.'],
    [{ status: 'draft', published_at: null }, 'draft', undefined],
    [{ status: 'scheduled', published_at: '2027-01-01T09:00:00.000Z' }, 'scheduled', undefined],
    [{ status: 'scheduled' }, 'draft', 'It was to come out at 2019-03-01T09:00:00Z, which has passed: it’s a draft here.'],
  ])('that says %j is %s: nothing that was locked becomes public', async (row, state, note) => {
    const { story } = await storyIn(row)
    expect(story).toMatchObject({ state, notes: note ? [note] : [], addresses: [] })
  })

  test('sent by email only, as its further fields say, is no page here either', async () => {
    const { story } = await storyIn({}, { posts_meta: [{ post_id: 'p1', email_only: 1, feature_image_alt: 'x' }] })
    expect(story?.state).toBe('private')
  })

  test('has its picture with alt text and caption, and its words for search engines', async () => {
    const meta = { post_id: 'p1', feature_image_alt: 'A ferry', feature_image_caption: '<span>At <b>dawn</b></span>', meta_title: 'Ferries' }
    const { story } = await storyIn({ feature_image: '__GHOST_URL__/content/images/2019/a.jpg', custom_excerpt: 'What < happened.' }, { posts_meta: [meta] })
    expect(story?.copy).toMatchObject({
      standfirst: 'What < happened.',
      picture: { src: `${OLD}/content/images/2019/a.jpg`, alt: 'A ferry', caption: 'At dawn' },
      seo: { title: 'Ferries' },
    })
  })

  test('has the address that the site gave it', async () => {
    const row = postRow(1, { tags: [], authors: [] })
    const [story] = storiesIn(await itemsIn({ posts: [row] }, { site: OLD, permalinks: '/:year/:month/:slug/' }))
    expect(story?.addresses[0]).toBe(`${OLD}/2019/03/post-1/`)
    const [page] = storiesIn(
      await itemsIn({ data: { posts: [{ ...row, page: 1, type: undefined }], settings: [{ key: 'permalinks', value: '/:year/:slug/' }] } }),
    )
    expect(page).toMatchObject({ what: 'page', addresses: [`${OLD}/post-1/`, expect.stringContaining('/p/')] })
  })

  test('written in Lexical keeps its forms, and says which cards it lost', async () => {
    const { body, notes } = await storyIn({
      lexical: lexical(
        { type: 'paragraph', children: [text('Ships & '), text('sails', 3), { type: 'link', url: '__GHOST_URL__/post-2/', children: [text('there')] }] },
        { type: 'extended-heading', tag: 'h3', children: [text('A heading')] },
        {
          type: 'list',
          listType: 'number',
          start: 3,
          children: [
            { type: 'listitem', children: [text('One')] },
            { type: 'listitem', children: [{ type: 'list', listType: 'bullet', children: [{ type: 'listitem', children: [text('Inner')] }] }] },
          ],
        },
        { type: 'image', src: '__GHOST_URL__/content/images/b.jpg', alt: 'B', caption: '<i>Two</i>', width: 800, height: 600 },
        { type: 'gallery', images: [{ src: '/content/images/c.jpg', width: 1, height: 1 }, { src: `${OLD}/d.jpg` }], caption: 'Both' },
        { type: 'bookmark', url: 'https://else.example/x', metadata: { title: 'X', description: 'About X', publisher: 'Else' } },
        { type: 'callout', calloutText: '<p>Mind the gap</p>', calloutEmoji: '💡' },
        { type: 'toggle', heading: 'Why?', content: '<p>Because.</p>' },
        { type: 'embed', url: 'https://www.youtube.com/watch?v=1', metadata: { title: 'A film' } },
        { type: 'codeblock', code: 'a < b', language: 'js' },
        { type: 'horizontalrule' },
        { type: 'button', buttonText: 'Go', buttonUrl: '/go/' },
        { type: 'email-cta', html: '<p>Only in emails</p>' },
        { type: 'signup', heading: 'Join' },
        { type: 'paywall' },
      ),
    })
    expect(body).toMatchObject([
      {
        type: 'paragraph',
        text: `Ships &amp; <em><strong>sails</strong></em><a href="${OLD}/post-2/">there</a>`,
      },
      { type: 'heading', level: 3 },
      { type: 'list', ordered: true, start: 3, items: [{ text: 'One', list: { items: ['Inner'] } }] },
      { type: 'picture', src: `${OLD}/content/images/b.jpg`, alt: 'B', caption: 'Two', width: 800 },
      { type: 'picture', src: `${OLD}/content/images/c.jpg` },
      { type: 'picture', src: `${OLD}/d.jpg`, caption: 'Both' },
      { type: 'embed', url: 'https://else.example/x', title: 'X', provider: 'Else', text: 'About X' },
      { type: 'paragraph', text: '💡 Mind the gap' },
      { type: 'html' },
      { type: 'embed', title: 'A film', provider: 'YouTube' },
      { type: 'code', text: 'a < b', language: 'js' },
      { type: 'divider' },
      { type: 'paragraph', text: `<a href="${OLD}/go/">Go</a>` },
    ])
    expect(JSON.stringify(body)).not.toContain('Only in emails')
    expect(notes).toEqual([
      'It was for members from some place on. Here all of it is one text.',
      'A card that only its emails had was left out.',
      'A sign-up form was left out.',
    ])
  })

  test('written in Mobiledoc keeps its forms', async () => {
    const { body } = await storyIn({
      mobiledoc: JSON.stringify({
        version: '0.3.1',
        atoms: [['soft-return', '', {}]],
        cards: [
          ['markdown', { markdown: '## Two\n\n* a\n* b' }],
          ['image', { src: '/content/images/a.jpg', caption: 'A' }],
        ],
        markups: [['strong'], ['a', ['href', '../post-2/']]],
        sections: [
          [
            1,
            'p',
            [
              [0, [0], 0, 'Bold '],
              [0, [1], 2, 'link'],
              [1, [], 0, 0],
              [0, [], 0, '<end>'],
            ],
          ],
          [10, 0],
          [3, 'ol', [[[0, [], 0, 'first']]]],
          [10, 1],
        ],
      }),
    })
    expect(body).toMatchObject([
      { type: 'paragraph', text: expect.stringContaining(`href="${OLD}/post-2/"`) },
      { type: 'heading', level: 2, text: 'Two' },
      { type: 'list', items: ['a', 'b'] },
      { type: 'list', ordered: true, items: ['first'] },
      { type: 'picture', src: `${OLD}/content/images/a.jpg`, caption: 'A' },
    ])
    expect(body[0]?.text).toContain('<br>&lt;end&gt;')
  })

  test('whose document is broken has the text of its page, and says so', async () => {
    const { body, notes } = await storyIn({ lexical: '{"root":' })
    expect(body).toMatchObject([{ text: 'The text of 1.' }])
    expect(notes).toEqual(['Its document is broken: the text is that of its page.'])
  })

  test('nested a thousand levels deep ends somewhere, and says so', async () => {
    let node: unknown = text('deep')
    for (let at = 0; at < 100; at++) node = { type: 'paragraph', children: [node] }
    expect((await storyIn({ lexical: lexical(node) })).notes).toEqual(['A text deeper than 60 levels was left out.'])
    const json = `{"root":${'{"children":['.repeat(1000)}${']}'.repeat(1000)}}`
    expect(leftOutOf(await itemsIn(`{"posts":[${JSON.stringify(postRow(1)).slice(0, -1)},"lexical":${json}},${JSON.stringify(postRow(2))}]}`))).toEqual([
      ['post', 'It has more than 300 lists within each other.'],
    ])
  })
})

test('members without proof of consent stay out of the mailing list, and each is counted without a name', async () => {
  const { cwd } = await atTheDesk()
  const file = join(cwd, 'members.csv')
  await writeFile(
    file,
    'id,email,subscribed_to_emails,consent_at,consent_words,consent_source,list,country\n1,a@a.example,true,2024-01-01T00:00:00Z,Yes,old site,daily,DE\n2,b@a.example,true,,,,,\n3,c@a.example,false,,,,,\n',
  )
  const items = await itemsIn(exportOf([postRow(1)]), { site: OLD, members: file })
  expect(items.filter(({ kind }) => kind === 'subscriber')).toMatchObject([{ row: { email: 'a@a.example', list: 'daily', consent_words: 'Yes' } }])
  expect(leftOutOf(items).filter(([what]) => what === 'member')).toEqual([
    ['member', expect.stringContaining('no proof')],
    ['member', 'They get no emails.'],
  ])
  expect(JSON.stringify(items.filter(({ kind }) => kind === 'left-out'))).not.toContain('a.example')
})

test.each([
  [
    'redirects.json',
    JSON.stringify([
      { from: '^\\/old\\/?$', to: '/post-1/', permanent: true },
      { from: '/a(.*)', to: '/b$1' },
      { from: '/out', to: 'https://else.example/x' },
    ]),
  ],
  ['redirects.yaml', '301:\n  /old/: /post-1/\n302:\n  ^/a(.*)$: /b\n  /out: https://else.example/x\n'],
])('%s leads old addresses to stories; patterns are named', async (name, content) => {
  const { cwd, write } = await atTheDesk()
  await write(name, content)
  const items = await itemsIn(exportOf([postRow(1)]), { site: OLD, 'old-redirects': join(cwd, name) })
  expect(items.filter(({ kind }) => kind === 'redirect')).toMatchObject([
    { from: expect.stringMatching(/\/old\/?$/), to: 'urn:uuid:00000000-0000-4000-8000-000000000001' },
    { from: `${OLD}/out`, to: 'https://else.example/x' },
  ])
  expect(leftOutOf(items).filter(([what]) => what === 'redirect')).toHaveLength(1)
})

describe('a hurt export', () => {
  const whole = JSON.stringify(exportOf([postRow(1), postRow(2), postRow(3)]))

  test('that was cut within a post says so, and takes what came whole', async () => {
    const items = await itemsIn(whole.slice(0, whole.indexOf('The text of 3')))
    expect(storiesIn(items)).toHaveLength(2)
    expect(leftOutOf(items)).toEqual([
      ['post', 'It is not whole: the file ends within it.'],
      ['damage', 'The file ends early: it was cut off. Export it again.'],
    ])
  })

  test('that is broken in the middle says where', async () => {
    const items = await itemsIn(whole.replace('"title":"Post 2"', '"title" "Post 2"'))
    expect(storiesIn(items)).toHaveLength(1)
    expect(leftOutOf(items)).toEqual([
      ['post', 'It is broken.'],
      ['damage', expect.stringContaining('no JSON')],
    ])
  })

  test('with a post of 30 million characters loses that post only', async () => {
    const items = await itemsOf(openGhost, { ...sourceOf(''), bytes: () => bigExport() }, { files: { site: OLD } })
    expect(storiesIn(items)).toHaveLength(1)
    expect(leftOutOf(items)).toContainEqual(['post', 'It is longer than 20 million characters.'])
  })

  test('that is another file is refused with what it lacks', async () => {
    await expect(itemsIn('<html>')).rejects.toThrow('no Ghost export')
    await expect(itemsIn('{"a": [1, 2]}')).rejects.toThrow('no Ghost export')
    await expect(itemsIn('')).rejects.toThrow('no Ghost export')
  })
})

async function* bigExport() {
  yield Buffer.from('{"posts":[{"id":"a","title":"')
  for (let at = 0; at < 30; at++) yield Buffer.alloc(1_000_000, 'x')
  yield Buffer.from(`"},${JSON.stringify(postRow(2))}]}`)
}

const folder = fixtures('ghost')
if (!folder) console.warn('Skipped: ../shared/fixtures/ghost is not there.')

test.skipIf(!folder)('Ghost’s own test data is all there: every row is counted, every post filed', async () => {
  const desk = await atTheDesk({ 'old.json': await readFile(join(folder ?? '', 'ghost-theme-unit-test.json'), 'utf8') })
  const { out } = await desk.newsdesk(['import', 'old.json', '--from', 'ghost', '--old-site', OLD, '--dry-run', '--json'])
  const report = JSON.parse(out) as Report
  expect(Object.fromEntries(report.kinds.map(({ what, read, filed }) => [what, [read, filed]]))).toEqual({
    author: [1, 1],
    tag: [22, 21],
    post: [19, 19],
    'row of Ghost’s own': [417, 0],
  })
  expect(report.kinds.filter((kind) => !addsUp(kind))).toEqual([])
})
