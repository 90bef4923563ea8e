/** Our own check before every send, with any provider: some providers and local substitutes accept what others refuse. */
import type { Delivery, Mailer, Message } from './mailer.ts'
import { messageFlaw } from './message-check.ts'

const KEY = /^[\w:./-]{1,200}$/

/** Throws if a batch is too long or has an invalid key: that is a bug in the caller. */
export function checkedMailer(mailer: Mailer): Mailer {
  return {
    ...mailer,
    async send(messages, key) {
      if (messages.length > mailer.maxBatch) throw new RangeError(`${mailer.name} takes ${mailer.maxBatch} letters at once, not ${messages.length}.`)
      if (!KEY.test(key)) throw new RangeError('The key of a batch is 1 to 200 letters, digits and ":./_-".')
      const flaws = messages.map((message) => messageFlaw(message, { local: mailer.name === 'outbox' }))
      const good = messages.filter((_, at) => flaws[at] === undefined)
      const deliveries = good.length > 0 ? await sendAnyhow(mailer, good, key) : []
      let next = 0
      return flaws.map((flaw) => (flaw === undefined ? (deliveries[next++] ?? UNANSWERED) : { result: 'rejected', reason: flaw }))
    },
  }
}

const UNANSWERED: Delivery = { result: 'uncertain', reason: 'The provider didn’t say what happened to this email.' }

/** A mailer that throws may have sent something first. The error's message could contain a key, so only its name is shown. */
async function sendAnyhow(mailer: Mailer, messages: readonly Message[], key: string): Promise<readonly Delivery[]> {
  try {
    return await mailer.send(messages, key)
  } catch (error) {
    const reason = `${mailer.name} broke: ${error instanceof Error ? error.name : 'no error'}.`
    return messages.map(() => ({ result: 'uncertain', reason }))
  }
}
