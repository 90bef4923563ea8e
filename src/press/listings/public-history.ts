/** What readers' pages ask beyond the first page of a listing. Only what readers may see is ever looked at. */

import { editsBetween } from '../../copy/diff/word-diff.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { PAGE_SIZE } from '../../copy/shapes/listing.ts'
import { effort } from '../../copy/text/shortest-edit.ts'
import type { Change, CorrectionLine, PublicState } from '../calls.ts'
import { articleRow } from '../ledger/article-row.ts'
import { renamedFrom, storyCalled } from '../ledger/former-slugs.ts'
import { textOfRevision } from '../ledger/revisions.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import { correctionLines } from './listings.ts'

export function correctionsPage(ledger: Ledger, page: number): { items: CorrectionLine[]; total: number } {
  const total = row<{ total: number }>(ledger, 'SELECT count(*) AS total FROM corrections')?.total ?? 0
  return { items: correctionLines(ledger, PAGE_SIZE, (page - 1) * PAGE_SIZE), total }
}

export function publicStateOf(ledger: Ledger, slug: string): PublicState {
  const it = articleRow(ledger, slug)
  if (!it) return renamedFrom(ledger, slug)?.is_public ? 'renamed' : 'unknown'
  if (it.state === 'published') return 'published'
  return it.state === 'withdrawn' && it.came_out ? 'withdrawn' : 'unknown'
}

/** A live story may have been out in hundreds of revisions. */
const MAX_CHANGES = 20
/** And each may be a book: beyond so many characters of copy, older changes aren't looked for. Every editor waits meanwhile. */
const MAX_CHARACTERS = 8_000_000

/** From one published revision to the next: what readers saw change. */
export function changesOf(ledger: Ledger, slug: string): Change[] {
  const it = storyCalled(ledger, slug)
  return it?.live == null ? [] : [...changesNewestFirst(ledger, it.id, MAX_CHARACTERS)]
}

/** When readers last saw the story change: what the page of its changes has at the top. */
export function lastChangeOf(ledger: Ledger, id: number): string | undefined {
  for (const { at } of changesNewestFirst(ledger, id)) return at
  return undefined
}

function* changesNewestFirst(ledger: Ledger, id: number, mostCharacters = Infinity): Generator<Change> {
  const released = rows<{ revision: number; at: string }>(
    ledger,
    `SELECT l.revision, l.at FROM releases l JOIN revisions r ON r.article = l.article AND r.revision = l.revision
     WHERE l.article = ? AND r.erased IS NULL ORDER BY l.id DESC LIMIT ?`,
    id,
    MAX_CHANGES + 1,
  )
  const allowed = effort()
  const [newest, ...earlier] = released
  if (!newest) return
  let { revision: to, at } = newest
  let after = textOfRevision(ledger, id, to) ?? ''
  let read = after.length
  for (const { revision: from, at: since } of earlier) {
    const before = from === to ? after : (textOfRevision(ledger, id, from) ?? '')
    if (before !== after) read += before.length
    if (read > mostCharacters && to !== newest.revision) return
    const edits = before && after && before !== after ? editsBetween(JSON.parse(before) as Article, JSON.parse(after) as Article, allowed) : []
    if (edits.length > 0) yield { at, from, to, edits }
    ;[after, to, at] = [before, from, since]
  }
}
