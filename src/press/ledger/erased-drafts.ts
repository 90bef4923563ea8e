/** A revision is erased: what its own words were goes from the drafts of its story, and the rest of what people wrote stays theirs. */
import { withoutErased } from '../../copy/text/erased-words.ts'
import type { ErasedFromDraft } from '../writing-calls.ts'
import { DRAFT_COLUMNS, type DraftRow, filedStory, saveDraftRow } from './drafts.ts'
import { textOfRevision } from './revisions.ts'
import { type Ledger, row, rows, run } from './sql.ts'

/**
 * While its text is still there. A draft that started from it goes on from the nearest older revision, or the nearest newer where there is none:
 * with an older one, what colleagues changed since is never taken back in silence. `erased` in a draft's copy says what was done to it.
 */
export function eraseFromDrafts(ledger: Ledger, id: number, revision: number, { by, at }: { by: string; at: string }) {
  const drafts = rows<DraftRow & { json: string }>(ledger, `SELECT ${DRAFT_COLUMNS}, json FROM drafts WHERE story = ? AND ended = 0`, filedStory(id))
  if (drafts.length === 0) return
  const text = textOfRevision(ledger, id, revision)
  const without = withoutErased(text ? JSON.parse(text) : {}, otherRevisions(ledger, id, revision))
  for (const { json, ...draft } of drafts) {
    const copy = JSON.parse(json) as Record<string, unknown>
    const [kept, headline] = [without(copy), without(draft.headline)]
    const isSame = JSON.stringify(kept) === json && headline === draft.headline
    const erased: ErasedFromDraft = { revision, by, at }
    if (!isSame) saveDraftRow(ledger, { ...draft, headline }, JSON.stringify({ ...kept, erased }))
  }
  const nearest = nearestRevision(ledger, id, revision)
  run(ledger, 'UPDATE drafts SET base = ? WHERE story = ? AND base = ?', nearest ?? null, filedStory(id), revision)
}

function* otherRevisions(ledger: Ledger, id: number, revision: number): Generator<unknown> {
  for (const other of rows<{ revision: number }>(ledger, 'SELECT revision FROM revisions WHERE article = ? AND revision <> ?', id, revision)) {
    const text = textOfRevision(ledger, id, other.revision)
    if (text) yield JSON.parse(text)
  }
}

function nearestRevision(ledger: Ledger, id: number, revision: number) {
  const find = (which: string) => row<{ n: number | null }>(ledger, `SELECT ${which} AND erased IS NULL`, id, revision)?.n
  return (
    find('max(revision) AS n FROM revisions WHERE article = ? AND revision < ?') ?? find('min(revision) AS n FROM revisions WHERE article = ? AND revision > ?')
  )
}
