/** What can be done to lists, by keys and by buttons. */
import type { Attrs, Node } from 'prosemirror-model'
import type { Command, EditorState } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'
import { type Place, replaceSection, type Section, sectionAround } from './edit-lines.ts'
import { type Item, type Line, MAX_LIST_DEPTH } from './lines.ts'

export const isInList = ({ selection }: EditorState) => selection.$from.node(1)?.type === schema.nodes.list

/** Paragraphs and headings become items, and a list the other kind of list; items of a list of this kind become paragraphs. */
export const toggleList =
  (ordered: boolean): Command =>
  (state, dispatch) => {
    const section = sectionAround(state)
    if (!section) return false
    const [from, to] = selectedLines(section)
    const selected = section.lines.slice(from, to + 1)
    const isAll = selected.every((line) => (line.kind === 'item' ? Boolean(line.list.ordered) === ordered : !isProse(line.node)))
    const lines = isAll
      ? section.lines.map((line, at) => (at >= from && at <= to ? asParagraph(line) : line))
      : asList(section.lines, from, to, ordered ? NUMBERED : BULLETED)
    return apply(state, dispatch, section, lines)
  }

/** Of items nothing but the kind of list changes; the whole list, as far as it is on one level. */
function asList(lines: readonly Line[], from: number, to: number, list: Attrs): Line[] {
  const changed = new Set(lines.slice(from, to + 1).flatMap((line) => (line.kind === 'item' ? [line.list] : [])))
  return lines.map((line, at) => {
    if (line.kind === 'item') return changed.has(line.list) ? { ...line, list: { ...line.list, ...list } } : line
    const isSelected = at >= from && at <= to && isProse(line.node)
    return isSelected ? { kind: 'item', depth: 1, list: { origin: null, ...list }, value: null, line: schema.nodes.line.create(null, line.node.content) } : line
  })
}

const isProse = (node: Node) => node.isTextblock && !node.type.spec.code

const BULLETED: Attrs = { ordered: null, start: null, reversed: null }
const NUMBERED: Attrs = { ordered: true, start: null, reversed: null }

/** Items one level in or out. Out of the first level, they become paragraphs. */
export const moveItems =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const section = isInList(state) ? sectionAround(state) : undefined
    if (!section) return false
    const [from, to] = selectedLines(section)
    return apply(state, dispatch, section, by === 1 ? indented(section.lines, from, to) : outdented(section.lines, from, to))
  }

/** What is below an item moves with it, as deep as copy allows. */
function indented(lines: readonly Line[], from: number, to: number): Line[] {
  const above = lines[from - 1]
  const first = lines[from]
  if (first?.kind !== 'item' || above?.kind !== 'item' || first.depth > above.depth || first.depth === MAX_LIST_DEPTH) return [...lines]
  const end = endOfSubtree(lines, to)
  const model = siblingList(lines, from, first.depth + 1)
  return lines.map((line, at) => {
    if (at < from || at >= end || line.kind !== 'item') return line
    return { ...line, depth: Math.min(line.depth + 1, MAX_LIST_DEPTH), ...(line.depth === first.depth && { list: model ?? { ...line.list, origin: null } }) }
  })
}

/** The list that an item joins on a deeper level, if there is one just above it. */
function siblingList(lines: readonly Line[], before: number, depth: number): Attrs | undefined {
  for (let at = before - 1; at >= 0; at--) {
    const line = lines[at]
    if (line?.kind !== 'item' || line.depth < depth) return undefined
    if (line.depth === depth) return line.list
  }
  return undefined
}

function outdented(lines: readonly Line[], from: number, to: number): Line[] {
  const end = endOfSubtree(lines, to)
  return lines.map((line, at) => {
    if (at < from || at >= end || line.kind !== 'item') return line
    return line.depth > 1 ? { ...line, depth: line.depth - 1, ...parentList(lines, at, line.depth - 1) } : at <= to ? asParagraph(line) : line
  })
}

function parentList(lines: readonly Line[], before: number, depth: number): Partial<Item> {
  const parent = lines.slice(0, before).findLast((line): line is Item => line.kind === 'item' && line.depth === depth)
  return parent ? { list: parent.list } : {}
}

function endOfSubtree(lines: readonly Line[], last: number): number {
  const item = lines[last]
  const end = lines.findIndex((line, at) => at > last && (line.kind !== 'item' || item?.kind !== 'item' || line.depth <= item.depth))
  return end < 0 ? lines.length : end
}

const asParagraph = (line: Line): Line => (line.kind === 'item' ? { kind: 'block', node: schema.nodes.paragraph.create(null, line.line.content) } : line)

/** Enter: a new item, or, in an empty one, out of the list. */
export const splitItem: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection
  if (!isInList(state) || $from.parent.type !== schema.nodes.line || !$from.sameParent($to)) return false
  if (empty && $from.parent.content.size === 0) return moveItems(-1)(state, dispatch)
  const section = sectionAround(state)
  const at = section?.head.line ?? 0
  const item = section?.lines[at]
  if (!section || item?.kind !== 'item') return false
  const { content } = item.line
  const first: Item = { ...item, line: item.line.copy(content.cut(0, $from.parentOffset)) }
  const second: Item = { ...item, value: null, line: item.line.copy(content.cut($to.parentOffset)) }
  const place: Place = { line: at + 1, offset: 0 }
  return apply(state, dispatch, section, section.lines.toSpliced(at, 1, first, second), place)
}

/** Backspace where a line begins: an item goes one level out; a text block after a list joins its last item. */
export const joinBackwards: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  if (isInList(state)) return moveItems(-1)(state, dispatch)
  const section = sectionAround(state, { before: 1, after: followsList(state) ? 1 : 0 }) ?? sectionAround(state, { before: 1 })
  return section ? joinAt(state, dispatch, section, section.head.line) : false
}

/** Delete where a line ends: the next line joins it. */
export const joinForwards: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset < $from.parent.content.size) return false
  const own = sectionAround(state)
  const section = own && own.head.line === own.lines.length - 1 ? sectionAround(state, { after: 1 }) : own
  return section ? joinAt(state, dispatch, section, section.head.line + 1) : false
}

const followsList = ({ doc, selection }: EditorState) => doc.maybeChild(selection.$from.index(0) + 1)?.type === schema.nodes.list

/** Two text blocks are joined as everywhere else. */
function joinAt(state: EditorState, dispatch: Parameters<Command>[1], section: Section, at: number): boolean {
  const before = section.lines[at - 1]
  const after = section.lines[at]
  if (!before || !after || (before.kind === 'block' && after.kind === 'block')) return false
  const first = before.kind === 'item' ? before.line : before.node
  const second = after.kind === 'item' ? after.line : after.node
  if (!isProse(first) || !isProse(second)) return false
  const joined = first.copy(first.content.append(second.content))
  const line: Line = before.kind === 'item' ? { ...before, line: joined } : { kind: 'block', node: joined }
  return apply(state, dispatch, section, section.lines.toSpliced(at - 1, 2, line), { line: at - 1, offset: first.content.size })
}

const selectedLines = ({ anchor, head }: Section) => [Math.min(anchor.line, head.line), Math.max(anchor.line, head.line)] as const

function apply(state: EditorState, dispatch: Parameters<Command>[1], section: Section, lines: readonly Line[], place?: Place): boolean {
  const tr = replaceSection(state, section, lines, place ? { anchor: place, head: place } : section)
  if (tr) dispatch?.(tr)
  return tr !== undefined
}
