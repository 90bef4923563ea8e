/**
 * Saves what is written into this person's draft: two seconds after they pause, one request at a time, the newest state always.
 * A draft is never a revision. What another page of theirs saved is not replaced until they say so.
 */
import { draftArticle, isSameContent, type StoryContent } from '../story-content.ts'
import { type Saved, saveDraft } from './desk-calls.ts'
import type { StoryForm } from './story-form.ts'

const PAUSE_MS = 2000
/** How long to wait after each failure in a row. */
const RETRY_MS = [3000, 5000, 10_000, 20_000, 30_000]

export type SaveState = { kind: 'clean' } | { kind: 'waiting' } | { kind: 'saving' } | Saved

export class Autosave {
  readonly tab: string
  readonly #form: StoryForm
  readonly #listeners: ((state: SaveState) => void)[]
  #sequence = 0
  /** With the number that is the sequence’s now. */
  #sent: StoryContent | undefined
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #inFlight: Promise<SaveState> | undefined
  /** What the press has, or what this page was opened with. */
  #saved: StoryContent
  #replacing: string | undefined
  #isPaused = false
  state: SaveState = { kind: 'clean' }

  constructor(form: StoryForm, tab: string, onState: (state: SaveState) => void) {
    this.#form = form
    this.tab = tab
    this.#listeners = [onState]
    this.#saved = form.read()
    this.#replacing = form.element.dataset.draftTag || undefined
    form.onChange(() => this.changed())
    addEventListener('online', () => this.#retryNow())
    addEventListener('pagehide', () => void (this.isDirty && !this.#isPaused && saveDraft(this.#next(this.#form.read()), true)))
  }

  /** For somebody else’s session to end. */
  get isHeld() {
    return this.#isPaused
  }

  /** Hears of the present state at once. */
  onState(listener: (state: SaveState) => void) {
    this.#listeners.push(listener)
    listener(this.state)
  }

  get isDirty() {
    return !isSameContent(this.#form.read(), this.#saved)
  }

  /** The number of this page’s first draft that has all of this: the last that was sent, whether it arrived or not, or the next. */
  numberOf(content: StoryContent) {
    return this.#sent && isSameContent(content, this.#sent) ? this.#sequence : this.#sequence + 1
  }

  changed() {
    if (this.#isPaused) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS)
    if (this.state.kind === 'saved' || this.state.kind === 'clean') this.#say({ kind: 'waiting' })
  }

  /** Saves what isn't saved yet, and answers how that went. */
  async flush(): Promise<SaveState> {
    clearTimeout(this.#timer)
    while (this.#inFlight) await this.#inFlight
    if (this.#isPaused) return this.state
    if (!this.isDirty) {
      if (this.state.kind === 'waiting') this.#say({ kind: 'clean' })
      return this.state
    }
    this.#inFlight = this.#send(this.#form.read())
    try {
      return await this.#inFlight
    } finally {
      this.#inFlight = undefined
    }
  }

  /** Another page's draft with this tag gives way to what stands here. */
  replace(tag: string): Promise<SaveState> {
    this.#replacing = tag
    return this.flush()
  }

  /** Somebody else is signed in here now, and may not have this as theirs: nothing is sent until `resume`. */
  holdFor(name: string) {
    this.#isPaused = true
    clearTimeout(this.#timer)
    this.#say(this.#heldFor(name))
  }

  resume(): Promise<SaveState> {
    this.#isPaused = false
    if (!this.isDirty) this.#say({ kind: 'clean' })
    return this.flush()
  }

  /** What stands in the form now came from the press as it is. */
  take(tag?: string) {
    this.#saved = this.#form.read()
    this.#replacing = tag
    clearTimeout(this.#timer)
    this.#say({ kind: 'clean' })
  }

  async #send(content: StoryContent): Promise<SaveState> {
    this.#say({ kind: 'saving' })
    const draft = this.#next(content)
    const first = await saveDraft(draft)
    // What this page went on from is gone: filed or discarded elsewhere.
    const answer = this.#ownOnly(first.kind === 'stale' && first.tag === '' ? await saveDraft({ ...draft, replacing: undefined }) : first)
    if (answer.kind === 'saved') this.#confirm(content, draft.sequence)
    else if (answer.kind === 'offline' || answer.kind === 'busy') this.#retryLater()
    this.#say(answer)
    if (answer.kind === 'saved' && this.isDirty) this.changed()
    return answer
  }

  /** Saved, but among the drafts of somebody who signed in here meanwhile: its writer hasn't got it. */
  #ownOnly(answer: Saved): Saved {
    if (answer.kind !== 'saved' || answer.by === this.#form.by) return answer
    this.#isPaused = true
    return this.#heldFor(answer.by)
  }

  #heldFor(name: string): Saved {
    return { kind: 'forbidden', words: `you’re signed in as ${name} in this browser now, and this is ${this.#form.by}’s text.` }
  }

  #next(content: StoryContent) {
    this.#sent = content
    return {
      id: this.#form.draftId,
      tab: this.tab,
      sequence: ++this.#sequence,
      base: this.#form.base,
      article: draftArticle(content),
      replacing: this.#replacing,
    }
  }

  #confirm(content: StoryContent, sequence: number) {
    this.#saved = content
    this.#failures = 0
    this.#replacing = undefined
    this.#form.draftTag = `${this.tab}.${sequence}`
  }

  #retryLater() {
    const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)]
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), wait)
  }

  #retryNow() {
    if (this.state.kind === 'offline' || this.state.kind === 'busy') void this.flush()
  }

  #say(state: SaveState) {
    this.state = state
    for (const listener of this.#listeners) listener(state)
  }
}
