/** Updates on their way: sent one after the other, again after each failure, and each only once. */
import { type Event, say } from './event.ts'
import { type Outgoing, readKept, writeKept } from './kept.ts'
import { markdownOf } from './markdown.ts'
import { showOutgoing } from './outbox-list.ts'

const TRY_AGAIN_MS = 5000

export function startOutbox(event: Event, onArrived: () => void, onEdit: (outgoing: Outgoing) => void) {
  let isSending = false
  const mine = () => readKept(event.slug).outgoing.filter(({ by }) => by === event.by)
  const show = () => showOutgoing(mine(), { edit: takeBack, discard })
  const change = (outgoing: Outgoing[]) => {
    writeKept(event.slug, { ...readKept(event.slug), outgoing })
    show()
  }
  const drop = (request: string) => change(readKept(event.slug).outgoing.filter((kept) => kept.request !== request))

  function takeBack(outgoing: Outgoing) {
    drop(outgoing.request)
    onEdit(outgoing)
  }
  function discard({ request }: Outgoing) {
    drop(request)
  }

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
    if (other) return say(`You’re signed in as ${other} in this browser now. This is ${event.by}’s: it’s kept, and sent when ${event.by} is signed in again.`)
    for (let next = mine().find(({ refused }) => !refused); next; next = mine().find(({ refused }) => !refused)) {
      const became = await send(event.slug, next)
      if (became.kind === 'later') return say(became.text)
      if (became.kind === 'refused') markRefused(next.request, became.text)
      else arrived(next.request, became.text)
    }
  }

  function markRefused(request: string, refused: string) {
    change(readKept(event.slug).outgoing.map((kept) => (kept.request === request ? { ...kept, refused } : kept)))
    say('An update was not accepted. It’s kept below.')
  }
  function arrived(request: string, text: string) {
    drop(request)
    say(text)
    onArrived()
  }

  addEventListener('online', () => void flush())
  setInterval(() => mine().some(({ refused }) => !refused) && void flush(), TRY_AGAIN_MS)
  void flush()
  return {
    add(outgoing: Outgoing) {
      const isSafe = writeKept(event.slug, { ...readKept(event.slug), draft: undefined, outgoing: [...readKept(event.slug).outgoing, outgoing] })
      show()
      if (!navigator.onLine) say(isSafe ? OFFLINE : OFFLINE_UNSAFE)
      void flush()
    },
  }
}

const OFFLINE = 'You’re offline. This is kept on your device and sent when the connection is back.'
const OFFLINE_UNSAFE = 'You’re offline, and this browser doesn’t let us keep anything. Leave this page open: we’ll send it when the connection is back.'

/** Who tells in this browser now, if not whoever wrote: nobody tells under another's name. */
async function otherSignedIn(by: string) {
  try {
    const response = await fetch('/api/me', { cache: 'no-store' })
    const { name } = response.ok ? ((await response.json()) as { name: string }) : { name: by }
    return name === by ? undefined : name
  } catch {
    // Sending will find out, and say, why there is no answer.
    return undefined
  }
}

type Became = { kind: 'arrived' | 'refused' | 'later'; text: string }

async function send(slug: string, { request, draft }: Outgoing): Promise<Became> {
  const { headline, key, pinned } = draft
  const body = { ...(headline.trim() && { headline: headline.trim() }), markdown: markdownOf(draft), ...(key && { key }), ...(pinned && { pinned }) }
  try {
    const response = await fetch(`/api/articles/${slug}/updates`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': request },
      body: JSON.stringify(body),
    })
    if (response.status === 401) return { kind: 'later', text: 'You’ve been signed out. Sign in again in another tab: what you wrote is kept and sent then.' }
    if (response.status === 429 || response.status >= 500)
      return { kind: 'later', text: 'The desk isn’t answering. We’ll keep trying; what you wrote is kept.' }
    const answer = (await response.json()) as { detail?: string; waiting?: true; renamed?: string; flaws?: { message: string }[] }
    if (response.ok) return { kind: 'arrived', text: answer.waiting ? 'Sent. An editor will look at it.' : 'Published.' }
    if (answer.renamed) return send(answer.renamed, { request, draft } as Outgoing)
    return { kind: 'refused', text: answer.flaws?.map(({ message }) => message).join(' ') || answer.detail || 'This wasn’t accepted.' }
  } catch {
    // The network failed, or somebody else answered: both pass.
    return { kind: 'later', text: OFFLINE }
  }
}
