/** Copy shown for a day to whoever holds the address. */
import type { Article } from '../../copy/shapes/article.ts'
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

export const deleteExpiredPreviews = (ledger: Ledger, now: number) => run(ledger, 'DELETE FROM previews WHERE until <= ?', now)

export const nextPreviewExpiry = (ledger: Ledger) => row<{ at: number | null }>(ledger, 'SELECT min(until) AS at FROM previews')?.at ?? undefined
