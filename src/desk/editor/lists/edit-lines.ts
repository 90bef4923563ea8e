/** Changes to the lines around a selection, and the selection after them. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { AllSelection, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { blocksFrom, type Line, lineStarts, linesOf } from './lines.ts'

/** Blocks of the document from `first` up to but without `end`, as lines. `anchor` and `head` say where the selection is. */
export type Section = { from: number; to: number; lines: Line[]; anchor: Place; head: Place }
/** A place in the text of a line, by the number of the line. */
export type Place = { line: number; offset: number }

/** The section that the selection touches, with as many blocks `before` and `after` it as are asked for. */
export function sectionAround({ doc, selection }: EditorState, { before = 0, after = 0 } = {}): Section | undefined {
  const { $from, $to, $anchor, $head } = selection instanceof AllSelection ? TextSelection.between(selection.$from, selection.$to) : selection
  if (!$from.parent.inlineContent || !$to.parent.inlineContent) return undefined
  const first = $from.index(0) - before
  const end = $to.index(0) + 1 + after
  if (first < 0 || end > doc.childCount) return undefined
  const blocks = doc.children.slice(first, end)
  const from = positionOf(doc, first)
  const starts = lineStarts(blocks, from)
  return { from, to: positionOf(doc, end), lines: linesOf(blocks), anchor: placeOf(starts, $anchor.pos), head: placeOf(starts, $head.pos) }
}

const positionOf = (doc: Node, index: number) => doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)

function placeOf(starts: readonly number[], position: number): Place {
  const line = Math.max(
    0,
    starts.findLastIndex((start) => start <= position),
  )
  return { line, offset: position - (starts[line] ?? position) }
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
  const starts = lineStarts(blocks, from)
  const at = ({ line, offset }: Place) => Math.min((starts[line] ?? from) + offset, tr.doc.content.size)
  return tr.setSelection(TextSelection.between(tr.doc.resolve(at(anchor)), tr.doc.resolve(at(head)))).scrollIntoView()
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
