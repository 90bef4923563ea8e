import { tableOf } from '../tables/grid.ts'
import { addColumn, addRow, removeColumn, removeRow, removeTable, toggleHeads } from '../tables/table-commands.ts'
import type { Action } from './action.ts'

/** What can be done where a table is; by keys, because nobody should need a mouse. */
export const TABLE_ACTIONS: readonly Action[] = [
  { label: 'Row above', run: addRow('above'), key: 'Mod-Alt-ArrowUp' },
  { label: 'Row below', run: addRow('below'), key: 'Mod-Alt-ArrowDown' },
  { label: 'Column before', run: addColumn('before'), key: 'Mod-Alt-ArrowLeft' },
  { label: 'Column after', run: addColumn('after'), key: 'Mod-Alt-ArrowRight' },
  { label: 'Heading row', run: toggleHeads('head'), isOn: (state) => tableOf(state)?.table.attrs.head === true },
  { label: 'Row headings', run: toggleHeads('rowHeads'), isOn: (state) => tableOf(state)?.table.attrs.rowHeads === true },
  { label: 'Remove row', run: removeRow, key: 'Mod-Alt-Backspace' },
  { label: 'Remove column', run: removeColumn, key: 'Mod-Alt-Delete' },
  { label: 'Remove table', run: removeTable },
]
