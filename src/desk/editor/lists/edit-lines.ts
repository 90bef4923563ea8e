/** Changes to the lines around a selection, and the selection after them. */
import { Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { blocksFrom, type Line, linesOf } from './lines.ts'

/** Blocks of the document from `first` up to but without `end`, as lines. `anchor` and `head` say where the selection is. */
export type Section = { from: number; to: number; lines: Line[]; anchor: Place; head: Place }
/** A place in the text of a line, by the number of the line. */
export type Place = { line: number; offset: number }

/** The section that the selection touches, with as many blocks `before` and `after` it as are asked for. */
export function sectionAround({ doc, selection }: EditorState, { before = 0, after = 0 } = {}): Section | undefined {
  const { $from, $to, $anchor, $head } = selection
  if (!$from.parent.isTextblock || !$to.parent.isTextblock) return undefined
  const first = $from.index(0) - before
  const end = $to.index(0) + 1 + after
  if (first < 0 || end > doc.childCount) return undefined
  const lines = linesOf(doc.children.slice(first, end))
  if (!lines) return undefined
  const from = positionOf(doc, first)
  return { from, to: positionOf(doc, end), lines, anchor: placeOf(doc, from, $anchor), head: placeOf(doc, from, $head) }
}

const positionOf = (doc: Node, index: number) => doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)

function placeOf(doc: Node, from: number, $position: ResolvedPos): Place {
  let line = -1
  doc.nodesBetween(from, $position.pos, (node, at) => {
    if (node.isTextblock && at < $position.pos) line++
    return !node.isTextblock
  })
  return { line: Math.max(0, line), offset: $position.parentOffset }
}

/** `undefined` where the lines stay as they are. */
export function replaceSection(
  state: EditorState,
  { from, to }: Section,
  lines: readonly Line[],
  { anchor, head }: Pick<Section, 'anchor' | 'head'>,
): Transaction | undefined {
  const blocks = blocksFrom(lines)
  const old = state.doc.slice(from, to).content
  const content = Fragment.fromArray(blocks)
  if (content.eq(old)) return undefined
  const { start, end, oldEnd } = changedPart(old, content)
  const { tr } = state
  tr.step(new ReplaceStep(from + start, from + oldEnd, new Slice(content.cut(start, end), 0, 0)))
  const at = (place: Place) => positionIn(tr.doc, from, place)
  return tr.setSelection(TextSelection.create(tr.doc, at(anchor), at(head))).scrollIntoView()
}

/** Whole blocks at both ends that are the same are left alone. */
function changedPart(old: Fragment, content: Fragment) {
  let start = 0
  let at = 0
  while (at < Math.min(old.childCount, content.childCount) && old.child(at).eq(content.child(at))) start += old.child(at++).nodeSize
  let end = content.size
  let oldEnd = old.size
  for (let back = 1; Math.min(old.childCount, content.childCount) - back >= at; back++) {
    const node = old.child(old.childCount - back)
    if (!node.eq(content.child(content.childCount - back))) break
    end -= node.nodeSize
    oldEnd -= node.nodeSize
  }
  return { start, end, oldEnd }
}

function positionIn(doc: Node, from: number, { line, offset }: Place): number {
  let position = from + 1
  let left = line
  doc.nodesBetween(from, doc.content.size, (node, at) => {
    if (!node.isTextblock) return left >= 0
    if (left === 0) position = at + 1 + Math.min(offset, node.content.size)
    left--
    return false
  })
  return position
}
