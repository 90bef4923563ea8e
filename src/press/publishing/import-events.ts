/**
 * An import is no news: whoever keeps a copy of the site is told that there is more of it, and how much, in one message after the last line or every
 * ten minutes. What an import takes from readers is told like any withdrawal.
 */
import type { WebhookPayload } from '../../copy/shapes/webhook.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { isListenedTo, recordEvent } from '../ledger/webhook-events.ts'

/** After the last line. */
const QUIET_MS = 60_000
const LONGEST_MS = 600_000

type Counted = { articles: number; from: string; until: string }

/** Of one story, or one more version of it. */
export function tellOfImported(ledger: Ledger, now: number) {
  if (!isListenedTo(ledger, 'articles.imported')) return
  const until = instantOf(now)
  const open = openMessage(ledger, now)
  if (!open) return recordEvent(ledger, now, { type: 'articles.imported', data: { articles: 1, from: until, until }, dueAt: now + QUIET_MS })
  const payload = JSON.parse(open.json) as WebhookPayload & { data: Counted } // As it was written above.
  const data: Counted = { ...payload.data, articles: payload.data.articles + 1, until }
  run(ledger, 'UPDATE webhook_events SET json = ? WHERE sequence = ?', JSON.stringify({ ...payload, data }), open.sequence)
  run(
    ledger,
    'UPDATE webhook_deliveries SET due_at = ?2 WHERE event = ?1 AND webhook IN (SELECT id FROM webhooks)',
    open.sequence,
    Math.min(now + QUIET_MS, open.at + LONGEST_MS),
  )
}

/** The one that nobody has been sent yet. Its sequence is no less than its moment. */
const openMessage = (ledger: Ledger, now: number) =>
  row<{ sequence: number; at: number; json: string }>(
    ledger,
    `SELECT sequence, at, json FROM webhook_events e WHERE sequence > ?1 AND at > ?1 AND type = 'articles.imported' AND NOT EXISTS (
       SELECT 1 FROM webhooks w JOIN webhook_deliveries d ON d.webhook = w.id AND d.event = e.sequence WHERE d.attempts > 0 OR d.due_at IS NULL
     ) AND EXISTS (SELECT 1 FROM webhooks w JOIN webhook_deliveries d ON d.webhook = w.id AND d.event = e.sequence)
     ORDER BY sequence DESC LIMIT 1`,
    now - LONGEST_MS,
  )
