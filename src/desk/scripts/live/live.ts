/** What a script adds to the live desk. Without one every part of it is a form. */
import { openBox } from './box.ts'
import { eventOf, say } from './event.ts'
import { type Outgoing, readKept } from './kept.ts'
import { carryOutInPlace } from './orders.ts'
import { startOutbox } from './outbox.ts'
import { keepFresh } from './refresh.ts'

const event = eventOf()
if (event) {
  const { refreshAll } = keepFresh(event)
  const hasBox = document.querySelector('#composer') !== null
  const edit = ({ draft }: Outgoing) => {
    if (!box?.isEmpty()) return false
    box.fill(draft)
    box.focus()
    return true
  }
  const outbox = startOutbox(event, refreshAll, hasBox ? edit : undefined)
  const { draft } = readKept(event.slug)
  if (!hasBox && draft?.by === event.by) say('What you had typed wasn’t sent. It’s kept on this device, and back in the box if the event is reopened.')
  const box = openBox(event, outbox.add)
  carryOutInPlace(() => {
    box?.focus()
    refreshAll()
  })
}
