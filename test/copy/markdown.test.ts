import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { markdownFromBlocks, toMarkdown } from '../../src/copy/markdown/to-markdown.ts'
import { article, parsed, runs } from './copies.ts'

describe('an article as Markdown', () => {
  test('comes back the same, whatever is in it', () => {
    fc.assert(
      fc.property(article, (input) => {
        const filed = parsed(input)
        expect(fromMarkdown(toMarkdown(filed))).toEqual({ ok: true, value: filed, notes: [] })
      }),
      runs(200),
    )
  })
})

const front = `---
slug: phone-call
section: world
headline: "Two leaders speak: by phone"
publishedAt: 2023-10-11T00:05:00+08:00
byline:
  - name: Edith Coyle
    slug: edith-coyle
---
`
const read = (text: string) => {
  const result = fromMarkdown(front + text)
  if (!result.ok) throw new Error(JSON.stringify(result.flaws))
  return result.value.body
}

describe('Markdown as editors write it', () => {
  test('has the fields in its front matter, times with their zone', () => {
    expect(fromMarkdown(`${front}Text.`)).toMatchObject({
      ok: true,
      value: { v: 1, headline: 'Two leaders speak: by phone', publishedAt: '2023-10-10T16:05:00Z', byline: [{ slug: 'edith-coyle' }] },
    })
  })

  test('may come from Windows, with a mark at its start', () => {
    expect(fromMarkdown(`\uFEFF${front}One.\n\nTwo.`.replace(/\n/g, '\r\n'))).toMatchObject({ ok: true, value: { body: [{ text: 'One.' }, { text: 'Two.' }] } })
  })

  test('becomes blocks', () => {
    expect(
      read(`# First
## Second ##
A *b* **c** ~~d~~ \`e<f\` [g](/h "i")\\
next & https://x.example/?a=1&b=2

> Said.
> Again.
>
> — Somebody *else*

- one
- two
  1. inner
- [x] done

![A *telephone*](/pictures/1 "The telephone."){width=1600 height=1067 credit="EPA, \\"x\\""}

***

\`\`\`js
a < b
\`\`\`

| a | b |
|---|:-:|
| 1 | *2* |
`),
    ).toEqual([
      { type: 'heading', level: 2, text: 'First' },
      { type: 'heading', level: 2, text: 'Second' },
      {
        type: 'paragraph',
        text: 'A <em>b</em> <strong>c</strong> <s>d</s> <code>e&lt;f</code> <a href="/h" title="i">g</a><br>next &amp; <a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a>',
      },
      { type: 'quote', text: 'Said. Again.', cite: 'Somebody else' },
      { type: 'list', items: ['one', { text: 'two', list: { ordered: true, items: ['inner'] } }, '☑ done'] },
      { type: 'picture', src: '/pictures/1', alt: 'A telephone', caption: 'The telephone.', credit: 'EPA, "x"', width: 1600, height: 1067 },
      { type: 'divider' },
      { type: 'code', text: 'a < b', language: 'js' },
      { type: 'table', head: ['a', 'b'], rows: [['1', '<em>2</em>']] },
    ])
  })

  test('has footnotes that lead there and back', () => {
    expect(read('One[^b] and two[^a], one again[^b].\n\n[^a]: Note *a*.\n[^b]: Note b\n    goes on.\n')).toEqual([
      {
        type: 'paragraph',
        text: 'One<sup id="fnref-1"><a href="#fn-1">1</a></sup> and two<sup id="fnref-2"><a href="#fn-2">2</a></sup>, one again<sup><a href="#fn-1">1</a></sup>.',
      },
      { type: 'divider' },
      { type: 'list', ordered: true, items: ['Note b goes on. <a href="#fnref-1" id="fn-1">↩</a>', 'Note <em>a</em>. <a href="#fnref-2" id="fn-2">↩</a>'] },
    ])
  })

  test('has footnotes of several paragraphs, with lists, called before or after they are told', () => {
    expect(read('[^1]: The note.\n\n    Its second paragraph.\n\n    - x\n    - y\n\nA claim.[^1] Another.[^b]\n\n[^b]: Lazily\ngoes on.\n# End')).toEqual([
      { type: 'paragraph', text: 'A claim.<sup id="fnref-1"><a href="#fn-1">1</a></sup> Another.<sup id="fnref-2"><a href="#fn-2">2</a></sup>' },
      { type: 'heading', level: 2, text: 'End' },
      { type: 'divider' },
      {
        type: 'list',
        ordered: true,
        items: [
          { text: 'The note.<br>Its second paragraph. <a href="#fnref-1" id="fn-1">↩</a>', list: { items: ['x', 'y'] } },
          'Lazily goes on. <a href="#fnref-2" id="fn-2">↩</a>',
        ],
      },
    ])
  })

  test('has further footnotes beside those that it was given back with', () => {
    const [, , divider, notes] = read('Old.<sup id="fnref-1"><a href="#fn-1">1</a></sup> New.[^n]\n\n1. old <a href="#fnref-1" id="fn-1">↩</a>\n\n[^n]: new')
    expect([divider, notes]).toEqual([{ type: 'divider' }, { type: 'list', ordered: true, start: 2, items: ['new <a href="#fnref-2" id="fn-2">↩</a>'] }])
  })

  test.each([
    ['营业时间为9~11点，票价5~10元。', '营业时间为9~11点，票价5~10元。'],
    ['5~10 mm, then 20~30 mm; ~5 %, H~2~O', '5~10 mm, then 20~30 mm; ~5 %, H~2~O'],
    ['a ~~ b ~~ c ~~x~y~~ ~~旧~~新，~~「旧」~~的', 'a ~~ b ~~ c <s>x~y</s> <s>旧</s>新，<s>「旧」</s>的'],
    ['这是**「重要」**的一天，**注意：**后文。', '这是<strong>「重要」</strong>的一天，<strong>注意：</strong>后文。'],
    ['これは**「強調」**です。그는 **‘강조’**했다.', 'これは<strong>「強調」</strong>です。그는 <strong>‘강조’</strong>했다.'],
    ['*「a」*的***（b）***的**🎉**的**完成✅**后文', '<em>「a」</em>的<em><strong>（b）</strong></em>的<strong>🎉</strong>的<strong>完成✅</strong>后文'],
    ['𠀀**‘a’**𠀀 คำ**“สำคัญ”**ต่อ و**«مهم»**', '𠀀<strong>‘a’</strong>𠀀 คำ<strong>“สำคัญ”</strong>ต่อ و<strong>«مهم»</strong>'],
    ['foo*bar*baz a * b * c snake_case_name', 'foo<em>bar</em>baz a * b * c snake_case_name'],
  ])('has marks where they are meant, and signs where those are: %s', (text, html) => expect(read(text)).toEqual([{ type: 'paragraph', text: html }]))

  test('~~~ fences code still', () => expect(read('~~~\n9~11\n~~~')).toEqual([{ type: 'code', text: '9~11' }]))
})

