import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import '../../../src/copy/html/sanitise.ts'
import { root } from '../../../scripts/run-node.ts'
import { parseArticle } from '../../../src/copy/parse-article.ts'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import { GOOGLE_DOCS, LIBREOFFICE, PAGES, WEB_PAGE, WORD } from './clipboards.ts'
import type { EditorPage } from './editor-page.ts'
import { blocksIn, type Desk, openDesk, paste, settled, write } from './harness.ts'

declare const desk: EditorPage

/** `RUNS=100` looks further, from another seed or from `SEED`. */
const DOCUMENTS = Number(process.env.RUNS ?? 12)
const MOVES = 40
const FIRST_SEED = Number(process.env.SEED ?? (process.env.RUNS ? Date.now() % 1_000_000 : 20261126))

const FOLDER = join(root, 'demo/articles')
const BODIES: BlockInput[][] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8').replaceAll('../pictures/', '/pictures/')).body.slice(0, 8))
const AWKWARD: BlockInput[] = [
  { type: 'list', items: [{ text: '1', list: { items: [{ text: '2', list: { items: [{ text: '3', list: { items: ['4', '4b'] } }] } }] } }, 'end'] },
  { type: 'table', head: ['a', 'b'], rows: [['c', 'd'], ['e']] },
  { type: 'code', text: 'one\ntwo' },
  { type: 'divider' },
  { type: 'embed', url: 'https://v.example/1', title: 'A film' },
  {
    type: 'paragraph',
    text: '<em>a<strong>b</strong></em><br><ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby> <q>c <q>d</q></q><a href="#fn-1" id="fnref-1"></a>',
  },
]
const CLIPBOARDS = [
  ...[WORD, GOOGLE_DOCS, PAGES, LIBREOFFICE, WEB_PAGE].map((html) => ({ 'text/html': html, 'text/plain': 'x' })),
  { 'text/html': '<table><tr><td>1<td>2<tr><td>3</table>' },
  { 'text/html': '<ul><li>a<ul><li>b<ul><li>c<ul><li>d<ul><li>e</ul></ul></ul></ul></ul>' },
  { 'text/html': '<p>one</p><p>two</p>' },
  { 'text/html': '<b>inline</b>' },
  { 'text/plain': '# Title\n\n1. x\n2. y\n\n| a | b |\n|---|---|\n| c | d |' },
  { 'text/plain': 'plain\n\nwords' },
]
const KEYS = [
  'Enter',
  'Enter',
  'Backspace',
  'Backspace',
  'Delete',
  'Tab',
  'Shift+Tab',
  'Shift+Enter',
  'Control+b',
  'Control+z',
  'Control+z',
  'Control+y',
  'Home',
  'End',
]
KEYS.push(
  'Control+Shift+7',
  'Control+Shift+8',
  'Control+Alt+2',
  'Control+Alt+0',
  'Control+Alt+ArrowDown',
  'Control+Alt+Backspace',
  'Alt+Shift+ArrowUp',
  'Control+x',
)
const TYPED = ['x', '- ', '## ', '**b** ', '"', '/', ' ', '```', '> ', '---', '漢字']

/** The same numbers from the same seed (mulberry32). */
function randomFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

describe('whatever is done to it', () => {
  let open: Desk
  beforeAll(async () => {
    open = await openDesk()
  })
  afterAll(() => open.close())

  test('what comes out can be filed', { timeout: 20_000 * DOCUMENTS }, async () => {
    for (let run = 0; run < DOCUMENTS; run++) {
      const seed = FIRST_SEED + run
      const random = randomFrom(seed)
      const moves: string[] = []
      await write(open.page, [...(BODIES[random(BODIES.length)] ?? []), ...AWKWARD])
      for (let move = 0; move < MOVES; move++) {
        moves.push(await somethingDone(open.page, random))
        const body = await blocksIn(open.page)
        const flaws = flawsOf(body)
        expect(flaws, `seed ${seed} after ${moves.join(', ')}: ${JSON.stringify(body).slice(0, 2000)}`).toEqual([])
        expect([...open.troubles, ...(await open.page.evaluate(() => desk.violations))], `seed ${seed} after ${moves.join(', ')}`).toEqual([])
      }
    }
  })
})

async function somethingDone(page: Page, random: (below: number) => number): Promise<string> {
  const kind = random(10)
  if (kind < 3) return moved(page, [random(1000), random(1000), random(1000), random(2)])
  if (kind < 5) {
    const clipboard = random(CLIPBOARDS.length)
    await paste(page, CLIPBOARDS[clipboard] ?? {})
    return `paste ${clipboard}`
  }
  if (kind < 7) {
    const text = TYPED[random(TYPED.length)] ?? ''
    await page.keyboard.type(text)
    await settled(page)
    return `type ${text}`
  }
  const key = KEYS[random(KEYS.length)] ?? ''
  await page.keyboard.press(key)
  await settled(page)
  // Keys that lead out of the text, or into a menu, lead back.
  await page.evaluate(() => desk.editor.focus())
  return key
}

/** Puts the selection somewhere, over several blocks perhaps. */
async function moved(page: Page, [from, length, offset, isRange]: [number, number, number, number]) {
  const where = await page.evaluate(
    ([start, far, at, range]) => {
      const text = document.querySelector('.ProseMirror') as HTMLElement
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest('[contenteditable=false], .ProseMirror-trailingBreak') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      )
      const nodes: Node[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node)
      const anchor = nodes[start % nodes.length]
      const head = range ? nodes[Math.min((start % nodes.length) + (far % 6), nodes.length - 1)] : anchor
      if (!anchor || !head) return 'nowhere'
      const inNode = (node: Node) => at % ((node.textContent?.length ?? 0) + 1)
      text.focus()
      getSelection()?.setBaseAndExtent(anchor, inNode(anchor), head, inNode(head))
      return `${start % nodes.length}`
    },
    [from, length, offset, isRange] as const,
  )
  await settled(page)
  return `select ${where}`
}

/** But for pictures whose size is not known before they are loaded. */
function flawsOf(body: readonly BlockInput[]) {
  const decided = body.map((block) => (block.type === 'picture' ? { width: 1, height: 1, ...block } : block))
  const parsed = parseArticle({ v: 1, slug: 'fuzzed', section: 'world', headline: 'Fuzzed', publishedAt: '2026-11-01T10:00:00Z', body: decided })
  return parsed.ok ? [] : parsed.flaws
}
