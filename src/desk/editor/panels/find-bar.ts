/** Find and replace, above the text. */
import { findNext, findPrev, SearchQuery, setSearchState } from 'prosemirror-search'
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { button, element, newId } from '../element.ts'
import { matchesIn, replaceEvery, replaceSelected } from './replace-matches.ts'

export class FindBar {
  readonly #dom: HTMLElement
  readonly #view: EditorView
  readonly #find: HTMLInputElement
  readonly #replace: HTMLInputElement
  readonly #matchCase: HTMLInputElement
  readonly #wholeWords: HTMLInputElement
  readonly #count = element('output', { class: 'count' })

  constructor(view: EditorView, place: HTMLElement) {
    this.#view = view
    const search = () => this.#search()
    const [findLabel, find] = labelled('Find', search)
    const [replaceLabel, replace] = labelled('Replace with', () => {})
    const [caseLabel, matchCase] = checkbox('Match case', search)
    const [wordsLabel, wholeWords] = checkbox('Whole words', search)
    this.#find = find
    this.#replace = replace
    this.#matchCase = matchCase
    this.#wholeWords = wholeWords
    const order = (label: string, command: Command) => button(label, () => this.#run(command))
    this.#dom = element('div', { class: 'find-bar', attributes: { role: 'search', 'aria-label': 'Find and replace in the text' } }, [
      ...[findLabel, this.#count, order('Previous', findPrev), order('Next', findNext), replaceLabel],
      ...[
        button('Replace', () => this.#run(replaceSelected(replace.value))),
        button('Replace all', () => this.#replaceAll()),
        caseLabel,
        wordsLabel,
        button('Close', () => this.close()),
      ],
    ])
    this.#dom.hidden = true
    this.#dom.addEventListener('keydown', (event) => this.#onKey(event))
    place.append(this.#dom)
  }

  /** With the selected words to look for. */
  open() {
    const { selection, doc } = this.#view.state
    const words = doc.textBetween(selection.from, selection.to, '\n')
    this.#dom.hidden = false
    if (words && !words.includes('\n')) this.#find.value = words
    this.#search()
    this.#find.focus()
    this.#find.select()
  }

  update() {
    if (!this.#dom.hidden) this.#showCount()
  }

  close() {
    this.#dom.hidden = true
    this.#view.dispatch(setSearchState(this.#view.state.tr, new SearchQuery({ search: '' })))
    this.#view.focus()
  }

  #search() {
    const query = new SearchQuery({
      search: this.#find.value,
      caseSensitive: this.#matchCase.checked,
      wholeWord: this.#wholeWords.checked,
      literal: true,
    })
    this.#view.dispatch(setSearchState(this.#view.state.tr, query))
  }

  #run(command: Command) {
    command(this.#view.state, this.#view.dispatch, this.#view)
  }

  #replaceAll() {
    const count = matchesIn(this.#view.state).length
    this.#run(replaceEvery(this.#replace.value))
    this.#count.textContent = count === 1 ? '1 replaced' : `${count} replaced`
  }

  #showCount() {
    const matches = matchesIn(this.#view.state)
    const { from, to } = this.#view.state.selection
    const at = matches.findIndex((match) => match.from === from && match.to === to)
    this.#count.textContent = this.#find.value === '' ? '' : at < 0 ? `${matches.length} found` : `${at + 1} of ${matches.length}`
  }

  #onKey(event: KeyboardEvent) {
    if (event.isComposing) return
    if (event.key === 'Escape') this.close()
    else if (event.key === 'Enter' && event.target === this.#find) this.#run(event.shiftKey ? findPrev : findNext)
    else if (event.key === 'Enter' && event.target === this.#replace) this.#run(replaceSelected(this.#replace.value))
    else return
    event.preventDefault()
  }
}

function labelled(label: string, onInput: () => void): [HTMLElement, HTMLInputElement] {
  const id = newId('find')
  const input = element('input', { attributes: { id, type: 'text', autocomplete: 'off', dir: 'auto' }, on: { input: onInput } })
  return [element('div', { class: 'field' }, [element('label', { text: label, attributes: { for: id } }), input]), input]
}

function checkbox(label: string, onChange: () => void): [HTMLElement, HTMLInputElement] {
  const id = newId('find')
  const input = element('input', { attributes: { id, type: 'checkbox' }, on: { change: onChange } })
  return [element('div', { class: 'check' }, [input, element('label', { text: label, attributes: { for: id } })]), input]
}
