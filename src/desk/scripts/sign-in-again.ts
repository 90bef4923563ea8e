/**
 * When the session ends while a page is open, signing in happens over it, and nothing on the page is touched. A script that gets a 401 sends
 * `desk:signed-out` to the document, with other words where the session goes on but must be fresh; `desk:signed-in` says that it may try again. That comes only for the person whose page it is: what they
 * wrote must not be filed by somebody else who signed in meanwhile.
 */
import { canUsePasskeys, signInWithPasskey } from './passkey.ts'

const CHANNEL = 'dateline-desk'
/** After "Not now", what a page asks for by itself doesn't ask again for so long. */
const PEACE_MS = 10 * 60_000

type Words = { title: string; text: string }

let dialog: HTMLDialogElement | undefined
let dismissedAt = Number.NEGATIVE_INFINITY

export function offerToSignInAgain() {
  const actor = document.body.dataset.actor
  if (actor === undefined) return
  document.addEventListener('desk:signed-out', (event) => open(actor, (event as CustomEvent<Words | null>).detail ?? undefined))
  document.addEventListener('htmx:after:request', (event) => {
    const { ctx } = (event as CustomEvent<{ ctx?: { response?: { status: number } } }>).detail
    if (ctx?.response?.status !== 401) return
    event.preventDefault()
    if (Date.now() - dismissedAt > PEACE_MS) open(actor)
  })
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => void resume(actor, (data as { signedIn?: string }).signedIn))
  // A tab that was used to sign in may be of a browser that has no channel to this one.
  window.addEventListener('focus', () => void (dialog?.open && !isForFreshness && whoAmI().then((name) => resume(actor, name))))
}

/** Being signed in isn't enough then. */
let isForFreshness = false

function open(actor: string, words?: Words) {
  dialog ??= makeDialog(actor)
  isForFreshness = words !== undefined
  const { title, text } = words ?? { title: 'Your session has ended', text: `Nothing is lost: this page stays as it is. Sign in as ${actor} to go on.` }
  for (const [selector, said] of [
    ['h2', title],
    ['p', text],
  ] as const) {
    const place = dialog.querySelector(selector)
    if (place) place.textContent = said
  }
  if (!dialog.isConnected) document.body.append(dialog)
  if (!dialog.open) dialog.showModal()
}

function resume(actor: string, name: string | undefined) {
  if (!dialog?.open || name === undefined) return
  if (name !== actor) return say(`You’re now signed in as ${name}, and this page is ${actor}’s. Sign in as ${actor} to go on.`)
  say('')
  dialog.close('signed-in')
  document.dispatchEvent(new CustomEvent('desk:signed-in'))
}

async function whoAmI(): Promise<string | undefined> {
  const response = await fetch('/api/me').catch(() => undefined)
  return response?.ok ? ((await response.json()) as { name: string }).name : undefined
}

function makeDialog(actor: string) {
  const made = element('dialog', { class: 'sign-in-again', 'aria-labelledby': 'sign-in-again' })
  const passkey = element('button', { type: 'button' }, 'Sign in with a passkey')
  passkey.hidden = !canUsePasskeys()
  passkey.addEventListener('click', async () => {
    passkey.disabled = true
    const done = await signInWithPasskey()
    passkey.disabled = false
    if (done.ok) resume(actor, done.name)
    else say(done.message)
  })
  const elsewhere = element('a', { class: 'button quiet', href: '/desk/sign-in?then=/desk/signed-in', target: '_blank' }, 'Sign in in another tab')
  const later = element('button', { type: 'button', class: 'plain' }, 'Not now')
  later.addEventListener('click', () => made.close())
  made.addEventListener('close', () => {
    if (made.returnValue !== 'signed-in') dismissedAt = Date.now()
    made.returnValue = ''
  })
  const buttons = element('div', { class: 'buttons' })
  buttons.append(passkey, elsewhere, later)
  made.append(element('h2', { id: 'sign-in-again' }), element('p', {}), buttons, element('p', { role: 'status', 'data-says': '' }))
  return made
}

function say(text: string) {
  const place = dialog?.querySelector('[data-says]')
  if (place) place.textContent = text
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Record<string, string>, text = '') {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  made.textContent = text
  return made
}
