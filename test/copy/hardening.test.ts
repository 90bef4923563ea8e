/** Hostile and broken copy, in every format. */
import { describe, expect, test } from 'vitest'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { sanitiseBlock, sanitiseInline } from '../../src/copy/html/sanitise.ts'
import { htmlFromBlocks } from '../../src/copy/html/to-html.ts'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { toMarkdown } from '../../src/copy/markdown/to-markdown.ts'
import { fromNinjs } from '../../src/copy/ninjs/from-ninjs.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { parsed } from './copies.ts'

const base = { v: 1, slug: 'phone-call', section: 'world', headline: 'Two leaders speak by phone', publishedAt: '2026-11-10T16:05:00Z', body: [] as unknown[] }
const paragraph = (text: string) => ({ type: 'paragraph', text })
const inlineOf = (text: string) => (parsed({ ...base, body: [paragraph(text)] }).body[0] as { text: string }).text
const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}deep${close.repeat(depth)}`

describe('a script', () => {
  const script =
    '<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)><a href="javascript:alert(1)">x</a><iframe srcdoc="<script>alert(1)</script>"></iframe>'

  test('in any text of a body leaves no tag that acts', () => {
    const article = parsed({
      ...base,
      body: [
        paragraph(script),
        { type: 'heading', text: script },
        { type: 'quote', text: script, cite: script },
        { type: 'pullquote', text: script },
        { type: 'list', items: [script, { text: script, list: { items: [script] } }] },
        { type: 'table', caption: script, head: [script], rows: [[script]] },
        { type: 'html', html: script },
        { type: 'code', text: script },
        { type: 'picture', src: '/p', alt: script, width: 1, height: 1, caption: script, credit: script },
        { type: 'embed', url: 'https://x.example', title: script, text: script, provider: script },
      ],
    })
    const html = htmlFromBlocks(article.body)
    expect(html.replace(/(?:alt|title)="[^"]*"/g, '')).not.toMatch(/<(?:script|svg|iframe|a href="j)|<[^>]*\son\w+=/i)
    expect(htmlFromBlocks(article.body).match(/<img /g)).toHaveLength(1)
  })

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '&#106;avascript:alert(1)',
    'javascript&colon;alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/\\evil.example',
    'https:/\\evil.example',
    '\u0001javascript:alert(1)',
  ])('in an address, %j, makes the link its text', (href) => expect(inlineOf(`<a href="${href}">x</a>`)).toBe('x'))

  test('nor an attribute or element that htmx, a style or another script would act on', () => {
    const acting =
      '<a href="/world/x" data-hx-get="/desk/sign-out" hx-post="/newsletters" data-hx-trigger="load" hx-on:click="x()" id="text" name="htmx" class="menu" style="color:red" target="_top" data-failed="x">x</a>'
    const elements =
      '<hx-partial hx-target="body">y</hx-partial><template hx type="oob">z</template><form action="/newsletters"><input name="email"><button>b</button></form>'
    const filed = blocksFromHtml(`<p data-hx-get="/x">${acting}</p>${elements}`)
    const body = [paragraph(acting + elements), { type: 'html', html: `<div>${acting}${elements}</div><p hx-get="/x">p</p>` }, ...filed]
    const html = htmlFromBlocks(parsed({ ...base, body }).body)
    expect(html).toContain('href="/world/x"')
    expect(html).not.toMatch(/<[^>]*\s(?:data-|hx-|on|id=|name=|class="menu|style=|target=)|<(?:hx-|template|form|input|button)/i)
  })

  test('in Markdown is no more than in HTML', () => {
    const filed = fromMarkdown(
      `---\nslug: x\nsection: world\nheadline: H\npublishedAt: 2026-11-10T16:05:00Z\n---\n${script}\n\n[a](javascript:alert(1)) <b onclick="x">b</b>\n\n<script>\nalert(2)\n</script>\n\n[r]\n\n[r]: javascript:alert(3)\n`,
    )
    expect(filed.ok && htmlFromBlocks(filed.value.body)).not.toMatch(/javascript|onclick|<script|onerror/)
  })

  test.each([
    '<p title="</p><script>alert(1)</script>">x',
    '<<script>alert(1)</script>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<!--><img src=x onerror=alert(1)>-->',
    '<textarea></textarea><img src=x onerror=alert(1)>',
    '<a href="/x" title="&quot;&gt;&lt;script&gt;">t</a>',
    '<style><!--</style><script>alert(1)</script>-->',
  ])('hidden in broken markup stays text: %s', (html) => {
    for (const out of [sanitiseInline(html), sanitiseBlock(html)])
      expect(out.replace(/="[^"]*"/g, '')).not.toMatch(/<(?:script|img|style|svg)|onerror=.*>(?<=<[^>]*)/i)
  })
})

describe('Markdown that is dense with marks', () => {
  const filed = (text: string) => fromMarkdown(`# H\n\n${text}`, { slug: 'x', section: 'world', publishedAt: base.publishedAt })

  test('is read, if it is a long paragraph of titles in emphasis, each with its link', () => {
    const titles = Array.from({ length: 160 }, (_, at) => `*A history of the ferry, part ${at}* ([Harbour Press](/book-${at})), 19${at % 100}; `).join('')
    expect(filed(titles).ok).toBe(true)
  })

  test.each(['*a **a', '*__a', '&a [*a]\n', '{* * *\n|-|-|\n../', '- a\nb\nc', '> - a\n', '[^1]: a\n b\n'])(
    'of the greatest size that is filed, %j is refused with a sentence',
    (piece) => {
      const refused = filed(piece.repeat(1_800_000 / piece.length))
      expect(refused.ok ? [] : refused.flaws.map(({ message }) => message)).toEqual([expect.stringMatching(/^[A-Z].*\.(?: \(line \d+\))?$/)])
    },
  )
})

