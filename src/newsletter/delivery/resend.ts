/**
 * Resend: 100 letters per call, each accepted or refused on its own (`x-batch-validation: permissive`). The same key sends
 * nothing twice within a day (resend.com/docs/api-reference/emails/send-batch-emails, …/dashboard/emails/idempotency-keys).
 */

import { asciiAddress, writtenMailbox } from './address.ts'
import { closedMailer } from './closed-mailer.ts'
import { DAILY_QUOTA_SECONDS } from './daily-quota.ts'
import { unsent } from './each-letter.ts'
import { ask, type Fetcher, failureOf, type HttpAnswer, isSuccess, keyIn, originIn, saidIn } from './http-answer.ts'
import type { Delivery, Mailer, Message } from './mailer.ts'
import { ISSUE_HEADER } from './mailer.ts'
import { plainReason } from './plain-reason.ts'

const ORIGIN = 'https://api.resend.com'
const DAY_SECONDS = 86_400
const CONTENT_TOO_LARGE = 413

export type ResendSettings = { key: string; origin?: string; timeoutMs?: number }

export function resendFrom(env: Env): Mailer {
  const key = keyIn(env, 'RESEND_KEY')
  return key ? resendMailer({ key, ...originIn(env, 'RESEND_ORIGIN') }) : closedMailer('resend', 'The secret RESEND_KEY isn’t set or isn’t valid.')
}

export function resendMailer({ key, origin = ORIGIN, timeoutMs }: ResendSettings, fetcher: Fetcher = (request) => fetch(request)): Mailer {
  return {
    name: 'resend',
    idempotent: true,
    idempotentSeconds: DAY_SECONDS,
    maxBatch: 100,
    send: (messages, batch) => sendBatch({ key, origin, ...(timeoutMs !== undefined && { timeoutMs }) }, fetcher, messages, batch),
  }
}

type Sending = ResendSettings & { origin: string }

async function sendBatch(settings: Sending, fetcher: Fetcher, messages: readonly Message[], batch: string): Promise<readonly Delivery[]> {
  const { key, origin, timeoutMs } = settings
  const request = new Request(`${origin}/emails/batch`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': batch,
      'x-batch-validation': 'permissive',
    },
    // The same bytes for the same batch: Resend refuses a key that comes again with anything else.
    body: JSON.stringify(messages.map(letterOf)),
  })
  const answer = await ask(fetcher, request, timeoutMs)
  const isTooLarge = answer.kind !== 'none' && answer.status === CONTENT_TOO_LARGE
  return isTooLarge && messages.length > 1 ? sendHalves(settings, fetcher, messages, batch) : deliveriesOf(answer, messages.length, key)
}

/** Halves of the same batch have the same keys, so a batch that comes again still sends nothing twice. */
async function sendHalves(settings: Sending, fetcher: Fetcher, messages: readonly Message[], batch: string): Promise<readonly Delivery[]> {
  const middle = Math.ceil(messages.length / 2)
  const first = await sendBatch(settings, fetcher, messages.slice(0, middle), `${batch}.1`)
  // If nothing of the first half was accepted, the second isn't tried now.
  if (first.every(({ result }) => result === 'deferred' || result === 'uncertain'))
    return [...first, ...messages.slice(middle).map((): Delivery => unsent(first[0]))]
  return [...first, ...(await sendBatch(settings, fetcher, messages.slice(middle), `${batch}.2`))]
}

const letterOf = ({ from, replyTo, to, subject, html, text, headers }: Message) => ({
  from: writtenMailbox(from),
  to: [asciiAddress(to.address)],
  ...(replyTo && { reply_to: writtenMailbox(replyTo) }),
  subject,
  html,
  text,
  headers,
  ...(headers[ISSUE_HEADER] && { tags: [{ name: 'issue', value: headers[ISSUE_HEADER] }] }),
})

function deliveriesOf(answer: HttpAnswer, count: number, key: string): readonly Delivery[] {
  const taken = isSuccess(answer) ? partsOf(answer, key) : undefined
  if (!taken) {
    const failure = wholeFailure(answer, count, key)
    return Array.from({ length: count }, () => failure)
  }
  const { ids, refusals } = taken
  // The ids are in the order of the accepted letters; only if none is missing is it clear which belongs to which.
  if (ids.length + refusals.size !== count)
    return Array.from({ length: count }, () => ({
      result: 'uncertain',
      reason: `resend: of ${count} emails, the answer names only ${ids.length + refusals.size}.`,
    }))
  let next = 0
  return Array.from({ length: count }, (_, at): Delivery => {
    const reason = refusals.get(at)
    if (reason !== undefined) return { result: 'rejected', reason: `resend: ${reason}` }
    return { result: 'sent', providerId: ids[next++] ?? '' }
  })
}

/** `{ data: [{ id }], errors?: [{ index, message }] }`; undefined for anything else. */
function partsOf(answer: HttpAnswer, key: string): { ids: string[]; refusals: Map<number, string> } | undefined {
  const body = answer.kind === 'whole' ? (answer.body as { data?: unknown; errors?: unknown } | null) : null
  if (!Array.isArray(body?.data)) return undefined
  const ids = body.data.map((item: { id?: unknown } | null) => item?.id).filter((id) => typeof id === 'string')
  const errors: { index?: unknown; message?: unknown }[] = Array.isArray(body.errors) ? body.errors : []
  const refusals = errors.flatMap(({ index, message }) => (typeof index === 'number' ? [[index, plainReason(message, [key])] as const] : []))
  return { ids, refusals: new Map(refusals) }
}

function wholeFailure(answer: HttpAnswer, count: number, key: string): Delivery {
  const name = saidIn(answer, 'name')
  const said = `${name} ${saidIn(answer, 'message', [key])}`.trim()
  // An error in a 200 has the status that it should have had.
  const inner = answer.kind === 'whole' ? (answer.body as { statusCode?: unknown } | null)?.statusCode : undefined
  const told: HttpAnswer = answer.kind === 'whole' && typeof inner === 'number' && inner >= 400 ? { ...answer, status: inner } : answer
  if (name === 'daily_quota_exceeded') return { result: 'deferred', reason: `resend: ${said}`, retryAfterSeconds: DAILY_QUOTA_SECONDS }
  if (name === 'monthly_quota_exceeded') return { result: 'deferred', reason: `resend: ${said}`, retryAfterSeconds: DAY_SECONDS }
  const failure = failureOf('resend', told, said)
  // If a whole batch is refused, the sender or we are at fault, not the readers.
  return failure.result === 'rejected' && count > 1 ? { result: 'deferred', reason: failure.reason } : failure
}
