/** What other systems mean by their HTML. */
import { describe, expect, test } from 'vitest'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { sanitiseInline } from '../../src/copy/html/sanitise.ts'
import { htmlFromBlocks } from '../../src/copy/html/to-html.ts'
import { markdownFromBlocks } from '../../src/copy/markdown/to-markdown.ts'
import { isCanonicalInline, textOf } from '../../src/copy/text/inline.ts'
import { Notes } from '../../src/copy/text/omissions.ts'
import { leastWork, parsed } from './copies.ts'

function read(html: string) {
  const notes = new Notes()
  return { blocks: blocksFromHtml(html, notes.reporterAt('')), notes: notes.list() }
}
const paragraph = (text: string) => ({ type: 'paragraph', text })
const base = { v: 1, slug: 'toll', section: 'world', headline: 'The toll', publishedAt: '2026-11-10T16:05:00Z' }

describe('readings above words', () => {
  const shown = '<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>'

  test.each([
    ['<ruby>漢字<rt>かんじ</rt></ruby>', shown],
    ['<ruby>漢字<rt>かんじ</ruby>', shown],
    ['<ruby><rb>漢字</rb><rt>かんじ</rt></ruby>', shown],
    ['<ruby>漢字<rtc><rt>かんじ</rt></rtc></ruby>', shown],
    ['<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>', '<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>'],
    ['<ruby><rb>漢<rb>字<rt>かん<rt>じ</ruby>', '<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp>字<rp>（</rp><rt>じ</rt><rp>）</rp></ruby>'],
    ['<ruby>漢字<rt></rt></ruby>', '漢字'],
    [
      '<ruby><rb>旧</rb><rb>金</rb><rtc><rt>jiù</rt><rt>jīn</rt></rtc><rtc>San Francisco</rtc></ruby>',
      '<ruby><ruby>旧<rp>（</rp><rt>jiù</rt><rp>）</rp>金<rp>（</rp><rt>jīn</rt><rp>）</rp></ruby><rp>（</rp><rt>San Francisco</rt><rp>）</rp></ruby>',
    ],
    [
      '<ruby>東南<rt>とうなん</rt><rtc><rt>south</rt><rt>east</rt></rtc></ruby>',
      '<ruby><ruby>東南<rp>（</rp><rt>とうなん</rt><rp>）</rp></ruby><rp>（</rp><rt>south east</rt><rp>）</rp></ruby>',
    ],
    ['<rt>かんじ</rt>', 'かんじ'],
  ])('%s', (html, written) => {
    expect(sanitiseInline(html)).toBe(written)
    expect(isCanonicalInline(written)).toBe(true)
    expect(blocksFromHtml(`<p>${html}の読み。</p>`)).toEqual([paragraph(`${written}の読み。`)])
  })

  test('are legible as plain text and in feeds', () => {
    expect(textOf(`${shown}の読み。`)).toBe('漢字（かんじ）の読み。')
    const { body } = parsed({ ...base, body: [paragraph('<ruby>漢字<rt>かんじ</rt></ruby>')] })
    expect(htmlFromBlocks(body).replace(/<[^>]*>/g, '')).toBe('漢字（かんじ）')
    expect(markdownFromBlocks(body, 'https://news.example')).toBe('漢字（かんじ）')
    expect(parsed({ ...base, body: [paragraph(markdownFromBlocks(body))] }).body).toEqual(body)
  })
})

