/**
 * What happened, for whom it is to be told: written in the transaction in which it happens, or not at all. Where nobody asked for an event,
 * nothing is written.
 */
import type { WebhookEventName, WebhookPayload } from '../../copy/shapes/webhook.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { type Ledger, row, rows, run } from './sql.ts'

/** How long a delivery is tried. */
export const DELIVERY_MS = 5 * 86_400_000
const KEPT_MS = 30 * 86_400_000
/** Of one webhook. What is beyond goes, whether it was delivered or not. */
const MAX_KEPT = 10_000
/** So often the log is cut to that. */
const CUT_EVERY = 100

/** `article` and `revision`: whose words are in `data`. `dueAt`: not sent before. */
export type Happening = { type: WebhookPayload['type']; data: Record<string, unknown>; article?: number; revision?: number; id?: string; dueAt?: number }

type Listener = { id: string; events: string }

export function recordEvent(ledger: Ledger, now: number, { type, ...happening }: Happening & { type: WebhookEventName }) {
  const webhooks = listenersTo(ledger, type)
  if (webhooks.length > 0) saveEvent(ledger, now, { type, ...happening }, webhooks)
}

/** Whether anybody asked for it, before it is put together. */
export const isListenedTo = (ledger: Ledger, type: WebhookEventName) => listenersTo(ledger, type).length > 0

const listenersTo = (ledger: Ledger, type: WebhookEventName) =>
  rows<Listener>(ledger, `SELECT id, events FROM webhooks WHERE disabled IS NULL AND ${HAS_SECRET}`)
    .filter(({ events }) => (JSON.parse(events) as string[]).includes(type))
    .map(({ id }) => id)

/** Of `webhooks`. */
export const HAS_SECRET = 'EXISTS (SELECT 1 FROM webhook_secrets s WHERE s.webhook = webhooks.id)'

/** Answers its id. An event that is known already is not told again. */
export function saveEvent(
  ledger: Ledger,
  now: number,
  { type, data, article, revision, id = `evt_${crypto.randomUUID()}`, dueAt = now }: Happening,
  webhooks: readonly string[],
) {
  const sequence = nextSequence(ledger, now)
  const payload: WebhookPayload = { type, timestamp: instantOf(now), sequence, data }
  const written = run(
    ledger,
    'INSERT OR IGNORE INTO webhook_events (sequence, id, type, at, article, revision, json) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[sequence, id, type, now, article ?? null, revision ?? null, JSON.stringify(payload)],
  )
  if (written === 0) return id
  for (const webhook of webhooks)
    run(
      ledger,
      `INSERT INTO webhook_deliveries (webhook, event, state, due_at, until) VALUES (?, ?, 'waiting', ?, ?)`,
      ...[webhook, sequence, dueAt, now + DELIVERY_MS],
    )
  if (sequence % CUT_EVERY === 0) for (const webhook of webhooks) cutLog(ledger, webhook)
  forgetOld(ledger, now)
  return id
}

/** Grows, also where a backup was restored or a log forgotten: it begins with the time in milliseconds. */
const nextSequence = (ledger: Ledger, now: number) =>
  Math.max(now, (row<{ last: number | null }>(ledger, 'SELECT max(sequence) AS last FROM webhook_events')?.last ?? 0) + 1)

export function forgetOld(ledger: Ledger, now: number) {
  // By the index of moments: the greatest of all sequences would be looked for among all.
  const old = row<{ last: number }>(
    ledger,
    'SELECT sequence AS last FROM webhook_events WHERE at < ? ORDER BY at DESC, sequence DESC LIMIT 1',
    now - KEPT_MS,
  )?.last
  if (old === undefined) return
  run(ledger, 'DELETE FROM webhook_deliveries WHERE event <= ?', old)
  run(ledger, 'DELETE FROM webhook_events WHERE sequence <= ?', old)
}

function cutLog(ledger: Ledger, webhook: string) {
  const first = row<{ event: number }>(
    ledger,
    'SELECT event FROM webhook_deliveries WHERE webhook = ? ORDER BY event DESC LIMIT 1 OFFSET ?',
    ...[webhook, MAX_KEPT],
  )?.event
  if (first !== undefined) run(ledger, 'DELETE FROM webhook_deliveries WHERE webhook = ? AND event <= ?', webhook, first)
}

/** Words that readers may not have any more are in no delivery and no replay. Of one revision, or of all. */
export function scrubEvents(ledger: Ledger, article: number, revision?: number) {
  run(
    ledger,
    `UPDATE webhook_events SET json = json_remove(json, '$.data.headline', '$.data.corrections') WHERE article = ?1 AND (?2 IS NULL OR revision = ?2)`,
    ...[article, revision ?? null],
  )
}
