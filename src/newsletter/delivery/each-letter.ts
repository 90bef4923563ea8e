/** For providers that take one letter per call: several calls at once, and no more after one shows that the provider isn't accepting any. */
import type { Delivery, Message } from './mailer.ts'

/** `shut`: the other letters wouldn't be accepted now either (too many requests, a wrong key, no answer), so they aren't sent. */
export type Attempt = { delivery: Delivery; shut?: boolean }

/** `lane` counts from 0; each lane sends one letter at a time. */
export async function sendEach(
  messages: readonly Message[],
  lanes: number,
  send: (message: Message, lane: number) => Promise<Attempt>,
): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = []
  let next = 0
  let shut: Delivery | undefined
  // A bug with one letter may not affect the others, but it could happen again with each of them.
  const attemptOf = (message: Message, lane: number) =>
    send(message, lane).catch((error: unknown): Attempt => {
      const name = error instanceof Error ? error.name : 'no error'
      return { delivery: { result: 'uncertain', reason: `Sending this email failed: ${name}.` }, shut: true }
    })
  const work = async (lane: number) => {
    for (let at = next++; at < messages.length; at = next++) {
      const attempt: Attempt = shut ? { delivery: shut } : await attemptOf(messages[at] as Message, lane)
      deliveries[at] = attempt.delivery
      if (attempt.shut) shut ??= unsent(attempt.delivery)
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, messages.length) }, (_, lane) => work(lane)))
  return deliveries
}

/** The result for letters that weren't tried, for the same reason. */
export function unsent(delivery: Delivery | undefined): Delivery {
  if (delivery?.result === 'deferred') return delivery
  return { result: 'deferred', reason: !delivery || delivery.result === 'sent' ? 'Not sent yet.' : `Not sent: ${delivery.reason}` }
}