test('a code in a footnote comes below its note, not below the last of all', () =>
  expect(read('a[^a] b[^b]\n\n[^a]: First.\n\n        x = 1\n\n[^b]: Second.').slice(2)).toEqual([
    { type: 'list', ordered: true, items: ['First. <a href="#fnref-1" id="fn-1">↩</a>'] },
    { type: 'code', text: 'x = 1' },
    { type: 'list', ordered: true, start: 2, items: ['Second. <a href="#fnref-2" id="fn-2">↩</a>'] },
  ]))

describe('an address with spaces', () => {
  test.each([
    ['Ring [us](tel:+49 30 1234).', 'Ring <a href="tel:+49301234">us</a>.'],
    ['[*Write*](mailto:a@b.example?subject=Low tide&body=x)', '<a href="mailto:a@b.example?subject=Low%20tide&amp;body=x"><em>Write</em></a>'],
    ['**[Report](https://e.example/low tide.pdf "The tide")**', '<strong><a href="https://e.example/low%20tide.pdf" title="The tide">Report</a></strong>'],
    ['[a](//e.example/b c), [d](/e f)', '<a href="https://e.example/b%20c">a</a>, <a href="/e%20f">d</a>'],
    ["[1](see below) [a](/b 't') `[c](/d e)` \\[f](/g h)", '[1](see below) <a href="/b" title="t">a</a> <code>[c](/d e)</code> [f](/g h)'],
  ])('is a link all the same, not brackets for readers: %s', (text, html) => expect(read(text)).toEqual([{ type: 'paragraph', text: html }]))

  test('is one in cells, headings and notes too', () => {
    expect(read('## [a](/b c)\n\n| [d](tel:1 2) |\n|---|\n| [e](sms:1 2) |')).toEqual([
      { type: 'heading', level: 2, text: '<a href="/b%20c">a</a>' },
      { type: 'table', head: ['<a href="tel:12">d</a>'], rows: [['<a href="sms:12">e</a>']] },
    ])
  })
})

