/** Text of foreign HTML that its writers struck out or hid: no reader is told it as if it stood. */
import { describe, expect, test } from 'vitest'
import { blocksFromHtml } from '../../src/copy/html/from-html.ts'
import { sanitiseBlock, sanitiseInline } from '../../src/copy/html/sanitise.ts'
import { fromNinjs } from '../../src/copy/ninjs/from-ninjs.ts'
import { textOf } from '../../src/copy/text/inline.ts'
import { Notes } from '../../src/copy/text/omissions.ts'

function read(html: string) {
  const notes = new Notes()
  return { blocks: blocksFromHtml(html, notes.reporterAt('')), notes: notes.list() }
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
    expect(sanitiseInline(`The toll is ${struck}15.`)).toBe('The toll is <s>13</s>15.')
    expect(sanitiseBlock(html)).toBe('<p>The toll is <s>13</s>15.</p>')
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
    expect(sanitiseInline(`${'<b>'.repeat(70)}15<del>13</del>${'</b>'.repeat(70)}`)).not.toContain('13')
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
    expect(sanitiseInline(`<p>Seen. ${html}`).trim()).toBe('Seen.')
  })

  test.each([
    '<!-- secret -->',
    '<!--[if gte mso 9]><xml><o:x>secret</o:x></xml><![endif]-->',
    '<xml><w:View>secret</w:View></xml>',
    '<head><title>secret</title></head>',
  ])('and was for no reader goes without a word: %s', (html) => expect(read(`<p>Seen.</p>${html}`)).toEqual({ blocks: [paragraph('Seen.')], notes: [] }))
})
