/** Updates on their way: sent one after the other, again after each failure, and each only once. */
import { type Event, say } from './event.ts'
import { type Outgoing, readKept, withDraft, writeKept } from './kept.ts'
import { showOutgoing } from './outbox-list.ts'
import { type Hindrance, otherSignedIn, send } from './send.ts'

const TRY_AGAIN_MS = 5000

export function startOutbox(event: Event, onArrived: () => void, onEdit: ((outgoing: Outgoing) => boolean) | undefined) {
  let isSending = false
  let hindrance: Hindrance | undefined
  const mine = () => readKept(event.slug).outgoing.filter(({ by }) => by === event.by)
  const show = () => showOutgoing(mine(), navigator.onLine ? hindrance : 'offline', event.by, { edit: onEdit && takeBack, again, discard, signIn })
  const change = (outgoing: Outgoing[]) => {
    writeKept(event.slug, { ...readKept(event.slug), outgoing })
    show()
  }
  const drop = (request: string) => change(readKept(event.slug).outgoing.filter((kept) => kept.request !== request))

  function takeBack(outgoing: Outgoing) {
    if (onEdit?.(outgoing)) drop(outgoing.request)
    else say('Send what’s in the box first, or clear it.')
  }
  function discard({ request }: Outgoing) {
    drop(request)
  }
  function again({ request }: Outgoing) {
    mark(request, undefined)
    void flush()
  }
  const signIn = () => document.dispatchEvent(new CustomEvent('desk:signed-out'))

  /** One page at a time, where browsers know locks; each update has its own key, so that two would do no harm. */
  async function flush() {
    if (isSending || !navigator.onLine) return show()
    isSending = true
    try {
      const locks = navigator.locks as LockManager | undefined
      await (locks ? locks.request(`live-${event.slug}`, { ifAvailable: true }, (lock) => lock && sendAll()) : sendAll())
    } finally {
      isSending = false
      show()
    }
  }

  async function sendAll() {
    const other = await otherSignedIn(event.by)
    if (other)
      return hinder(
        'other',
        `You’re signed in as ${other} in this browser now. This is ${event.by}’s: it’s kept, and sent when ${event.by} is signed in again.`,
      )
    for (let next = mine().find(({ refused }) => !refused); next; next = mine().find(({ refused }) => !refused)) {
      const became = await send(event.slug, next)
      if (became.kind === 'later') return hinder(became.why, WORDS[became.why])
      hindrance = undefined
      if (became.kind === 'arrived') arrived(next.request, became.text)
      else refused(next.request, became.text)
    }
  }

  /** Signing in is offered once; whoever said "Not now" finds it beside what waits. */
  function hinder(why: Hindrance, words: string) {
    if (why === 'signed-out' && hindrance !== why) signIn()
    hindrance = why
    say(words)
  }
  function mark(request: string, refusal: string | undefined) {
    const marked = ({ refused: _, ...kept }: Outgoing): Outgoing => ({ ...kept, ...(refusal && { refused: refusal }) })
    change(readKept(event.slug).outgoing.map((kept) => (kept.request === request ? marked(kept) : kept)))
  }
  function refused(request: string, text: string) {
    mark(request, text)
    say('An update was not accepted. It’s kept below.')
  }
  function arrived(request: string, text: string) {
    drop(request)
    say(text)
    onArrived()
  }

  addEventListener('online', () => void flush())
  // Another page of this device has sent it, or added to it.
  addEventListener('storage', show)
  document.addEventListener('desk:signed-in', () => void flush())
  setInterval(() => mine().some(({ refused }) => !refused) && void flush(), TRY_AGAIN_MS)
  return {
    flush,
    add(outgoing: Outgoing) {
      const kept = withDraft(event.by, readKept(event.slug), undefined)
      const isSafe = writeKept(event.slug, { ...kept, outgoing: [...kept.outgoing, outgoing] })
      if (hindrance === 'signed-out') signIn()
      show()
      if (!navigator.onLine) say(isSafe ? WORDS.offline : OFFLINE_UNSAFE)
      void flush()
    },
  }
}

const WORDS: Record<Hindrance, string> = {
  offline: 'You’re offline. This is kept on your device and sent when the connection is back.',
  'signed-out': 'You’ve been signed out. What you wrote is kept on this device and sent when you’ve signed in again.',
  other: 'Somebody else is signed in. What you wrote is kept on this device.',
  busy: 'The desk isn’t answering. We’ll keep trying; what you wrote is kept.',
}
const OFFLINE_UNSAFE = 'You’re offline, and this browser doesn’t let us keep anything. Leave this page open: we’ll send it when the connection is back.'