describe('the numbers of a list', () => {
  const picture = '![p](/p.jpg){width=2 height=1}'
  const list = (fields: object) => ({ type: 'list', ordered: true, ...fields })
  const shown = { type: 'picture', src: '/p.jpg', alt: 'p', width: 2, height: 1 }
  test.each([
    ['4. d\n5. e', [list({ start: 4, items: ['d', 'e'] })]],
    ['0. a\n1. b', [list({ start: 0, items: ['a', 'b'] })]],
    ['3) c\n2) b\n1) a', [list({ reversed: true, items: ['c', 'b', 'a'] })]],
    ['10. a\n8. b', [list({ start: 10, reversed: true, items: ['a', { text: 'b', value: 8 }] })]],
    ['1. a\n2. b\n5. c', [list({ items: ['a', 'b', { text: 'c', value: 5 }] })]],
    ['1. a\n1. b\n1. c', [list({ items: ['a', 'b', 'c'] })]],
    ['1. a\n2. b\n2. c\n3. d', [list({ items: ['a', 'b', 'c', 'd'] })]],
    ['9. Mai\n\n3. Juni\n\n12. Juli', [list({ start: 9, items: ['Mai', { text: 'Juni', value: 3 }, { text: 'Juli', value: 12 }] })]],
    [`4. d\n5. e\n\n${picture}\n\n6. f`, [list({ start: 4, items: ['d', 'e'] }), shown, list({ start: 6, items: ['f'] })]],
    [`1. a\n\n   ${picture}\n\n2. b`, [list({ items: ['a'] }), shown, list({ start: 2, items: ['b'] })]],
    [`1. a\n1. b\n\n   ${picture}\n1. c`, [list({ items: ['a', 'b'] }), shown, list({ start: 3, items: ['c'] })]],
    ['4. d\n\n1. a\n2. b', [list({ start: 4, items: ['d'] }), list({ items: ['a', 'b'] })]],
    ['99. a\n100. b\n\n***\n\n101. c', [list({ start: 99, items: ['a', 'b'] }), { type: 'divider' }, list({ start: 101, items: ['c'] })]],
  ])('are those that were written: %j', (text, blocks) => expect(read(text)).toEqual(blocks))

  test.each([
    ['1986. A great year.', ['1986. A great year.']],
    ['1986. A great year.\n\n1991. Another *one*.', ['1986. A great year.', '1991. Another <em>one</em>.']],
    ['2026) That was it.', ['2026) That was it.']],
    ['110. Geburtstag der Chefin', ['110. Geburtstag der Chefin']],
    ['- 5 °C were measured.', ['- 5 °C were measured.']],
    ['+ 3 % for the party.', ['+ 3 % for the party.']],
    ['It began in\n1986. A great year.', ['It began in 1986. A great year.']],
  ])('are none where a sentence begins with one: %j', (text, paragraphs) => {
    const body = read(text)
    expect(body).toEqual(paragraphs.map((paragraph) => ({ type: 'paragraph', text: paragraph })))
    expect(read(markdownFromBlocks(body))).toEqual(body)
  })

  test('of a year before a list do not join it', () =>
    expect(read('1986. A year.\n\n4. d\n5. e')).toEqual([{ type: 'paragraph', text: '1986. A year.' }, list({ start: 4, items: ['d', 'e'] })]))
})

