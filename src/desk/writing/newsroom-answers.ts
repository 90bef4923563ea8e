/**
 * Asks the newsroom, after each pause, what it would say of the story as it stands: why it couldn't be filed, which of its links are broken,
 * which of its pictures we may not show. One question at a time, with all that the form would send.
 */
import type { NewsroomChecks } from '../newsroom-checks.ts'
import { ask } from './desk-calls.ts'
import type { StoryForm } from './story-form.ts'

const PAUSE_MS = 1500

export class NewsroomAnswers {
  readonly #form: StoryForm
  readonly #onAnswer: (answer: NewsroomChecks) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #isAsking = false
  #asked = ''

  constructor(form: StoryForm, onAnswer: (answer: NewsroomChecks) => void) {
    this.#form = form
    this.#onAnswer = onAnswer
    form.onChange(() => this.#later())
    this.#later()
  }

  #later() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS)
  }

  /** What can't be answered now is asked after the next change; until then the last answer stands. */
  async #ask() {
    const { element } = this.#form
    const body = new URLSearchParams([...new FormData(element)].filter((field): field is [string, string] => typeof field[1] === 'string')).toString()
    if (this.#isAsking) return this.#later()
    if (body === this.#asked) return
    this.#isAsking = true
    const answer = await ask(`${element.getAttribute('action')}/checks`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    this.#isAsking = false
    if (answer.kind !== 'answered' || answer.status !== 200) return
    this.#asked = body
    this.#onAnswer(answer.body as NewsroomChecks)
  }
}
