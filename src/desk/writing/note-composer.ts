/** Where a note is written. It stands in the story's form, and nothing of it is sent with that. */
import { button, element, newId } from '../editor/element.ts'

type Options = { onSend: (text: string) => Promise<boolean>; onCancel: () => void }

export class NoteComposer {
  readonly dom: HTMLElement
  readonly #area: HTMLTextAreaElement
  readonly #send: HTMLButtonElement
  #begin = ''

  constructor({ onSend, onCancel }: Options) {
    const id = newId('note')
    this.#area = element('textarea', { attributes: { id, rows: '2', dir: 'auto', maxlength: '2000', form: '' } })
    const send = () => void this.#sendBy(onSend)
    this.#send = button('Save note', send, { class: 'small' })
    this.dom = element('div', { class: 'note-composer' }, [
      element('div', { class: 'field' }, [element('label', { text: 'Note', attributes: { for: id } }), this.#area]),
      element('div', { class: 'buttons' }, [this.#send, button('Cancel', onCancel)]),
    ])
    // What is typed here is no change of the story.
    for (const type of ['input', 'change'] as const) this.dom.addEventListener(type, (event) => event.stopPropagation())
    this.dom.addEventListener('keydown', (event) => {
      if (event.isComposing) return
      if (event.key === 'Escape') onCancel()
      else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
      else return
      event.preventDefault()
    })
  }

  /** What somebody has typed before, and not saved, stays. */
  open(begin: string) {
    if (this.#area.value === this.#begin) this.#area.value = begin
    this.#begin = begin
    this.#area.focus()
    this.dom.scrollIntoView({ block: 'nearest' })
  }

  async #sendBy(onSend: Options['onSend']) {
    const text = this.#area.value.trim()
    if (!text) return this.#area.focus()
    if (this.#send.disabled) return
    this.#send.disabled = true
    if (await onSend(text)) this.#area.value = this.#begin = ''
    this.#send.disabled = false
  }
}
