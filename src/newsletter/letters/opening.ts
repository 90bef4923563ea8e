/** How a story begins. */

import type { Article } from '../../copy/shapes/article.ts'
import type { Block } from '../../copy/shapes/block.ts'
import { updatesNewestFirst } from '../../copy/shapes/live.ts'
import { textOf } from '../../copy/text/inline.ts'

/** How much text is shown before "Read the rest". */
const MAX_OPENING_PARAGRAPHS = 3
const MAX_OPENING_CHARACTERS = 900

/** The first paragraphs; of a live story that has no text yet, those of its newest update. */
export function openingOf({ body, updates = [] }: Article): Block[] {
  const opening: Block[] = []
  let characters = 0
  for (const block of [...body, ...updatesNewestFirst(updates).flatMap((update) => update.body)]) {
    if (block.type !== 'paragraph') {
      if (opening.length > 0) break
      continue
    }
    characters += textOf(block.text).length
    if (opening.length === MAX_OPENING_PARAGRAPHS || (opening.length > 0 && characters > MAX_OPENING_CHARACTERS)) break
    opening.push(block)
  }
  return opening
}
