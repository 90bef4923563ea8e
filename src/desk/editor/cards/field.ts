/** A labelled field of a card. */
import { element, newId } from '../element.ts'

/** `name` is the field's in the block. It has none in forms, which the editor's fields are no part of: see `form`. */
type FieldProperties = {
  name: string
  label: string
  hint?: string
  type?: 'text' | 'url' | 'textarea'
  spellcheck?: boolean
  onInput: (value: string) => void
}

export type Field = { wrapper: HTMLElement; input: HTMLInputElement | HTMLTextAreaElement; show: (value: unknown) => void }

export function field({ name, label, hint, type = 'text', spellcheck = true, onInput }: FieldProperties): Field {
  const id = newId('field')
  const attributes = { id, name, form: NO_FORM, spellcheck: String(spellcheck), ...(hint && { 'aria-describedby': `${id}-hint` }) }
  const input =
    type === 'textarea'
      ? element('textarea', { attributes: { ...attributes, rows: '1', dir: 'auto' } })
      : element('input', { attributes: { ...attributes, type, dir: type === 'url' ? 'ltr' : 'auto' } })
  input.addEventListener('input', () => onInput(input.value))
  const wrapper = element('div', { class: 'field' }, [
    element('label', { text: label, attributes: { for: id } }),
    input,
    ...(hint ? [element('p', { class: 'hint', text: hint, attributes: { id: `${id}-hint` } })] : []),
  ])
  const show = (value: unknown) => {
    const text = typeof value === 'string' ? value : ''
    // Setting the same text would move the caret.
    if (input.value !== text) input.value = text
  }
  return { wrapper, input, show }
}

/** A form of this id isn't there, so that what is typed here is not sent by the form that the editor stands in. */
const NO_FORM = 'none'
