/** For providers that take one letter per call: several calls at once, and no more after one shows that the provider isn't accepting any. */
import type { Delivery, Message } from './mailer.ts'

/** `shut`: the others would fare no better now (too many requests, a wrong key, no answer): they are not sent. */
export type Attempt = { delivery: Delivery; shut?: boolean }

/** `lane` counts from 0 and never has two letters at the same time. */
export async function sendEach(
  messages: readonly Message[],
  lanes: number,
  send: (message: Message, lane: number) => Promise<Attempt>,
): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = []
  let next = 0
  let shut: Delivery | undefined
  // A bug over one letter says nothing of the others; but it may come again with each.
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

/** What is true of the letters that were not tried, for the same reason. */
export function unsent(delivery: Delivery | undefined): Delivery {
  if (delivery?.result === 'deferred') return delivery
  return { result: 'deferred', reason: !delivery || delivery.result === 'sent' ? 'Not sent yet.' : `Not sent: ${delivery.reason}` }
}
