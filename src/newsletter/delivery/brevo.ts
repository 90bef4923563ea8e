/**
 * Brevo: one call per letter. Its batches (`messageVersions`) share one set of headers, but each reader's
 * List-Unsubscribe is different. The same UUID sends nothing twice within 30 minutes
 * (developers.brevo.com/reference/send-transac-email, …/docs/heterogenous-versions-batch-emails).
 */
import { sha256 } from '../../edge/sha256.ts'
import { asciiAddress } from './address.ts'
import { closedMailer } from './closed-mailer.ts'
import { type Attempt, sendEach } from './each-letter.ts'
import { ask, type Fetcher, failureOf, type HttpAnswer, isSuccess, keyIn, originIn, saidIn } from './http-answer.ts'
import type { Mailbox, Mailer, Message } from './mailer.ts'
import { ISSUE_HEADER } from './mailer.ts'

const ORIGIN = 'https://api.brevo.com'
/** A little less than Brevo says, to allow for requests that are still under way. */
const IDEMPOTENT_SECONDS = 25 * 60
/** A Worker may wait for six connections at a time; one stays free. */
const LANES = 5

export type BrevoSettings = { key: string; origin?: string; timeoutMs?: number }

export function brevoFrom(env: Env): Mailer {
  const key = keyIn(env, 'BREVO_KEY')
  return key ? brevoMailer({ key, ...originIn(env, 'BREVO_ORIGIN') }) : closedMailer('brevo', 'The secret BREVO_KEY isn’t set or isn’t valid.')
}

export function brevoMailer(settings: BrevoSettings, fetcher: Fetcher = (request) => fetch(request)): Mailer {
  return {
    name: 'brevo',
    idempotent: true,
    idempotentSeconds: IDEMPOTENT_SECONDS,
    maxBatch: 100,
    callsFor: (letters) => letters,
    send: (messages, batch) => sendEach(messages, LANES, (message) => sendOne(settings, fetcher, message, batch)),
  }
}

async function sendOne({ key, origin = ORIGIN, timeoutMs }: BrevoSettings, fetcher: Fetcher, message: Message, batch: string): Promise<Attempt> {
  const request = new Request(`${origin}/v3/smtp/email`, {
    method: 'POST',
    headers: { 'api-key': key, 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(letterOf(message, await uuidOf(`${batch}/${message.id}`))),
  })
  const answer = await ask(fetcher, request, timeoutMs)
  const providerId = saidIn(answer, 'messageId')
  if (isSuccess(answer) && isTaken(answer)) return { delivery: { result: 'sent', ...(providerId && { providerId }) } }
  const code = saidIn(answer, 'code')
  const said = `${code} ${saidIn(answer, 'message', [key])}`.trim()
  // Brevo has seen the key, so the letter was sent before.
  if (answer.kind === 'whole' && (code === 'duplicate_request' || /idempoten/i.test(said))) return { delivery: { result: 'sent' } }
  const delivery = failureOf('brevo', answer, said)
  return { delivery, shut: delivery.result !== 'rejected' }
}

/** Brevo answers with an id if it accepted the letter. */
const isTaken = (answer: HttpAnswer) => answer.kind === 'whole' && typeof (answer.body as { messageId?: unknown } | null)?.messageId === 'string'

const letterOf = ({ from, replyTo, to, subject, html, text, headers }: Message, idempotencyKey: string) => ({
  sender: person(from),
  to: [person(to)],
  ...(replyTo && { replyTo: person(replyTo) }),
  subject,
  htmlContent: html,
  textContent: text,
  headers: { ...headers, idempotencyKey },
  ...(headers[ISSUE_HEADER] && { tags: [headers[ISSUE_HEADER]] }),
})

/** Brevo takes names of at most 70 characters. */
const person = ({ name, address }: Mailbox) => ({ email: asciiAddress(address), ...(name && { name: name.slice(0, 70).toWellFormed() }) })

/** A UUID made from a name (RFC 9562 section 5.8): the same name always gives the same UUID. */
async function uuidOf(name: string) {
  const hash = await sha256(name)
  const variant = '89ab'[Number.parseInt(hash.charAt(16), 16) % 4]
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
