/** Webhooks are added, changed, removed, and given new secrets. The trail says so, without secrets. */

import { instantOf } from '../../copy/text/instant.ts'
import { outsideAddressFlaw } from '../../copy/text/outside-address.ts'
import type { Actor } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { saveEvent } from '../ledger/webhook-events.ts'
import type { Outside } from '../outside.ts'
import type { NewWebhook, Webhook, WebhookChange, WebhookRefusal } from '../webhook-calls.ts'
import { stopDeliveries } from './stopping.ts'
import { webhookCalled } from './webhook-rows.ts'

/** Each event is a row for each of them. */
const MAX_WEBHOOKS = 20
/** Time to give a receiver its new secret. */
const OVERLAP_MS = 86_400_000
/** That sign at once: each is a part of one header. */
const MAX_SECRETS = 5

type Done = { ok: true; webhook: Webhook } | WebhookRefusal
type Rules = Pick<Outside, 'mayBeLocal'>

export function addWebhook(ledger: Ledger, { id, url, events, note, secret }: NewWebhook, actor: Actor, now: number, rules: Rules): Done {
  const refusal = addressRefusal(ledger, id, url, rules)
  if (refusal) return refusal
  if ((row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM webhooks')?.count ?? 0) >= MAX_WEBHOOKS)
    return { ok: false, reason: 'too-many-webhooks', most: MAX_WEBHOOKS }
  run(
    ledger,
    'INSERT INTO webhooks (id, url, events, note, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)',
    ...[id, url, JSON.stringify(events), note ?? null, instantOf(now), actor.name],
  )
  run(ledger, 'INSERT INTO webhook_secrets (webhook, secret) VALUES (?, ?)', id, secret)
  recordAudit(ledger, actor, now, { what: 'add-webhook', detail: url })
  return done(ledger, id, now)
}

export function changeWebhook(ledger: Ledger, id: string, change: WebhookChange, actor: Actor, now: number, rules: Rules): Done {
  const before = webhookCalled(ledger, id, now)
  if (!before) return unknown(id)
  const { url = before.url, events = before.events, note = before.note, disabled } = change
  const refusal = url === before.url ? undefined : addressRefusal(ledger, id, url, rules)
  if (refusal) return refusal
  run(ledger, 'UPDATE webhooks SET url = ?, events = ?, note = ? WHERE id = ?', url, JSON.stringify(events), note || null, id)
  // At another address it begins anew.
  if (url !== before.url) run(ledger, 'DELETE FROM webhook_failures WHERE webhook = ?', id)
  if (disabled === true && before.state !== 'disabled') disable(ledger, id, now)
  if (disabled === false) enable(ledger, id)
  recordAudit(ledger, actor, now, { what: 'change-webhook', detail: changeWords(before, { url, disabled }) })
  return done(ledger, id, now)
}

function changeWords(before: Webhook, { url, disabled }: { url: string; disabled: boolean | undefined }) {
  const words = [url !== before.url && `was ${before.url}`, disabled === true && 'disabled', disabled === false && before.state !== 'active' && 'enabled']
  return [url, ...words.filter(Boolean)].join(', ')
}

function disable(ledger: Ledger, id: string, now: number) {
  run(ledger, `UPDATE webhooks SET disabled = 'disabled', disabled_at = ? WHERE id = ?`, instantOf(now), id)
  stopDeliveries(ledger, id)
}

function enable(ledger: Ledger, id: string) {
  run(ledger, 'UPDATE webhooks SET disabled = NULL, disabled_at = NULL WHERE id = ?', id)
  run(ledger, 'DELETE FROM webhook_failures WHERE webhook = ?', id)
}

export function removeWebhook(ledger: Ledger, id: string, actor: Actor, now: number): { ok: true } | WebhookRefusal {
  const before = webhookCalled(ledger, id, now)
  if (!before) return unknown(id)
  run(ledger, 'DELETE FROM webhooks WHERE id = ?', id)
  for (const table of ['webhook_secrets', 'webhook_failures', 'webhook_deliveries']) run(ledger, `DELETE FROM ${table} WHERE webhook = ?`, id)
  recordAudit(ledger, actor, now, { what: 'remove-webhook', detail: before.url })
  return { ok: true }
}

/** Former secrets sign too, each for a day from when it was replaced: rotations may come one upon the other. */
export function rotateSecret(ledger: Ledger, id: string, secret: string, actor: Actor, now: number): Done {
  const before = webhookCalled(ledger, id, now)
  if (!before) return unknown(id)
  run(ledger, 'DELETE FROM webhook_secrets WHERE webhook = ? AND until <= ?', id, now)
  const { count = 0, soonest } =
    row<{ count: number; soonest: number | null }>(ledger, 'SELECT count(*) AS count, min(until) AS soonest FROM webhook_secrets WHERE webhook = ?', id) ?? {}
  if (count >= MAX_SECRETS) return { ok: false, reason: 'too-many-secrets', until: instantOf(soonest ?? now) }
  run(ledger, 'UPDATE webhook_secrets SET until = ? WHERE webhook = ? AND until IS NULL', now + OVERLAP_MS, id)
  run(ledger, 'INSERT INTO webhook_secrets (webhook, secret) VALUES (?, ?)', id, secret)
  recordAudit(ledger, actor, now, { what: 'rotate-webhook-secret', detail: before.url })
  return done(ledger, id, now)
}

/** Sent to this one alone, whatever it asked for. */
export function testWebhook(ledger: Ledger, id: string, actor: Actor, now: number): { ok: true; event: string } | WebhookRefusal {
  const before = webhookCalled(ledger, id, now)
  if (!before) return unknown(id)
  if (before.state !== 'active') return { ok: false, reason: 'webhook-not-active', state: before.state }
  // Whoever tests wants to see it now.
  run(ledger, 'UPDATE webhook_failures SET not_before = min(not_before, ?) WHERE webhook = ?', now, id)
  return { ok: true, event: saveEvent(ledger, now, { type: 'webhook.test', data: { by: actor.name } }, [id]) }
}

/** `id`: of the webhook itself, whose address may be spelled otherwise. */
function addressRefusal(ledger: Ledger, id: string, url: string, rules: Rules): WebhookRefusal | undefined {
  const message = outsideAddressFlaw(url, rules)
  if (message) return { ok: false, reason: 'bad-webhook-address', message }
  const other = rows<{ id: string; url: string }>(ledger, 'SELECT id, url FROM webhooks').find((one) => one.id !== id && isSameAddress(one.url, url))
  return other && { ok: false, reason: 'webhook-known', id: other.id }
}

/** Whatever the spelling of one: it would be told everything twice. */
const isSameAddress = (one: string, other: string) => URL.parse(one)?.href === URL.parse(other)?.href

const unknown = (id: string): WebhookRefusal => ({ ok: false, reason: 'unknown-webhook', id })
const done = (ledger: Ledger, id: string, now: number): Done => ({ ok: true, webhook: webhookCalled(ledger, id, now) as Webhook }) // It was just there.
