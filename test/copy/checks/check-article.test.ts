import { describe, expect, test } from 'vitest'
import { checkArticle } from '../../../src/copy/checks/check-article.ts'
import type { CheckContext, UnfinishedArticle } from '../../../src/copy/checks/check-context.ts'
import { checkBlocks } from '../../../src/copy/checks/check-copy.ts'
import { readInline } from '../../../src/copy/checks/inline-text.ts'
import { textsOf } from '../../../src/copy/checks/texts.ts'
import type { Block, BlockInput } from '../../../src/copy/shapes/block.ts'
import { parsed } from '../copies.ts'

const NOW = '2026-03-01T12:00:00Z'
const PICTURE = { src: '/pictures/1', width: 10, height: 10, alt: 'A ferry at the quay', credit: 'Ann Lee' }
const story = (change: object = {}) =>
  parsed({
    v: 1,
    slug: 'ferry-fares',
    section: 'world',
    headline: 'Ferry fares rise again',
    standfirst: 'The operator blames fuel.',
    publishedAt: '2026-02-01T08:00:00Z',
    picture: PICTURE,
    topics: [{ slug: 'ferries', name: 'Ferries' }],
    body: [{ type: 'paragraph', text: 'Fares rise by 6 per cent.' }],
    ...change,
  })
const findings = (change: object = {}, context: Partial<CheckContext> = {}) => checkArticle(story(change), { now: NOW, ...context })
const brief = (change: object = {}, context: Partial<CheckContext> = {}) =>
  findings(change, context).map(({ level, code, where }) => `${level} ${code} ${where}`)
const body = (...blocks: BlockInput[]) => ({ body: blocks })

test('a finished story has nothing to be said against it', () => {
  expect(findings()).toEqual([])
})

test('an empty draft is checked, too', () => {
  expect(checkArticle({}, { now: NOW }).map(({ code }) => code)).toEqual(['no-standfirst', 'no-topics', 'no-picture'])
})

describe('what can’t be published', () => {
  test('flaws of the parser and open conflicts come first, each at its place', () => {
    const context = { flaws: [{ pointer: '/body/3/level', message: 'Level 1 is the headline.' }], conflicts: [{ where: '/standfirst' }] }
    expect(brief({ standfirst: undefined }, context)).toEqual(['block flaw /body/3/level', 'block open-conflict /standfirst', 'advise no-standfirst '])
  })

  test('a picture must have alt text, unless an editor decided that it needs none', () => {
    expect(brief({ picture: { ...PICTURE, alt: '' } })).toEqual(['block alt-undecided /picture/alt'])
    expect(brief({ picture: { ...PICTURE, alt: '', decorative: true } })).toEqual([])
    expect(brief(body({ type: 'picture', ...PICTURE, alt: '' }))).toEqual(['block alt-undecided /body/0/alt'])
  })

  test.each([
    [{ licensed: false }, ['block picture-unlicensed /picture']],
    [{ licensed: true, withdrawn: true as const }, ['block picture-withdrawn /picture']],
    [{ licensed: true, until: '2026-03-01T12:00:00Z' }, ['block picture-expired /picture']],
    [{ licensed: true, until: '2026-03-01T12:00:01Z' }, ['advise picture-ending /picture']],
    [{ licensed: true, until: '2026-04-01T12:00:00Z' }, []],
    [{ licensed: true }, []],
  ])('a picture may be shown while its licence holds: %j', (rights, expected) => {
    expect(brief({}, { rights: { '/pictures/1': rights } })).toEqual(expected)
    expect(brief({}, { rights: { '/pictures/2': rights } })).toEqual([])
  })
})

test('a story that is booked beyond the licence of its picture is told that readers won’t see it', () => {
  const rights = { '/pictures/1': { licensed: true, until: '2026-04-01T12:00:00Z' } }
  expect(brief({ publishedAt: '2026-04-02T08:00:00Z' }, { rights })).toEqual(['advise picture-ends-before /picture'])
})

describe('the headline', () => {
  test.each([
    ['Ferry operator raises fares for the third time in one year', []],
    ['The ferry operator raises all of its fares for the third time within one year', ['advise headline-long-for-search /headline']],
    ['HAFENARBEITER STREIKEN', ['advise headline-in-capitals /headline']],
    ['UN and EU meet IMF', []],
    ['UNESCO', []],
    ['经济增长', []],
    ['Donaudampfschifffahrtsgesellschaft streikt', ['advise headline-long-for-phones /headline']],
  ])('%s', (headline, expected) => {
    expect(brief({ headline })).toEqual(expected)
  })

  test('a short title for search makes a long headline good for search, not for phones', () => {
    const headline = 'The ferry operator raises all of its fares for the third time within one year, as it had said in the spring that it would have to do'
    expect(brief({ headline, seo: { title: 'Ferry fares rise' } })).toEqual(['advise headline-long-for-phones /headline'])
  })
})

