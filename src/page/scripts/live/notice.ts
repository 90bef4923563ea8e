/** What a page says of itself, in its title and at its top: how much is new, what has changed, or that it can be loaded anew. */
type State = {
  /** How many updates wait until the reader wants them, and how many changes until nothing moves by them. */
  fresh: number
  changed: number
  mustLoad: boolean
  /** The story is no longer here: withdrawn, or under another name. */
  isGone: boolean
  isOutdated: boolean
  ended: string | undefined
}

export class Notice {
  readonly #place: HTMLElement
  readonly #showNew: () => void
  readonly #title = document.title

  /** `place` has the words, and whether the newest updates are on another page; `showNew` is what its button does. */
  constructor(place: HTMLElement, showNew: () => void) {
    this.#place = place
    this.#showNew = showNew
  }

  tell({ fresh, changed, mustLoad, isGone, isOutdated, ended }: State) {
    document.title = fresh > 0 ? `(${fresh}) ${this.#title}` : this.#title
    const { load = '', gone = '', new: newForms, changed: changedForms, earlier } = this.#place.dataset
    if (isGone) this.#say('a', gone)
    else if (mustLoad) this.#say('a', load)
    else if (fresh > 0) this.#say(earlier === undefined ? 'button' : 'a', this.#counted(newForms, fresh))
    else if (changed > 0) this.#say('button', this.#counted(changedForms, changed))
    else this.#say('a', isOutdated ? load : (ended ?? ''))
  }

  #counted(forms: string | undefined, count: number) {
    const { plurals } = this.#place.dataset
    return String(JSON.parse(forms ?? '{}')[new Intl.PluralRules(plurals).select(count)]).replace('#', String(count))
  }

  #say(as: 'a' | 'button', words: string) {
    const [said] = this.#place.children
    if ((said?.textContent ?? '') === words) return
    if (words === '') return this.#place.replaceChildren()
    const element = document.createElement(as)
    element.textContent = words
    if (element instanceof HTMLAnchorElement) element.href = location.pathname
    else element.addEventListener('click', () => this.#showNew())
    this.#place.replaceChildren(element)
  }
}
