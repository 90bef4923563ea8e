/** Feeds that changed, until the hub knows. Like the outbox it holds names of listings, and once each, however often they change. */
import { type Ledger, row, rows, run } from './sql.ts'

/** The hub fetches the feed: not before it is in KV and the front cache was purged. */
const SETTLES_MS = 15_000

export type FeedPing = { feed: string; due_at: number; again: number; attempts: number }

/** Listings that have feeds. */
export const hasFeed = (listing: string) => listing === 'latest' || /^(?:section|topic|author)\//.test(listing)

export function queueFeedPing(ledger: Ledger, listing: string, now: number) {
  if (!hasFeed(listing)) return
  run(
    ledger,
    `INSERT INTO feed_pings (feed, due_at, again) VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET due_at = iif(again = 1, min(due_at, ?2), ?2), again = 1`,
    ...[listing, now + SETTLES_MS],
  )
}

export const dueFeedPings = (ledger: Ledger, now: number, limit: number) =>
  rows<FeedPing>(ledger, 'SELECT * FROM feed_pings WHERE due_at <= ? ORDER BY due_at LIMIT ?', now, limit)

export const nextFeedPing = (ledger: Ledger) => row<{ due: number | null }>(ledger, 'SELECT min(due_at) AS due FROM feed_pings')?.due ?? undefined

/** `at`: when the hub is to be told once more; never, where there is none. */
export function settleFeedPing(ledger: Ledger, { feed, due_at, again }: FeedPing, at: number | undefined, attempts: number) {
  // What changed meanwhile has queued it anew.
  if (at === undefined) run(ledger, 'DELETE FROM feed_pings WHERE feed = ? AND due_at = ? AND again = ?', feed, due_at, again)
  else run(ledger, 'UPDATE feed_pings SET due_at = ?, again = 0, attempts = ? WHERE feed = ? AND due_at = ? AND again = ?', at, attempts, feed, due_at, again)
}

export const postponeFeedPings = (ledger: Ledger, until: number) => run(ledger, 'UPDATE feed_pings SET due_at = ?1 WHERE due_at < ?1', until)
