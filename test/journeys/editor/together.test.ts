import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import type { EditorPage } from './editor-page.ts'
import { blocksIn, type Desk, openDesk, press, settled, write } from './harness.ts'

declare const desk: EditorPage

let open: Desk
beforeAll(async () => {
  open = await openDesk()
})
afterAll(() => open.close())

const paragraph = (text: string): BlockInput => ({ type: 'paragraph', text })

describe('what the page asks of the editor', () => {
  test('other blocks: what is the same stays, with the caret in it; what somebody else wrote is not undone', async () => {
    await write(open.page, [paragraph('mine'), paragraph('old')])
    await press(open.page, 'End')
    await open.page.keyboard.type('!')
    await open.page.evaluate(() =>
      desk.editor.setBlocks(
        [
          { type: 'paragraph', text: 'mine!' },
          { type: 'paragraph', text: 'theirs' },
        ],
        { undoable: false },
      ),
    )
    await open.page.keyboard.type('?')
    expect(await blocksIn(open.page)).toEqual([paragraph('mine!?'), paragraph('theirs')])
    await press(open.page, 'Control+z')
    expect(await blocksIn(open.page)).toEqual([paragraph('mine'), paragraph('theirs')])
    await open.page.evaluate(() => desk.editor.setBlocks([]))
    expect(await blocksIn(open.page)).toEqual([])
    await open.page.keyboard.type('on')
    expect(await blocksIn(open.page)).toEqual([paragraph('on')])
  })

  test('changes come with all blocks, those that did not change as the same JSON', async () => {
    const body: BlockInput[] = [{ type: 'paragraph', text: 'a', note: 1 } as BlockInput, paragraph('b')]
    await write(open.page, body)
    await open.page.keyboard.type('x')
    expect(await open.page.evaluate(() => desk.changes.at(-1))).toEqual([{ ...body[0], text: 'xa' }, body[1]])
  })

  test('underlined words: one press mends them, and what somebody types in is no longer underlined', async () => {
    await write(open.page, [
      paragraph('The <s>old</s> <b>Czech</b> Republic &amp; all'),
      { type: 'list', items: ['a', { text: 'b', list: { items: ['in the Czech Republic'] } }] },
      { type: 'table', head: ['h', 'i'], rows: [['j', 'k']] },
    ])
    await open.page.evaluate(() =>
      desk.editor.underline([
        { level: 'advise', where: '/body/0/text', range: { from: 8, to: 22 }, message: 'We write Czechia.', fix: 'Czechia' },
        { level: 'advise', where: '/body/1/items/1/list/items/0', range: { from: 7, to: 21 }, message: 'We write Czechia.', fix: 'Czechia' },
        { level: 'advise', where: '/body/2/rows/0/1', range: { from: 0, to: 1 }, message: 'Too short.' },
        { level: 'advise', where: '/headline', range: { from: 0, to: 1 }, message: 'Elsewhere.' },
      ]),
    )
    await settled(open.page)
    expect(await open.page.locator('.found').allTextContents()).toEqual(['Czech', ' Republic', 'Czech Republic', 'k'])
    await open.page.locator('.found').nth(2).click()
    await open.page.getByRole('button', { name: 'Change to “Czechia”' }).click()
    expect((await blocksIn(open.page))[1]).toEqual({ type: 'list', items: ['a', { text: 'b', list: { items: ['in the Czechia'] } }] })
    await open.page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(open.page, 'Control+Home')
    await press(open.page, 'Control+;')
    expect(await open.page.getByRole('dialog').textContent()).toContain('We write Czechia.')
    await open.page.getByRole('button', { name: 'Leave as it is' }).click()
    expect(await open.page.locator('.found').count()).toBe(3)
    await open.page.locator('.found').first().click()
    await press(open.page, 'Escape', 'ArrowRight')
    await open.page.keyboard.type('x')
    expect(await open.page.locator('.found').allTextContents()).toEqual(['k'])
  })

  test('words mended from elsewhere keep the link and the marks that most of them have', async () => {
    await write(open.page, [
      paragraph('The <a href="/world/prague">Czech Republic</a> and the C<b>zech</b> Republic'),
      { type: 'quote', text: 'No e-mail came', cite: 'An e-mail' },
      { type: 'list', items: ['a', { text: 'b', list: { items: ['an <b>e-mail</b>'] } }] },
    ])
    await open.page.evaluate(() => {
      desk.editor.mend('/body/0/text', { from: 27, to: 41 }, 'Czechia')
      desk.editor.mend('/body/0/text', { from: 4, to: 18 }, 'Czechia')
      desk.editor.mend('/body/1/cite', { from: 3, to: 9 }, 'email')
      desk.editor.mend('/body/2/items/1/list/items/0', { from: 3, to: 9 }, 'email')
    })
    expect(await blocksIn(open.page)).toEqual([
      paragraph('The <a href="/world/prague">Czechia</a> and the Czechia'),
      { type: 'quote', text: 'No e-mail came', cite: 'An e-mail' },
      { type: 'list', items: ['a', { text: 'b', list: { items: ['an <b>email</b>'] } }] },
    ])
    await press(open.page, 'Control+z')
    expect((await blocksIn(open.page))[2]).toEqual({ type: 'list', items: ['a', { text: 'b', list: { items: ['an <b>e-mail</b>'] } }] })
  })

  test('to be shown a block, counted as they go out', async () => {
    await write(open.page, [paragraph('a'), { type: 'divider' }, paragraph('c')])
    await press(open.page, 'End', 'Enter', 'Enter')
    await open.page.evaluate(() => desk.editor.jumpTo(2))
    await open.page.keyboard.type('x')
    expect(await open.page.evaluate(() => desk.editor.currentBlock())).toBe(2)
    expect(await blocksIn(open.page)).toEqual([paragraph('a'), { type: 'divider' }, paragraph('xc')])
  })

  test('to be led to words, or to a field', async () => {
    await write(open.page, [paragraph('One two<br>three'), { type: 'picture', src: '/pictures/dropped', alt: '', width: 640, height: 480 }])
    await open.page.evaluate(() => desk.editor.jumpTo('/body/0/text', { from: 8, to: 13 }))
    await open.page.keyboard.type('four')
    expect((await blocksIn(open.page))[0]).toEqual(paragraph('One two<br>four'))
    await open.page.evaluate(() => desk.editor.jumpTo('/body/1/alt'))
    await open.page.keyboard.type('Fog')
    expect((await blocksIn(open.page))[1]).toMatchObject({ alt: 'Fog' })
  })

  test('an article of another language is written in its direction', async () => {
    await write(open.page, [paragraph('مرحبا'), { type: 'list', items: ['أ', 'ب'] }], { lang: 'ar', dir: 'rtl' })
    await press(open.page, 'End')
    await open.page.keyboard.type(' بكم')
    expect(await blocksIn(open.page)).toEqual([paragraph('مرحبا بكم'), { type: 'list', items: ['أ', 'ب'] }])
    expect(await open.page.locator('.ProseMirror').evaluate((text) => [text.getAttribute('lang'), getComputedStyle(text).direction])).toEqual(['ar', 'rtl'])
  })

  test('words composed by an input method come in once, over what is selected in several blocks or cells, too', async () => {
    const composed = async (body: BlockInput[], ...keys: string[]) => {
      await write(open.page, body, { lang: 'zh-Hans' })
      await press(open.page, ...keys)
      const devtools = await open.page.context().newCDPSession(open.page)
      for (const text of ['h', 'ha', 'hai']) {
        await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
        await settled(open.page)
      }
      await devtools.send('Input.insertText', { text: '海' })
      await settled(open.page)
      return blocksIn(open.page)
    }
    const over = ['ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight']
    expect(await composed([paragraph('东')], 'End')).toEqual([paragraph('东海')])
    expect(await composed([paragraph('ab'), { type: 'heading', level: 2, text: 'cd' }], ...over)).toEqual([paragraph('a海d')])
    expect(await composed([{ type: 'table', rows: [['ab', 'cd']] }], ...over)).toEqual([{ type: 'table', rows: [['a海', 'd']] }])
  })
})

