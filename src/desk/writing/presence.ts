/** Says that this page is open, and hears who else has the story open and what became of it. */
import { type Present, type Seen, sayPresent } from './desk-calls.ts'
import type { StoryForm } from './story-form.ts'

const VISIBLE_MS = 5000
const HIDDEN_MS = 15_000
/** Who hasn't touched the text for so long is reading. */
const TYPING_MS = 8000

export class Presence {
  readonly #form: StoryForm
  readonly #tab: string
  readonly #onSeen: (seen: Seen) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #typedAt = Number.NEGATIVE_INFINITY

  constructor(form: StoryForm, tab: string, onSeen: (seen: Seen) => void) {
    this.#form = form
    this.#tab = tab
    this.#onSeen = onSeen
    form.onChange(() => {
      this.#typedAt = performance.now()
    })
    document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' && this.now()))
    addEventListener('pagehide', () => void (form.slug && sayPresent(form.slug, { tab, typing: false, leaving: true })))
    addEventListener('pageshow', (event) => void ((event as PageTransitionEvent).persisted && this.now()))
    void this.now()
  }

  async now() {
    clearTimeout(this.#timer)
    if (this.#form.slug) {
      const isTyping = performance.now() - this.#typedAt < TYPING_MS
      this.#onSeen(await sayPresent(this.#form.slug, { tab: this.#tab, typing: isTyping }))
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.now(), document.visibilityState === 'visible' ? VISIBLE_MS : HIDDEN_MS)
  }
}

/** `Rex is typing. Edith has this story open.` */
export function presenceWords(present: readonly Present[]): string {
  const others = present.filter(({ you }) => !you)
  const typing = others.filter((one) => one.typing).map(({ by }) => by)
  const reading = others.filter((one) => !one.typing).map(({ by }) => by)
  return [
    typing.length > 0 && `${listed(typing)} ${typing.length === 1 ? 'is' : 'are'} typing.`,
    reading.length > 0 && `${listed(reading)} ${reading.length === 1 ? 'has' : 'have'} this story open.`,
    present.some(({ you }) => you) && 'You have it open in another window.',
  ]
    .filter(Boolean)
    .join(' ')
}

const listed = (names: readonly string[]) => new Intl.ListFormat('en').format(names)
