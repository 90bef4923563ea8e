import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../../scripts/run-node.ts'
import { blocksFromMarkdown } from '../../../src/copy/markdown/body.ts'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import type { EditorPage } from './editor-page.ts'
import { blocksIn, type Desk, openDesk, press, write } from './harness.ts'

declare const desk: EditorPage

const FOLDER = join(root, 'demo/articles')
const articles = readdirSync(FOLDER).map((name) => ({ name, body: bodyOf(name) }))

/** Without the front matter. */
function bodyOf(name: string): BlockInput[] {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  if (name.endsWith('.json')) return JSON.parse(text).body
  const read = blocksFromMarkdown(text.replace(/^---\n[\s\S]*?\n---\n/, ''))
  if (!read.ok) throw new Error(JSON.stringify(read.flaws))
  return read.value.blocks
}

describe('articles as they come', () => {
  let open: Desk
  beforeAll(async () => {
    open = await openDesk()
  })
  afterAll(() => open.close())

  test('the demo has articles to try', () => expect(articles.length).toBeGreaterThan(30))

  test('an article that nobody touched goes back byte for byte', async () => {
    for (const { name, body } of articles) {
      await write(open.page, body)
      expect(JSON.stringify(await blocksIn(open.page)), name).toBe(JSON.stringify(body))
    }
  })

  test('one keystroke changes one block', async () => {
    for (const { name, body } of articles) {
      await write(open.page, body)
      const target = body.findIndex(({ type }) => type === 'paragraph')
      await open.page.evaluate((index) => desk.editor.jumpTo(index), target)
      await open.page.keyboard.type('x')
      const after = await blocksIn(open.page)
      expect(after.length, name).toBe(body.length)
      const changed = after.flatMap((block, at) => (JSON.stringify(block) === JSON.stringify(body[at]) ? [] : [at]))
      expect(changed, name).toEqual([target])
      expect(after[target], name).toEqual({ ...body[target], text: `x${body[target]?.text}` })
    }
  })

  test('so it is for every kind of text, and what is taken back again is as it came', async () => {
    const [longest] = articles.toSorted((a, b) => JSON.stringify(b.body).length - JSON.stringify(a.body).length)
    const body = longest?.body ?? []
    await write(open.page, body)
    const texts = body.flatMap(({ type }, at) => (/^(?:paragraph|heading|quote|pullquote|list|table|code)$/.test(type) ? [at] : []))
    expect(new Set(texts.map((at) => body[at]?.type)).size).toBe(7)
    for (const at of texts) {
      await open.page.evaluate((index) => desk.editor.jumpTo(index), at)
      await open.page.keyboard.type('x')
      const after = await blocksIn(open.page)
      expect(after.flatMap((block, index) => (JSON.stringify(block) === JSON.stringify(body[index]) ? [] : [index]))).toEqual([at])
      await press(open.page, 'Backspace')
      expect(JSON.stringify(await blocksIn(open.page))).toBe(JSON.stringify(body))
    }
  })

  test('nothing of it breaks the page’s policy', async () => {
    expect(await open.page.evaluate(() => desk.violations)).toEqual([])
    expect(open.troubles).toEqual([])
  })
})
