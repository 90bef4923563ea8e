/** Revisions whose text was erased, because the law wanted it. */
import type { Erasure, Refusal } from '../calls.ts'
import type { ArticleRow } from './article-row.ts'
import { type Ledger, row } from './sql.ts'

/** When a revision was erased, by whom and why. */
export function erasureOf(ledger: Ledger, id: number, revision: number) {
  const found = row<{ erased: string | null }>(ledger, 'SELECT erased FROM revisions WHERE article = ? AND revision = ?', id, revision)
  return found?.erased ? (JSON.parse(found.erased) as Erasure) : undefined
}

export const hasErasures = (ledger: Ledger, id: number) =>
  row(ledger, 'SELECT 1 AS yes FROM revisions WHERE article = ? AND erased IS NOT NULL LIMIT 1', id) !== undefined

/** Why there is no text of this revision. */
export function missingRevisionRefusal(ledger: Ledger, { id, slug, revision: newest }: ArticleRow, revision: number): Refusal {
  const erased = erasureOf(ledger, id, revision)
  return erased ? { ok: false, reason: 'erased-revision', slug, revision, erased } : { ok: false, reason: 'unknown-revision', slug, revision, newest }
}
