/**
 * Which delivery is next. A webhook has one on its way at a time, and after a failure none before its time: what doesn't answer is asked by one
 * delivery, not by all. The fewest attempts go first, then the oldest, so that an event which a server chokes on holds no other up.
 */
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { HAS_SECRET } from '../ledger/webhook-events.ts'

/** While it is on its way. If we die meanwhile, it goes out again after that, under the same id. */
const LEASE_MS = 60_000
/** Whoever is told fetches the story: it is told when the story is in KV, or after that. */
const WAITS_FOR_PRINT_MS = 60_000
const LOOK_AGAIN_MS = 500
/** Looked at for one claim. */
const MAX_LOOKED_AT = 50

export type Claim = { webhook: string; url: string; event: number; id: string; body: string; attempts: number; at: number }
/** `failing`: its last delivery failed. */
export type Listener = { id: string; url: string; failing: boolean; due: number }

/** Every active webhook with something to be sent, and when. */
export function listenersWaiting(ledger: Ledger): Listener[] {
  const found = rows<{ id: string; url: string; not_before: number | null; due: number | null }>(
    ledger,
    `SELECT id, url, (SELECT not_before FROM webhook_failures f WHERE f.webhook = webhooks.id) AS not_before,
       (SELECT min(due_at) FROM webhook_deliveries d WHERE d.webhook = webhooks.id AND due_at IS NOT NULL) AS due
     FROM webhooks WHERE disabled IS NULL AND ${HAS_SECRET}`,
  )
  return found.flatMap(({ id, url, due, not_before }) => (due === null ? [] : [{ id, url, failing: not_before !== null, due: Math.max(due, not_before ?? 0) }]))
}

type Waiting = { event: number; id: string; body: string; attempts: number; at: number; printing: number }

const WAITING = `
  SELECT d.event, e.id, e.json AS body, d.attempts, e.at, EXISTS (
    SELECT 1 FROM articles a JOIN outbox o ON o.kind = 'article' AND o.name = a.slug WHERE a.id = e.article
  ) AS printing
  FROM webhook_deliveries d JOIN webhook_events e ON e.sequence = d.event
  WHERE d.webhook = ? AND d.due_at IS NOT NULL AND d.due_at <= ? ORDER BY d.attempts, d.event LIMIT ?`

export function claimNext(ledger: Ledger, { id: webhook, url }: Listener, now: number): Claim | undefined {
  for (const { printing, ...it } of rows<Waiting>(ledger, WAITING, webhook, now, MAX_LOOKED_AT)) {
    if (printing && it.at + WAITS_FOR_PRINT_MS > now) {
      run(ledger, 'UPDATE webhook_deliveries SET due_at = ? WHERE webhook = ? AND event = ?', now + LOOK_AGAIN_MS, webhook, it.event)
      continue
    }
    run(
      ledger,
      'UPDATE webhook_deliveries SET due_at = ?, attempts = attempts + 1, last_at = ? WHERE webhook = ? AND event = ?',
      ...[now + LEASE_MS, now, webhook, it.event],
    )
    return { webhook, url, ...it, attempts: it.attempts + 1 }
  }
  return undefined
}

/** The newest secret first; former ones while they are good. */
export function secretsOf(ledger: Ledger, webhook: string, now: number): string[] {
  run(ledger, 'DELETE FROM webhook_secrets WHERE webhook = ? AND until <= ?', webhook, now)
  return rows<{ secret: string }>(ledger, 'SELECT secret FROM webhook_secrets WHERE webhook = ? ORDER BY id DESC', webhook).map(({ secret }) => secret)
}

/** Still what it was when it was claimed: not sent anew, changed, disabled or removed meanwhile. */
export const isStillClaimed = (ledger: Ledger, { webhook, url, event, attempts }: Claim) =>
  row(
    ledger,
    `SELECT 1 AS yes FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook
     WHERE d.webhook = ? AND d.event = ? AND w.url = ? AND d.attempts = ? AND d.due_at IS NOT NULL`,
    ...[webhook, event, url, attempts],
  ) !== undefined