describe('copy from a word processor', () => {
  const item = (level: number, mark: string, text: string, list = 'l0') =>
    `<p class=MsoListParagraph style='margin-left:.5in;mso-list:${list} level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>\n`

  test('has its lists, in lists, numbered where they were, without their marks', () => {
    const html = `${item(1, '·', 'Dredge')}${item(2, 'o', 'By <b>spring<o:p></o:p></b>')}${item(1, '·', 'Wait')}${item(1, '3.', 'Third', 'l1')}${item(1, '5.', 'Fifth', 'l1')}<p class=MsoNormal>After.</p>`
    expect(read(html)).toEqual({
      blocks: [
        { type: 'list', items: [{ text: 'Dredge', list: { items: ['By <b>spring</b>'] } }, 'Wait'] },
        { type: 'list', ordered: true, start: 3, items: ['Third', { text: 'Fifth', value: 5 }] },
        paragraph('After.'),
      ],
      notes: [],
    })
  })

  test('has its lists where the paste lost their styles', () => {
    const counted = (...marks: [number, string][]) => read(marks.map(([level, mark]) => item(level, mark, mark)).join('')).blocks
    expect(counted([1, 'c.'], [1, 'd.'], [2, 'i.'], [2, 'ii.'], [2, 'v.'], [1, 'i.'])).toEqual([
      {
        type: 'list',
        ordered: true,
        start: 3,
        items: ['c.', { text: 'd.', list: { ordered: true, items: ['i.', 'ii.', { text: 'v.', value: 5 }] } }, { text: 'i.', value: expect.any(Number) }],
      },
    ])
    const lost = '<p class="MsoListParagraphCxSpFirst">·&nbsp;&nbsp;&nbsp; Dredge</p><p class="MsoListParagraphCxSpLast"><span>·&nbsp;&nbsp; </span>Wait</p>'
    expect(blocksFromHtml(lost)).toEqual([{ type: 'list', items: ['Dredge', 'Wait'] }])
  })

  test('has its headings, its footnotes and their way back', () => {
    const html = `<p class=MsoHeading2>What next</p><p class=MsoNormal>A claim.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> <st1:place>Averil</st1:place></p><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> The note.</p></div></div>`
    const { body } = parsed({ ...base, body: blocksFromHtml(html) })
    expect(body).toEqual([
      { type: 'heading', level: 2, text: 'What next' },
      paragraph('A claim.<a href="#fn-1" title="" id="fnref-1">[1]</a> Averil'),
      { type: 'divider' },
      paragraph('<a href="#fnref-1" id="fn-1">[1]</a> The note.'),
    ])
  })

  test('is bold where Google Docs shows it bold, and nowhere else', () => {
    const html =
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Bold</span><span style="font-weight:400;font-style:normal"> plain </span><span style="font-style:italic">slanted</span><span style="font-size:0.6em;vertical-align:super">2</span></p><ul><li dir="ltr" style="font-weight:400" aria-level="1"><p><span>One</span></p></li><ul><li aria-level="2"><p>Two</p></li></ul><li style="list-style:none"><ol><li>Three</li></ol></li></ul></b><br>'
    expect(read(html)).toEqual({
      blocks: [
        paragraph('<strong>Bold</strong> plain <em>slanted</em><sup>2</sup>'),
        { type: 'list', items: [{ text: 'One', list: { items: ['Two', 'Three'] } }] },
      ],
      notes: [],
    })
    expect(sanitiseInline('<b style="font-weight:400">plain</b> <span style="font-weight:bold"> </span>x')).toBe('plain  x')
  })

  test('keeps the levels of lists that Google Docs exports side by side', () => {
    const html = '<ul class="lst-kix_a-0 start"><li>One</li></ul><ul class="lst-kix_a-1 start"><li>Two</li></ul>\n<ul class="lst-kix_a-0"><li>Three</li></ul>'
    expect(blocksFromHtml(html)).toEqual([{ type: 'list', items: [{ text: 'One', list: { items: ['Two'] } }, 'Three'] }])
  })

  test('of LibreOffice, Apple Notes and the classic editor keeps what it says', () => {
    expect(
      blocksFromHtml(
        '<p><font size="2"><span style="text-decoration: line-through">13</span></font> <u><b>15</b></u></p><ol start="4"><li><p lang="en">Four</p></li></ol><div>Note<br></div><ul class="Apple-dash-list"><li>a<span class="Apple-converted-space">&nbsp;</span></li></ul>',
      ),
    ).toEqual([
      paragraph('<s>13</s> <u><b>15</b></u>'),
      { type: 'list', ordered: true, start: 4, items: ['Four'] },
      paragraph('Note'),
      { type: 'list', items: ['a'] },
    ])
  })
})

describe('a link', () => {
  test.each([
    ['https://example.com/annual report.pdf', 'https://example.com/annual%20report.pdf'],
    ['//example.com/x', 'https://example.com/x'],
    ['tel:+65 1800', 'tel:+651800'],
    ['sms:+6512', 'sms:+6512'],
    ['/world', '/world'],
  ])('to %s is kept', (href, kept) => expect(blocksFromHtml(`<p><a href="${href}">x</a></p>`)).toEqual([paragraph(`<a href="${kept}">x</a>`)]))

  test.each(['../sport/match', 'javascript:alert(1)', 'file:///C:/report.doc', ''])('to %j goes, is named, and its words stay', (href) => {
    const { blocks, notes } = read(`<p><a href="${href}">x</a></p>`)
    expect(blocks).toEqual([paragraph('x')])
    expect(notes).toEqual([expect.stringContaining(`The link to “${href}” was removed`)])
  })

  test('around whole blocks is theirs', () => {
    expect(blocksFromHtml('<a href="/world/x"><h3>Head</h3><div>Text <img src="/p.jpg"></div></a>')).toMatchObject([
      { type: 'heading', text: '<a href="/world/x">Head</a>' },
      paragraph('<a href="/world/x">Text </a>'),
      { type: 'picture' },
    ])
  })
})

describe('reading foreign HTML', () => {
  test.each([
    ['paragraphs in emphasis in emphasis', (n: number) => `${'<b><i><s><u>'.repeat(10)}${'<p>x'.repeat(n)}`],
    ['lists in lists', (n: number) => '<ul><li>x'.repeat(n)],
    ['Word’s lists', (n: number) => '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>x</p>'.repeat(n)],
    ['Docs’ lists', (n: number) => '<ul class="lst-kix_a-0"><li>x</ul><ul class="lst-kix_a-1"><li>y</ul>'.repeat(n)],
    ['styles', (n: number) => `<style>${'.a{font-weight:700}'.repeat(n)}</style>${'<span class="a a a">x</span>'.repeat(n)}`],
    ['comments in style sheets', (n: number) => `<style>${'/* * '.repeat(n)}</style>x`],
    ['cells without a row', (n: number) => `<table>${'<td>x</td>y'.repeat(n)}</table>`],
    ['pictures in a joined table', (n: number) => `<table><tr><td colspan=2>${'<img src=/p.jpg>'.repeat(n)}</table>`],
    ['links without an address', (n: number) => '<a href="x y">z</a>'.repeat(n)],
    ['readings', (n: number) => `<ruby>${'<rb>a<rt>b'.repeat(n)}</ruby>`],
    ['line breaks', (n: number) => `x${' <br>'.repeat(n * 20)}y`],
    ['marks and spaces', (n: number) => `<p class=MsoListParagraph>${' \u00a0'.repeat(n)}x`],
  ])('takes time that grows as it does: %s', (_, make) => {
    const [few, many] = [make(500), make(2000)]
    read(few)
    let growth = Infinity
    // The collector of garbage works when it likes, and a neighbour on the machine too: not three times.
    for (let tries = 0; tries < 3 && growth >= 10; tries++)
      growth =
        leastWork(() => read(many), 2) /
        Math.max(
          2000,
          leastWork(() => read(few)),
        )
    expect(growth).toBeLessThan(10)
  })
})
