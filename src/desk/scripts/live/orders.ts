/** Orders of the lists, carried out in place: the page stays where it is, and the box gets the focus back. */
import { say } from './event.ts'

export function carryOutInPlace(onDone: () => void) {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (event.defaultPrevented || !form.closest('#told, #tray')) return
    event.preventDefault()
    void carryOut(form, event.submitter as HTMLButtonElement | null).then((isDone) => isDone && onDone())
  })
  document.addEventListener('keydown', (event) => {
    if (event.code === 'KeyA' && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) approveFirst(event)
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) sendForm(event)
  })
}

async function carryOut(form: HTMLFormElement, button: HTMLButtonElement | null) {
  const sent = new URLSearchParams(new FormData(form, button) as unknown as Record<string, string>)
  try {
    // Where it was done the answer leads back to the page and says so; anywhere else, as to signing in, it was not.
    const response = await fetch(form.action, { method: 'POST', body: sent })
    if (response.status === 401 || (response.redirected && !isDone(response.url))) return saySignedOut()
    if (!isDone(response.url)) return showRefusal(form, button)
  } catch {
    say('You’re offline. Try this again when the connection is back.')
    return false
  }
  for (const open of form.closest('li')?.querySelectorAll('details[open]') ?? []) open.removeAttribute('open')
  say('Done.')
  return true
}

const isDone = (url: string) => new URL(url).searchParams.has('done')

function saySignedOut() {
  say('You’ve been signed out, and nothing was changed. Sign in again in another tab, then try once more.')
  return false
}

/** Sent once more as a form: the page that comes says why not, with all that was typed. */
function showRefusal(form: HTMLFormElement, button: HTMLButtonElement | null) {
  const order = document.createElement('input')
  Object.assign(order, { type: 'hidden', name: button?.name ?? '', value: button?.value ?? '' })
  form.append(order)
  form.submit()
  return false
}

function approveFirst(event: KeyboardEvent) {
  const button = document.querySelector<HTMLButtonElement>('#tray button[value="approve"]')
  if (!button) return
  event.preventDefault()
  button.form?.requestSubmit(button)
}

function sendForm(event: KeyboardEvent) {
  const form = event.target instanceof HTMLElement ? event.target.closest('form') : null
  const button = form?.querySelector<HTMLButtonElement>('button[type="submit"]')
  if (!button?.form) return
  event.preventDefault()
  button.form.requestSubmit(button)
}
