/** What other systems mean by their HTML, and what of it readers are told. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { cleanBlock, cleanInline } from '../../src/copy/html/sanitise.ts'
import { htmlFromBlocks } from '../../src/copy/html/to-html.ts'
import { markdownFromBlocks } from '../../src/copy/markdown/to-markdown.ts'
import { fromNinjs } from '../../src/copy/ninjs/from-ninjs.ts'
import { isCanonicalInline, textOf } from '../../src/copy/text/inline.ts'
import { Notes } from '../../src/copy/text/omissions.ts'
import { leastWork, parsed, runs } from './copies.ts'

function read(html: string) {
  const notes = new Notes()
  return { blocks: blocksFromHtml(html, notes.at('')), notes: notes.list() }
}
const paragraph = (text: string) => ({ type: 'paragraph', text })
const base = { v: 1, slug: 'toll', section: 'world', headline: 'The toll', publishedAt: '2026-11-10T16:05:00Z' }

describe('a number that was struck out', () => {
  test.each([
    '<del>13</del>',
    '<s>13</s>',
    '<strike>13</strike>',
    '<w:del>13</w:del>',
    '<span class=msoDel><s>13</s></span>',
    '<span style="text-decoration: line-through">13</span>',
    '<span style="color:red; TEXT-DECORATION-LINE:overline line-through">13</span>',
    '<font><span style="text-decoration:line-through!important"><b></b>13</span></font>',
    '<del><s>13</s></del>',
  ])('stays struck: %s', (struck) => {
    const html = `<p>The toll is ${struck}15.</p>`
    expect(blocksFromHtml(html)).toEqual([paragraph('The toll is <s>13</s>15.')])
    expect(cleanInline(`The toll is ${struck}15.`)).toBe('The toll is <s>13</s>15.')
    expect(cleanBlock(html)).toBe('<p>The toll is <s>13</s>15.</p>')
  })

  test.each([
    '<style>b { text-decoration: line-through }</style><p><b>13</b></p>',
    '<p><span class="line-through">13</span></p>',
    '<p><span class="editor-text-strikethrough">13</span></p>',
    '<div class="strike"><p>13</p></div>',
  ])('is struck where an element or the name of a class says so: %s', (html) => expect(read(html).blocks.map(({ text }) => textOf(String(text)))).toEqual(['']))

  test('is none where a page hides itself until it is loaded, or a strike is news', () =>
    expect(read('<style>body{visibility:hidden}</style><body><p class="rail-strike-news">13</p></body>').blocks).toEqual([paragraph('13')]))

  test('stays struck where only a class says so', () => {
    const { blocks } = read(
      '<style>/* Docs */ .c1,p.c2{color:#000;text-decoration:line-through}.c3{font-weight:700}</style><p>Now <span class="c3 c1">13</span></p>',
    )
    expect(blocks).toEqual([paragraph('Now <s><strong>13</strong></s>')])
  })

  test('stays struck over whole paragraphs, and takes their picture along', () => {
    const { blocks, notes } = read(
      '<del><p>Thirteen died.</p><ul><li>One</li></ul><p><img src="/p.jpg" width="3" height="2" alt="A"></p></del><p>None died.</p>',
    )
    expect(blocks).toEqual([paragraph('<s>Thirteen died.</s>'), { type: 'list', items: ['<s>One</s>'] }, paragraph('None died.')])
    expect(notes).toEqual([expect.stringContaining('/p.jpg')])
  })

  test('is not said where no line can be drawn: titles, excerpts, captions, code, deep nesting', () => {
    expect(textOf('The toll is <s>13 <s>or</s> 14</s>15, <small>so far</small>')).toBe('The toll is 15, so far')
    expect(blocksFromHtml('<figure><img src="/p.jpg"><figcaption><del>13</del>15 dead</figcaption></figure>')).toMatchObject([{ caption: '15 dead' }])
    expect(blocksFromHtml('<pre>a<del>b</del>c</pre>')).toEqual([{ type: 'code', text: 'ac' }])
    expect(cleanInline(`${'<b>'.repeat(70)}15<del>13</del>${'</b>'.repeat(70)}`)).not.toContain('13')
    const item = {
      uri: 'urn:x',
      type: 'text',
      versionCreated: base.publishedAt,
      headlines: [{ value: '<del>13</del> 15 dead' }],
      bodies: [{ value: '<p>x</p>', contentType: 'text/html' }],
    }
    const filed = fromNinjs(item, { section: 'world' })
    expect(filed).toMatchObject({
      ok: true,
      article: { headline: '15 dead', slug: '15-dead' },
      notes: ['/headlines/0/value: Struck-out text was left out: “13”.'],
    })
  })

  test('stands beside what was put in its place', () => {
    expect(blocksFromHtml('<p><del>13</del><ins>15</ins> <ins style="color:red"><p>dead</p></ins></p>')).toEqual([paragraph('<s>13</s>15'), paragraph('dead')])
  })
})

