/** Revisions that were erased, here or where a line was written: they stay so, whichever was first. */
import * as v from 'valibot'
import { Instant } from '../../copy/shapes/field.ts'
import type { Erasure } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { erasureOf } from '../ledger/erasures.ts'
import { textOfRevision } from '../ledger/revisions.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { erase, useOf } from '../publishing/erasing.ts'
import { type FiledRevision, hasRevision } from './renamed-lines.ts'

const fields = { at: Instant, by: v.string(), reason: v.string() }
export const ErasureField = v.optional(v.object(fields))
/** On an article's own line: a ledger that has a text yet erases it once all revisions have come. */
export const ErasedRevisions = v.optional(v.array(v.object({ revision: v.number(), ...fields })))

export function erasedRevisionsLine(ledger: Ledger, id: number) {
  const erased = rows<{ revision: number; erased: string }>(ledger, 'SELECT revision, erased FROM revisions WHERE article = ? AND erased IS NOT NULL', id)
  return erased.length > 0 ? { erased: erased.map((it) => ({ revision: it.revision, ...(JSON.parse(it.erased) as Erasure) })) } : {}
}

/** Another site may have another story of this name: ours has the line's newest revision, or nothing of it is erased. */
export function importErasures(ledger: Ledger, it: ArticleRow, line: FiledRevision & { erased?: v.InferOutput<typeof ErasedRevisions> }, now: number) {
  if (!line.erased || !hasRevision(ledger, it.id, line)) return
  for (const { revision, ...erasure } of line.erased)
    if (textOfRevision(ledger, it.id, revision) !== undefined && !useOf(it, revision)) erase(ledger, it, revision, erasure, now)
}

/** Why a line may not bring back a revision that was erased here. */
export function erasureRefusal(ledger: Ledger, it: ArticleRow, revisions: (number | undefined)[]): string | undefined {
  const revision = revisions.find((revision) => revision !== undefined && erasureOf(ledger, it.id, revision))
  return revision === undefined ? undefined : `Revision ${revision} of "${it.slug}" was erased here, and an import can’t bring it back.`
}
