/** A small form in the top layer, beside the words that it is about. Escape closes it, and focus goes back to the text. */
import type { EditorView } from 'prosemirror-view'
import { button, element, newId } from '../element.ts'
import { placeBelow } from '../toolbar/place-below.ts'

export type PanelField = { name: string; label: string; hint?: string; type?: string; value: string }
type Values = Record<string, string>
/** `apply` answers why it can't be so, or nothing. `remove` is there where there is something to remove. */
export type FormPanel = { title: string; fields: readonly PanelField[]; apply: (values: Values) => string | undefined; remove?: (() => void) | undefined }

export function openFormPanel(view: EditorView, holder: HTMLElement, { title, fields, apply, remove }: FormPanel) {
  const id = newId('panel')
  const flaw = element('p', { class: 'flaw', attributes: { role: 'alert', id: `${id}-flaw` } })
  const inputs = fields.map((field) => inputOf(field, flaw.id))
  const form = element('form', { attributes: { novalidate: '' } }, [
    element('h2', { text: title, attributes: { id } }),
    ...inputs.map(({ wrapper }) => wrapper),
    flaw,
    element('div', { class: 'panel-actions' }, [
      element('button', { text: 'Apply', attributes: { type: 'submit' } }),
      ...(remove ? [button('Remove', () => done(remove))] : []),
      button('Cancel', () => panel.hidePopover()),
    ]),
  ])
  const panel = element('div', { class: 'body-panel', attributes: { popover: 'auto', role: 'dialog', 'aria-labelledby': id } }, [form])
  const done = (change: () => void) => {
    change()
    panel.hidePopover()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopPropagation()
    const reason = apply(Object.fromEntries(inputs.map(({ input }) => [input.name, input.value])))
    flaw.textContent = reason ?? ''
    if (reason === undefined) panel.hidePopover()
    else inputs[0]?.input.focus()
  })
  panel.addEventListener('toggle', () => {
    if (panel.matches(':popover-open')) return
    panel.remove()
    view.focus()
  })
  holder.append(panel)
  panel.showPopover()
  const { left, top, bottom } = view.coordsAtPos(view.state.selection.from)
  placeBelow(panel, { getBoundingClientRect: () => new DOMRect(left, top, 0, bottom - top) })
  inputs[0]?.input.focus()
  inputs[0]?.input.select()
}

function inputOf({ name, label, hint, type = 'text', value }: PanelField, flawId: string) {
  const id = newId('panel-field')
  const described = [flawId, ...(hint ? [`${id}-hint`] : [])].join(' ')
  const input = element('input', {
    attributes: { id, name, type, autocomplete: 'off', 'aria-describedby': described, ...(type === 'url' && { dir: 'ltr', inputmode: 'url' }) },
  })
  input.value = value
  const wrapper = element('div', { class: 'field' }, [
    element('label', { text: label, attributes: { for: id } }),
    input,
    ...(hint ? [element('p', { class: 'hint', text: hint, attributes: { id: `${id}-hint` } })] : []),
  ])
  return { wrapper, input }
}
