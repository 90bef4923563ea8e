/** Where the selection is in a table, and the table's cells as rows. Tables stand on the first level only. */
import type { Attrs, Node, ResolvedPos } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'

/** `from` is where the table begins in the document. */
export type InTable = { table: Node; from: number; row: number; column: number }

export function tableAt($position: ResolvedPos): InTable | undefined {
  const table = $position.node(1)
  if (table?.type !== schema.nodes.table || $position.depth < 3) return undefined
  return { table, from: $position.before(1), row: $position.index(1), column: $position.index(2) }
}

export const tableOf = ({ selection }: EditorState) => tableAt(selection.$from)

export const rowsOf = (table: Node): Node[][] => table.children.map((row) => [...row.children])

export const emptyCell = () => schema.nodes.cell.create()

export const tableFrom = (attrs: Attrs, rows: readonly (readonly Node[])[]): Node =>
  schema.nodes.table.create(
    attrs,
    rows.map((cells) => schema.nodes.row.create(null, cells)),
  )

export const widthOf = (table: Node) => Math.max(...table.children.map(({ childCount }) => childCount))

/** Puts the table in the place of the old one, and the selection into a cell of it. */
export function replaceTable(state: EditorState, { from, table }: InTable, changed: Node, at: { row: number; column: number }): Transaction {
  const tr = state.tr.replaceWith(from, from + table.nodeSize, changed)
  return selectCell(tr, from, at.row, at.column)
}

export function selectCell(tr: Transaction, from: number, row: number, column: number): Transaction {
  const position = cellPosition(tr.doc, from, row, column)
  return position === undefined ? tr : tr.setSelection(TextSelection.create(tr.doc, position)).scrollIntoView()
}

/** Where the text of a cell ends. Rows may be of different lengths: the nearest cell counts. */
function cellPosition(doc: Node, from: number, row: number, column: number): number | undefined {
  const table = doc.nodeAt(from)
  if (!table) return undefined
  const atRow = Math.max(0, Math.min(row, table.childCount - 1))
  const cells = table.child(atRow).children
  const atColumn = Math.max(0, Math.min(column, cells.length - 1))
  const before = table.children.slice(0, atRow).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const within = cells.slice(0, atColumn).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  return from + 1 + before + 1 + within + 1 + (cells[atColumn]?.content.size ?? 0)
}
