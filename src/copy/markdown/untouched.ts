/**
 * Blocks that an editor wrote around in Markdown go back as they were. Markdown has no form for some of what a block holds, and writing
 * and reading it again would change blocks that nobody touched.
 */

import type { Block, BlockInput } from '../shapes/block.ts'
import { effort, stretchesBetween } from '../text/shortest-edit.ts'
import { blocksFromMarkdown } from './body.ts'
import { markdownFromBlock } from './to-markdown.ts'

/** `sent` was read from Markdown that an editor began from `before` with. Whatever reads the same as before is what it was before. */
export function restoreUntouched(sent: readonly BlockInput[], before: readonly Block[]): BlockInput[] {
  const restored: BlockInput[] = []
  let [from, to] = [0, 0]
  for (const { count, op } of stretchesBetween(before.map(rereadKey), sent.map(keyOf), effort())) {
    if (op !== 'added') from += count
    if (op !== 'removed') to += count
    if (op === 'added') restored.push(...sent.slice(to - count, to))
    else if (op !== 'removed') restored.push(...before.slice(from - count, from))
  }
  return restored
}

/** How a block reads after a way through Markdown. One that becomes two, or none, is like no other. */
function rereadKey(block: Block, at: number) {
  const read = blocksFromMarkdown(markdownFromBlock(block))
  const [only, ...others] = read.ok ? read.value.blocks : []
  return only && others.length === 0 ? keyOf(only) : `block ${at}`
}

const keyOf = (block: BlockInput) => JSON.stringify(block)
