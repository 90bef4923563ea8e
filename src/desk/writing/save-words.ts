/** Says beside the story, in words, where what is written is kept. Only what asks for something is read out to readers of screens. */
import { button, element } from '../editor/element.ts'
import type { SaveState } from './autosave.ts'
import type { Kept } from './local-copies.ts'

type Actions = { keepThis: (tag: string) => void; tryAgain: () => void }

export class SaveWords {
  readonly #place: HTMLElement
  readonly #alert = element('p', { class: 'unseen', attributes: { role: 'status' } })
  readonly #actions: Actions
  readonly #clock: Intl.DateTimeFormat
  #kept: Kept = 'kept'
  #state: SaveState = { kind: 'clean' }
  #lastSaved = ''

  constructor(place: HTMLElement, timeZone: string, actions: Actions) {
    this.#place = place
    this.#actions = actions
    this.#clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
    place.after(this.#alert)
  }

  kept(kept: Kept) {
    if (kept === this.#kept) return
    this.#kept = kept
    this.show(this.#state)
  }

  show(state: SaveState) {
    this.#state = state
    if (state.kind === 'saved') this.#lastSaved = this.#clock.format(new Date(state.at))
    const words = this.#wordsOf(state)
    this.#place.dataset.saveState = state.kind
    this.#place.replaceChildren(element('p', { text: words }), ...this.#buttonsOf(state))
    this.#alert.textContent = ALARMING.has(state.kind) || this.#kept !== 'kept' ? words : ''
  }

  #wordsOf(state: SaveState): string {
    switch (state.kind) {
      case 'clean':
        return this.#lastSaved ? `Saved ${this.#lastSaved}` : ''
      case 'waiting':
        return this.#kept === 'kept' ? 'Not saved yet …' : `Not saved yet. ${this.#onDevice()}`
      case 'saving':
        return 'Saving …'
      case 'saved':
        return `Saved ${this.#lastSaved}`
      case 'offline':
        return `Offline. ${this.#onDevice()} We’ll save it when you’re back.`
      case 'busy':
        return `The site doesn’t answer. ${this.#onDevice()} We’ll try again.`
      case 'signed-out':
        return `You’re signed out. Go on writing: ${lower(this.#onDevice())}`
      case 'stale':
        return 'You have other unfiled work on this story, saved in another window or on another device. This text isn’t saved to the newsroom until you choose.'
      case 'forbidden':
      case 'gone':
      case 'refused':
        return `Not saved: ${state.words} ${this.#onDevice()}`
    }
  }

  #buttonsOf(state: SaveState) {
    if (state.kind === 'stale') return [button('Keep this text instead', () => this.#actions.keepThis(state.tag))]
    if (state.kind === 'offline' || state.kind === 'busy') return [button('Try again', this.#actions.tryAgain)]
    return []
  }

  #onDevice() {
    switch (this.#kept) {
      case 'kept':
        return 'Your text is kept on this device.'
      case 'full':
        return 'This device’s storage is full, so leave this page open.'
      case 'blocked':
        return 'This browser keeps nothing on this device, so leave this page open.'
    }
  }
}

const ALARMING: ReadonlySet<SaveState['kind']> = new Set(['offline', 'busy', 'signed-out', 'stale', 'forbidden', 'gone', 'refused'])
const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
