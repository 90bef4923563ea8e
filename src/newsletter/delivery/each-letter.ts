/** For ways that take one letter at a time: several at once, and no more once it is clear that the way is shut. */
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
  const work = async (lane: number) => {
    for (let at = next++; at < messages.length; at = next++) {
      const attempt: Attempt = shut ? { delivery: shut } : await send(messages[at] as Message, lane)
      deliveries[at] = attempt.delivery
      if (attempt.shut) shut ??= unsent(attempt.delivery)
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, messages.length) }, (_, lane) => work(lane)))
  return deliveries
}

/** What is true of the letters that were not tried, for the same reason. */
function unsent(delivery: Delivery): Delivery {
  if (delivery.result === 'deferred') return delivery
  return { result: 'deferred', reason: delivery.result === 'sent' ? 'Not sent yet.' : `Not sent: ${delivery.reason}` }
}
