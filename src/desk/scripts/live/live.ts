/** What a script adds to the live desk. Without one every part of it is a form. */
import { openBox } from './box.ts'
import { eventOf, say } from './event.ts'
import { draftBy, isOnlyInThisPage, type Outgoing, readKept } from './kept.ts'
import { carryOutInPlace } from './orders.ts'
import { startOutbox } from './outbox.ts'
import { keepFresh } from './refresh.ts'
import { bringAlongFromFormerNames } from './renamed.ts'

const KEPT_FOR_LATER = 'What you had typed wasn’t sent. It’s kept on this device, and back in the box if the event is reopened.'

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
  const box = openBox(event, outbox.add)
  void bringAlongFromFormerNames(event).then(() => {
    box?.restore()
    if (!hasBox && draftBy(event.by, readKept(event.slug))) say(KEPT_FOR_LATER)
    return outbox.flush()
  })
  addEventListener('beforeunload', (leaving) => isOnlyInThisPage() && leaving.preventDefault())
  carryOutInPlace(() => {
    box?.focus()
    refreshAll()
  })
}
