/** Copy shown for a day to whoever holds the address. */
import type { Article } from '../../copy/shapes/article.ts'
import type { Actor, Idempotency, Refusal } from '../calls.ts'
import { agencyItemOf } from '../ledger/origins.ts'
import { type Ledger, partsOf, row, rows, run } from '../ledger/sql.ts'

const DAY_MS = 86_400_000

/** It knows its story, so that it ends when that does. */
export function savePreview(ledger: Ledger, id: string, article: Article, now: number) {
  for (const [part, json] of partsOf(JSON.stringify(article)).entries())
    run(
      ledger,
      'INSERT INTO previews (id, part, json, until, slug, uri) VALUES (?, ?, ?, ?, ?, ?)',
      ...[id, part, json, now + DAY_MS, article.slug, agencyItemOf(article)?.uri ?? null],
    )
  return now + DAY_MS
}

export function readPreview(ledger: Ledger, id: string, now: number): Article | 'ended' | null {
  const parts = rows<{ json: string; slug: string }>(ledger, 'SELECT json, slug FROM previews WHERE id = ? AND until > ? ORDER BY part', id, now)
  if (!parts[0]) return null
  if (parts[0].json === '') return 'ended'
  return { ...(JSON.parse(parts.map(({ json }) => json).join('')) as Article), slug: parts[0].slug }
}

/** Of a story, or of an agency's item. What they showed is deleted; that they were there is remembered until their day is over. */
export function endPreviews(ledger: Ledger, of: 'slug' | 'uri', name: string) {
  run(ledger, `UPDATE previews SET json = '' WHERE ${of} = ?`, name)
}

/** The same key with the same body gets the same answer for a day; only what was done is remembered, a refusal may be mended. */
export function doOnce<T extends { ok: boolean }>(
  ledger: Ledger,
  actor: Actor,
  idempotency: Idempotency | undefined,
  now: number,
  act: () => T | Refusal,
): T | Refusal {
  if (!idempotency) return act()
  const key = `${actor.name}\n${idempotency.key}`
  const before = row<{ body_hash: string; outcome: string }>(ledger, 'SELECT body_hash, outcome FROM idempotency WHERE key = ? AND at > ?', key, now - DAY_MS)
  if (before) return before.body_hash === idempotency.bodyHash ? (JSON.parse(before.outcome) as T) : { ok: false, reason: 'key-reused', key: idempotency.key }
  const outcome = act()
  if (outcome.ok)
    run(ledger, 'INSERT OR REPLACE INTO idempotency (key, body_hash, outcome, at) VALUES (?, ?, ?, ?)', key, idempotency.bodyHash, JSON.stringify(outcome), now)
  return outcome
}

export function deleteExpiredPreviews(ledger: Ledger, now: number) {
  run(ledger, 'DELETE FROM previews WHERE until <= ?', now)
  run(ledger, 'DELETE FROM idempotency WHERE at <= ?', now - DAY_MS)
}

/** When the next thing may go. */
export function nextPreviewExpiry(ledger: Ledger) {
  const { preview, answer } =
    row<{ preview: number | null; answer: number | null }>(
      ledger,
      'SELECT (SELECT min(until) FROM previews) AS preview, (SELECT min(at) FROM idempotency) AS answer',
    ) ?? {}
  return Math.min(preview ?? Infinity, answer == null ? Infinity : answer + DAY_MS)
}
