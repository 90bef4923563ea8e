/** Resend's reports, signed as Svix signs (resend.com/docs/webhooks; standardwebhooks.com): within five minutes of now. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import * as v from 'valibot'
import { keyIn } from './http-answer.ts'
import { isIssue, isoOf, type MailEvent, type Posted, type Report } from './webhook.ts'

const eventSchema = v.object({
  type: v.string(),
  created_at: v.string(),
  data: v.object({
    to: v.union([v.array(v.string()), v.string()]),
    bounce: v.optional(v.object({ type: v.optional(v.string()) })),
    tags: v.optional(v.unknown()),
  }),
})
type ResendEvent = v.InferOutput<typeof eventSchema>

/** The library uses other names for Svix's headers. */
const HEADERS = { 'svix-id': 'webhook-id', 'svix-timestamp': 'webhook-timestamp', 'svix-signature': 'webhook-signature' } as const

export async function readResendReport({ headers, body, env }: Posted): Promise<Report> {
  const secret = keyIn(env, 'RESEND_WEBHOOK_SECRET')
  if (!secret) return { ok: false, reason: 'not-set-up' }
  const signed = Object.fromEntries(Object.entries(HEADERS).map(([from, to]) => [to, headers.get(from) ?? '']))
  const verified = verify(secret, body, signed)
  if (!verified.ok) return verified
  const parsed = v.safeParse(eventSchema, verified.value)
  // Events without a reader (domains, contacts) aren't for us.
  if (!parsed.success) return { ok: true, events: [] }
  return { ok: true, events: eventsOf(parsed.output, headers.get('svix-id') ?? '') }
}

function verify(secret: string, body: string, headers: Record<string, string>): { ok: true; value: unknown } | Exclude<Report, { ok: true }> {
  try {
    return { ok: true, value: new Webhook(secret).verify(body, headers) }
  } catch (error) {
    if (error instanceof WebhookVerificationError) return { ok: false, reason: /timestamp/i.test(error.message) ? 'too-old' : 'not-from-provider' }
    // Signed, but not JSON; or our secret isn't in Base64.
    return { ok: false, reason: error instanceof SyntaxError ? 'unreadable' : 'not-set-up' }
  }
}

function eventsOf({ type, created_at, data }: ResendEvent, id: string): MailEvent[] {
  const kind = kindOf(type, data.bounce?.type)
  const at = isoOf(created_at)
  if (!kind || !at) return []
  const issue = issueIn(data.tags)
  return [data.to].flat().map((address) => ({ kind, address, at, id: `${id}/${address}`, ...(issue && { issue }) }))
}

function kindOf(type: string, bounce = 'Permanent'): MailEvent['kind'] | undefined {
  switch (type) {
    case 'email.bounced':
      return bounce === 'Permanent' ? 'bounce' : 'soft-bounce'
    // Resend itself sends nothing more there, after a bounce or a complaint.
    case 'email.suppressed':
      return 'bounce'
    case 'email.complained':
      return 'complaint'
    case 'email.delivered':
      return 'delivered'
  }
  return undefined
}

/** `{ issue: '…' }` in reports, `[{ name, value }]` as they were sent. */
function issueIn(tags: unknown): string | undefined {
  const listed = Array.isArray(tags) ? (tags as { name?: unknown; value?: unknown }[]).find((tag) => tag?.name === 'issue')?.value : undefined
  const tag = listed ?? (tags as { issue?: unknown } | null | undefined)?.issue
  return isIssue(tag) ? tag : undefined
}
