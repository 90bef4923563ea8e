/** What has not arrived yet, shown below the box: what it says, what becomes of it, and what can be done. */
import type { Outgoing } from './kept.ts'
import type { Hindrance } from './send.ts'

type Order = (outgoing: Outgoing) => void
/** Without a box there is nowhere to edit. */
type Orders = { edit: Order | undefined; again: Order; discard: Order; signIn: () => void }

export function showOutgoing(outgoing: readonly Outgoing[], hindrance: Hindrance | undefined, by: string, orders: Orders) {
  const place = document.querySelector('.composer-outbox')
  if (!place) return
  if (outgoing.length === 0) return place.replaceChildren()
  const list = document.createElement('ul')
  list.setAttribute('aria-label', 'Not sent yet')
  list.append(...outgoing.map((each) => itemOf(each, orders, stateWords(hindrance, by))))
  place.replaceChildren(list)
  // Whatever waits, waits for the same.
  if (hindrance === 'signed-out' && outgoing.some(({ refused }) => !refused)) place.append(buttonOf('Sign in', orders.signIn))
}

function stateWords(hindrance: Hindrance | undefined, by: string) {
  switch (hindrance) {
    case undefined:
      return 'Sending …'
    case 'offline':
      return 'Kept on this device. It’s sent when the connection is back.'
    case 'signed-out':
      return 'Kept on this device. It’s sent when you’ve signed in again.'
    case 'other':
      return `Kept on this device. It’s sent when ${by} is signed in again.`
    case 'busy':
      return 'Kept on this device. The desk isn’t answering; we’ll keep trying.'
  }
}

function itemOf(outgoing: Outgoing, { edit, again, discard }: Orders, waits: string) {
  const { draft, refused } = outgoing
  const item = document.createElement('li')
  const text = document.createElement('p')
  text.textContent =
    [draft.headline, draft.markdown]
      .filter(Boolean)
      .join(': ')
      .slice(0, edit ? 120 : undefined) || 'A picture'
  text.dir = 'auto'
  const state = document.createElement('p')
  state.className = refused ? 'flaw' : 'hint'
  state.textContent = refused ?? waits
  item.append(text, state)
  if (!refused) return item
  if (edit) item.append(buttonOf('Edit', () => edit(outgoing)))
  item.append(
    buttonOf('Send again', () => again(outgoing)),
    buttonOf('Discard', () => discard(outgoing)),
  )
  return item
}

function buttonOf(label: string, act: () => void) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'quiet small'
  button.textContent = label
  button.addEventListener('click', act)
  return button
}
