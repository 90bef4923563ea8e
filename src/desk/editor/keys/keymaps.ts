/** The keyboard in the text. What is for people to know is listed in shortcuts.ts. */
import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { type Command, type EditorState, NodeSelection, type Plugin } from 'prosemirror-state'
import { isInList, joinBackwards, joinForwards, moveItems, splitItem } from '../lists/list-commands.ts'
import { schema } from '../schema/schema.ts'
import { tableOf } from '../tables/grid.ts'
import { breakInCell, clearCells, leaveTable, nextCell, previousCell } from '../tables/table-commands.ts'
import { moveBlock } from './move-block.ts'

/** In a list Tab belongs to the list, even where an item can't move: who writes doesn't want to be elsewhere of a sudden. */
const indentOr =
  (by: 1 | -1): Command =>
  (state, dispatch, view) =>
    isInList(state) && (moveItems(by)(state, dispatch, view) || true)

const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent || state.selection.$from.parent.type.spec.code) return false
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.br.create(), false).scrollIntoView())
  return true
}

/** In code, Shift+Enter is a new line as Enter is. */
const breakInCode: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.type.spec.code) return false
  dispatch?.(state.tr.insertText('\n').scrollIntoView())
  return true
}

/** Where a cell begins or ends, a browser would join it with the next. */
const stayInCell =
  (edge: 'start' | 'end'): Command =>
  (state) => {
    const { $from, empty } = state.selection
    return empty && tableOf(state) !== undefined && $from.parentOffset === (edge === 'start' ? 0 : $from.parent.content.size)
  }

/** Enter on a card leads to its first field. */
const openCard: Command = ({ selection }, _, view) => {
  if (!(selection instanceof NodeSelection) || !view) return false
  const dom = view.nodeDOM(selection.from)
  const first = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('textarea:enabled, input:enabled, summary') : null
  first?.focus()
  return first !== null
}

const isEmptyCode = ({ selection: { $from, empty } }: EditorState) => empty && $from.parent.type.spec.code === true && $from.parent.content.size === 0

/** Out of code that has nothing in it yet. */
const leaveEmptyCode: Command = (state, dispatch) => {
  if (!isEmptyCode(state)) return false
  const { $from } = state.selection
  dispatch?.(state.tr.setBlockType($from.pos, $from.pos, schema.nodes.paragraph))
  return true
}

/** Where nothing is to be joined, nothing happens: a browser's own joining writes styles into the text, which the page's policy refuses. */
const stayInBlock =
  (edge: 'start' | 'end'): Command =>
  ({ selection: { $from, empty } }) =>
    empty && $from.parent.inlineContent && $from.parentOffset === (edge === 'start' ? 0 : $from.parent.content.size)

const { Backspace = stayInBlock('start'), Delete = stayInBlock('end') } = baseKeymap
const backspace = chainCommands(clearCells, stayInCell('start'), leaveEmptyCode, joinBackwards, Backspace, stayInBlock('start'))
const deleteForwards = chainCommands(clearCells, stayInCell('end'), joinForwards, Delete, stayInBlock('end'))

export const keymaps = (): Plugin[] => [
  keymap({
    'Mod-z': undo,
    'Shift-Mod-z': redo,
    'Mod-y': redo,
    Enter: chainCommands(openCard, splitItem, breakInCell),
    'Shift-Enter': chainCommands(breakInCode, breakLine),
    'Mod-Enter': chainCommands(exitCode, leaveTable, breakLine),
    ...Object.fromEntries(['Backspace', 'Mod-Backspace', 'Shift-Backspace', 'Alt-Backspace'].map((key) => [key, backspace])),
    ...Object.fromEntries(['Delete', 'Mod-Delete', 'Alt-Delete'].map((key) => [key, deleteForwards])),
    Tab: chainCommands(nextCell, indentOr(1)),
    'Shift-Tab': chainCommands(previousCell, indentOr(-1)),
    'Alt-Shift-ArrowUp': moveBlock(-1),
    'Alt-Shift-ArrowDown': moveBlock(1),
  }),
  keymap(baseKeymap),
]
