/**
 * A field of lines as a list of what is picked, with suggestions while typing (combobox pattern). The lines stay the truth, in a text area that
 * nobody sees; what isn't suggested can be typed.
 */
import { button, element, newId } from '../editor/element.ts'
import { linesOf } from '../story-values.ts'

export type Suggestion = { line: string; label: string }
type Options = { suggest: (typed: string) => Promise<Suggestion[]> | Suggestion[]; placeholder: string; announce: (text: string) => void }

const MAX_SUGGESTED = 8
const PAUSE_MS = 150

export class Picker {
  readonly #lines: HTMLTextAreaElement
  readonly #options: Options
  readonly #picked = element('ul', { class: 'picked' })
  readonly #list = element('ul', { class: 'picker-list', attributes: { role: 'listbox', id: newId('suggested') } })
  readonly #input: HTMLInputElement
  #suggested: Suggestion[] = []
  #active = -1
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(lines: HTMLTextAreaElement, options: Options) {
    this.#lines = lines
    this.#options = options
    this.#input = this.#makeInput()
    const label = lines.labels[0]?.textContent ?? ''
    this.#list.setAttribute('aria-label', `${label}: suggestions`)
    this.#picked.setAttribute('aria-label', `${label}: chosen`)
    lines.after(element('div', { class: 'picker' }, [this.#picked, this.#input, this.#list]))
    lines.removeAttribute('id')
    lines.hidden = true
    lines.addEventListener('written', () => this.#showPicked())
    this.#showPicked()
    this.#close()
  }

  #makeInput() {
    const { id } = this.#lines
    // `form=""` keeps what is half typed out of the form, and Enter from sending it. Label, hint and flaw are those of the lines.
    const input = element('input', {
      attributes: {
        id,
        type: 'text',
        form: '',
        role: 'combobox',
        autocomplete: 'off',
        'aria-autocomplete': 'list',
        'aria-expanded': 'false',
        'aria-controls': this.#list.id,
        placeholder: this.#options.placeholder,
        dir: 'auto',
      },
      on: { keydown: (event) => this.#key(event), blur: () => this.#leave() },
    })
    for (const name of ['aria-describedby', 'aria-invalid']) {
      const value = this.#lines.getAttribute(name)
      if (value) input.setAttribute(name, value)
    }
    input.addEventListener('input', (event) => {
      // Nothing is chosen yet, so nothing of the story has changed.
      event.stopPropagation()
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#suggest(), PAUSE_MS)
    })
    return input
  }

  #key(event: KeyboardEvent) {
    const { key } = event
    if (event.isComposing) return
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      this.#move(key === 'ArrowDown' ? 1 : -1)
    } else if (key === 'Enter') {
      event.preventDefault()
      this.#take(this.#suggested[this.#active]?.line ?? this.#input.value)
    } else if (key === 'Escape' && !this.#list.hidden) {
      event.preventDefault()
      this.#close()
    } else if (key === 'Backspace' && this.#input.value === '') this.#remove(linesOf(this.#lines.value).length - 1)
  }

  async #suggest() {
    const typed = this.#input.value.trim()
    const asked = ++this.#asked
    const found = typed ? await this.#options.suggest(typed) : []
    if (asked !== this.#asked || document.activeElement !== this.#input) return
    const picked = new Set(linesOf(this.#lines.value))
    this.#suggested = found.filter(({ line }) => !picked.has(line)).slice(0, MAX_SUGGESTED)
    this.#active = -1
    this.#list.replaceChildren(...this.#suggested.map((suggestion) => this.#option(suggestion)))
    this.#list.hidden = this.#suggested.length === 0
    this.#input.setAttribute('aria-expanded', String(!this.#list.hidden))
    this.#input.removeAttribute('aria-activedescendant')
  }

  #option({ line, label }: Suggestion) {
    // Pressed, it must not take the focus from the field before it is taken.
    const on = { pointerdown: (event: Event) => event.preventDefault(), click: () => this.#take(line) }
    return element('li', { text: label, attributes: { role: 'option', id: newId('suggestion'), 'aria-selected': 'false' }, on })
  }

  #move(step: 1 | -1) {
    if (this.#list.hidden) return void this.#suggest()
    const options = [...this.#list.children]
    this.#active = (this.#active + step + options.length) % options.length
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === this.#active))
    options[this.#active]?.scrollIntoView({ block: 'nearest' })
    this.#input.setAttribute('aria-activedescendant', options[this.#active]?.id ?? '')
  }

  #take(line: string) {
    const clean = line.trim()
    this.#input.value = ''
    this.#close()
    const lines = linesOf(this.#lines.value)
    if (!clean || lines.includes(clean)) return
    this.#write([...lines, clean])
    this.#options.announce(`${clean} added.`)
  }

  #remove(at: number) {
    const lines = linesOf(this.#lines.value)
    const [gone] = lines.splice(at, 1)
    if (gone === undefined) return
    this.#write(lines)
    this.#options.announce(`${gone} removed.`)
    this.#input.focus()
  }

  /** What somebody typed and left is meant. */
  #leave() {
    this.#take(this.#input.value)
  }

  #close() {
    this.#suggested = []
    this.#active = -1
    this.#list.hidden = true
    this.#list.replaceChildren()
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.removeAttribute('aria-activedescendant')
  }

  #write(lines: readonly string[]) {
    this.#lines.value = lines.join('\n')
    this.#showPicked()
    this.#lines.dispatchEvent(new Event('input', { bubbles: true }))
  }

  #showPicked() {
    const lines = linesOf(this.#lines.value)
    this.#picked.hidden = lines.length === 0
    this.#picked.replaceChildren(
      ...lines.map((line, at) =>
        element('li', {}, [
          element('span', { text: line, attributes: { dir: 'auto' } }),
          button('×', () => this.#remove(at), { class: 'plain', 'aria-label': `Remove ${line}` }),
        ]),
      ),
    )
  }
}
