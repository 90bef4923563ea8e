/** What the clock brings: embargoes that lift, withdrawals that fall due, bookings that end. And when to look next. */
import { note } from './ledger/audit.ts'
import type { Held } from './ledger/ledger.ts'
import { nextDue } from './printing/outbox.ts'
import { nextPurge } from './printing/purging.ts'
import { nextRebuilding } from './printing/rebuilding.ts'
import { endCampaigns } from './publishing/publication.ts'
import { PRESS, release, takeDown } from './publishing/publishing.ts'
import { clearShelf, nextClearing } from './publishing/shelf.ts'
import { isoOf, type Ledger, row, rows } from './rows.ts'
import { indexAnew, unindexedFrom } from './search/search-index.ts'

/** Of each, in one transaction. */
const AT_ONCE = 500

/** What is to be withdrawn before it comes out never comes out, however late we are. */
const DUE_RELEASES = 'SELECT * FROM articles WHERE until IS NOT NULL AND until <= ? AND (withdraw_at IS NULL OR withdraw_at >= until) ORDER BY until LIMIT ?'
const DUE_WITHDRAWALS = 'SELECT * FROM articles WHERE withdraw_at IS NOT NULL AND withdraw_at <= ? ORDER BY withdraw_at LIMIT ?'

export function keepTime(ledger: Ledger, now: number) {
  const at = isoOf(now)
  for (const it of rows<Held>(ledger, DUE_RELEASES, at, AT_ONCE)) {
    const revision = release(ledger, it, it.until ?? at, PRESS, now)
    note(ledger, PRESS, now, { what: 'release', slug: it.slug, revision })
  }
  for (const it of rows<Held>(ledger, DUE_WITHDRAWALS, at, AT_ONCE)) {
    takeDown(ledger, it, now)
    note(ledger, PRESS, now, { what: 'withdraw', slug: it.slug, detail: `as scheduled for ${it.withdraw_at}` })
  }
  endCampaigns(ledger, at, now)
  clearShelf(ledger, now)
  indexAnew(ledger)
}

/** Milliseconds of the next thing to be done; `Infinity` when there is none. */
export function nextMoment(ledger: Ledger) {
  const first = (query: string) => Date.parse(row<{ at: string | null }>(ledger, query)?.at ?? '')
  const moments = [
    nextDue(ledger),
    nextPurge(ledger),
    nextClearing(ledger),
    nextRebuilding(ledger),
    // At once: an alarm cannot be set for 0.
    unindexedFrom(ledger) === undefined ? undefined : 1,
    first('SELECT min(until) AS at FROM articles WHERE until IS NOT NULL'),
    first('SELECT min(withdraw_at) AS at FROM articles WHERE withdraw_at IS NOT NULL'),
    first('SELECT min(until) AS at FROM campaigns WHERE ended = 0 AND until IS NOT NULL'),
  ]
  return Math.min(...moments.filter((moment): moment is number => moment !== undefined && !Number.isNaN(moment)))
}
