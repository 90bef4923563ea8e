/** When the session ends in the middle of writing: typing goes on, and signing in happens here or in another tab. */
import { button, element } from '../editor/element.ts'
import { canUsePasskeys, signInWithPasskey } from '../scripts/passkey.ts'
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
  #attention: (() => void) | undefined

  constructor(notices: Notices, by: string, { onSignedIn, onOther }: { onSignedIn: () => void; onOther: (name: string) => void }) {
    this.#notices = notices
    this.#by = by
    this.#onSignedIn = onSignedIn
    this.#onOther = onOther
    if ('BroadcastChannel' in window) new BroadcastChannel(CHANNEL).addEventListener('message', () => void this.check())
    // Other ways back lead through another window.
    addEventListener('focus', () => void (notices.has(MATTER) && this.check()))
  }

  ask() {
    if (this.#notices.has(MATTER)) return
    const link = element('a', { class: 'button', text: 'Sign in in another tab', attributes: { href: PATH, target: '_blank', rel: 'noopener' } })
    this.#notices.show(MATTER, {
      text: 'Your session has ended. Go on writing: nothing is lost. Sign in again to save it.',
      actions: [...(canUsePasskeys() ? [button('Sign in with a passkey', () => void this.#withPasskey(), { class: '' })] : []), link],
    })
  }

  /** Asks who is signed in now. */
  async check() {
    const me = await whoAmI()
    if (me.kind === 'signed-out') this.ask()
    if (me.kind !== 'known') return
    this.#notices.remove(MATTER)
    this.#attention?.()
    if (me.name === this.#by) this.#onSignedIn()
    else this.#onOther(me.name)
  }

  async #withPasskey() {
    const done = await signInWithPasskey()
    if (done.ok) await this.check()
    else {
      this.#notices.remove('passkey')
      this.#notices.show('passkey', { text: done.message })
      this.#attention = () => this.#notices.remove('passkey')
    }
  }
}

const PATH = '/desk/sign-in?then=%2Fdesk%2Fsigned-in'
