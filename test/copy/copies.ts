/** Articles and parts of them, made up by fast-check, in the form in which the gate hands them on. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import type { Block } from '../../src/copy/shapes/block.ts'

export function parsed(input: unknown): Article {
  const result = parseArticle(input)
  if (!result.ok) throw new Error(JSON.stringify(result.flaws))
  return result.value
}

/** The same runs every time; `RUNS=5000` looks further, with a new seed. */
export const runs = (numRuns: number) => (process.env.RUNS ? { numRuns: Number(process.env.RUNS) } : { numRuns, seed: 20261110 })

/** Words with everything in them that some format reads as a mark. */
const word = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('harbour', 'Škoda', 'ß', '电话', 'سلام', '2024', 'it’s', 'a1', 'EU', '🙂') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '*',
      '**',
      '_',
      'a_b_c',
      '`',
      '``',
      '#',
      '##',
      '>',
      '<b>',
      '</p>',
      '&',
      '&amp;',
      'AT&T',
      '&copy',
      '~',
      '~~x~~',
      '|',
      '\\',
      '\\*',
      '[x]',
      '[^1]',
      '[a](b)',
      '![',
      '(',
      ')',
      '1.',
      '1)',
      '-',
      '+',
      '=',
      '---',
      '***',
      ':',
      '"q"',
      "'",
      '{a=1}',
      'https://x.example/a_b',
      'www.x.example',
      'a@b.example',
      '<https://x.example>',
      '$1',
      '— Me',
      '5~10',
      '「重要」',
      '注意：',
      '강조했다',
      '‘강조’',
      '，',
      '。',
      '𠀀',
      '1986.',
      '5 °C',
    ),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 6 }) },
)
/** One line of plain text as a field would keep it. */
export const plain = fc.array(word, { minLength: 1, maxLength: 7 }).map(
  (words) =>
    words
      .join(' ')
      .replace(/\p{Cc}/gu, '')
      .replace(/\s+/g, ' ')
      .trim() || 'word',
)

const escapeHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const piece: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: plain.map(escapeHtml) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('strong', 'em', 'b', 'i', 's', 'sub', 'sup', 'code', 'mark', 'small', 'q'), plain)
      .map(([tag, text]) => `<${tag}>${escapeHtml(text)}</${tag}>`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('https://x.example/a?b=1&amp;c=2', '/topic/mali', '#fn-1', 'https://x.example/a_(b)', 'mailto:a@b.example'), plain)
      .map(([href, text]) => `<a href="${href}">${escapeHtml(text)}</a>`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<strong>a <em>b</em></strong>',
      '这是<strong>重要</strong>的，<em>重<strong>要</strong>的</em>（<s>旧</s>）',
      '<strong>「强调」</strong>的<em>注意：</em>后文<strong>‘강조’</strong>했다',
      'x<br>y',
      '<a href="/x" title="T &quot;q&quot;"><strong>z</strong></a>',
      '<time datetime="2026-11-10">today</time>',
      '<sup id="fnref-1"><a href="#fn-1">1</a></sup>',
      '<abbr title="World Trade Organization">WTO</abbr>',
    ),
  },
)
export const inlineText = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .chain((pieces) => fc.constantFrom(' ', '').map((gap) => pieces.join(gap).replace(/\s+/g, ' ').trim()))

