/** What the text does while it is written, in the order in which it is asked. More comes with the late tools, which are asked first. */
import { history } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { type Command, Plugin } from 'prosemirror-state'
import type { Action } from './actions/action.ts'
import type { Body } from './blocks/body.ts'
import type { BodyOptions } from './body-editor.ts'
import { keymaps } from './keys/keymaps.ts'
import { leaving } from './keys/leaving.ts'
import { nativeEditing } from './keys/native-editing.ts'
import type { LateTools } from './late/load-tools.ts'
import { clipboardEvents } from './paste/clipboard-events.ts'
import { tidy } from './schema/tidy.ts'
import { clearCells } from './tables/table-commands.ts'

type Parts = {
  body: Body
  options: BodyOptions
  late: () => LateTools
  /** All that has a key. */
  actions: readonly Action[]
  before: HTMLElement
  after: HTMLElement
  toolbar: HTMLElement
}

export function pluginsOf({ body, options, late, actions, before, after, toolbar }: Parts): Plugin[] {
  return [
    leaving(before, after, options.announce),
    clipboardEvents(late),
    keymap({ ...keysOf(actions), F6: toToolbar(toolbar) }),
    ...keymaps(),
    typingOverCells,
    nativeEditing(),
    tidy(body.origins),
    history({ depth: 500 }),
  ]
}

const keysOf = (actions: readonly Action[]): Record<string, Command> => Object.fromEntries(actions.flatMap(({ key, run }) => (key ? [[key, run]] : [])))

const toToolbar =
  (toolbar: HTMLElement): Command =>
  () => {
    toolbar.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    return true
  }

/** What is typed over several cells empties them first. */
const typingOverCells = new Plugin({
  props: {
    handleTextInput(view, _from, _to, text) {
      if (!clearCells(view.state, view.dispatch)) return false
      view.dispatch(view.state.tr.insertText(text).scrollIntoView())
      return true
    },
  },
})
