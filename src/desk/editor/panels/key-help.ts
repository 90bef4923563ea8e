/** Which keys do what: listed from the actions themselves, and what keys mean in text, lists and tables. */
import type { EditorView } from 'prosemirror-view'
import { type Action, keyName } from '../actions/action.ts'
import { button, element, newId } from '../element.ts'

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Escape', 'Tab'], 'Leave the text (with Shift: backwards)'],
  [['/'], 'Insert something, at the beginning of a paragraph'],
  [['Shift-Enter'], 'New line in the same paragraph'],
  [['Tab'], 'In a list: one level deeper. In a table: next cell'],
  [['Shift-Tab'], 'In a list: one level back. In a table: previous cell'],
  [['Mod-Enter'], 'Out of code or a table'],
  [['Alt-Shift-ArrowUp'], 'Move the block up'],
  [['Alt-Shift-ArrowDown'], 'Move the block down'],
  [['Enter'], 'On a selected picture or other card: into its fields. Escape leads back'],
  [['F6'], 'From the text to the toolbar'],
]
const MARKDOWN: readonly (readonly [string, string])[] = [
  ['## ', 'Heading'],
  ['- ', 'Bulleted list'],
  ['1. ', 'Numbered list'],
  ['> ', 'Quote'],
  ['```', 'Code'],
  ['---', 'Divider'],
  ['**words**', 'Bold'],
  ['*words*', 'Italic'],
  ['~~words~~', 'Struck through'],
  ['`words`', 'Code in a line'],
]

export function openKeyHelp(view: EditorView, holder: HTMLElement, actions: readonly Action[]) {
  const id = newId('keys')
  const panel = element('div', { class: 'body-panel key-help', attributes: { popover: 'auto', role: 'dialog', 'aria-labelledby': id, tabindex: '-1' } }, [
    element('h2', { text: 'Keys', attributes: { id } }),
    listOf(KEYS.map(([keys, what]) => [keys.map(keyName), what])),
    listOf(actions.flatMap(({ key, label }) => (key ? [[[keyName(key)], label] as const] : []))),
    element('h2', { text: 'Typed marks' }),
    listOf(MARKDOWN.map(([typed, what]) => [[typed], what])),
    button('Close', () => panel.hidePopover()),
  ])
  panel.addEventListener('toggle', () => {
    if (panel.matches(':popover-open')) return
    panel.remove()
    view.focus()
  })
  holder.append(panel)
  panel.showPopover()
  panel.focus()
}

const listOf = (rows: readonly (readonly [keys: readonly string[], what: string])[]) =>
  element(
    'dl',
    {},
    rows.map(([keys, what]) =>
      element('div', {}, [
        element(
          'dt',
          {},
          keys.flatMap((key, at) => [...(at > 0 ? [' then '] : []), element('kbd', { text: key })]),
        ),
        element('dd', { text: what }),
      ]),
    ),
  )
