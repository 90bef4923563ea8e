/** Copy shown to whoever holds the address: for a day, unless another end was chosen. */
import type { Article } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Deleted, Refusal } from '../calls.ts'
import { articleRow } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { missingRefusal } from '../ledger/former-slugs.ts'
import { agencyItemOf } from '../ledger/origins.ts'
import { type Ledger, partsOf, row, rows, run } from '../ledger/sql.ts'
import type { Preview } from '../writing-calls.ts'

const DAY_MS = 86_400_000
const MAX_DAYS = 30

/** It knows its story, so that it ends when that does. */
export function savePreview(ledger: Ledger, id: string, article: Article, now: number, { until, by }: { until?: string; by?: string } = {}) {
  const end = until === undefined ? now + DAY_MS : Math.min(Date.parse(until), now + MAX_DAYS * DAY_MS)
  for (const [part, json] of partsOf(JSON.stringify(article)).entries())
    run(
      ledger,
      'INSERT INTO previews (id, part, json, until, slug, uri, by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...[id, part, json, end, article.slug, agencyItemOf(article)?.uri ?? null, by ?? null, now],
    )
  if (by !== undefined) recordAudit(ledger, { name: by }, now, { what: 'make-preview', slug: article.slug, isNoDecision: true })
  return end
}

export function readPreview(ledger: Ledger, id: string, now: number): Article | 'ended' | null {
  const parts = rows<{ json: string; slug: string }>(ledger, 'SELECT json, slug FROM previews WHERE id = ? AND until > ? ORDER BY part', id, now)
  if (!parts[0]) return null
  if (parts[0].json === '') return 'ended'
  return { ...(JSON.parse(parts.map(({ json }) => json).join('')) as Article), slug: parts[0].slug }
}

/** Of a story, last made first, without those that ended. */
export function listPreviews(ledger: Ledger, now: number, slug: string): { ok: true; previews: Preview[] } | Refusal {
  if (!articleRow(ledger, slug)) return missingRefusal(ledger, slug)
  const found = rows<{ id: string; until: number; by: string | null; made_at: number | null }>(
    ledger,
    `SELECT id, until, by, made_at FROM previews WHERE slug = ? AND part = 0 AND until > ? AND json <> '' ORDER BY made_at DESC`,
    ...[slug, now],
  )
  const previews = found.map(({ id, until, by, made_at }) => ({
    id,
    until: instantOf(until),
    ...(by !== null && { by }),
    ...(made_at !== null && { at: instantOf(made_at) }),
  }))
  return { ok: true, previews }
}

/** Also one that has ended. */
export function endPreview(ledger: Ledger, now: number, slug: string, id: string, actor: Actor): Deleted | Refusal {
  if (!articleRow(ledger, slug)) return missingRefusal(ledger, slug)
  const ended = run(ledger, `UPDATE previews SET json = '' WHERE id = ? AND slug = ?`, id, slug)
  if (ended === 0) return { ok: false, reason: 'unknown-link', slug, id }
  recordAudit(ledger, actor, now, { what: 'end-preview', slug, isNoDecision: true })
  return { ok: true }
}

/** Of a story, or of an agency's item. What they showed is deleted; that they were there is remembered until their time is over. */
export function endPreviews(ledger: Ledger, of: 'slug' | 'uri', name: string) {
  run(ledger, `UPDATE previews SET json = '' WHERE ${of} = ?`, name)
}

export const deleteExpiredPreviews = (ledger: Ledger, now: number) => run(ledger, 'DELETE FROM previews WHERE until <= ?', now)

export const nextPreviewExpiry = (ledger: Ledger) => row<{ at: number | null }>(ledger, 'SELECT min(until) AS at FROM previews')?.at ?? undefined
