/** What a webhook was sent, how that went, and sending it once more. */
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, rows, run } from '../ledger/sql.ts'
import { DELIVERY_MS } from '../ledger/webhook-events.ts'
import type { DeliveryState, LogQuery, ReplayAsked, WebhookDelivery, WebhookRefusal } from '../webhook-calls.ts'
import { webhookCalled } from './webhook-rows.ts'

const PAGE = 50
const MAX_PAGE = 200

type Row = {
  id: string
  sequence: number
  type: string
  at: number
  json: string
  state: DeliveryState
  due_at: number | null
  attempts: number
  last_at: number | null
  status: number | null
  ms: number | null
  said: string | null
}

export function deliveryLog(ledger: Ledger, webhook: string, { cursor, limit = PAGE, state }: LogQuery, now: number) {
  if (!webhookCalled(ledger, webhook, now)) return unknown(webhook)
  const size = Math.max(1, Math.min(limit, MAX_PAGE))
  const before = Number(cursor ?? Number.MAX_SAFE_INTEGER) || Number.MAX_SAFE_INTEGER
  const found = rows<Row>(
    ledger,
    `SELECT e.id, e.sequence, e.type, e.at, e.json, d.state, d.due_at, d.attempts, d.last_at, d.status, d.ms, d.said
     FROM webhook_deliveries d JOIN webhook_events e ON e.sequence = d.event
     WHERE d.webhook = ?1 AND d.event < ?2 AND (?3 IS NULL OR d.state = ?3) ORDER BY d.event DESC LIMIT ?4`,
    ...[webhook, before, state ?? null, size + 1],
  )
  const items = found.slice(0, size).map(deliveryOf)
  const last = items.at(-1)
  return { ok: true as const, items, ...(found.length > size && last && { nextCursor: String(last.sequence) }) }
}

function deliveryOf({ id, sequence, type, at, json, state, due_at, attempts, last_at, status, ms, said }: Row): WebhookDelivery {
  return {
    id,
    sequence,
    type,
    at: instantOf(at),
    state,
    attempts,
    ...(last_at !== null && { lastAt: instantOf(last_at) }),
    ...(due_at !== null && { nextAt: instantOf(due_at) }),
    ...(status !== null && { status }),
    ...(ms !== null && { ms }),
    ...(said !== null && { said }),
    payload: json,
  }
}

/** Sent from the first attempt on, also what is being tried now: then the answer to that attempt counts no more. */
export function replay(ledger: Ledger, webhook: string, asked: ReplayAsked, actor: Actor, now: number): { ok: true; count: number } | WebhookRefusal {
  const before = webhookCalled(ledger, webhook, now)
  if (!before) return unknown(webhook)
  if (before.state !== 'active') return { ok: false, reason: 'webhook-not-active', state: before.state }
  const count = 'event' in asked ? again(ledger, webhook, 'e.id = ?', [asked.event], now) : againOfSpan(ledger, webhook, asked, now)
  if (count === 0 && 'event' in asked) return { ok: false, reason: 'unknown-delivery', id: asked.event }
  run(ledger, 'UPDATE webhook_failures SET not_before = min(not_before, ?) WHERE webhook = ?', now, webhook)
  const what = 'event' in asked ? asked.event : `${count} from ${asked.from} to ${asked.until}`
  recordAudit(ledger, actor, now, { what: 'replay-webhook', detail: `${before.url}: ${what}` })
  return { ok: true, count }
}

function againOfSpan(ledger: Ledger, webhook: string, { from, until, state }: Extract<ReplayAsked, { from: string }>, now: number) {
  const span = [Date.parse(from), Date.parse(until)]
  return state === undefined
    ? again(ledger, webhook, 'e.at >= ? AND e.at < ?', span, now)
    : again(ledger, webhook, 'e.at >= ? AND e.at < ? AND webhook_deliveries.state = ?', [...span, state], now)
}

function again(ledger: Ledger, webhook: string, which: string, bound: (string | number)[], now: number): number {
  return rows(
    ledger,
    `UPDATE webhook_deliveries SET state = 'waiting', due_at = ?, until = ?, attempts = 0, status = NULL, ms = NULL, said = NULL FROM webhook_events e
     WHERE e.sequence = webhook_deliveries.event AND webhook_deliveries.webhook = ? AND ${which} RETURNING event`,
    ...[now, now + DELIVERY_MS, webhook, ...bound],
  ).length
}

const unknown = (id: string): WebhookRefusal => ({ ok: false, reason: 'unknown-webhook', id })
