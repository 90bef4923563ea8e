/**
 * When the session ends in the middle of writing, a notice says so and typing goes on: the desk's dialog (scripts/sign-in-again.ts) opens only
 * when it is asked for.
 */
import { button } from '../editor/element.ts'
import { whoAmI } from './desk-calls.ts'
import type { Notices } from './notices.ts'

const CHANNEL = 'dateline-desk'
const MATTER = 'signed-out'

/** `by`: whose text this is. Nobody else's session may save it as theirs. */
export class SignInAgain {
  readonly #notices: Notices
  readonly #by: string
  readonly #onSignedIn: () => void
  readonly #onOther: (name: string) => void
  #isOther = false

  constructor(notices: Notices, by: string, { onSignedIn, onOther }: { onSignedIn: () => void; onOther: (name: string) => void }) {
    this.#notices = notices
    this.#by = by
    this.#onSignedIn = onSignedIn
    this.#onOther = onOther
    document.addEventListener('desk:signed-in', () => void this.check())
    new BroadcastChannel(CHANNEL).addEventListener('message', () => void this.check())
    // Other ways back lead through another window.
    addEventListener('focus', () => void (this.isWaiting && this.check()))
  }

  /** Its writer isn't signed in, as far as this page knows. */
  get isWaiting() {
    return this.#isOther || this.#notices.has(MATTER)
  }

  ask() {
    this.#notices.show(MATTER, {
      text: 'Your session has ended. Go on writing: nothing is lost. Sign in again to save it.',
      actions: [button('Sign in again', () => document.dispatchEvent(new CustomEvent('desk:signed-out')), { class: '' })],
    })
  }

  /** Asks who is signed in now. */
  async check() {
    const me = await whoAmI()
    if (me.kind === 'signed-out') this.ask()
    if (me.kind === 'known') this.isNow(me.name)
  }

  /** Who is signed in now. */
  isNow(name: string) {
    this.#notices.remove(MATTER)
    this.#isOther = name !== this.#by
    if (this.#isOther) this.#onOther(name)
    else this.#onSignedIn()
  }
}
