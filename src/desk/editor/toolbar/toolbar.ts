/** The rows of buttons above the text (APG: toolbar). The second one is there where the selection is in a table. */
import type { EditorView } from 'prosemirror-view'
import type { Action } from '../actions/action.ts'
import { TABLE_ACTIONS } from '../actions/table-actions.ts'
import { BLOCK_ACTIONS, BOLD, BULLETS, ITALIC, NUMBERS, OTHER_MARKS, PARAGRAPH, REDO, UNDO } from '../actions/text-actions.ts'
import { element } from '../element.ts'
import { tableOf } from '../tables/grid.ts'
import { actionButton, type ToolbarPart } from './action-button.ts'
import { menu } from './menu.ts'
import { rove } from './roving.ts'

type Row = Pick<ToolbarPart, 'dom' | 'update'>
export type Panels = { link: Action; find: Action; help: Action; note: Action | undefined; details: readonly Action[] }

/** `view` is asked for late: the toolbar is there before the text is. */
export function toolbar(view: () => EditorView, inserts: readonly Action[], { link, find, help, note, details }: Panels): Row {
  const nameNow = (state: EditorView['state']) => BLOCK_ACTIONS.find(({ isOn }) => isOn?.(state))?.label ?? (tableOf(state) ? 'Table' : 'List')
  const main = row('Formatting', [
    menu({ label: PARAGRAPH.label, actions: BLOCK_ACTIONS, view, nameNow }),
    ...[BOLD, ITALIC, link, BULLETS, NUMBERS].map((action) => actionButton(action, view)),
    menu({ label: 'More', actions: [...OTHER_MARKS, ...details], view }),
    menu({ label: 'Insert', actions: inserts, view }),
    ...[UNDO, REDO, ...(note ? [note] : []), find, help].map((action) => actionButton(action, view)),
  ])
  const table = row(
    'Table',
    TABLE_ACTIONS.map((action) => actionButton(action, view)),
  )
  table.dom.classList.add('table-tools')
  return {
    dom: element('div', { class: 'body-tools' }, [main.dom, table.dom]),
    update(current) {
      main.update(current)
      table.dom.hidden = !tableOf(current.state)
      if (!table.dom.hidden) table.update(current)
    },
  }
}

function row(label: string, parts: ToolbarPart[]): Row {
  const dom = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': label } },
    parts.map((part) => part.dom),
  )
  rove(
    dom,
    parts.map(({ stop }) => stop),
  )
  return {
    dom,
    update(view) {
      for (const part of parts) part.update(view)
    },
  }
}