describe('text that nobody saw', () => {
  test.each([
    '<span hidden>secret</span>',
    '<span style="display:none">secret</span>',
    '<span style="DISPLAY : NONE">secret</span>',
    '<span style="visibility:hidden">secret</span>',
    '<span style="mso-hide:all">secret</span>',
    '<span style="font-size:0">secret</span>',
    '<span class="screen-reader-text">secret</span>',
    '<template><b>secret</b></template>',
    '<noscript>secret</noscript>',
    '<dialog>secret</dialog>',
    '<style>.x{display:none}</style><i class="x">secret</i>',
    '<div style="mso-element:comment-list"><p>secret</p></div>',
    '<span class="MsoCommentReference">secret</span>',
    '<a href="#cmnt1">secret</a>',
  ])('stays unseen, and is noted: %s', (html) => {
    const { blocks, notes } = read(`<p>Seen.</p>${html}`)
    expect(blocks).toEqual([paragraph('Seen.')])
    expect(notes).toEqual(['Hidden text was left out: “secret”.'])
    expect(cleanInline(`<p>Seen. ${html}`).trim()).toBe('Seen.')
  })

  test.each([
    '<!-- secret -->',
    '<!--[if gte mso 9]><xml><o:x>secret</o:x></xml><![endif]-->',
    '<xml><w:View>secret</w:View></xml>',
    '<head><title>secret</title></head>',
  ])('and was for no reader goes without a word: %s', (html) => expect(read(`<p>Seen.</p>${html}`)).toEqual({ blocks: [paragraph('Seen.')], notes: [] }))
})

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
    expect(cleanInline(html)).toBe(written)
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
    expect(cleanInline('<b style="font-weight:400">plain</b> <span style="font-weight:bold"> </span>x')).toBe('plain  x')
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

/** Trees in which every word is another, and none stands where no reader would see it. */
const anyTree = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constant('%'),
    fc
      .tuple(
        fc.constantFrom(
          ...['p', 'div', 'b', 'em', 'del', 'a href="/x"', 'a href="rel"', 'span style="font-weight:700"', 'span style="text-decoration:line-through"'],
          ...[
            'ul',
            'ol',
            'li',
            'table',
            'tr',
            'td',
            'th',
            'caption',
            'blockquote',
            'cite',
            'footer',
            'figure',
            'figcaption',
            'h1',
            'h3',
            'pre',
            'dl',
            'dt',
            'dd',
          ],
          ...[
            'details',
            'summary',
            'ruby',
            'rt',
            'rb',
            'section',
            'aside class="pullquote"',
            'aside class="embed"',
            'button',
            'form',
            'nav',
            'span hidden',
            'svg',
          ],
          ...[
            'p class=MsoListParagraph style="mso-list:l0 level1 lfo1"',
            'p style="mso-list:l0 level2 lfo1"',
            'x-unknown',
            'sub',
            'center',
            'media',
            'fieldset',
          ],
        ),
        tie('nodes'),
      )
      .map(([tag, inner]) => `<${tag}>${inner}</${tag.split(' ')[0]}>`),
    fc.constantFrom('<br>', '<hr>', '<img src="/p.jpg" width=3 height=2 alt="">', '<iframe src="https://v.example/x"></iframe>', ' ', '\n'),
  ),
}))

test('what a film or a frame says to browsers without one is named, in case its end was lost and the story is in it', () => {
  expect(read('<p>One.</p><video src="/v.mp4"><p>Two.').notes).toEqual(['A <video> (/v.mp4) was left out: “Two.”. You can use an embed block instead.'])
  const notes = new Notes()
  expect(cleanInline('One <audio src="/a.mp3">two', notes.at(''))).toBe('One ')
  expect(notes.list()).toEqual(['An <audio> (/a.mp3) was left out: “two”. You can use an embed block instead.'])
})

describe('no word', () => {
  const words = (text: string) => [...new Set(text.match(/w\d+w/g) ?? [])].sort()
  const numbered = (tree: string) => {
    let at = 0
    return tree.replace(/%/g, () => `w${at++}w`)
  }

  test('of foreign HTML is lost in silence', () => {
    fc.assert(
      fc.property(anyTree.nodes, (tree) => {
        const html = numbered(tree)
        const { blocks, notes } = read(html)
        expect(words(JSON.stringify(blocks) + notes.join()), html).toEqual(words(html))
      }),
      runs(400),
    )
  })

  test('of HTML in a text or a block of HTML is lost in silence', () => {
    fc.assert(
      fc.property(anyTree.nodes, (tree) => {
        const html = numbered(tree)
        for (const clean of [cleanInline, cleanBlock]) {
          const notes = new Notes()
          const out = clean(html, notes.at(''))
          expect(words(out + notes.list().join()), html).toEqual(words(html))
          if (clean === cleanInline) expect(isCanonicalInline(out), out).toBe(true)
        }
      }),
      runs(400),
    )
  })
})
