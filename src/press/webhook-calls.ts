/** What the press is asked about webhooks. Times are ISO 8601 in UTC to the second. */
import type { WebhookEventName } from '../copy/shapes/webhook.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { Actor } from './roles.ts'

/**
 * `active` is sent what it asked for. `disabled` by an admin, `gone` because it answered 410, `failing` because it took nothing for days,
 * `no-secret` because it came with a backup, which has no secrets: a new one makes it active.
 */
export type WebhookState = 'active' | 'disabled' | 'gone' | 'failing' | 'no-secret'

/** `failures` in a row; `waiting` deliveries are still to come or to be tried again. */
export type Webhook = {
  id: string
  url: string
  events: WebhookEventName[]
  note?: string
  state: WebhookState
  stateSince?: string
  failures: number
  failingSince?: string
  waiting: number
  createdAt: string
  createdBy: string
  /** While a former secret signs too. */
  formerSecretUntil?: string
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed'

/** One line of a webhook's log. `said` is what was wrong, or the first of what was answered; `payload` is what is sent. */
export type WebhookDelivery = {
  id: string
  sequence: number
  type: string
  at: string
  state: DeliveryState
  attempts: number
  lastAt?: string
  nextAt?: string
  status?: number
  ms?: number
  said?: string
  payload: string
}

export type WebhookRefusal =
  | { ok: false; reason: 'unknown-webhook'; id: string }
  | { ok: false; reason: 'unknown-delivery'; id: string }
  | { ok: false; reason: 'bad-webhook-address'; message: string }
  | { ok: false; reason: 'webhook-known'; id: string }
  | { ok: false; reason: 'too-many-webhooks'; most: number }
  | { ok: false; reason: 'too-many-secrets'; until: string }
  | { ok: false; reason: 'webhook-not-active'; state: WebhookState }

export type NewWebhook = { id: string; secret: string; url: string; events: WebhookEventName[]; note?: string | undefined }
/** What is left out stays. */
export type WebhookChange = { url?: string | undefined; events?: WebhookEventName[] | undefined; note?: string | undefined; disabled?: boolean | undefined }
/** One delivery by its event's id, or all of a span: `from` and before `until`. */
export type ReplayAsked = { event: string } | { from: string; until: string; state?: DeliveryState | undefined }
export type LogQuery = { cursor?: string | undefined; limit?: number | undefined; state?: DeliveryState | undefined }

/** What happened in another object, to be told like what happened in the press. The same `id` again is the same event. */
export type OutsideEvent = { id: string; type: 'newsletter.sent' | 'newsletter.stopped'; at: string; data: Record<string, unknown> }

export interface WebhookCalls {
  webhooks(): Promise<Webhook[]>
  webhook(id: string): Promise<Webhook | null>
  /** `secret` (`whsec_…`) is the caller's, who shows it once. */
  addWebhook(webhook: NewWebhook, actor: Actor): Promise<{ ok: true; webhook: Webhook } | WebhookRefusal>
  changeWebhook(id: string, change: WebhookChange, actor: Actor): Promise<{ ok: true; webhook: Webhook } | WebhookRefusal>
  removeWebhook(id: string, actor: Actor): Promise<{ ok: true } | WebhookRefusal>
  /** The former secret signs too, for another day. */
  rotateWebhookSecret(id: string, secret: string, actor: Actor): Promise<{ ok: true; webhook: Webhook } | WebhookRefusal>
  testWebhook(id: string, actor: Actor): Promise<{ ok: true; event: string } | WebhookRefusal>
  /** Newest first. */
  webhookLog(id: string, query: LogQuery): Promise<{ ok: true; items: WebhookDelivery[]; nextCursor?: string } | WebhookRefusal>
  /** Sent once more under the same ids. Answers how many. */
  replayWebhook(id: string, asked: ReplayAsked, actor: Actor): Promise<{ ok: true; count: number } | WebhookRefusal>
  tellWebhooks(event: OutsideEvent): Promise<void>
}

export const webhookPressOf = (env: Env) => pressStub(env) as WebhookCalls