/** How a list counts, as its numbers in Markdown or HTML say it: what is usual is left out. */
const counting = fc.constantFrom({}, {}, { ordered: true }, { ordered: true, start: 4 }, { ordered: true, start: 0 })
const countedDown = (items: unknown[]) => (items.length > 1 ? { ordered: true, reversed: true, start: items.length + 3 } : {})
const item: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: inlineText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(inlineText, counting, fc.array(inlineText, { minLength: 1, maxLength: 3 }))
      .map(([text, how, items]) => ({ text, list: { ...how, items } })),
  },
)
const list = fc.tuple(counting, fc.array(item, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean()).map(([how, items, falls, leaps]) => ({
  type: 'list',
  ...how,
  ...(falls && countedDown(items)),
  items: leaps && 'ordered' in how && !falls && items.length > 1 ? [...items, { text: 'leap', value: 95 }] : items,
}))
const picture = fc.record(
  {
    type: fc.constant('picture'),
    src: fc.constantFrom('/pictures/0123456789abcdef', 'https://x.example/a_b(c).jpg?w=1&copy=2'),
    alt: fc.oneof(plain, fc.constant('')),
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
    caption: plain,
    credit: plain,
  },
  { requiredKeys: ['type', 'src', 'alt', 'width', 'height'] },
)
const table = fc.integer({ min: 1, max: 3 }).chain((columns) => {
  const row = fc.array(inlineText, { minLength: columns, maxLength: columns })
  return fc.record({ type: fc.constant('table'), head: row, rows: fc.array(row, { minLength: 1, maxLength: 3 }) }, { requiredKeys: ['type', 'rows'] })
})
const quoted = (type: 'quote' | 'pullquote') =>
  fc.record({ type: fc.constant(type), text: inlineText, cite: plain.filter((text) => !/^[—–-]/.test(text)) }, { requiredKeys: ['type', 'text'] })

const about = { title: plain, note: plain, source: plain, alt: plain }
const chart = fc.integer({ min: 1, max: 3 }).chain((series) =>
  fc.record(
    {
      type: fc.constant('chart'),
      form: fc.constantFrom('bar', 'line', 'dot'),
      ...about,
      unit: plain,
      columns: fc.array(plain, { minLength: series + 1, maxLength: series + 1 }),
      rows: fc
        .array(fc.tuple(plain, fc.array(fc.constantFrom(null, 0, -3.5, 1e-7, 1234567.25), { minLength: series, maxLength: series })), {
          minLength: 1,
          maxLength: 3,
        })
        .map((rows) => [...rows.map(([label, values]) => [label, ...values]), ['Sum', ...Array.from({ length: series }, () => 1)]]),
    },
    { requiredKeys: ['type', 'form', 'title', 'columns', 'rows'] },
  ),
)
const position = fc.tuple(fc.constantFrom(-90, 12.65, 0), fc.constantFrom(-180, -8, 0.5))
const map = fc.record(
  {
    type: fc.constant('map'),
    ...about,
    points: fc.array(fc.record({ label: plain, at: position, plain: fc.constant(true) }, { requiredKeys: ['label', 'at'] }), { minLength: 1, maxLength: 3 }),
    lines: fc.array(
      fc.record({ label: plain, path: fc.array(position, { minLength: 2, maxLength: 3 }), dashed: fc.constant(true) }, { requiredKeys: ['path'] }),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: ['type', 'title', 'points'] },
)
const short = fc.constantFrom('2', '0', '145/6', '6–4, 3–6', '2 (6)', '<b>', '90+4′')
const side = fc.record({ name: plain, score: short }, { requiredKeys: ['name'] })

/** Every type of block that copy can have, in every form that must be read back as it was written. */
const BLOCKS: Record<Block['type'], fc.Arbitrary<unknown>> = {
  paragraph: fc.record({ type: fc.constant('paragraph'), text: inlineText }),
  heading: fc.record({ type: fc.constant('heading'), level: fc.constantFrom(2, 3, 4), text: inlineText }),
  quote: quoted('quote'),
  pullquote: quoted('pullquote'),
  list,
  code: fc.record(
    {
      type: fc.constant('code'),
      text: fc
        .array(fc.constantFrom('a < b', '```', '', '  indented', '<b>&amp;', '\\'), { minLength: 1, maxLength: 4 })
        .map((lines) => lines.join('\n'))
        .filter((text) => text.trim() !== ''),
      language: fc.constantFrom('js', 'c++'),
    },
    { requiredKeys: ['type', 'text'] },
  ),
  divider: fc.constant({ type: 'divider' }),
  html: fc.constantFrom(
    { type: 'html', html: '<details><summary>More</summary>Text\n\n<b>bold</b> &amp; so on</details>' },
    { type: 'html', html: '<dl><dt>A</dt><dd><pre>x\n\n  y *z*</pre></dd></dl>' },
    { type: 'html', html: '<p>One</p>\n<table><tr><td colspan="2"><a href="/x">x</a></td></tr></table>' },
  ),
  embed: fc.record(
    { type: fc.constant('embed'), url: fc.constant('https://video.example/watch?v=1&t=2'), title: plain, text: plain, provider: plain },
    { requiredKeys: ['type', 'url', 'title'] },
  ),
  scoreboard: fc.record(
    {
      type: fc.constant('scoreboard'),
      title: plain,
      sides: fc.tuple(side, side),
      clock: plain,
      startsAt: fc.constant('2026-11-22T10:30:00Z'),
      events: fc.array(fc.record({ clock: short, side: fc.constantFrom(1, 2), text: plain }, { requiredKeys: ['text'] }), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['type', 'sides'] },
  ),
  picture,
  chart,
  map,
  table: fc.oneof(table, fc.constant({ type: 'table', caption: 'C & d', head: ['', 'b'], rows: [['<b>1</b>', '2']], rowHeads: true })),
}
const { paragraph, ...otherBlocks } = BLOCKS
export const block: fc.Arbitrary<unknown> = fc.oneof({ weight: 4, arbitrary: paragraph }, ...Object.values(otherBlocks))

export const article = fc.record(
  {
    v: fc.constant(1),
    slug: fc.constant('phone-call'),
    section: fc.constant('world'),
    headline: plain,
    standfirst: plain,
    kicker: plain,
    dateline: plain,
    kind: fc.constantFrom('news', 'analysis', 'explainer', 'opinion'),
    publishedAt: fc.constant('2026-11-10T16:05:00Z'),
    updatedAt: fc.constant('2026-11-10T18:05:00Z'),
    byline: fc.array(fc.record({ name: plain, slug: fc.constant('edith-coyle') }, { requiredKeys: ['name'] }), { minLength: 1, maxLength: 3 }),
    topics: fc.constant([
      { slug: 'mali', name: 'Mali' },
      { slug: 'yes', name: 'no' },
    ]),
    corrections: fc.array(fc.record({ at: fc.constant('2026-11-11T08:00:00Z'), text: plain })),
    extra: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value))),
    body: fc.array(block, { minLength: 1, maxLength: 6 }),
  },
  { requiredKeys: ['v', 'slug', 'section', 'headline', 'publishedAt', 'body'] },
)

/** A folder of inputs from outside, where this machine has it; tests that want it skip where it has not. */
export const fixtures = (name: string) =>
  ['../shared/fixtures', '../../shared/fixtures'].map((folder) => resolve(import.meta.dirname, '../..', folder, name)).find((folder) => existsSync(folder))

export const filesIn = (folder: string | undefined) =>
  folder
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
        .map((name) => ({ name, text: readFileSync(resolve(folder, name), 'utf8') }))
    : []

/** The least work of the processor, in microseconds, of a few tries: what else the machine does is not counted. */
export const leastWork = (act: () => unknown, tries = 4) =>
  Math.min(
    ...Array.from({ length: tries }, () => {
      const before = process.cpuUsage()
      act()
      const { user, system } = process.cpuUsage(before)
      return user + system
    }),
  )
