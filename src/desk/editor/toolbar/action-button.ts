/** A button that does something to the text, and shows whether it is done. */
import type { EditorView } from 'prosemirror-view'
import { type Action, ariaKey, keyName } from '../actions/action.ts'
import { button } from '../element.ts'

/** `stop` is what has focus of it. */
export type ToolbarPart = { dom: HTMLElement; stop: HTMLElement; update: (view: EditorView) => void }

export function actionButton(action: Action, view: () => EditorView): ToolbarPart {
  const { label, sign, key, run, isOn } = action
  const press = () => {
    run(view().state, view().dispatch, view())
    if (!document.activeElement?.closest('.body-panel, .card')) view().focus()
  }
  const dom = button('', press, {
    'aria-label': label,
    title: key ? `${label} (${keyName(key)})` : label,
    ...(key && { 'aria-keyshortcuts': ariaKey(key) }),
    class: sign ? 'sign' : 'tool',
  })
  // A sign is for the eye, and drawn by the style; what it means is the label.
  if (sign) dom.dataset.sign = sign
  else dom.textContent = label
  keepSelection(dom)
  return {
    dom,
    stop: dom,
    update({ state }) {
      if (isOn) dom.setAttribute('aria-pressed', String(isOn(state)))
      const can = run(state, undefined, view())
      // A button that can't be pressed keeps its place for the keyboard.
      dom.setAttribute('aria-disabled', String(!can && !isOn?.(state)))
    },
  }
}

/** A press with the mouse must not take the selection out of the text. */
export function keepSelection(dom: HTMLElement) {
  dom.addEventListener('mousedown', (event) => event.preventDefault())
}