describe('what of a Markdown file is left out or mended', () => {
  const notesOn = (text: string) => {
    const result = fromMarkdown(front + text)
    if (!result.ok) throw new Error(JSON.stringify(result.flaws))
    return { text: (result.value.body[0] as { text: string }).text, notes: result.notes }
  }
  test.each([
    ['[report](<https://example.com/annual report.pdf>)', '<a href="https://example.com/annual%20report.pdf">report</a>'],
    ['[call](tel:+6518002214444), [text](sms:+6512)', '<a href="tel:+6518002214444">call</a>, <a href="sms:+6512">text</a>'],
    ['[map](//example.com/x?a=1&amp;b=2)', '<a href="https://example.com/x?a=1&amp;b=2">map</a>'],
    ['[](https://example.com/x)', '<a href="https://example.com/x">https://example.com/x</a>'],
  ])('nothing, where it is plain what was meant: %s', (text, html) => expect(notesOn(text)).toEqual({ text: html, notes: [] }))
  test.each([
    ['[match](../sport/match)', '<a href="/sport/match">match</a>', 'The link to “../sport/match” was read as /sport/match.'],
    ['[match](sport/match)', 'match', 'The link to “sport/match” was removed: it doesn’t say which site'],
    ['[x](javascript:alert(1))', 'x', 'The link to “javascript:alert(1)” was removed: a link must use http'],
    ['One[^a].\n\n[^a]: A.\n[^b]: B.', 'One<sup id="fnref-1"><a href="#fn-1">1</a></sup>.', 'The footnote [^b] isn’t used in the text'],
    ['One[^a].\n\n[^a]: A.\n[^a]: B.', 'One<sup id="fnref-1"><a href="#fn-1">1</a></sup>.', 'The footnote [^a] is defined twice'],
  ])('is said: %s', (text, html, note) => expect(notesOn(text)).toEqual({ text: html, notes: [expect.stringContaining(note)] }))
})

describe('Markdown, besides,', () => {
  test('takes HTML for what Markdown has no form for', () => {
    expect(
      read(
        '<aside class="pullquote"><p>Clear.</p><footer>Both</footer></aside>\n\n<details><summary>More</summary>Text<script>alert(1)</script></details>\n\n<figure><img src="/p" width="2" height="1" alt="A"><figcaption>C</figcaption></figure>',
      ),
    ).toEqual([
      { type: 'pullquote', text: 'Clear.', cite: 'Both' },
      { type: 'html', html: '<details><summary>More</summary>Text</details>' },
      { type: 'picture', src: '/p', alt: 'A', width: 2, height: 1, caption: 'C' },
    ])
  })

  test('has its headline in a first-level heading, where the front matter has none, and the rest beside it', () => {
    expect(fromMarkdown('# Two & three\n\nText.', { slug: 'two', section: 'world', publishedAt: '2023-10-10T16:05:00Z' })).toMatchObject({
      ok: true,
      value: { headline: 'Two & three', slug: 'two', body: [{ type: 'paragraph', text: 'Text.' }] },
    })
  })
})

