/**
 * `node bench/editor.ts`: how long the desk's body editor takes, on this machine and as if it were four times slower: to mount 50 and
 * 2,000 blocks, for a key (from its event until the page has all blocks), and to paste what a word processor writes.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/run-node.ts'
import type { BlockInput } from '../src/copy/shapes/block.ts'
import { WORD } from '../test/journeys/editor/clipboards.ts'
import type { EditorPage } from '../test/journeys/editor/editor-page.ts'
import { openDesk, paste, write } from '../test/journeys/editor/harness.ts'
import { median } from './median.ts'

declare const desk: EditorPage

const KEYS = 100
const SLOW_DOWNS = [1, 4]

const FOLDER = join(root, 'demo/articles')
const demo: BlockInput[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')).body)
const blocks = (count: number) => Array.from({ length: count }, (_, at) => demo[at % demo.length] as BlockInput)

const { page, close } = await openDesk()
try {
  const devtools = await page.context().newCDPSession(page)
  console.log('| slow-down | blocks | mount | a key | slowest key | paste |\n|---|---|---|---|---|---|')
  for (const rate of SLOW_DOWNS) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    for (const count of [50, 2000]) console.log(`| ${rate}× | ${count} | ${(await measured(blocks(count))).join(' | ')} |`)
  }
} finally {
  await close()
}

async function measured(body: BlockInput[]) {
  const mounts: number[] = []
  for (let time = 0; time < 5; time++) {
    await page.reload()
    await page.waitForFunction(() => 'desk' in window)
    mounts.push(await page.evaluate(mountAndDraw, body))
  }
  await write(page, body)
  const keys = await keyTimes()
  const began = performance.now()
  await paste(page, { 'text/html': WORD, 'text/plain': 'x' })
  return [median(mounts), median(keys), Math.max(...keys), performance.now() - began].map((ms) => `${ms.toFixed(1)} ms`)
}

function mountAndDraw(body: BlockInput[]) {
  const began = performance.now()
  desk.mount(body)
  document.body.getBoundingClientRect()
  return performance.now() - began
}

/** Typed in the middle, where most have to be moved. */
async function keyTimes(): Promise<number[]> {
  await page.evaluate(() => {
    desk.editor.jumpTo(Math.floor(desk.editor.blocks().length / 2))
    const seen = Object.assign(window, { keyTimes: [] as number[], pressed: 0 })
    document.addEventListener(
      'keydown',
      () => {
        seen.pressed = performance.now()
      },
      true,
    )
    const { push } = desk.changes
    desk.changes.push = (...blocks) => {
      seen.keyTimes.push(performance.now() - seen.pressed)
      return push.apply(desk.changes, blocks)
    }
  })
  await page.keyboard.type('a'.repeat(KEYS), { delay: 20 })
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
}
