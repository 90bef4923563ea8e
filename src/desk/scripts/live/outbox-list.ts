/** What has not arrived yet, shown below the box: what it says, what becomes of it, and what can be done. */
import type { Outgoing } from './kept.ts'

type Orders = { edit: (outgoing: Outgoing) => void; discard: (outgoing: Outgoing) => void }

export function showOutgoing(outgoing: readonly Outgoing[], orders: Orders) {
  const place = document.querySelector('.composer-outbox')
  if (!place) return
  if (outgoing.length === 0) return place.replaceChildren()
  const list = document.createElement('ul')
  list.setAttribute('aria-label', 'Not sent yet')
  list.append(...outgoing.map((each) => itemOf(each, orders)))
  place.replaceChildren(list)
}

function itemOf(outgoing: Outgoing, orders: Orders) {
  const { draft, refused } = outgoing
  const item = document.createElement('li')
  const text = document.createElement('p')
  text.textContent = draft.headline || draft.markdown.slice(0, 120) || 'A picture'
  text.dir = 'auto'
  const state = document.createElement('p')
  state.className = refused ? 'flaw' : 'hint'
  state.textContent = refused ?? (navigator.onLine ? 'Sending …' : 'Kept on this device. It’s sent when the connection is back.')
  item.append(text, state)
  if (refused)
    item.append(
      buttonOf('Edit', () => orders.edit(outgoing)),
      buttonOf('Discard', () => orders.discard(outgoing)),
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
