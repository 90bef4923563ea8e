/** Signing in with a passkey, and adding one. Other tabs hear when somebody is signed in again. */
import { canUsePasskeys, type Passed, registerPasskey, signInWithPasskey } from './passkey.ts'

const CHANNEL = 'dateline-desk'

for (const form of document.querySelectorAll<HTMLFormElement>('[data-passkey-sign-in]'))
  offer(form, async () => {
    const done = await signInWithPasskey()
    if (done.ok) {
      tellOtherTabs(done.name)
      location.assign(form.dataset.passkeySignIn ?? '/desk')
    }
    return done
  })

for (const form of document.querySelectorAll<HTMLFormElement>('[data-passkey-add]'))
  offer(form, async () => {
    const name = form.querySelector<HTMLInputElement>('[name=name]')?.value ?? ''
    const done = await registerPasskey(name)
    if (done.ok) location.assign('/desk/account?done=passkey')
    else if (done.signInAgain) signInFirst(form)
    return done
  })

const signedIn = document.querySelector<HTMLElement>('[data-signed-in]')?.dataset.signedIn
if (signedIn !== undefined) tellOtherTabs(signedIn)

/** Shown where the browser can do it. */
function offer(form: HTMLFormElement, work: () => Promise<Passed>) {
  if (!canUsePasskeys()) return
  form.hidden = false
  for (const words of document.querySelectorAll<HTMLElement>('[data-no-passkey]')) words.hidden = true
  const status = form.querySelector<HTMLElement>('[data-passkey-status]')
  const button = form.querySelector('button')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (button?.disabled) return
    if (button) button.disabled = true
    if (status) status.textContent = 'Follow your browser’s instructions …'
    const done = await work()
    if (button) button.disabled = false
    if (status) status.textContent = done.ok ? 'Done.' : done.message
  })
}

/** In place: the name that was typed stays. */
function signInFirst(form: HTMLFormElement) {
  const detail = { title: 'Sign in again to add a passkey', text: 'You signed in more than ten minutes ago. Show once more that it’s you.' }
  document.dispatchEvent(new CustomEvent('desk:signed-out', { detail }))
  const again = () => {
    const status = form.querySelector<HTMLElement>('[data-passkey-status]')
    if (status) status.textContent = 'You’re signed in. Now add the passkey.'
  }
  document.addEventListener('desk:signed-in', again, { once: true })
}

/** A story whose session ended goes on by itself. */
function tellOtherTabs(name: string) {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ signedIn: name })
  channel.close()
}
