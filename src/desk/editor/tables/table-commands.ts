/** What can be done to tables, by keys and by buttons. */
import type { Node } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'
import { emptyCell, type InTable, replaceTable, rowsOf, selectCell, tableAt, tableFrom, tableOf, widthOf } from './grid.ts'

/** See copy/shapes/block.ts. */
const MAX_ROWS = 1000
const MAX_COLUMNS = 100

type Change = (rows: Node[][], place: InTable) => { rows: Node[][]; row?: number; column?: number } | undefined

const changeTable =
  (change: Change): Command =>
  (state, dispatch) => {
    const place = tableOf(state)
    const changed = place && change(rowsOf(place.table), place)
    if (!changed) return false
    const { rows, row = place.row, column = place.column } = changed
    dispatch?.(replaceTable(state, place, tableFrom(place.table.attrs, rows), { row, column }))
    return true
  }

export const addRow = (side: 'above' | 'below') =>
  changeTable((rows, { table, row }) => {
    const at = side === 'below' ? row + 1 : row
    if (rows.length >= MAX_ROWS) return undefined
    return { rows: rows.toSpliced(at, 0, emptyRow(widthOf(table))), row: at }
  })

export const addColumn = (side: 'before' | 'after') =>
  changeTable((rows, { table, column }) => {
    const at = side === 'after' ? column + 1 : column
    if (widthOf(table) >= MAX_COLUMNS) return undefined
    return { rows: rows.map((cells) => padded(cells, at).toSpliced(at, 0, emptyCell())), column: at }
  })

/** A row keeps its place among shorter ones. */
const padded = (cells: Node[], length: number) => [...cells, ...emptyRow(Math.max(0, length - cells.length))]

const emptyRow = (width: number) => Array.from({ length: width }, emptyCell)

/** The last row takes its table with it. */
export const removeRow: Command = (state, dispatch) => {
  const place = tableOf(state)
  if (!place) return false
  if (place.table.childCount === 1) return removeTable(state, dispatch)
  return changeTable((rows, { row }) => ({ rows: rows.toSpliced(row, 1) }))(state, dispatch)
}

export const removeColumn: Command = (state, dispatch) => {
  const place = tableOf(state)
  if (!place) return false
  if (widthOf(place.table) === 1) return removeTable(state, dispatch)
  return changeTable((rows, { column }) => ({ rows: rows.map((cells) => withoutCell(cells, column)) }))(state, dispatch)
}

const withoutCell = (cells: Node[], at: number) => (cells.length > 1 ? cells.toSpliced(at, 1) : at === 0 ? [emptyCell()] : cells)

export const removeTable: Command = (state, dispatch) => {
  const place = tableOf(state)
  if (!place) return false
  const tr = state.tr.replaceWith(place.from, place.from + place.table.nodeSize, schema.nodes.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, place.from + 1)).scrollIntoView())
  return true
}

/** Whether the first row, or the first cell of each row, says what the others are. */
export const toggleHeads =
  (which: 'head' | 'rowHeads'): Command =>
  (state, dispatch) => {
    const place = tableOf(state)
    if (!place || (which === 'head' && place.table.childCount < 2)) return false
    const value = which === 'head' ? !place.table.attrs.head : place.table.attrs.rowHeads ? null : true
    dispatch?.(state.tr.setNodeAttribute(place.from, which, value))
    return true
  }

/** Tab: on to the next cell, and from the last into a new row, but from an empty last row out of the table. */
export const nextCell: Command = (state, dispatch) => {
  const place = tableOf(state)
  if (!place) return false
  const { table, from, row, column } = place
  const isLastInRow = column >= table.child(row).childCount - 1
  if (!isLastInRow) dispatch?.(selectCell(state.tr, from, row, column + 1))
  else if (row < table.childCount - 1) dispatch?.(selectCell(state.tr, from, row + 1, 0))
  else if (table.child(row).children.every(({ content }) => content.size === 0)) return leaveTable(state, dispatch)
  else if (table.childCount >= MAX_ROWS) return leaveTable(state, dispatch)
  else dispatch?.(replaceTable(state, place, tableFrom(table.attrs, [...rowsOf(table), emptyRow(widthOf(table))]), { row: row + 1, column: 0 }))
  return true
}

/** Shift+Tab. From the first cell it does nothing. */
export const previousCell: Command = (state, dispatch) => {
  const place = tableOf(state)
  if (!place) return false
  const { table, from, row, column } = place
  if (column > 0) dispatch?.(selectCell(state.tr, from, row, column - 1))
  else if (row > 0) dispatch?.(selectCell(state.tr, from, row - 1, table.child(row - 1).childCount - 1))
  return true
}

/** Into the text after the table, which is made where there is none. */
export const leaveTable: Command = (state, dispatch) => {
  const place = tableOf(state)
  if (!place) return false
  const after = place.from + place.table.nodeSize
  const { tr } = state
  if (!tr.doc.nodeAt(after)?.isTextblock) tr.insert(after, schema.nodes.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** Deleting a selection across cells takes what is selected out of each: no cell may flow into another. */
export const clearCells: Command = ({ selection, tr }, dispatch) => {
  const { $from, $to, from, to, empty } = selection
  const first = tableAt($from)
  if (empty || !first || first.from !== tableAt($to)?.from || $from.sameParent($to)) return false
  const selected: { from: number; to: number }[] = []
  tr.doc.nodesBetween(from, to, (node, at) => {
    if (node.type === schema.nodes.cell) selected.push({ from: Math.max(from, at + 1), to: Math.min(to, at + 1 + node.content.size) })
    return node.type !== schema.nodes.cell
  })
  for (const range of selected.toReversed()) tr.delete(range.from, range.to)
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from)).scrollIntoView())
  return true
}

/** Enter in a cell is a new line in it. */
export const breakInCell: Command = (state, dispatch) => {
  if (!tableOf(state)) return false
  if (clearCells(state, dispatch)) return true
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.br.create()).scrollIntoView())
  return true
}
