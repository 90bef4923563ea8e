/** What falls due: embargoes that lift, withdrawals, bookings that end. And when to look next. */

import { instantOf } from '../copy/text/instant.ts'
import { PRESS_ACTOR } from './ledger/actors.ts'
import type { ArticleRow } from './ledger/article-row.ts'
import { recordAudit } from './ledger/audit.ts'
import { nextBookingChange, printDueBookings } from './ledger/bookings.ts'
import { deleteOldDrafts } from './ledger/drafts.ts'
import { nextEventEnd } from './ledger/open-events.ts'
import { nextDue } from './ledger/outbox.ts'
import { nextFiles } from './ledger/picture-files.ts'
import { type Ledger, row, rows } from './ledger/sql.ts'
import { nextLicenceEnd, takeOffEnded } from './pictures/licence-ends.ts'
import { nextPurge } from './printing/purging.ts'
import { nextRebuilding } from './printing/rebuilding.ts'
import { nextTelling } from './printing/telling-search.ts'
import { endStaleEvents } from './publishing/end-of-event.ts'
import { deleteExpiredAnswers, nextAnswerExpiry } from './publishing/idempotency.ts'
import { moveSectionStories, nextSectionMove } from './publishing/moving-sections.ts'
import { deleteExpiredPreviews, nextPreviewExpiry } from './publishing/previews.ts'
import { releaseWaiting, withdrawNow } from './publishing/release.ts'
import { reindex, unindexedFrom } from './search/search-index.ts'

/** Of each, in one transaction. */
const MAX_AT_ONCE = 500

/** What is to be withdrawn before it comes out never comes out, however late we are. */
const DUE_RELEASES = 'SELECT * FROM articles WHERE until IS NOT NULL AND until <= ? AND (withdraw_at IS NULL OR withdraw_at >= until) ORDER BY until LIMIT ?'
const DUE_WITHDRAWALS = 'SELECT * FROM articles WHERE withdraw_at IS NOT NULL AND withdraw_at <= ? ORDER BY withdraw_at LIMIT ?'

export function runDueWork(ledger: Ledger, now: number) {
  const at = instantOf(now)
  for (const it of rows<ArticleRow>(ledger, DUE_RELEASES, at, MAX_AT_ONCE)) {
    const revision = releaseWaiting(ledger, it, it.until ?? at, PRESS_ACTOR, now)
    recordAudit(ledger, PRESS_ACTOR, now, { what: 'release', slug: it.slug, revision })
  }
  for (const it of rows<ArticleRow>(ledger, DUE_WITHDRAWALS, at, MAX_AT_ONCE)) {
    withdrawNow(ledger, it, now)
    recordAudit(ledger, PRESS_ACTOR, now, { what: 'withdraw', slug: it.slug, detail: `as scheduled for ${it.withdraw_at}` })
  }
  endStaleEvents(ledger, now, MAX_AT_ONCE)
  printDueBookings(ledger, now)
  takeOffEnded(ledger, now)
  moveSectionStories(ledger, now)
  deleteExpiredPreviews(ledger, now)
  deleteExpiredAnswers(ledger, now)
  deleteOldDrafts(ledger, now)
  reindex(ledger)
}

/** Milliseconds of the next thing to be done; `Infinity` when there is none. */
export function nextDueMoment(ledger: Ledger, now: number) {
  const first = (query: string) => Date.parse(row<{ at: string | null }>(ledger, query)?.at ?? '')
  const moments = [
    nextDue(ledger),
    nextPurge(ledger, now),
    nextPreviewExpiry(ledger),
    nextAnswerExpiry(ledger),
    nextRebuilding(ledger),
    nextTelling(ledger),
    nextEventEnd(ledger),
    nextBookingChange(ledger),
    nextLicenceEnd(ledger),
    nextFiles(ledger),
    nextSectionMove(ledger),
    // At once: an alarm cannot be set for 0.
    unindexedFrom(ledger) === undefined ? undefined : 1,
    first('SELECT min(until) AS at FROM articles WHERE until IS NOT NULL'),
    first('SELECT min(withdraw_at) AS at FROM articles WHERE withdraw_at IS NOT NULL'),
  ]
  return Math.min(...moments.filter((moment): moment is number => moment !== undefined && !Number.isNaN(moment)))
}
