/** What readers' pages ask beyond the first page of a listing. Only what readers may see is ever looked at. */

import { editsBetween } from '../../copy/diff/word-diff.ts'
import { PAGE_SIZE } from '../../copy/shapes/listing.ts'
import type { Change, CorrectionLine, PublicState } from '../calls.ts'
import { articleRow } from '../ledger/article-row.ts'
import { renamedFrom, storyCalled } from '../ledger/former-slugs.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
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

/** From one published revision to the next: what readers saw change. */
export function changesOf(ledger: Ledger, slug: string): Change[] {
  const it = storyCalled(ledger, slug)
  return it?.live == null ? [] : [...changesNewestFirst(ledger, it.id)]
}

/** When readers last saw the story change: what the page of its changes has at the top. */
export function lastChangeOf(ledger: Ledger, id: number): string | undefined {
  for (const { at } of changesNewestFirst(ledger, id)) return at
  return undefined
}

function* changesNewestFirst(ledger: Ledger, id: number): Generator<Change> {
  const released = rows<{ revision: number; at: string }>(
    ledger,
    `SELECT l.revision, l.at FROM releases l JOIN revisions r ON r.article = l.article AND r.revision = l.revision
     WHERE l.article = ? AND r.erased IS NULL ORDER BY l.id DESC LIMIT ?`,
    id,
    MAX_CHANGES + 1,
  )
  for (const [n, { revision, at }] of released.entries()) {
    const from = released[n + 1]?.revision
    if (from === undefined || from === revision) continue
    const [before, after] = [copyOfRevision(ledger, id, from), copyOfRevision(ledger, id, revision)]
    const edits = before && after ? editsBetween(before, after) : []
    if (edits.length > 0) yield { at, from, to: revision, edits }
  }
}
