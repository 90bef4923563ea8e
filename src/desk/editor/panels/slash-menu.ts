/** A slash at the beginning of a paragraph asks what to put there (APG: listbox whose focus stays in the text). */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Action } from '../actions/action.ts'
import { element, newId } from '../element.ts'
import { schema } from '../schema/schema.ts'
import { placeBelow } from '../toolbar/place-below.ts'

export function slashMenu(actions: readonly Action[], holder: HTMLElement, announce: (text: string) => void): Plugin {
  let menu: SlashMenu | undefined
  return new Plugin({
    view(view) {
      menu = new SlashMenu(view, actions, holder, announce)
      return menu
    },
    props: { handleKeyDown: (_, event) => menu?.onKey(event) ?? false },
  })
}

class SlashMenu {
  readonly #view: EditorView
  readonly #actions: readonly Action[]
  readonly #announce: (text: string) => void
  readonly #id = newId('slash')
  readonly #list: HTMLElement
  #shown: readonly Action[] = []
  #active = 0
  /** Of what was dismissed, the menu doesn't open again. */
  #dismissed: string | undefined

  constructor(view: EditorView, actions: readonly Action[], holder: HTMLElement, announce: (text: string) => void) {
    this.#view = view
    this.#actions = actions
    this.#announce = announce
    this.#list = element('ul', { class: 'body-menu slash-menu', attributes: { id: this.#id, role: 'listbox', 'aria-label': 'Insert', popover: 'manual' } })
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    holder.append(this.#list)
  }

  update() {
    const asked = this.#asked()
    if (asked === undefined || asked === this.#dismissed || !this.#view.hasFocus()) {
      if (asked === undefined) this.#dismissed = undefined
      this.#close()
      return
    }
    const shown = this.#actions.filter((action) => matches(action, asked))
    if (shown.length === 0) this.#close()
    else this.#show(shown)
  }

  destroy() {
    this.#list.remove()
  }

  onKey(event: KeyboardEvent): boolean {
    if (!this.#isOpen() || event.isComposing) return false
    const { length } = this.#shown
    if (event.key === 'ArrowDown') this.#activate((this.#active + 1) % length)
    else if (event.key === 'ArrowUp') this.#activate((this.#active + length - 1) % length)
    else if (event.key === 'Enter' || event.key === 'Tab') this.#choose(this.#shown[this.#active])
    else if (event.key === 'Escape') {
      this.#dismissed = this.#asked()
      this.#close()
    } else return false
    return true
  }

  #isOpen = () => this.#list.matches(':popover-open')

  /** What follows the slash, if that is all there is in the paragraph. */
  #asked(): string | undefined {
    const { $from, empty } = this.#view.state.selection
    if (!empty || this.#view.composing || $from.depth !== 1 || $from.parent.type !== schema.nodes.paragraph || $from.parentOffset !== $from.parent.content.size)
      return undefined
    return /^\/([\p{L}\p{N} ]{0,20})$/u.exec($from.parent.textContent)?.[1]?.toLowerCase()
  }

  #show(shown: readonly Action[]) {
    const isSame = shown.length === this.#shown.length && shown.every((action, at) => action === this.#shown[at])
    if (this.#isOpen() && isSame) return
    this.#shown = shown
    this.#list.replaceChildren(...shown.map((action, at) => this.#option(action, at)))
    if (!this.#isOpen()) this.#list.showPopover()
    const { left, top, bottom } = this.#view.coordsAtPos(this.#view.state.selection.from)
    placeBelow(this.#list, { getBoundingClientRect: () => new DOMRect(left, top, 0, bottom - top) })
    this.#activate(0)
    this.#announce(shown.length === 1 ? '1 choice.' : `${shown.length} choices. Use the up and down arrows.`)
  }

  #option(action: Action, at: number) {
    return element('li', { text: action.label, attributes: { role: 'option', id: `${this.#id}-${at}` }, on: { click: () => this.#choose(action) } })
  }

  #activate(at: number) {
    this.#active = at
    for (const [index, option] of [...this.#list.children].entries()) option.setAttribute('aria-selected', String(index === at))
    this.#list.children[at]?.scrollIntoView({ block: 'nearest' })
    this.#view.dom.setAttribute('aria-controls', this.#id)
    this.#view.dom.setAttribute('aria-haspopup', 'listbox')
    this.#view.dom.setAttribute('aria-activedescendant', `${this.#id}-${at}`)
  }

  #choose(action: Action | undefined) {
    const { $from } = this.#view.state.selection
    this.#view.dispatch(this.#view.state.tr.delete($from.start(), $from.end()))
    action?.run(this.#view.state, this.#view.dispatch, this.#view)
  }

  #close() {
    if (!this.#isOpen()) return
    this.#list.hidePopover()
    this.#shown = []
    for (const name of ['aria-controls', 'aria-haspopup', 'aria-activedescendant']) this.#view.dom.removeAttribute(name)
  }
}

const matches = ({ label, words = '' }: Action, asked: string) =>
  `${label} ${words}`
    .toLowerCase()
    .split(' ')
    .some((word) => word.startsWith(asked.trim())) || label.toLowerCase().startsWith(asked)