describe('who hears the page', () => {
  test.each(['click here', 'Here', 'Read more…', 'hier', 'المزيد'])('needs links that say where they lead: %s', (words) => {
    const [finding] = findings(body({ type: 'paragraph', text: `For fares <a href="/world/fares">${words}</a>.` }))
    expect(finding).toMatchObject({ code: 'link-name', where: '/body/0/text', range: { from: 10, to: 10 + words.length } })
  })

  test('needs headings without gaps', () => {
    const heading = (level: number) => ({ type: 'heading' as const, level, text: 'Why' })
    expect(brief(body(heading(2), heading(3), heading(2), heading(3), heading(4)))).toEqual([])
    expect(brief(body(heading(3), heading(3), heading(2), heading(4)))).toEqual(['advise heading-level /body/0/level', 'advise heading-level /body/3/level'])
  })

  test('needs tables with heads', () => {
    expect(brief(body({ type: 'table', rows: [['a', 'b']] }))).toEqual(['advise table-head /body/0/head'])
    expect(brief(body({ type: 'table', rows: [['a', 'b']], head: ['', ''] }))).toEqual(['advise table-head /body/0/head'])
    expect(brief(body({ type: 'table', rows: [['a', 'b']], head: ['A', 'B'] }, { type: 'table', rows: [['a', 'b']], rowHeads: true }))).toEqual([])
  })

  test.each(['IMG_2031', 'ferry-1.jpg', 'DSC0042.JPG', 'Screenshot 2026-03-01'])('is not helped by a file’s name: %s', (alt) => {
    expect(brief({ picture: { ...PICTURE, alt } })).toEqual(['advise alt-file-name /picture/alt'])
  })

  test('is not tired by a paragraph of two screens', () => {
    expect(brief(body({ type: 'paragraph', text: 'word '.repeat(150) }))).toEqual([])
    expect(brief(body({ type: 'paragraph', text: 'word '.repeat(151) }))).toEqual(['advise long-paragraph /body/0'])
    expect(brief(body({ type: 'paragraph', text: '字'.repeat(301) }))).toEqual(['advise long-paragraph /body/0'])
  })
})

test('a broken link of our own is found where it stands; what nobody looked up isn’t', () => {
  const text =
    'See <a href="/world/gone">fares</a>, <a href="https://paper.example/world/gone?x=1#y">others</a>, <a href="/world/unknown">more fares</a>, <a href="https://other.example/world/gone">theirs</a>.'
  const found = findings(body({ type: 'paragraph', text }), { origin: 'https://paper.example', paths: { '/world/gone': false, '/world/here': true } })
  expect(found.map(({ code, range }) => [code, range])).toEqual([
    ['dead-link', { from: 4, to: 9 }],
    ['dead-link', { from: 11, to: 17 }],
  ])
})

test('inline HTML is checked unit for unit as it is shown, and what is no prose is masked', () => {
  const { text, links } = readInline(
    'A&amp;B <s>old</s> <strong>new</strong><br><a href="/x?a=1&amp;b=2">web</a> <code>a  b</code> 漢<rp>（</rp><rt>かん</rt><rp>）</rp>',
  )
  expect(text).toBe('A&B \ufffc\ufffc\ufffc new\nweb \ufffc\ufffc\ufffc\ufffc 漢\ufffc\ufffc\ufffc\ufffc')
  expect(links).toEqual([{ from: 12, to: 15, href: '/x?a=1&b=2' }])
})

test('list items, cells, captions and updates are read, however deep', () => {
  const blocks = [
    { type: 'list', items: ['one', { text: 'two', list: { items: ['three'] } }] },
    { type: 'table', caption: 'Fares', head: ['h'], rows: [['c']] },
    { type: 'picture', ...PICTURE, caption: 'Quay' },
  ]
  const live = story({ body: blocks, updates: [{ id: 'u1', at: NOW, body: [{ type: 'paragraph', text: 'late' }] }] })
  expect(textsOf(live).map(({ where }) => where)).toEqual([
    '/headline',
    '/standfirst',
    '/body/0/items/0',
    '/body/0/items/1/text',
    '/body/0/items/1/list/items/0',
    '/body/1/caption',
    '/body/1/head/0',
    '/body/1/rows/0/0',
    '/body/2/caption',
    '/updates/0/body/0/text',
  ])
})

test('a block that is being written is checked alone', () => {
  const blocks = [{ where: '/body/4', block: { type: 'paragraph', text: 'An  e-mail (' } as unknown as Block }]
  expect(checkBlocks(blocks, { now: NOW, houseStyle: [{ wrong: 'e-mail', right: 'email' }] })).toEqual([
    expect.objectContaining({ code: 'house-style', where: '/body/4/text', range: { from: 4, to: 10 }, fix: 'email' }),
    expect.objectContaining({ code: 'double-space', range: { from: 2, to: 4 }, fix: ' ' }),
  ])
})

test('house style follows the story’s language, or else the site’s', () => {
  const houseStyle = [{ wrong: 'daß', right: 'dass', lang: 'de', why: 'Since 1996.' }]
  const copy: UnfinishedArticle = story(body({ type: 'paragraph', text: 'Er sagt, daß es geht.' }))
  const styleOf = (article: UnfinishedArticle, lang?: string) =>
    checkArticle(article, { now: NOW, houseStyle, ...(lang && { lang }) }).map(({ message }) => message)
  expect(styleOf(copy)).toEqual([])
  expect(styleOf(copy, 'de-AT')).toEqual(['House style is “dass”, not “daß”. Since 1996.'])
  expect(styleOf({ ...copy, lang: 'en' }, 'de')).toEqual([])
})
