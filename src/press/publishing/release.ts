/** How an article comes out, waits, and is taken down. Each is one step of a transaction. */
import { type Article, pathOf } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, State } from '../calls.ts'
import { PRESS_ACTOR } from '../ledger/actors.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { publishedCorrectionsOf, savePublishedCorrections, withCorrections } from '../ledger/corrections.ts'
import { newFeedId } from '../ledger/feed-id.ts'
import { leaveAddress } from '../ledger/left-addresses.ts'
import { enqueue, RANK } from '../ledger/outbox.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, run } from '../ledger/sql.ts'
import { removeFromListings } from '../listings/listed-articles.ts'
import { amend } from './amendment.ts'
import { tellOfImported } from './import-events.ts'
import { endPreviews } from './previews.ts'
import { withDate } from './publication-date.ts'
import { tellOfNoSchedule, tellOfRelease, tellOfSchedule, tellOfWithdrawal, tellOfWithdrawalAhead } from './story-events.ts'

/** The last of what holds a revision back. */
export const latestMoment = (...moments: (string | null | undefined)[]) =>
  moments
    .map((moment) => moment ?? '')
    .sort()
    .at(-1) ?? ''

type ReleaseOptions = { bulk?: boolean; article?: Article; outAt?: string | null | undefined; holdsLive?: boolean }

/** Releases a revision: now, or when the last of what holds it back has passed. It replaces what waited until now. */
export function release(ledger: Ledger, slug: string, filed: number, now: number, { bulk = false, article, outAt, holdsLive }: ReleaseOptions = {}) {
  const it = articleRow(ledger, slug) as ArticleRow // Only what is filed is released.
  const copy = article ?? (copyOfRevision(ledger, it.id, filed) as Article)
  const until = latestMoment(copy.publishedAt, it.embargo_until, outAt)
  if (until > instantOf(now)) return holdUntil(ledger, it, { revision: filed, until, ordered: true, outAt, holdsLive }, now)
  const published = { corrections: publishedCorrectionsOf(ledger, it) }
  const whole = withCorrections(copy, published)
  const carryOn = (revision: Article) => withCorrections(revision, published)
  const revision = whole === copy ? filed : amend(ledger, it, filed, PRESS_ACTOR, now, 'published corrections added', carryOn).revision
  // Where nothing was live, that it came out says so.
  if (it.live !== null && it.until !== null && it.ready !== filed) tellOfNoSchedule(ledger, it, now)
  run(ledger, 'UPDATE articles SET ready = NULL, until = NULL, out_at = NULL, ordered = NULL, embargo_until = NULL WHERE id = ?', it.id)
  makeLive(ledger, it, revision, whole, now, bulk && 'import')
}

/** Readers get this revision. What waits keeps waiting. */
/** Of many stories that are imported, or of a section that moves, none is news. */
type Bulk = false | 'import' | 'section'

export function makeLive(ledger: Ledger, it: ArticleRow, revision: number, copy: Article, now: number, bulk: Bulk = false) {
  leaveAddress(ledger, it, { to: pathOf(copy), made: 'section', at: instantOf(now) })
  run(
    ledger,
    `UPDATE articles SET state = 'published', live = ?, withdrawn_at = NULL, withdrawn_for = NULL, came_out = 1, corrections_known = 1, path = ?,
     feed_id = iif(came_out = 0, coalesce(feed_id, ?), feed_id) WHERE id = ?`,
    ...[revision, pathOf(copy), newFeedId(ledger, pathOf(copy), now), it.id],
  )
  run(ledger, 'INSERT INTO releases (article, revision, at) VALUES (?, ?, ?)', it.id, revision, instantOf(now))
  if (bulk === 'import') tellOfImported(ledger, now)
  if (!bulk) tellOfRelease(ledger, it, { revision, copy, path: pathOf(copy) }, now)
  savePublishedCorrections(ledger, it, copy)
  enqueue(ledger, { kind: 'article', name: it.slug }, now, { bulk: bulk !== false })
}

/** `holdsLive`: the live revision is to be held back too. */
type Hold = { revision: number; until: string; ordered: boolean; outAt?: string | null | undefined; holdsLive?: boolean | undefined }