test('without a connection the text can be written; what is not there yet says so', async () => {
  await open.page.context().route(/tools/, (route) => route.abort())
  await open.page.reload()
  await open.page.waitForFunction(() => 'desk' in window)
  await open.page.evaluate(() => void desk.mount([{ type: 'paragraph', text: 'a' }]))
  await open.page.evaluate(() => desk.editor.focus())
  await press(open.page, 'End')
  await open.page.keyboard.type('b')
  await press(open.page, 'Control+k')
  await open.page.getByText('A part of the editor couldn’t be loaded.').waitFor()
  expect(await blocksIn(open.page)).toEqual([paragraph('ab')])
  await open.page.context().unroute(/tools/)
  await open.page.reload()
  await open.page.waitForFunction(() => 'desk' in window)
})

describe('everyone can use it', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const body: BlockInput[] = [
    { type: 'heading', level: 2, text: 'Fog' },
    paragraph('A <a href="/sport/match">link</a> and a note<sup id="fnref-1"><a href="#fn-1">1</a></sup>'),
    { type: 'list', items: ['a', { text: 'b', list: { items: ['c'] } }] },
    { type: 'quote', text: 'Wait', cite: 'The captain' },
    { type: 'table', caption: 'Trains', head: ['Where', 'When'], rows: [['Oslo', '10:00']], rowHeads: true },
    { type: 'picture', src: '/pictures/dropped', width: 640, height: 480 },
    { type: 'embed', url: 'https://v.example/1', title: 'A film' },
    { type: 'html', html: '<dl><dt>a</dt><dd>b</dd></dl>' },
    { type: 'code', text: 'x' },
    { type: 'map' } as unknown as BlockInput,
  ]

  test('axe finds nothing, light or dark, left or right, with a menu or a panel open, and it fits 320 pixels', async () => {
    for (const [width, scheme, dir] of [
      [1000, 'light', 'ltr'],
      [320, 'dark', 'rtl'],
    ] as const) {
      await open.page.setViewportSize({ width, height: 800 })
      await open.page.emulateMedia({ colorScheme: scheme })
      await write(open.page, body, { dir })
      for (const keys of [[], ['Control+f'], ['Escape', 'Control+/'], ['Escape', 'Control+End', '/']]) {
        await press(open.page, ...keys)
        expect(await violations(), `${scheme} after ${keys.join(' ')}`).toEqual([])
        expect(await open.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
    }
  })

  /** Run by DevTools: the page's own policy lets no script in. The bare page around the editor has no headings or landmarks. */
  async function violations() {
    const isolated = await open.page.context().newCDPSession(open.page)
    await isolated.send('Runtime.evaluate', { expression: axe })
    const run = `axe.run('.body-editor', { rules: { region: { enabled: false } } }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])))`
    const { result } = await isolated.send('Runtime.evaluate', { expression: run, awaitPromise: true })
    return JSON.parse(result.value ?? 'null')
  }
})

test('nothing of it breaks the page’s policy', async () => {
  expect(await open.page.evaluate(() => desk.violations)).toEqual([])
  expect(open.troubles).toEqual([])
})