describe('Markdown of tens of thousands of blocks', () => {
  const filed = (text: string) => fromMarkdown(text, { slug: 'a', section: 'world', publishedAt: base.publishedAt })

  test('is not read to its end', () => {
    // The last paragraph would be refused for its length.
    const read = filed(`# H\n\n${'* * *\n'.repeat(30_000)}${'a '.repeat(50_000)}`)
    expect(read).toMatchObject({ ok: false, flaws: [{ pointer: '/body', message: expect.stringContaining('A body can have up to 2,000 blocks.') }] })
  })

  test('is read where blocks are as many as they may be, with links below each and lines between them', () => {
    const text = Array.from({ length: 1990 }, (_, at) => `[a${at}] and more.\n\n\n[a${at}]: /b-${at}\n\n<!-- ${at} -->\n\n`).join('')
    expect(filed(`# H\n\n${text}`)).toMatchObject({ ok: true, value: { body: { length: 1990 } } })
  })
})

describe('what is nested without end', () => {
  test.each([
    ['<div>', '</div>'],
    ['<b>', '</b>'],
    ['<b>', ''],
    ['<ul><li>', ''],
    ['<blockquote>', '</blockquote>'],
    ['<table><tr><td>', ''],
    ['<span><p>', '</p></span>'],
    ['<a href="/x">', '</a>'],
  ])('%s keeps its text', (open, close) => {
    const html = nested(10_000, open, close)
    expect(sanitiseInline(html)).toContain('deep')
    expect(sanitiseBlock(html)).toContain('deep')
    expect(JSON.stringify(blocksFromHtml(html))).toContain('deep')
    expect(inlineOf(nested(600, open, close))).toContain('deep')
  })

  test.each([
    ['>', ''],
    ['> ', ''],
    ['- ', ''],
    ['1. ', ''],
    ['[', ']'],
    ['![', ']'],
    ['*', '*'],
    ['**a ', ''],
    ['_', '_'],
    ['<b>', '</b>'],
    ['`', '`'],
    ['[a](', ')'],
    ['~~', '~~'],
    ['(', ')'],
  ])('Markdown of 10,000 %j is read or refused, at once', (open, close) => {
    const result = fromMarkdown(`# H\n\n${nested(10_000, open, close)}`, { slug: 'x', section: 'world', publishedAt: base.publishedAt })
    expect(typeof result.ok).toBe('boolean')
    if (!result.ok) expect(result.flaws[0]?.message).toMatch(/\.|\)$/)
  })

  test('in JSON is refused, in a list and in a field nobody knows', () => {
    let items: unknown = 'deep'
    for (let depth = 0; depth < 10_000; depth++) items = { text: 'x', list: { items: [items] } }
    expect(parseArticle({ ...base, body: [{ type: 'list', items: [items] }] })).toMatchObject({ ok: false })
    let extra: unknown = 'deep'
    for (let depth = 0; depth < 10_000; depth++) extra = [extra]
    expect(parseArticle({ ...base, extra })).toMatchObject({ ok: false, flaws: [{ pointer: '/extra', message: expect.stringContaining('deep') }] })
    expect(parseArticle({ ...base, body: [{ ...paragraph('x'), extra }] })).toMatchObject({ ok: false, flaws: [{ pointer: '/body' }] })
  })

  test('in a ninjs item throws nothing', () => {
    let association: unknown = { uri: 'urn:x' }
    for (let depth = 0; depth < 10_000; depth++) association = { uri: 'urn:x', name: 'x', type: 'picture', associations: [association] }
    expect(
      fromNinjs(
        {
          uri: 'urn:x',
          type: 'text',
          versionCreated: base.publishedAt,
          headlines: [{ value: 'A headline' }],
          bodies: [{ value: nested(10_000, '<p>', ''), contentType: 'text/html' }],
          associations: [association],
        },
        { section: 'world' },
      ),
    ).toMatchObject({ ok: false })
  })

  test('by aliases in front matter is refused', () => {
    const bomb = `a: &a [x, x]\n${'bcdefgh'
      .split('')
      .map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(9)}x]`)
      .join('\n')}`
    expect(fromMarkdown(`---\n${bomb}\n---\ntext`)).toMatchObject({ ok: false, flaws: [{ message: expect.stringContaining('line 3') }] })
  })
})

describe('lists that are too long', () => {
  const many = (entry: unknown) => Array.from({ length: 10_000 }, () => entry)
  test.each([
    ['body', { body: many(paragraph('x')) }],
    ['byline', { byline: many({ name: 'x' }) }],
    ['topics', { topics: many({ slug: 'x', name: 'x' }) }],
    ['related', { related: many('x') }],
    ['corrections', { corrections: many({ at: base.publishedAt, text: 'x' }) }],
    ['updates', { updates: many({ id: 'x', at: base.publishedAt, body: [] }) }],
    ['translations', { translations: many({ lang: 'en', url: '/x' }) }],
    ['body/0/items', { body: [{ type: 'list', items: many('x') }] }],
    ['body/0/rows', { body: [{ type: 'table', rows: many(['x']) }] }],
    ['body/0/rows/0', { body: [{ type: 'table', rows: [many('x')] }] }],
    ['body/0/head', { body: [{ type: 'table', head: many('x'), rows: [['x']] }] }],
  ])('%s is refused by name', (name, fields) => {
    expect(parseArticle({ ...base, ...fields })).toMatchObject({
      ok: false,
      flaws: [{ pointer: `/${name}`, message: expect.stringMatching(/ can have up to [\d,]+ /) }],
    })
  })
})

describe('text', () => {
  test.each([
    ['unclosed <b>bold', 'unclosed <b>bold</b>'],
    ['crossed <b>a<i>b</b>c</i>', 'crossed <b>a<i>b</i></b>c'],
    ['AT&T', 'AT&amp;T'],
    ['1 < 2 > 1', '1 &lt; 2 &gt; 1'],
    ['Don&rsquo;t &mdash; &#x27;x&#39;&nbsp;y', "Don’t — 'x'\u00a0y"],
    ['&amp;lt;b&amp;gt;', '&amp;lt;b&amp;gt;'],
    ['سلام <b>دنيا</b> \u200f!', 'سلام <b>دنيا</b> \u200f!'],
    ['<span dir="rtl" style="color:red">שלום</span>', 'שלום'],
    ['<b dir="rtl" lang="he">שלום</b>', '<b dir="rtl" lang="he">שלום</b>'],
    ['一<br/>二', '一<br>二'],
    ['<p>one</p><p>two</p>', 'one two'],
    ['👩‍👩‍👧 \ud83d\ude00', '👩‍👩‍👧 \ud83d\ude00'],
  ])('%j becomes %j', (input, output) => expect(inlineOf(input)).toBe(output))

  test('outlives every form of copy, right to left too', () => {
    const article = parsed({
      ...base,
      lang: 'ar',
      headline: 'مكالمة: «هاتفية»',
      body: [paragraph('قال <b dir="ltr">AT&amp;T</b> \u202bنعم\u202c.'), { type: 'list', ordered: true, items: ['أولاً', 'ثانياً'] }],
    })
    expect(fromMarkdown(toMarkdown(article))).toEqual({ ok: true, value: article, notes: [] })
    expect(blocksFromHtml(htmlFromBlocks(article.body))).toEqual(article.body)
  })
})

test.each(['- a\n', '> - a\n', '- > a\n', '- - - a\n'])(
  'a text of nothing but %j is refused at the item that is too many, before lists are cut into items',
  (piece) => {
    const items = piece.match(/-/g)?.length ?? 1
    const read = fromMarkdown(`# H\n\n${piece.repeat(1_800_000 / piece.length)}`, { slug: 'storm', section: 'world', publishedAt: '2026-11-10T16:05:00Z' })
    expect(read).toMatchObject({
      ok: false,
      flaws: [{ message: expect.stringMatching(/^This text has too many list items/), line: 2 + Math.floor(12_000 / items) }],
    })
  },
)

test('twelve lists of the greatest length are copy', () => {
  const list = Array.from({ length: 1000 }, (_, at) => `${at + 1}. a\n`).join('')
  const read = fromMarkdown(`# H\n\n${`Text.\n\n${list}\n`.repeat(12)}`, { slug: 'storm', section: 'world', publishedAt: '2026-11-10T16:05:00Z' })
  expect(read.ok).toBe(true)
})
