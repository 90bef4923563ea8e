/** What the clock brings: embargoes that lift, withdrawals that fall due, bookings that end. And when to look next. */
import type { Article } from '../copy/article.ts'
import { note } from './audit.ts'
import type { Actor } from './calls.ts'
import { copyOfRevision, type Held } from './ledger.ts'
import { nextDue } from './outbox.ts'
import { endCampaigns } from './publication.ts'
import { amend, letGo, takeDown } from './publishing.ts'
import { nextPurge } from './purging.ts'
import { isoOf, type Ledger, row, rows, run } from './rows.ts'
import { indexAnew, unindexedFrom } from './search-index.ts'
import { clearShelf, nextClearing } from './shelf.ts'

const PRESS: Actor = { name: 'press', role: 'admin' }
/** Of each, in one transaction. */
const AT_ONCE = 500

/** What is to be withdrawn before it comes out never comes out, however late we are. */
const DUE_RELEASES = 'SELECT * FROM articles WHERE until IS NOT NULL AND until <= ? AND (withdraw_at IS NULL OR withdraw_at >= until) ORDER BY until LIMIT ?'
const DUE_WITHDRAWALS = 'SELECT * FROM articles WHERE withdraw_at IS NOT NULL AND withdraw_at <= ? ORDER BY withdraw_at LIMIT ?'

export function keepTime(ledger: Ledger, now: number) {
  const at = isoOf(now)
  for (const it of rows<Held>(ledger, DUE_RELEASES, at, AT_ONCE)) release(ledger, it, now)
  for (const it of rows<Held>(ledger, DUE_WITHDRAWALS, at, AT_ONCE)) {
    takeDown(ledger, it, now)
    note(ledger, PRESS, now, { what: 'withdraw', slug: it.slug, detail: `as ordered for ${it.withdraw_at}` })
  }
  endCampaigns(ledger, at, now)
  clearShelf(ledger, now)
  indexAnew(ledger)
}

function release(ledger: Ledger, it: Held, now: number) {
  const ready = it.ready ?? it.revision
  const { publishedAt } = copyOfRevision(ledger, it.id, ready) as Article
  const until = it.until ?? publishedAt
  // Readers see it for the first time now, so this is when it was published, whatever the day it was written.
  const isFirst = !it.came_out && publishedAt < until
  const revision = isFirst ? amend(ledger, it, ready, PRESS, now, 'dated when its embargo lifted', (article) => ({ ...article, publishedAt: until })) : ready
  run(ledger, 'UPDATE articles SET embargo_until = NULL WHERE id = ?', it.id)
  letGo(ledger, it.slug, revision, now)
  note(ledger, PRESS, now, { what: 'release', slug: it.slug, revision })
}

/** Milliseconds of the next thing to be done; `Infinity` when there is none. */
export function nextMoment(ledger: Ledger) {
  const first = (query: string) => Date.parse(row<{ at: string | null }>(ledger, query)?.at ?? '')
  const moments = [
    nextDue(ledger),
    nextPurge(ledger),
    nextClearing(ledger),
    // At once: an alarm cannot be set for 0.
    unindexedFrom(ledger) === undefined ? undefined : 1,
    first('SELECT min(until) AS at FROM articles WHERE until IS NOT NULL'),
    first('SELECT min(withdraw_at) AS at FROM articles WHERE withdraw_at IS NOT NULL'),
    first('SELECT min(until) AS at FROM campaigns WHERE ended = 0 AND until IS NOT NULL'),
  ]
  return Math.min(...moments.filter((moment): moment is number => moment !== undefined && !Number.isNaN(moment)))
}
