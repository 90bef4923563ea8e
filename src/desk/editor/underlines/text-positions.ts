/** Places in a block's plain text, as people and checks count them, and in the document. */
import type { Node } from 'prosemirror-model'
import { textOf } from '../../../copy/text/inline.ts'
import { schema } from '../schema/schema.ts'

/** A run of text of a block: where it is in the block's plain text, and where in its node. */
type Run = { start: number; length: number; from: number }

/**
 * Runs of the plain text: that of `textOf`, without what is struck out and without line breaks. Items and cells are each a
 * text of their own, one after the other with a line end between them.
 */
function runsOf(block: Node): Run[] {
  const runs: Run[] = []
  let start = 0
  let isFirst = true
  const addText = (parent: Node, from: number) => {
    if (!isFirst) start++
    isFirst = false
    parent.forEach((child, offset) => {
      if (schema.marks.s.isInSet(child.marks)) return
      const length = child.isText ? child.nodeSize : child.type === schema.nodes.fixed ? textOf(child.attrs.html).length : 0
      runs.push({ start, length: child.isText ? length : 0, from: from + offset })
      start += length
    })
  }
  if (block.isTextblock) addText(block, 1)
  else
    block.descendants((node, at) => {
      if (node.isTextblock) addText(node, at + 2)
      return !node.isTextblock
    })
  return runs
}

/** From offsets in the plain text of a block to places in its node; several, where something else stands between. */
export function rangesIn(block: Node, from: number, to: number): { from: number; to: number }[] {
  return runsOf(block).flatMap((run) => {
    const first = Math.max(from, run.start)
    const last = Math.min(to, run.start + run.length)
    return first < last ? [{ from: run.from + first - run.start, to: run.from + last - run.start }] : []
  })
}
