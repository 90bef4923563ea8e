import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { addsUp, type Report } from '../../src/cli/moving-in/report.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import { fixtures } from '../copy/copies.ts'
import { atTheDesk } from './at-the-desk.ts'

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new Array(60).fill(7)])
const ID = createHash('sha256').update(JPEG).digest('hex').slice(0, 32)
const PICTURE = { src: `/pictures/${ID}`, alt: 'A ferry & a quay', width: 1200, height: 800, caption: 'At dawn', credit: 'Ann' }

const articleOf = (slug: string, change: object = {}): Article => {
  const parsed = parseArticle({
    v: 1,
    slug,
    section: 'world',
    headline: `Headline of ${slug}`,
    publishedAt: '2026-11-10T16:05:00Z',
    body: [{ type: 'paragraph', text: 'It rained.' }],
    ...change,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
  return parsed.value
}

const RICH = articleOf('fares', {
  lang: 'en-GB',
  kind: 'analysis',
  kicker: 'Ferries',
  headline: 'Fares & <fish>: “up” [again]',
  standfirst: 'What it costs, & why.',
  dateline: 'Bamako',
  byline: [{ name: 'Edith Coyle', slug: 'edith-coyle', role: 'Reporter' }, { name: 'Zoë Weiß' }],
  updatedAt: '2026-11-11T16:05:00Z',
  picture: { ...PICTURE, focus: { x: 0.5, y: 0.25 } },
  topics: [
    { slug: 'ferries', name: 'Ferries' },
    { slug: 'c-plus', name: 'C+' },
  ],
  corrections: [{ at: '2026-11-11T16:05:00Z', text: 'It was Tuesday.' }],
  seo: { title: 'Ferry fares', description: 'All of it.' },
  body: [
    { type: 'paragraph', text: 'A <strong>text</strong> with <a href="/world/bridge">a link</a>, [brackets] and 1 &lt; 2.' },
    { type: 'heading', level: 3, text: 'A heading' },
    { type: 'picture', ...PICTURE },
    { type: 'list', ordered: true, start: 3, items: ['One', { text: 'Two', list: { items: ['Inner'] } }] },
    { type: 'quote', text: 'Said.', cite: 'Ann' },
    { type: 'pullquote', text: 'Aside.' },
    { type: 'table', caption: 'Fares', head: ['From', 'To'], rows: [['A', 'B']], rowHeads: true },
    { type: 'code', text: 'if (a[0] < b) {\n\n  return 1\n}', language: 'js' },
    { type: 'embed', url: 'https://www.youtube.com/watch?v=1', title: 'A film', provider: 'YouTube', text: 'About it.' },
    { type: 'divider' },
    { type: 'html', html: '<details><summary>Why?</summary><p>Because.</p></details>' },
  ],
})
const LIVE = articleOf('cup', {
  kind: 'live',
  updates: [{ id: 'goal', at: '2026-11-10T17:00:00Z', headline: 'A goal', body: [{ type: 'paragraph', text: 'They scored.' }] }],
})
const BRIDGE = articleOf('bridge')
const DRAFT = articleOf('draft', { section: 'sport' })
const LATER = articleOf('later', { publishedAt: '2027-03-01T09:00:00Z' })
const GONE = articleOf('gone')

const lines = (article: Article, state: string, more: object = {}) => [
  { type: 'revision', slug: article.slug, revision: 1, at: '2026-11-10T16:05:00Z', by: 'E', article: { ...article, headline: 'An older one' } },
  { type: 'revision', slug: article.slug, revision: 2, at: '2026-11-10T16:05:00Z', by: 'E', ...(state === 'draft' && { undated: true }), article },
  { type: 'article', slug: article.slug, state, revision: 2, came_out: 0, path: `/${article.section}/${article.slug}`, releases: [], ...more },
]
const LEDGER = [
  { type: 'dateline-export', v: 1 },
  { type: 'site', site: { name: 'The Harbour Post', lang: 'en-GB' } },
  {
    type: 'name',
    kind: 'author',
    slug: 'edith-coyle',
    name: 'Edith Coyle',
    record: { slug: 'edith-coyle', name: 'Edith Coyle', bio: 'She writes.' },
    at: '',
    by: '',
  },
  ...lines(RICH, 'published', { live: 2 }),
  ...lines(BRIDGE, 'published', { live: 2 }),
  ...lines(LIVE, 'published', { live: 2 }),
  ...lines(DRAFT, 'draft'),
  ...lines(LATER, 'scheduled', { ready: 2, until: '2027-03-01T09:00:00Z' }),
  ...lines(GONE, 'withdrawn'),
  { type: 'revision', slug: 'erased', revision: 1, at: '', by: '', erased: {} },
  { type: 'article', slug: 'erased', state: 'draft', revision: 1 },
]

async function exported(format: string, sentAs = 'image/jpeg') {
  const desk = await atTheDesk()
  desk.api.before = ({ method, path }) => {
    if (method !== 'GET') return undefined
    if (path === '/api/export') return new Response(LEDGER.map((line) => `${JSON.stringify(line)}\n`).join(''))
    if (path === `/api/pictures/${ID}/original`) return new Response(JPEG, { headers: { 'Content-Type': sentAs } })
    if (path === '/api/redirects.csv') return new Response('from,to,status\r\n/old,/world/fares,301\r\n')
    return undefined
  }
  const ran = await desk.newsdesk(['export', 'site', '--as', format, '--json'])
  const folder = join(desk.cwd, 'site')
  return { ...ran, desk, folder, text: (name: string) => readFile(join(folder, name), 'utf8') }
}

/** Into an empty site; what it has then. */
async function movedIn(format: string, folder: string, file: string) {
  const desk = await atTheDesk()
  const ran = await desk.newsdesk([
    'import',
    join(folder, file),
    '--from',
    format,
    '--map',
    join(folder, 'sections.yaml'),
    '--uploads',
    folder,
    '--json',
    ...(format === 'ghost' ? ['--old-site', 'http://localhost:8787'] : []),
  ])
  const [report] = ran.json() as [Report]
  expect(report.kinds.filter((kind) => !addsUp(kind))).toEqual([])
  // The site that stands in for ours names pictures by their length.
  const text = (slug: string) => JSON.stringify(desk.api.articles.get(slug)?.revisions[0] ?? null).replaceAll('/pictures/pic64', `/pictures/${ID}`)
  return { ...ran, report, api: desk.api, articleOf: (slug: string): unknown => JSON.parse(text(slug)) }
}

test('a picture that came as HEIC leaves as it came', async () => {
  const { json, folder } = await exported('markdown', 'image/heic')
  expect(json()[0]).toMatchObject({ pictures: 1 })
  expect(new Uint8Array(await readFile(join(folder, `pictures/${ID}.heic`)))).toEqual(new Uint8Array(JPEG))
})

test('what is exported adds up, and says what it could not take', async () => {
  const { json, code } = await exported('markdown')
  expect(json()[0]).toMatchObject({ read: 7, exported: 6, not: [{ slug: 'erased', why: 'its text was erased' }], pictures: 1, redirects: 1 })
  expect(code).toBe(1)
})

test('a folder that has other files is left alone', async () => {
  const desk = await atTheDesk({ 'site/x.txt': 'mine' })
  expect(await desk.newsdesk(['export', 'site', '--as', 'ninjs'])).toMatchObject({ code: 2, err: expect.stringContaining('other files') })
  expect(await desk.newsdesk(['export', '--as', 'ninjs'])).toMatchObject({ code: 2 })
  expect(await readdir(join(desk.cwd, 'site'))).toEqual(['x.txt'])
})

describe('Markdown', () => {
  test('is put back as it was, pictures too; states are folders', async () => {
    const { folder, text } = await exported('markdown')
    expect((await readdir(folder, { recursive: true })).filter((name) => /\.(?:md|jpg)$/.test(name)).sort()).toEqual([
      'drafts/sport/draft.md',
      `pictures/${ID}.jpg`,
      'published/world/bridge.md',
      'published/world/cup.md',
      'published/world/fares.md',
      'scheduled/world/later.md',
      'withdrawn/world/gone.md',
    ])
    expect(await text('published/world/fares.md')).toContain(`../../pictures/${ID}.jpg`)
    const desk = await atTheDesk()
    expect(await desk.newsdesk(['put', join(folder, 'published/world/fares.md')])).toMatchObject({ code: 0 })
    const there = JSON.stringify(desk.api.articles.get('fares')?.revisions[0]).replaceAll('/pictures/pic64', `/pictures/${ID}`)
    expect(parseArticle(JSON.parse(there))).toMatchObject({ ok: true, value: RICH })
  })
})

describe.each([
  ['wordpress', 'export.xml'],
  ['ghost', 'ghost.json'],
  ['ninjs', 'items.jsonl'],
])('%s', (format, file) => {
  /** Has no field for these, and says so (docs/newsdesk.md). */
  const { seo: _, ...withoutSeo } = RICH
  const expected = format === 'ninjs' ? { ...withoutSeo, byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }, { name: 'Zoë Weiß' }] } : RICH

  test('exported and moved in again is the same story, byte for byte', async () => {
    const { folder } = await exported(format)
    const { articleOf, api } = await movedIn(format, folder, file)
    expect(articleOf('fares')).toEqual(expected)
    expect(articleOf('bridge')).toEqual(BRIDGE)
    if (format !== 'ninjs') expect(articleOf('cup')).toEqual(LIVE)
    expect([...api.redirects.keys()].filter((path) => path.startsWith('/world/'))).toEqual([])
  })

  test('has what was told live in its text, for systems that know nothing of it', async () => {
    expect(await (await exported(format)).text(file)).toContain('They scored.')
  })

  test('keeps drafts drafts, and brings back nothing that was withdrawn', async () => {
    const { folder } = await exported(format)
    const { articleOf, api } = await movedIn(format, folder, file)
    const lines = api.sent
      .filter(({ path }) => path === '/api/import')
      .flatMap(({ body }) =>
        body
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      )
    const states = Object.fromEntries(lines.filter(({ type }) => type === 'story').map(({ state, article }) => [article.slug, state]))
    expect(states).toMatchObject({ fares: 'published', bridge: 'published', later: 'published', draft: 'draft' })
    expect(states.gone ?? 'draft').toBe('draft')
    expect(articleOf('draft')).toMatchObject({ section: 'sport' })
    expect(articleOf('later')).toMatchObject({ publishedAt: '2027-03-01T09:00:00Z' })
  })
})

const folder = fixtures('ninjs')
if (!folder) console.warn('Skipped: ../shared/fixtures/ninjs is not there.')

test.skipIf(!folder)('every ninjs item is one by the standard’s schema', async () => {
  const { text } = await exported('ninjs')
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const read = async (name: string) => JSON.parse(await readFile(join(folder ?? '', name), 'utf8'))
  ajv.addSchema(await read('GeoJSON-schema.json'))
  const isItem = ajv.compile(await read('ninjs-schema_3.1.json'))
  for (const line of (await text('items.jsonl')).trim().split('\n')) expect([isItem(JSON.parse(line)), isItem.errors]).toEqual([true, null])
})
