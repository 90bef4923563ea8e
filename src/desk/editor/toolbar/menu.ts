/** A button that opens a menu of actions (APG: menu button). */
import type { EditorView } from 'prosemirror-view'
import { type Action, ariaKey, keyName } from '../actions/action.ts'
import { button, element, newId } from '../element.ts'
import { keepSelection, type ToolbarPart } from './action-button.ts'
import { placeBelow } from './place-below.ts'
import { rove } from './roving.ts'

type MenuProperties = { label: string; actions: readonly Action[]; view: () => EditorView; nameNow?: (state: EditorView['state']) => string }

export function menu({ label, actions, view, nameNow }: MenuProperties): ToolbarPart {
  const id = newId('menu')
  const list = element('div', { class: 'body-menu', attributes: { id, role: 'menu', 'aria-label': label, popover: 'auto' } })
  const opener = button(label, () => list.togglePopover(), { 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-controls': id, class: 'opener' })
  keepSelection(opener)
  const items = actions.map((action) => menuItem(action, () => choose(action)))
  list.append(...items)
  const choose = (action: Action) => {
    list.hidePopover()
    action.run(view().state, view().dispatch, view())
    if (!document.activeElement?.closest('.body-panel, .card')) view().focus()
  }
  const { focusFirst } = rove(list, items, { vertical: true })
  list.addEventListener('toggle', () => {
    const isOpen = list.matches(':popover-open')
    opener.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) return
    showStates(items, actions, view())
    placeBelow(list, opener)
    focusFirst()
  })
  list.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') list.hidePopover()
  })
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    list.showPopover()
  })
  return {
    dom: element('div', { class: 'menu-holder' }, [opener, list]),
    stop: opener,
    update({ state }) {
      if (nameNow) opener.textContent = nameNow(state)
      if (nameNow) opener.setAttribute('aria-label', `${label}: ${nameNow(state)}`)
    },
  }
}

function menuItem({ label, key, isOn }: Action, choose: () => void) {
  const item = element('button', {
    attributes: { type: 'button', role: isOn ? 'menuitemcheckbox' : 'menuitem', ...(key && { 'aria-keyshortcuts': ariaKey(key) }) },
    on: { click: choose },
  })
  item.append(element('span', { text: label }), ...(key ? [element('kbd', { text: keyName(key), attributes: { 'aria-hidden': 'true' } })] : []))
  return item
}

function showStates(items: readonly HTMLElement[], actions: readonly Action[], { state }: EditorView) {
  for (const [at, { isOn }] of actions.entries()) if (isOn) items[at]?.setAttribute('aria-checked', String(isOn(state)))
}
