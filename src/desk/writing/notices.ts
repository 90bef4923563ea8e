/** What a writer has to know while they write, above the story: one notice for each matter, newest words win. Focus stays where it is. */
import { element } from '../editor/element.ts'

export type Notice = { text: string; actions?: readonly HTMLElement[]; more?: readonly Node[]; isGood?: boolean }

export class Notices {
  readonly #place: HTMLElement
  readonly #shown = new Map<string, { dom: HTMLElement; text: string }>()

  constructor(form: HTMLFormElement) {
    this.#place = element('div', { class: 'notices', attributes: { role: 'region', 'aria-label': 'About this story', 'aria-live': 'polite' } })
    form.prepend(this.#place)
  }

  /** Said again in the same words, it is not read out again. */
  show(matter: string, { text, actions = [], more = [], isGood = false }: Notice) {
    if (this.#shown.get(matter)?.text === text) return
    const dom = element('div', { class: isGood ? 'message done' : 'message refused' }, [
      element('p', { text }),
      ...(actions.length > 0 ? [element('div', { class: 'buttons' }, actions)] : []),
      ...more,
    ])
    const before = this.#shown.get(matter)?.dom
    if (before) before.replaceWith(dom)
    else this.#place.append(dom)
    this.#shown.set(matter, { dom, text })
  }

  has(matter: string) {
    return this.#shown.has(matter)
  }

  remove(matter: string) {
    this.#shown.get(matter)?.dom.remove()
    this.#shown.delete(matter)
  }
}
