import type { Node } from 'prosemirror-model'
import { NodeSelection, type Selection, TextSelection } from 'prosemirror-state'

/** The whole of a card, or the beginning of a text, list or table. */
export function blockSelection(doc: Node, from: number): Selection {
  const node = doc.nodeAt(from)
  return node?.isAtom ? NodeSelection.create(doc, from) : TextSelection.near(doc.resolve(from + 1))
}