describe('what is wrong with a Markdown file', () => {
  test.each([
    ['a field', front.replace('slug: phone-call', 'slug: Phone Call'), '/slug', 'lower-case', 'line 2'],
    ['a field within another', front.replace('slug: edith-coyle', 'slug: Edith'), '/byline/0/slug', 'lower-case', 'line 6'],
    ['a date that is none', front.replace('2023-10-11', '2023-02-30'), '/publishedAt', 'This date doesn’t exist', 'line 5'],
    ['the YAML', front.replace('section: world', 'section: "world'), '', 'YAML', 'line'],
    ['an unquoted colon', front.replace('"Two leaders speak: by phone"', 'Two leaders speak: by phone'), '', 'quotation marks', 'line 4 column'],
    ['front matter without an end', '---\nslug: x\n', '', 'never ends', 'line 1'],
    ['front matter that is no list of fields', '---\n- x\n---\n', '', 'list of fields', ''],
    ['a body in the front matter', front.replace('section:', 'body: x\nsection:'), '/body', 'below the front matter', ''],
    ['a picture without its size', `${front}Text.\n\n![A](/p.jpg)\n`, '/body', '{width=1600 height=1067}', 'line 12'],
    ['a picture of a size that is none', `${front}Text.\n\n![A](/p.jpg){width=wide height=2}\n`, '/body/1/width', 'in pixels', 'line 12'],
    ['a footnote without a text', `${front}Text[^x].\n`, '/body', '[^x]', 'line 10'],
    ['a paragraph without an end', `${front}One.\n\n\nTwo.\n\n${'word '.repeat(5000)}`, '/body/2/text', '20,000', 'line 15'],
  ])('is said with its line: %s', (_, text, pointer, message, line) => {
    const result = fromMarkdown(text)
    expect(result).toMatchObject({ ok: false, flaws: [{ pointer, message: expect.stringContaining(message) }] })
    expect(!result.ok && result.flaws[0]?.message).toContain(line)
  })
})

describe('the Markdown for readers and their tools', () => {
  const article = parsed({
    v: 1,
    slug: 'phone-call',
    section: 'world',
    headline: 'H',
    publishedAt: '2023-10-10T16:05:00Z',
    ninjs: { edNote: 'Not for readers' },
    byline: [{ name: 'E', desk: 'secret' }],
    related: ['other'],
    picture: { src: '/pictures/1', alt: 'A', width: 2, height: 1, ninjs: { edNote: 'crop it' } },
    body: [
      { type: 'paragraph', text: '<a href="/topic/mali">Mali</a> <a href="#fn-1">1</a>' },
      { type: 'picture', src: '/pictures/2', alt: '', width: 2, height: 1 },
      { type: 'pullquote', text: 'Q <a href="/x">x</a>' },
    ],
    updates: [{ id: 'u1', at: '2023-10-10T17:05:00Z', headline: 'News & more', body: [{ type: 'paragraph', text: 'It moved.' }] }],
  })
  const text = toMarkdown(article, { siteUrl: 'https://news.example' })

  test('has absolute addresses, and says its own', () => {
    expect(text).toContain('url: "https://news.example/world/phone-call"')
    expect(text).toContain('[Mali](https://news.example/topic/mali)')
    expect(text).toContain('](<https://news.example/pictures/2>)')
    expect(text).toContain('<a href="https://news.example/x">')
    expect(text).toContain('src: "https://news.example/pictures/1"')
  })
  test('has nothing in it that is only for the desk', () => expect(text).not.toMatch(/Not for readers|crop it|secret|related/))
  test('tells the updates of a live article', () => expect(text).toMatch(/## 2023-10-10T17:05:00Z: News & more\n\nIt moved\./))
  test('is read again as an article', () => expect(fromMarkdown(text)).toMatchObject({ ok: true, value: { headline: 'H' } }))
  test('of the editors keeps every field', () => expect(fromMarkdown(toMarkdown(article))).toEqual({ ok: true, value: article, notes: [] }))
})
