/** KV may hand out what was there before our last write, also what an editor had put there by hand. */
import { hasErasures } from '../ledger/erasures.ts'
import { type Ledger, row } from '../ledger/sql.ts'

/** What KV lists or caches may be older than our last write by so much. */
export const KV_SETTLES_MS = 300_000

export function isJustWritten(ledger: Ledger, slug: string, now: number) {
  const written = row<{ written_at: number }>(ledger, `SELECT written_at FROM kv_entries WHERE kind = 'article' AND name = ?`, slug)?.written_at
  return written !== undefined && written + KV_SETTLES_MS > now
}

/** Nothing is left by which to know an old view of copy whose revision was erased: until KV has settled, any may be one. */
export const mayBeErasedCopy = (ledger: Ledger, id: number, slug: string, now: number) => hasErasures(ledger, id) && isJustWritten(ledger, slug, now)
