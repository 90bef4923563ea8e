/**
 * Sends what is to be told, beside everything else the press does: nobody waits for it. A Durable Object has six connections to the outside;
 * deliveries take three of them at most, and servers that failed last time share one.
 */
import { nextFeedPing } from '../ledger/feed-pings.ts'
import type { PressContext } from '../printing/press-context.ts'
import { type Called, callOutside } from './call-outside.ts'
import { type Claim, claimNext, isStillClaimed, listenersWaiting, secretsOf } from './claiming.ts'
import { pingHub } from './feed-pings.ts'
import { settleDelivery } from './settling.ts'

const MAX_AT_ONCE = 3
const MAX_FAILING_AT_ONCE = 1
/** Then others get their turn, and the next alarm goes on. */
const MAX_PER_ALARM = 200

export class Courier {
  /** Webhooks with a delivery on its way, and whether they failed last time. */
  #busy = new Map<string, boolean>()
  #work = new Set<Promise<void>>()
  #isPinging = false
  #left = MAX_PER_ALARM

  beginAlarm() {
    this.#left = MAX_PER_ALARM
  }

  /** Starts what is due and can be. `then` is called after each, to set the alarm anew. */
  start(context: PressContext, then: () => void) {
    for (let claim = this.#claim(context); claim; claim = this.#claim(context)) this.#deliver(context, claim, then)
    if (!this.#isPinging && context.outside.hub) this.#ping(context, then)
  }

  /** When nothing is on its way any more. */
  async idle() {
    while (this.#work.size > 0) await Promise.all(this.#work)
  }

  /** Milliseconds of the next that could begin; undefined where nothing could before something ends. */
  nextDue({ ledger, outside }: Pick<PressContext, 'ledger' | 'outside'>): number | undefined {
    const deliveries = this.#busy.size < MAX_AT_ONCE ? this.#free(listenersWaiting(ledger)).map((listener) => listener.due) : []
    const ping = this.#isPinging || !outside.hub ? undefined : nextFeedPing(ledger)
    const due = [...deliveries, ...(ping === undefined ? [] : [ping])]
    return due.length === 0 ? undefined : Math.max(1, Math.min(...due))
  }

  #claim({ ledger, transact, clock }: PressContext): Claim | undefined {
    if (this.#busy.size >= MAX_AT_ONCE || this.#left <= 0) return undefined
    return transact(() => {
      const now = clock()
      const due = this.#free(listenersWaiting(ledger)).filter((listener) => listener.due <= now)
      for (const listener of due.sort((a, b) => a.due - b.due)) {
        const claim = claimNext(ledger, listener, now)
        if (!claim) continue
        this.#busy.set(listener.id, listener.failing)
        this.#left--
        return claim
      }
      return undefined
    })
  }

  #free<T extends { id: string; failing: boolean }>(listeners: T[]): T[] {
    const failing = [...this.#busy.values()].filter(Boolean).length
    return listeners.filter((listener) => !this.#busy.has(listener.id) && (!listener.failing || failing < MAX_FAILING_AT_ONCE))
  }

  #deliver(context: PressContext, claim: Claim, then: () => void) {
    this.#track(context, deliver(context, claim), () => {
      this.#busy.delete(claim.webhook)
      this.start(context, then)
      then()
    })
  }

  #ping(context: PressContext, then: () => void) {
    this.#isPinging = true
    this.#track(context, pingHub(context), () => {
      this.#isPinging = false
      then()
    })
  }

  #track({ log }: PressContext, started: Promise<void>, then: () => void) {
    const work: Promise<void> = started
      .catch((error: unknown) => log({ event: 'bug', at: 'webhook', error: error instanceof Error ? error.stack : String(error) }))
      .then(then)
      .finally(() => this.#work.delete(work))
    this.#work.add(work)
  }
}

async function deliver(context: PressContext, claim: Claim) {
  const { ledger, transact, clock, outside, log } = context
  const called = await send(context, claim)
  if (!called) return
  if (!called.ok) log({ event: 'webhook-failed', webhook: claim.webhook, message: claim.id, attempts: claim.attempts, status: called.status })
  transact(() => settleDelivery(ledger, claim, called, { now: clock(), random: outside.random() }))
}

/** Undefined where it was removed, disabled or led elsewhere in the moment before. */
async function send({ ledger, clock, outside }: PressContext, claim: Claim): Promise<Called | undefined> {
  const { webhook, url, id, body } = claim
  const { signatures } = await import('./sign.ts')
  if (!isStillClaimed(ledger, claim)) return undefined
  const at = new Date(clock())
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Dateline-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures(secretsOf(ledger, webhook, at.getTime()), { id, at, body }),
  }
  return callOutside(outside, url, { method: 'POST', headers, body }, at.getTime())
}
