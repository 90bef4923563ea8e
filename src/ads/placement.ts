/**
 * Where ad slots are placed in a body. Reading comes first: never before the second paragraph has ended, never between a heading
 * and its text, never beside a picture, quote or table, and with a long stretch of text between any two.
 */

import type { Block } from '../copy/shapes/block.ts'
import { textOf } from '../copy/text/inline.ts'

/** Characters of running text between two slots: about 350 words. */
const MIN_TEXT_BETWEEN = 2000
/** Text that must still follow a slot, so that none closes the story. */
const MIN_TEXT_AFTER = 500
const MIN_PARAGRAPHS_BEFORE = 2
const MAX_SLOTS = 3

/** Indexes of the blocks after which a slot is placed, in order. Empty where `allowed` is false (sensitive or sponsored copy). */
export function placeSlots(body: readonly Block[], allowed: boolean): number[] {
  if (!allowed) return []
  const lengths = body.map((block) => (block.type === 'paragraph' ? textOf(block.text).length : 0))
  let left = lengths.reduce((sum, length) => sum + length, 0)
  let sinceLast = MIN_TEXT_BETWEEN / 2
  let paragraphs = 0
  const places: number[] = []
  for (const [at, block] of body.entries()) {
    const length = lengths[at] ?? 0
    left -= length
    sinceLast += length
    if (block.type === 'paragraph') paragraphs++
    const next = body[at + 1]
    const betweenParagraphs = block.type === 'paragraph' && (next?.type === 'paragraph' || next?.type === 'heading')
    if (!betweenParagraphs || paragraphs < MIN_PARAGRAPHS_BEFORE || sinceLast < MIN_TEXT_BETWEEN || left < MIN_TEXT_AFTER) continue
    places.push(at)
    sinceLast = 0
    if (places.length === MAX_SLOTS) break
  }
  return places
}
