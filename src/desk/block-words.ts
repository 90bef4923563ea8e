/** The words of a block, as people read them; also of one that isn't finished. */
import type { BlockInput } from '../copy/shapes/block.ts'
import { textOf } from '../copy/text/inline.ts'

/** How much of a block a note quotes. */
const EXCERPT_UNITS = 200

export const excerptOf = (block: BlockInput) => wordsIn(block).join(' ').replace(/\s+/g, ' ').trim().slice(0, EXCERPT_UNITS).toWellFormed().trim()

function wordsIn(value: unknown, name = ''): string[] {
  if (name === 'type' || name === 'src') return []
  if (typeof value === 'string') return [textOf(value)]
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, part]) => wordsIn(part, key)) : []
}
