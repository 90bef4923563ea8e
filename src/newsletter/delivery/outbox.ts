/**
 * Letters in development: the MIME as it would be sent, posted to a listener on this machine that writes `.eml` files
 * (scripts/mail-outbox.ts). `Mail-To` names the reader; the same `Idempotency-Key` is written once.
 */
import { readSetting } from '../../edge/setting.ts'
import { asciiAddress } from './address.ts'
import { closedMailer } from './closed-mailer.ts'
import { type Attempt, sendEach } from './each-letter.ts'
import { type Fetcher, failureOf } from './http-answer.ts'
import type { Mailer, Message } from './mailer.ts'
import { composeMime } from './mime.ts'

const LANES = 5
const TIMEOUT_MS = 10_000

export function outboxFrom(env: Env): Mailer {
  const url = readSetting(env, 'MAIL_OUTBOX_URL')
  if (!url) return closedMailer('outbox', 'MAIL_OUTBOX_URL isn’t set. "npm start" sets it.')
  // Whole letters with readers' addresses: they must not leave this machine.
  const isLocal = URL.canParse(url) && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname)
  return isLocal ? outboxMailer(url) : closedMailer('outbox', 'MAIL_OUTBOX_URL must be an address on this machine.')
}

export function outboxMailer(url: string, fetcher: Fetcher = (request) => fetch(request)): Mailer {
  return {
    name: 'outbox',
    idempotent: true,
    maxBatch: 100,
    callsFor: (letters) => letters,
    send: (messages, key) => sendEach(messages, LANES, (message) => sendOne(url, fetcher, message, key)),
  }
}

async function sendOne(url: string, fetcher: Fetcher, message: Message, key: string): Promise<Attempt> {
  const request = new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'message/rfc822', 'Mail-To': asciiAddress(message.to.address) ?? '', 'Idempotency-Key': `${key}/${message.id}` },
    body: composeMime(message, new Date()),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  try {
    const response = await fetcher(request)
    await response.body?.cancel()
    if (response.ok) return { delivery: { result: 'sent' } }
    return { delivery: failureOf('outbox', { kind: 'broken', status: response.status, headers: response.headers }, '') }
  } catch {
    return { delivery: failureOf('outbox', { kind: 'none', reason: `nothing listens at ${new URL(url).host}` }, ''), shut: true }
  }
}
