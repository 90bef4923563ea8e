/** What is wrong with the underlined words, and a button that mends them. */
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { button, element, newId } from '../element.ts'
import { placeBelow } from '../toolbar/place-below.ts'
import { mendRanges } from './mend.ts'
import { type Found, nextFound } from './underlines.ts'

export function openFinding(view: EditorView, holder: HTMLElement, found: Found) {
  const id = newId('finding')
  const { fix, message } = found.underline
  const mendButton =
    fix === undefined ? [] : [button(fix === '' ? 'Remove the words' : `Change to “${fix}”`, () => close(() => mendRanges(view, [found], fix)))]
  const panel = element('div', { class: 'body-panel finding', attributes: { popover: 'auto', role: 'dialog', 'aria-labelledby': id } }, [
    element('p', { text: message, attributes: { id } }),
    element('div', { class: 'panel-actions' }, [...mendButton, button('Leave as it is', () => panel.hidePopover())]),
  ])
  const close = (change: () => void) => {
    change()
    panel.hidePopover()
  }
  panel.addEventListener('toggle', () => {
    if (panel.matches(':popover-open')) return
    panel.remove()
    view.focus()
  })
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, found.from, found.to)).scrollIntoView())
  holder.append(panel)
  panel.showPopover()
  const { left, top, bottom } = view.coordsAtPos(found.from)
  placeBelow(panel, { getBoundingClientRect: () => new DOMRect(left, top, 0, bottom - top) })
  panel.querySelector('button')?.focus()
}

export function openNextFound(view: EditorView, holder: HTMLElement) {
  const found = nextFound(view.state)
  if (found) openFinding(view, holder, found)
}
