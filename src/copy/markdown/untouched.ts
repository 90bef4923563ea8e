/**
 * Blocks that an editor wrote around in Markdown go back as they were. Markdown has no form for some of what a block holds, and writing
 * and reading it again would change blocks that nobody touched.
 */
import { diffArrays } from 'diff'
import type { Block, BlockInput } from '../shapes/block.ts'
import { blocksFromMarkdown } from './body.ts'
import { markdownFromBlock } from './to-markdown.ts'

/** `sent` was read from Markdown that an editor began from `before` with. Whatever reads the same as before is what it was before. */
export function restoreUntouched(sent: readonly BlockInput[], before: readonly Block[]): BlockInput[] {
  const restored: BlockInput[] = []
  let [from, to] = [0, 0]
  for (const { value, added, removed } of diffArrays(before.map(rereadKey), sent.map(keyOf))) {
    for (const _ of value) {
      if (removed) from++
      else if (added) restored.push(sent[to++] as BlockInput)
      else {
        restored.push(before[from++] as BlockInput)
        to++
      }
    }
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
