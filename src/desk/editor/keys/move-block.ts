/** Moves the block with the selection up or down. */
import { type Command, NodeSelection, TextSelection } from 'prosemirror-state'

export const moveBlock =
  (by: 1 | -1): Command =>
  ({ doc, selection, tr }, dispatch) => {
    const index = selection.$from.index(0)
    const node = doc.maybeChild(index)
    const neighbour = doc.maybeChild(index + by)
    if (!node || !neighbour || selection.$to.index(0) !== index + (selection instanceof NodeSelection ? 1 : 0)) return false
    const from = selection instanceof NodeSelection ? selection.from : selection.$from.before(1)
    const to = by === 1 ? from + neighbour.nodeSize : from - neighbour.nodeSize
    tr.delete(from, from + node.nodeSize).insert(to, node)
    const offset = to - from
    tr.setSelection(
      selection instanceof NodeSelection ? NodeSelection.create(tr.doc, to) : TextSelection.create(tr.doc, selection.anchor + offset, selection.head + offset),
    )
    dispatch?.(tr.scrollIntoView())
    return true
  }
