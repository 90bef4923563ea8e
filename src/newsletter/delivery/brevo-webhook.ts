/**
 * Brevo's reports. Brevo doesn't sign them; it sends a token that was chosen when the webhook was created
 * (developers.brevo.com/docs/secured-webhooks). Anyone who knows it could report, so it is only sent over TLS and
 * compared by its hash. One event, or a list where webhooks are batched.
 */
import * as v from 'valibot'
import { isSameHash, sha256 } from '../../edge/sha256.ts'
import { keyIn } from './http-answer.ts'
import { isIssue, isoOf, jsonIn, type MailEvent, type Posted, type Report } from './webhook.ts'

const eventSchema = v.object({
  event: v.string(),
  email: v.string(),
  'message-id': v.optional(v.string(), ''),
  /** Seconds since 1970, in UTC; `date` is in the account's own zone. */
  ts_event: v.optional(v.number()),
  ts: v.optional(v.number()),
  tags: v.optional(v.array(v.string()), []),
})
type BrevoEvent = v.InferOutput<typeof eventSchema>
const MAX_EVENTS = 1000
const reportSchema = v.union([v.pipe(v.array(eventSchema), v.maxLength(MAX_EVENTS)), eventSchema])

export async function readBrevoReport({ headers, body, env, now }: Posted): Promise<Report> {
  const token = keyIn(env, 'BREVO_WEBHOOK_TOKEN')
  if (!token) return { ok: false, reason: 'not-set-up' }
  const given = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? ''
  if (!isSameHash(await sha256(given), await sha256(token))) return { ok: false, reason: 'not-from-provider' }
  const parsed = v.safeParse(reportSchema, jsonIn(body))
  if (!parsed.success) return { ok: false, reason: 'unreadable' }
  return { ok: true, events: [parsed.output].flat().flatMap((event) => eventOf(event, now)) }
}

function eventOf({ event, email, tags, ts_event, ts, 'message-id': message }: BrevoEvent, now: number): MailEvent[] {
  const kind = KINDS.get(event)
  if (!kind) return []
  const seconds = ts_event ?? ts
  const at = isoOf(seconds === undefined ? now : seconds * 1000) ?? isoOf(now) ?? ''
  const issue = tags.find(isIssue)
  return [{ kind, address: email, at, id: `${event}/${message}/${seconds ?? ''}/${email}`, ...(issue && { issue }) }]
}

/** `blocked`: stopped by Brevo's own list or a policy, which doesn't mean that the address is bad. */
const KINDS = new Map<string, MailEvent['kind']>([
  ['hard_bounce', 'bounce'],
  ['invalid_email', 'bounce'],
  ['soft_bounce', 'soft-bounce'],
  ['blocked', 'soft-bounce'],
  ['spam', 'complaint'],
  ['unsubscribed', 'unsubscribe'],
  ['delivered', 'delivered'],
])
