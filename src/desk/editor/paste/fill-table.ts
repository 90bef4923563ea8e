/** Pasting into a table: a table fills cells from here on, as in a spreadsheet; anything else is text in this cell. */
import { Fragment, type Node } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'
import { emptyCell, type InTable, replaceTable, rowsOf, tableFrom, tableOf } from '../tables/grid.ts'

export function fillTable(state: EditorState, nodes: readonly Node[]): Transaction | undefined {
  const place = tableOf(state)
  const [only] = nodes
  if (!place) return undefined
  if (nodes.length === 1 && only?.type === schema.nodes.table) return fillCells(state, place, rowsOf(only))
  const { $from, $to } = state.selection
  const end = $from.sameParent($to) ? $to.pos : $from.pos
  const content = Fragment.fromArray(textsOf(nodes).flatMap((text, at) => [...(at > 0 ? [schema.nodes.br.create()] : []), ...text.content]))
  const tr = state.tr.replaceWith($from.pos, end, content)
  return tr.setSelection(TextSelection.create(tr.doc, $from.pos + content.size)).scrollIntoView()
}

/** The texts of blocks, items and cells among them. Pictures and the like can't be in a cell. */
function textsOf(nodes: readonly Node[]): Fragment[] {
  return nodes.flatMap((node) => (node.isTextblock ? [node.content] : textsOf(node.children.filter(({ isInline }) => !isInline))))
}

function fillCells(state: EditorState, place: InTable, pasted: readonly (readonly Node[])[]): Transaction {
  const rows = rowsOf(place.table)
  for (const [down, cells] of pasted.entries()) {
    const row = rows[place.row + down] ?? []
    rows[place.row + down] = row
    for (const [across, cell] of cells.entries()) {
      while (row.length <= place.column + across) row.push(emptyCell())
      row[place.column + across] = schema.nodes.cell.create(null, cell.content)
    }
  }
  const width = Math.max(...rows.map(({ length }) => length))
  const filled = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, emptyCell)])
  const at = { row: place.row + pasted.length - 1, column: place.column + (pasted.at(-1)?.length ?? 1) - 1 }
  return replaceTable(state, place, tableFrom(place.table.attrs, filled), at)
}
