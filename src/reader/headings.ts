/** The anchors of headings, and the contents of a long read. */

import { normaliseHeadingLevels } from '../copy/html/heading-levels.ts'
import type { Block } from '../copy/shapes/block.ts'
import { textOf } from '../copy/text/inline.ts'

/** From this many headings of the first level on, a long read has its contents at the top. */
const MIN_HEADINGS = 4

/** Ids of the headings by their index in the body, each of its own. */
export function headingIds(body: readonly Block[]) {
  const taken = new Set<string>()
  const ids = new Map<number, string>()
  for (const [at, block] of body.entries()) {
    if (block.type !== 'heading') continue
    const words = textOf(block.text)
      .toLowerCase()
      .normalize('NFKC')
      .replaceAll('\u2060', '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60)
    let id = `s-${words || at}`
    if (taken.has(id)) id = `${id}-${at}`
    taken.add(id)
    ids.set(at, id)
  }
  return ids
}

/** The contents of a long read, or nothing when it is short. */
export function contentsOf(body: readonly Block[]) {
  const ids = headingIds(body)
  const chapters = normaliseHeadingLevels(body).flatMap((block, at) =>
    block.type === 'heading' && block.level === 2 ? [{ id: ids.get(at) ?? '', text: textOf(block.text) }] : [],
  )
  return chapters.length >= MIN_HEADINGS ? chapters : []
}
