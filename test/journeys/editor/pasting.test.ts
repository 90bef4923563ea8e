import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseArticle } from '../../../src/copy/parse-article.ts'
import '../../../src/copy/html/sanitise.ts'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import { CODE_EDITOR, GOOGLE_DOCS, LIBREOFFICE, PAGES, WEB_PAGE, WORD } from './clipboards.ts'
import type { EditorPage } from './editor-page.ts'
import { blocksIn, type Desk, openDesk, paste, press, write } from './harness.ts'

declare const desk: EditorPage

let open: Desk
beforeAll(async () => {
  open = await openDesk()
})
afterAll(() => open.close())

/** What is in the editor after pasting into these blocks, the caret in the first. */
async function pasted(data: Record<string, string>, into: BlockInput[] = [], keys: string[] = []) {
  await write(open.page, into)
  await press(open.page, ...keys)
  await paste(open.page, data)
  return blocksIn(open.page)
}

describe('what is pasted comes in clean', () => {
  test('Word: headings, emphasis, struck words, lists by their levels, tables, footnotes', async () => {
    expect(await pasted({ 'text/html': WORD, 'text/plain': 'A ferry in the fog' })).toMatchInlineSnapshot(`
      [
        {
          "level": 2,
          "text": "A ferry in the fog",
          "type": "heading",
        },
        {
          "text": "The <b>night ferry</b> was <i>late</i>, says <a href="https://x.example/a?b=1&amp;c=2">the harbour</a><a href="#fn-1" title="" id="fnref-1">[1]</a>.",
          "type": "paragraph",
        },
        {
          "text": "It cost <s>ten</s> <s>eleven</s> twelve crowns.",
          "type": "paragraph",
        },
        {
          "items": [
            {
              "list": {
                "items": [
                  "By the spring",
                ],
              },
              "text": "Dredge the channel",
            },
          ],
          "type": "list",
        },
        {
          "items": [
            "First step",
          ],
          "ordered": true,
          "type": "list",
        },
        {
          "rows": [
            [
              "Port",
              "Hour",
            ],
            [
              "Averil",
              "<b>22:10</b>",
            ],
          ],
          "type": "table",
        },
        {
          "type": "divider",
        },
        {
          "text": "<a href="#fnref-1" title="" id="fn-1">[1]</a> Said on Monday.",
          "type": "paragraph",
        },
      ]
    `)
  })

  test('Google Docs: what only styles say', async () => {
    expect(await pasted({ 'text/html': GOOGLE_DOCS, 'text/plain': 'Fog again' })).toMatchInlineSnapshot(`
      [
        {
          "level": 2,
          "text": "Fog again",
          "type": "heading",
        },
        {
          "text": "<strong>Bold</strong>, <em>slanted</em> and <s>struck</s> with <a href="https://x.example/page">a link</a><sup>2</sup>",
          "type": "paragraph",
        },
        {
          "items": [
            {
              "list": {
                "items": [
                  "one deeper",
                ],
              },
              "text": "one",
            },
          ],
          "type": "list",
        },
      ]
    `)
  })

  test('Pages: what its own style sheet says', async () => {
    expect(await pasted({ 'text/html': PAGES, 'text/plain': 'A bold word' })).toMatchInlineSnapshot(`
      [
        {
          "text": "A <strong>bold</strong> word and a <s>struck</s> one",
          "type": "paragraph",
        },
        {
          "items": [
            "first",
            "second",
          ],
          "type": "list",
        },
      ]
    `)
  })

  test('LibreOffice: lists and footnotes', async () => {
    expect(await pasted({ 'text/html': LIBREOFFICE, 'text/plain': 'Late1 again' })).toMatchInlineSnapshot(`
      [
        {
          "text": "Late<sup><sup><a href="#fn-1" id="fnref-1">1</a></sup></sup> again, <b>badly</b>",
          "type": "paragraph",
        },
        {
          "items": [
            "one",
            "two",
          ],
          "ordered": true,
          "type": "list",
        },
        {
          "text": "<a href="#fnref-1" id="fn-1">1</a> On Monday.",
          "type": "paragraph",
        },
      ]
    `)
  })

  test('web pages: no scripts, no handlers, no menus; an empty alt text is undecided', async () => {
    expect(await pasted({ 'text/html': WEB_PAGE, 'text/plain': 'No link' })).toMatchInlineSnapshot(`
      [
        {
          "text": "No link, but <a href="/sport/match">a path</a>.",
          "type": "paragraph",
        },
        {
          "alt": "",
          "caption": "The harbour",
          "height": 500,
          "src": "https://x.example/harbour.jpg",
          "type": "picture",
          "width": 800,
        },
        {
          "cite": "The captain",
          "text": "Wait.",
          "type": "quote",
        },
      ]
    `)
  })

  test('Markdown, as text or from an editor of code', async () => {
    expect(await pasted({ 'text/plain': '## Delays\n\n- one\n- **two**\n\n> Said it\n\nA note[^1].\n\n[^1]: The note.' })).toMatchInlineSnapshot(`
      [
        {
          "level": 2,
          "text": "Delays",
          "type": "heading",
        },
        {
          "items": [
            "one",
            "<strong>two</strong>",
          ],
          "type": "list",
        },
        {
          "text": "Said it",
          "type": "quote",
        },
        {
          "text": "A note<sup id="fnref-1"><a href="#fn-1">1</a></sup>.",
          "type": "paragraph",
        },
        {
          "type": "divider",
        },
        {
          "items": [
            "The note. <a href="#fnref-1" id="fn-1">↩</a>",
          ],
          "ordered": true,
          "type": "list",
        },
      ]
    `)
    expect(await pasted(CODE_EDITOR)).toEqual([
      { type: 'heading', level: 2, text: 'Fog' },
      { type: 'list', items: ['one', 'two'] },
    ])
  })

  test('Markdown that can’t be read comes in as its text, and why is said', async () => {
    expect(await pasted({ 'text/plain': '## Delays\n\n![The quay](https://x.example/quay.jpg)' })).toEqual([
      { type: 'paragraph', text: '## Delays' },
      { type: 'paragraph', text: '![The quay](https://x.example/quay.jpg)' },
    ])
    expect(await open.page.getByRole('status').textContent()).toContain('couldn’t be read as Markdown. The picture https://x.example/quay.jpg needs a width')
  })

  test('plain text keeps its paragraphs and lines', async () => {
    expect(await pasted({ 'text/plain': 'One\ntwo\n\nThree & <b>four</b>' })).toEqual([
      { type: 'paragraph', text: 'One<br>two' },
      { type: 'paragraph', text: 'Three &amp; &lt;b&gt;four&lt;/b&gt;' },
    ])
  })

  test('footnotes that are pasted keep apart from those that are there', async () => {
    const note: BlockInput = { type: 'paragraph', text: '<a href="#fnref-1" id="fn-1">[1]</a> Mine.' }
    const body = await pasted({ 'text/html': LIBREOFFICE, 'text/plain': 'Late1 again' }, [{ type: 'divider' }, note])
    const ids = Array.from(JSON.stringify(body).matchAll(/ id=\\"([^\\]+)/g), ([, id]) => id)
    expect(ids.toSorted()).toEqual(['fn-1', 'fn-1-2', 'fnref-1-2'])
    expect(body).toContainEqual({ type: 'paragraph', text: '<a href="#fnref-1-2" id="fn-1-2">1</a> On Monday.' })
  })

  test('what was left out is said to everyone', async () => {
    await pasted({ 'text/html': '<p>a</p><img src="cid:fog" alt="Fog">', 'text/plain': 'a' })
    expect(await open.page.getByRole('status').textContent()).toContain('A picture (cid:fog) was left out: “Fog”.')
    await open.page.getByRole('button', { name: 'Close' }).click()
    expect(await open.page.getByRole('status').textContent()).toBe('')
  })

  test('pages without end come in as text, or not at all, and soon', async () => {
    expect(await pasted({ 'text/html': '<b>'.repeat(1_500_000), 'text/plain': 'one\n\ntwo' })).toHaveLength(2)
    expect(await open.page.getByRole('status').textContent()).toContain('pasted as plain text')
    expect(await pasted({ 'text/html': '<p>x</p>'.repeat(3000), 'text/plain': 'x' })).toEqual([])
    expect(await open.page.getByRole('status').textContent()).toContain('up to 2,000 blocks')
  })

  test('a page of 5 MB without plain text beside it comes in as its words', async () => {
    const page = `<html><head><title>Not this</title><style>p{color:red}</style></head><body><script>alert(1)</script><h1>Fog &amp; ferries</h1><p>Line one<br>line <b>two</b></p>${'<div style="font:x">'.repeat(250_000)}<p>The end</p>`
    expect(page.length).toBeGreaterThan(5_000_000)
    expect(await pasted({ 'text/html': page })).toEqual([
      { type: 'paragraph', text: 'Fog &amp; ferries' },
      { type: 'paragraph', text: 'Line one<br>line two' },
      { type: 'paragraph', text: 'The end' },
    ])
    expect(await open.page.getByRole('status').textContent()).toContain('pasted as plain text')
    expect(await pasted({ 'text/html': `<p>${'word '.repeat(1_000_000)}</p>` })).toEqual([])
    expect(await open.page.getByRole('status').textContent()).toContain('Nothing was pasted. Paste a part of it.')
    expect(await pasted({ 'text/html': '<script>alert(1)</script>' })).toEqual([])
    expect(await open.page.getByRole('status').textContent()).toContain('There was nothing to paste.')
  })

  test('a picture within the text that was cut off is said, and the text comes in all the same', async () => {
    const cut = '<p>a</p><img src="data:image/png;base64,iVBORw0KG" width="2" height="1"><p>b</p>'
    expect(await pasted({ 'text/html': cut, 'text/plain': 'a b' })).toEqual([
      { type: 'paragraph', text: 'a' },
      { type: 'paragraph', text: 'b' },
    ])
    expect(await open.page.getByRole('status').textContent()).toContain('A picture in it can’t be read, and was left out.')
    await pasted({ 'text/html': '<p>a</p><img src="data:image/svg+xml,%3Csvg%3E" alt="A chart">', 'text/plain': 'a' })
    expect(await open.page.getByRole('status').textContent()).toMatch(/picture .*was left out/)
  })

  test('rules that could not be loaded are asked for again', async () => {
    await open.page.context().route(/rules/, (route) => route.abort())
    await open.page.reload()
    await open.page.waitForFunction(() => 'desk' in window)
    expect(await pasted({ 'text/plain': 'a' })).toEqual([])
    expect(await open.page.getByRole('status').textContent()).toContain('Pasting needs a connection')
    await open.page.context().unroute(/rules/)
    expect(await pasted({ 'text/plain': 'a' })).toEqual([{ type: 'paragraph', text: 'a' }])
  })

  test('all of it is copy that can be filed', async () => {
    for (const html of [WORD, GOOGLE_DOCS, PAGES, LIBREOFFICE]) {
      const body = await pasted({ 'text/html': html, 'text/plain': 'x' })
      const parsed = parseArticle({ v: 1, slug: 'pasted', section: 'world', headline: 'Pasted', publishedAt: '2026-11-01T10:00:00Z', body })
      expect(parsed).toMatchObject({ ok: true })
    }
  })

  test('no style, script or handler in it breaks the page’s policy', async () => {
    expect(await open.page.evaluate(() => desk.violations)).toEqual([])
    expect(open.troubles).toEqual([])
  })
})

describe('where it is pasted', () => {
  const paragraph = (text: string): BlockInput => ({ type: 'paragraph', text })

  test('one paragraph joins the words around it', async () => {
    expect(await pasted({ 'text/html': '<p>big <b>red</b> </p>' }, [paragraph('A ship')], ['ArrowRight', 'ArrowRight'])).toEqual([
      paragraph('A big <b>red</b>ship'),
    ])
  })

  test('several part the paragraph that they are put into', async () => {
    expect(await pasted({ 'text/html': '<p>one</p><h2>Two</h2><p>three</p>' }, [paragraph('AB')], ['ArrowRight'])).toEqual([
      paragraph('Aone'),
      { type: 'heading', level: 2, text: 'Two' },
      paragraph('threeB'),
    ])
  })

  test('paragraphs become items in a list, and lists go on in it', async () => {
    expect(await pasted({ 'text/html': '<p>x</p><p>y</p>' }, [{ type: 'list', items: ['A', 'B'] }], ['End'])).toEqual([
      { type: 'list', items: ['Ax', 'y', 'B'] },
    ])
    expect(await pasted({ 'text/html': '<ul><li>x<ul><li>deep</li></ul></li></ul>' }, [{ type: 'list', items: ['A', 'B'] }], ['End'])).toEqual([
      { type: 'list', items: [{ text: 'Ax', list: { items: ['deep'] } }, 'B'] },
    ])
  })

  test('in a cell, text stays in the cell; a table fills the cells from there on', async () => {
    const table: BlockInput = {
      type: 'table',
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    }
    expect(await pasted({ 'text/html': '<p>x</p><p>y</p>' }, [table], ['End'])).toEqual([
      {
        type: 'table',
        rows: [
          ['ax<br>y', 'b'],
          ['c', 'd'],
        ],
      },
    ])
    expect(await pasted({ 'text/html': '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>' }, [table], ['Tab'])).toEqual([
      {
        type: 'table',
        rows: [
          ['a', '1', '2'],
          ['c', '3', '4'],
        ],
      },
    ])
  })

  test('in code, it is text', async () => {
    expect(await pasted({ 'text/html': '<p><b>x</b></p>', 'text/plain': '# x\n- y' }, [{ type: 'code', text: 'a' }], ['End'])).toEqual([
      { type: 'code', text: 'a# x\n- y' },
    ])
  })

  test('an address over words is their link', async () => {
    expect(await pasted({ 'text/plain': 'https://x.example/a' }, [paragraph('harbour')], ['Shift+End'])).toEqual([
      paragraph('<a href="https://x.example/a">harbour</a>'),
    ])
  })

  test('with Shift, it is plain text, whatever it looks like', async () => {
    await write(open.page, [])
    await open.page.keyboard.down('Shift')
    await open.page.keyboard.down('Control')
    await paste(open.page, { 'text/html': '<h2>Two</h2>', 'text/plain': '# Two' })
    await open.page.keyboard.up('Control')
    await open.page.keyboard.up('Shift')
    expect(await blocksIn(open.page)).toEqual([paragraph('# Two')])
  })

  test('after a capital letter, a paste from the menu keeps its headings', async () => {
    await write(open.page, [])
    await press(open.page, 'Shift+A', 'Enter')
    await paste(open.page, { 'text/html': '<h2>Two</h2>', 'text/plain': 'Two' })
    expect(await blocksIn(open.page)).toEqual([paragraph('A'), { type: 'heading', level: 2, text: 'Two' }])
  })

  test('what was copied here and pasted here is the same, unknown fields and all', async () => {
    const picture = { type: 'picture', src: '/pictures/dropped', alt: 'Fog', width: 640, height: 480, rights: 'agency' } as BlockInput
    await write(open.page, [picture, paragraph('end')])
    await open.page.evaluate(() => desk.editor.jumpTo(0))
    const copied = await open.page.evaluate(() => {
      const data = new DataTransfer()
      document.querySelector('.ProseMirror')?.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
      return Object.fromEntries(data.types.map((type) => [type, data.getData(type)]))
    })
    expect(copied['text/html']).toContain('<figure><img src="/pictures/dropped" alt="Fog"')
    await open.page.evaluate(() => desk.editor.jumpTo(1))
    await press(open.page, 'End', 'Enter')
    await paste(open.page, copied)
    expect(await blocksIn(open.page)).toEqual([picture, paragraph('end'), picture])
  })
})
