/** Webhooks as admins see them. No secret leaves by this. */
import type { WebhookEventName } from '../../copy/shapes/webhook.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import type { Webhook, WebhookState } from '../webhook-calls.ts'

type Row = {
  id: string
  url: string
  events: string
  note: string | null
  created_at: string
  created_by: string
  disabled: string | null
  disabled_at: string | null
  count: number | null
  since: number | null
  secrets: number
  former_until: number | null
  waiting: number
}

const ROWS = `
  SELECT w.*, f.count, f.since, (SELECT count(*) FROM webhook_secrets s WHERE s.webhook = w.id) AS secrets,
    (SELECT max(until) FROM webhook_secrets s WHERE s.webhook = w.id) AS former_until,
    (SELECT count(*) FROM webhook_deliveries d WHERE d.webhook = w.id AND d.due_at IS NOT NULL) AS waiting
  FROM webhooks w LEFT JOIN webhook_failures f ON f.webhook = w.id`

/** The oldest first. */
export const listWebhooks = (ledger: Ledger, now: number) => rows<Row>(ledger, `${ROWS} ORDER BY w.created_at, w.id`).map((it) => webhookOf(it, now))

export function webhookCalled(ledger: Ledger, id: string, now: number): Webhook | undefined {
  const [found] = rows<Row>(ledger, `${ROWS} WHERE w.id = ?`, id)
  return found && webhookOf(found, now)
}

function webhookOf(it: Row, now: number): Webhook {
  const { id, url, note, created_at, created_by, disabled_at, count, since, former_until, waiting } = it
  return {
    id,
    url,
    events: JSON.parse(it.events) as WebhookEventName[], // As it was saved.
    ...(note !== null && { note }),
    state: stateOf(it),
    ...(disabled_at !== null && { stateSince: disabled_at }),
    failures: count ?? 0,
    ...(since !== null && { failingSince: instantOf(since) }),
    waiting,
    createdAt: created_at,
    createdBy: created_by,
    ...(former_until !== null && former_until > now && { formerSecretUntil: instantOf(former_until) }),
  }
}

function stateOf({ disabled, secrets }: Row): WebhookState {
  if (disabled !== null) return disabled as WebhookState // As it was saved.
  return secrets === 0 ? 'no-secret' : 'active'
}
