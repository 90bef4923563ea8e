/** Puts blocks where the selection is, as that place can hold them. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type EditorState, NodeSelection, TextSelection, type Transaction } from 'prosemirror-state'
import { replaceSection, sectionAround } from '../lists/edit-lines.ts'
import { clamped, type Item, type Line, linesOf } from '../lists/lines.ts'
import { isInList } from '../lists/list-commands.ts'
import { schema } from '../schema/schema.ts'
import { tableOf } from '../tables/grid.ts'
import { fillTable } from './fill-table.ts'

export function insertBlocks(state: EditorState, nodes: readonly Node[]): Transaction | undefined {
  if (nodes.length === 0) return undefined
  const { $from } = state.selection
  if ($from.parent.type.spec.code) return state.tr.insertText(nodes.map(plainText).join('\n\n')).scrollIntoView()
  if (tableOf(state)) return fillTable(state, nodes)
  return (isInList(state) && insertItems(state, nodes)) || insertHere(state, nodes)
}

const plainText = (node: Node) => node.textBetween(0, node.content.size, '\n', (leaf) => leaf.type.spec.leafText?.(leaf) ?? '')

/** Paragraphs at the ends join the text that they are put into. */
function insertHere(state: EditorState, nodes: readonly Node[]): Transaction {
  const { selection, tr } = state
  if (selection instanceof NodeSelection) tr.setSelection(TextSelection.near(tr.doc.resolve(selection.to)))
  const { $from, $to } = tr.selection
  const isEmptyLine = $from.depth === 1 && $from.sameParent($to) && $from.parent.type === schema.nodes.paragraph && $from.parent.content.size === 0
  if (isEmptyLine || selection instanceof NodeSelection) {
    const from = isEmptyLine ? $from.before(1) : selection.to
    const to = isEmptyLine ? $from.after(1) : from
    const content = Fragment.fromArray([...nodes])
    tr.replaceWith(from, to, content)
    return tr.setSelection(TextSelection.near(tr.doc.resolve(from + content.size), -1)).scrollIntoView()
  }
  const isParagraph = (node: Node | undefined) => node?.type === schema.nodes.paragraph
  return tr.replaceSelection(new Slice(Fragment.fromArray([...nodes]), isParagraph(nodes[0]) ? 1 : 0, isParagraph(nodes.at(-1)) ? 1 : 0)).scrollIntoView()
}

/** Lines become items beside the one with the selection; what can't be an item goes after the list. */
function insertItems(state: EditorState, nodes: readonly Node[]): Transaction | undefined {
  const pasted = nodes.every((node) => node.isTextblock || node.type === schema.nodes.list) ? linesOf(nodes) : undefined
  const section = sectionAround(state)
  if (!pasted || !section || section.anchor.line !== section.head.line) return undefined
  const at = section.head.line
  const item = section.lines[at]
  if (item?.kind !== 'item') return undefined
  const [from, to] = [section.anchor.offset, section.head.offset].sort((a, b) => a - b)
  const items = pasted.map((line): Item => asItem(line, item))
  const last = items.at(-1)
  const first = items[0]
  if (!first || !last) return undefined
  const after = item.line.content.cut(to ?? 0)
  const end = items.length === 1 ? (from ?? 0) + first.line.content.size : last.line.content.size
  items[0] = { ...first, depth: item.depth, value: item.value, line: schema.nodes.line.create(null, item.line.content.cut(0, from).append(first.line.content)) }
  const closing = items.at(-1) as Item // There is at least the first.
  items[items.length - 1] = { ...closing, line: schema.nodes.line.create(null, closing.line.content.append(after)) }
  const place = { line: at + items.length - 1, offset: end }
  return replaceSection(state, section, [...section.lines.slice(0, at), ...clampedAfter(section.lines.slice(0, at), items), ...section.lines.slice(at + 1)], {
    anchor: place,
    head: place,
  })
}

/** Headings and the like are items as paragraphs are; code loses nothing but its look. */
function asItem(line: Line, into: Item): Item {
  if (line.kind === 'item') return { ...line, depth: into.depth + line.depth - 1, list: line.depth === 1 ? into.list : { ...line.list, origin: null } }
  return { kind: 'item', depth: into.depth, list: into.list, value: null, line: schema.nodes.line.create(null, line.node.content) }
}

function clampedAfter(before: readonly Line[], items: readonly Item[]): Item[] {
  const above = before.filter((line): line is Item => line.kind === 'item')
  return clamped([...above, ...items]).slice(above.length)
}
