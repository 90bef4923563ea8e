/** What a script adds to the live desk. Without one every part of it is a form. */
import { openBox } from './box.ts'
import { eventOf } from './event.ts'
import { carryOutInPlace } from './orders.ts'
import { startOutbox } from './outbox.ts'
import { keepFresh } from './refresh.ts'

const event = eventOf()
if (event) {
  const { refreshAll } = keepFresh(event)
  const outbox = startOutbox(event, refreshAll, ({ draft }) => {
    box?.fill(draft)
    box?.focus()
  })
  const box = openBox(event, outbox.add)
  carryOutInPlace(() => {
    box?.focus()
    refreshAll()
  })
}
