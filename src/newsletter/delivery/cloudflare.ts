/**
 * Cloudflare's Email Service by a `send_email` binding named EMAIL. For confirmations only: it is for transactional mail,
 * according to its rules (developers.cloudflare.com/email-service/api/send-emails/workers-api). Not idempotent.
 */
import { Unavailable, within } from '../../edition/within.ts'
import { asciiAddress } from './address.ts'
import { closedMailer } from './closed-mailer.ts'
import { DAILY_QUOTA_SECONDS } from './daily-quota.ts'
import { type Attempt, sendEach } from './each-letter.ts'
import type { Delivery, Mailbox, Mailer, Message, Purpose } from './mailer.ts'
import { plainReason } from './plain-reason.ts'

const LANES = 5
const TIMEOUT_MS = 30_000

export function cloudflareFrom(env: Env, purpose: Purpose): Mailer {
  if (purpose === 'letters')
    return closedMailer('cloudflare', 'Cloudflare’s Email Service can’t send newsletters, only confirmations. Set MAIL_LETTERS to something else.')
  const { EMAIL } = env as Env & { EMAIL?: SendEmail }
  return EMAIL ? cloudflareMailer(EMAIL) : closedMailer('cloudflare', 'There is no send_email binding named EMAIL (see wrangler.toml).')
}

export function cloudflareMailer(binding: SendEmail, timeoutMs = TIMEOUT_MS): Mailer {
  return {
    name: 'cloudflare',
    idempotent: false,
    maxBatch: 50,
    callsFor: (letters) => letters,
    send: (messages) => sendEach(messages, LANES, (message) => sendOne(binding, message, timeoutMs)),
  }
}

async function sendOne(binding: SendEmail, message: Message, timeoutMs: number): Promise<Attempt> {
  try {
    const answer = await within(timeoutMs, Promise.resolve(binding.send(letterOf(message))))
    return { delivery: { result: 'sent', ...(answer.messageId && { providerId: answer.messageId }) } }
  } catch (error) {
    if (error instanceof Unavailable)
      return { delivery: { result: 'uncertain', reason: `cloudflare: no answer within ${timeoutMs / 1000} seconds.` }, shut: true }
    const delivery = failureOf(error)
    return { delivery, shut: delivery.result !== 'rejected' }
  }
}

const letterOf = ({ from, replyTo, to, subject, html, text, headers }: Message) => ({
  from: person(from),
  to: asciiAddress(to.address) ?? '',
  ...(replyTo && { replyTo: person(replyTo) }),
  subject,
  html,
  text,
  headers: { ...headers },
})

const person = ({ name, address }: Mailbox) => ({ name: name ?? '', email: asciiAddress(address) ?? '' })

/** Errors have a code. With an unknown code, or none, it is uncertain what happened. */
function failureOf(error: unknown): Delivery {
  const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const reason = `cloudflare: ${code} ${plainReason(error)}`
  if (code === 'E_DAILY_LIMIT_EXCEEDED') return { result: 'deferred', reason, retryAfterSeconds: DAILY_QUOTA_SECONDS }
  if (code === 'E_RATE_LIMIT_EXCEEDED') return { result: 'deferred', reason, retryAfterSeconds: 60 }
  if (NOT_NOW.has(code)) return { result: 'deferred', reason }
  if (NEVER.has(code) || code.startsWith('E_HEADER')) return { result: 'rejected', reason }
  return { result: 'uncertain', reason }
}

const NOT_NOW = new Set(['E_SENDER_NOT_VERIFIED', 'E_SENDER_DOMAIN_NOT_AVAILABLE', 'E_DELIVERY_FAILED'])
const NEVER = new Set([
  'E_VALIDATION_ERROR',
  'E_FIELD_MISSING',
  'E_TOO_MANY_RECIPIENTS',
  'E_RECIPIENT_NOT_ALLOWED',
  'E_RECIPIENT_SUPPRESSED',
  'E_CONTENT_TOO_LARGE',
])