/** The live revision stays live; unless it is the one to be held back, or none is live: then readers find nothing of the article until then. */
export function holdUntil(ledger: Ledger, it: ArticleRow, { revision, until, ordered, outAt, holdsLive = it.live === revision }: Hold, now: number) {
  const live = holdsLive ? null : it.live
  if (it.live !== live) {
    removeFromReaders(ledger, it, now)
    tellOfWithdrawal(ledger, it, now, 'held-back')
  }
  if (it.until !== until || it.ready !== revision) tellOfSchedule(ledger, it, { revision, until }, now)
  run(
    ledger,
    'UPDATE articles SET state = ?, live = ?, ready = ?, until = ?, ordered = ?, out_at = ? WHERE id = ?',
    ...[live === null ? 'scheduled' : 'published', live, revision, until, Number(ordered), outAt ?? null, it.id],
  )
  // A tombstone is removed too: what is to come is not "withdrawn".
  if (it.state === 'withdrawn' && it.came_out) enqueue(ledger, { kind: 'article', name: it.slug, rank: RANK.removal }, now)
}

/** Whether what waits was published by somebody. Older ledgers only tell it of what had been out. */
export const isPublicationOrdered = ({ ordered, came_out }: ArticleRow) => (ordered ?? came_out) === 1

/** What waits becomes what readers see, and is dated when it does if they see it for the first time, whatever the day it was written. */
export function releaseWaiting(ledger: Ledger, it: ArticleRow, at: string, actor: Actor, now: number): number {
  const ready = it.ready ?? it.revision
  const { publishedAt } = copyOfRevision(ledger, it.id, ready) as Article
  const isFirst = !it.came_out && publishedAt < at
  const revision = isFirst ? amend(ledger, it, ready, actor, now, 'dated when its embargo ended', (article) => withDate(article, at)).revision : ready
  run(ledger, 'UPDATE articles SET embargo_until = NULL WHERE id = ?', it.id)
  release(ledger, it.slug, revision, now, { outAt: it.out_at })
  return revision
}

/** What waits comes out no more. What never was out is a draft again; what was, and is not, is withdrawn. */
export function cancelSchedule(ledger: Ledger, it: ArticleRow, now: number) {
  const off: State = it.came_out ? 'withdrawn' : 'draft'
  const state: State = it.live === null ? off : 'published'
  tellOfNoSchedule(ledger, it, now)
  if (it.live === null && it.withdraw_at !== null) tellOfWithdrawalAhead(ledger, it, now, null)
  run(
    ledger,
    `UPDATE articles SET state = ?, ready = NULL, until = NULL, out_at = NULL, ordered = NULL, embargo_until = NULL,
     withdraw_at = iif(live IS NULL, NULL, withdraw_at), withdrawn_at = ?, withdrawn_for = NULL WHERE id = ?`,
    ...[state, state === 'withdrawn' ? (it.withdrawn_at ?? instantOf(now)) : null, it.id],
  )
  if (state === 'withdrawn') enqueue(ledger, { kind: 'article', name: it.slug, rank: RANK.removal }, now)
}

function removeFromReaders(ledger: Ledger, { slug, came_out }: ArticleRow, now: number) {
  removeFromListings(ledger, slug, now)
  if (came_out) enqueue(ledger, { kind: 'article', name: slug, rank: RANK.removal }, now)
}

/** `stoppedItem`: its agency ordered it. */
export function withdrawNow(ledger: Ledger, it: ArticleRow, now: number, stoppedItem?: string) {
  endPreviews(ledger, 'slug', it.slug)
  if (it.live !== null) tellOfWithdrawal(ledger, it, now, 'withdrawn')
  else if (it.withdraw_at !== null) tellOfWithdrawalAhead(ledger, it, now, null)
  // A revision that waited while another was live falls with it.
  if (it.until !== null) tellOfNoSchedule(ledger, it, now)
  run(
    ledger,
    `UPDATE articles SET state = 'withdrawn', live = NULL, ready = NULL, until = NULL, out_at = NULL, ordered = NULL, embargo_until = NULL,
     withdraw_at = NULL, withdrawn_at = ?, withdrawn_for = ? WHERE id = ?`,
    ...[instantOf(now), stoppedItem ?? null, it.id],
  )
  removeFromReaders(ledger, it, now)
}
