/**
 * SES's reports, through an SNS topic that posts here. Only the topic `SES_TOPIC_ARN` is accepted; its subscription is confirmed
 * automatically (docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html).
 */
import * as v from 'valibot'
import { type Fetcher, keyIn } from './http-answer.ts'
import { ISSUE_HEADER } from './mailer.ts'
import { checkSignature, isSnsAddress, type SnsMessage } from './sns-signature.ts'
import { isIssue, isoOf, jsonIn, type MailEvent, type Posted, type Report } from './webhook.ts'

/** SNS retries for up to an hour; clocks can differ by minutes. */
const MAX_AGE_MS = 65 * 60_000
const MAX_AHEAD_MS = 5 * 60_000
const TIMEOUT_MS = 10_000

const snsSchema = v.object({
  Type: v.picklist(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: v.string(),
  TopicArn: v.string(),
  Message: v.string(),
  Timestamp: v.string(),
  SignatureVersion: v.string(),
  Signature: v.string(),
  SigningCertURL: v.string(),
  Subject: v.optional(v.string()),
  SubscribeURL: v.optional(v.string()),
  Token: v.optional(v.string()),
})

const readers = v.optional(v.array(v.object({ emailAddress: v.string() })), [])
const eventSchema = v.object({
  eventType: v.optional(v.string()),
  /** Its name if no event publishing is set up. */
  notificationType: v.optional(v.string()),
  mail: v.object({
    tags: v.optional(v.record(v.string(), v.array(v.string())), {}),
    headers: v.optional(v.array(v.object({ name: v.string(), value: v.string() })), []),
  }),
  bounce: v.optional(v.object({ bounceType: v.string(), timestamp: v.string(), bouncedRecipients: readers })),
  complaint: v.optional(v.object({ timestamp: v.string(), complainedRecipients: readers, complaintFeedbackType: v.nullish(v.string()) })),
  delivery: v.optional(v.object({ timestamp: v.string(), recipients: v.optional(v.array(v.string()), []) })),
})
type SesEvent = v.InferOutput<typeof eventSchema>

export async function readSesReport({ body, env, now, fetcher }: Posted): Promise<Report> {
  const topic = keyIn(env, 'SES_TOPIC_ARN')
  if (!topic) return { ok: false, reason: 'not-set-up' }
  const parsed = v.safeParse(snsSchema, jsonIn(body))
  if (!parsed.success || parsed.output.TopicArn !== topic) return { ok: false, reason: 'not-from-provider' }
  const message = parsed.output
  const age = now - Date.parse(message.Timestamp)
  if (!(age < MAX_AGE_MS && age > -MAX_AHEAD_MS)) return { ok: false, reason: 'too-old' }
  const signature = await checkSignature(message, fetcher)
  if (signature !== 'good') return { ok: false, reason: signature === 'bad' ? 'not-from-provider' : 'later' }
  switch (message.Type) {
    case 'Notification':
      return { ok: true, events: eventsIn(message) }
    case 'SubscriptionConfirmation':
      return confirm(message, fetcher)
    case 'UnsubscribeConfirmation':
      return { ok: true, events: [] }
  }
}

/** Confirmed by requesting a URL that is signed and, to be safe, also checked to be one of SNS. */
async function confirm({ SubscribeURL = '', TopicArn }: SnsMessage, fetcher: Fetcher): Promise<Report> {
  if (!isSnsAddress(SubscribeURL, TopicArn)) return { ok: false, reason: 'not-from-provider' }
  try {
    const response = await fetcher(new Request(SubscribeURL, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }))
    await response.body?.cancel()
    return response.ok ? { ok: true, events: [] } : { ok: false, reason: 'later' }
  } catch {
    // SNS will try again.
    return { ok: false, reason: 'later' }
  }
}

function eventsIn({ Message, MessageId }: SnsMessage): MailEvent[] {
  const parsed = v.safeParse(eventSchema, jsonIn(Message))
  // SNS also sends plain text, such as that a topic works.
  if (!parsed.success) return []
  const issue = issueIn(parsed.output)
  return told(parsed.output).flatMap(({ kind, address, at }) => {
    const moment = isoOf(at)
    return moment ? [{ kind, address, at: moment, id: `${MessageId}/${address}`, ...(issue && { issue }) }] : []
  })
}

function told({ eventType, notificationType, bounce, complaint, delivery }: SesEvent): { kind: MailEvent['kind']; address: string; at: string }[] {
  const type = eventType ?? notificationType
  if (type === 'Bounce' && bounce) {
    const kind = bounce.bounceType === 'Permanent' ? 'bounce' : 'soft-bounce'
    return bounce.bouncedRecipients.map(({ emailAddress }) => ({ kind, address: emailAddress, at: bounce.timestamp }))
  }
  // A reader saying that it isn't spam is not a complaint (RFC 6430).
  if (type === 'Complaint' && complaint && complaint.complaintFeedbackType !== 'not-spam')
    return complaint.complainedRecipients.map(({ emailAddress }) => ({ kind: 'complaint', address: emailAddress, at: complaint.timestamp }))
  if (type === 'Delivery' && delivery) return delivery.recipients.map((address) => ({ kind: 'delivered', address, at: delivery.timestamp }))
  return []
}

function issueIn({ mail }: SesEvent): string | undefined {
  const issue = mail.tags.issue?.[0] ?? mail.headers.find(({ name }) => name.toLowerCase() === ISSUE_HEADER.toLowerCase())?.value
  return isIssue(issue) ? issue : undefined
}
