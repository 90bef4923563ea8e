/** Events that readers follow and that nobody has ended, each with the moment since when nothing was told of it. */
import type { Article } from '../../copy/shapes/article.ts'
import { isTold } from '../../copy/shapes/live.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { type Ledger, row, rows, run } from './sql.ts'

const HOUR_MS = 3_600_000
export const ENDS_AFTER_HOURS = 12

/** When an event was last told of, as its copy says: its last update, or else when it came out. An instant. */
export function lastToldAt({ publishedAt, updates = [] }: Article, now: number) {
  const today = instantOf(now)
  return updates.filter(isTold).reduce((last, { at }) => (at > last && at <= today ? at : last), publishedAt)
}

/**
 * Called when the article is with readers. What comes out or goes on today is open as of now, whenever it was written; what comes in
 * bulk, out of an archive, since when its copy says.
 */
export function trackEvent(ledger: Ledger, article: number, copy: Article, now: number, bulk: boolean) {
  if (copy.kind !== 'live' || copy.ended) return void forgetEvent(ledger, article)
  const told = Math.min(Date.parse(lastToldAt(copy, now)), now)
  run(ledger, 'INSERT INTO open_events (article, since) VALUES (?, ?) ON CONFLICT DO UPDATE SET since = max(since, ?)', ...[article, bulk ? told : now, told])
}

/** Something was told of it now, or it goes on. */
export const openEvent = (ledger: Ledger, article: number, now: number) =>
  run(ledger, 'INSERT INTO open_events (article, since) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET since = ?2', article, now)

export const forgetEvent = (ledger: Ledger, article: number) => run(ledger, 'DELETE FROM open_events WHERE article = ?', article)

/** After how many hours without an update an event ends by itself; 0: never. */
export function hoursUntilEnd(ledger: Ledger) {
  const hours = row<{ hours: number | string | null }>(
    ledger,
    `SELECT json_extract(json, '$.live.endsAfterHours') AS hours FROM kept WHERE name = 'site'`,
  )?.hours
  return typeof hours === 'number' && hours >= 0 ? hours : ENDS_AFTER_HOURS
}

/** Those of which nothing was told for so many hours. */
export const staleEvents = (ledger: Ledger, hours: number, now: number, most: number) =>
  rows<{ article: number }>(ledger, 'SELECT article FROM open_events WHERE since <= ? ORDER BY since LIMIT ?', now - hours * HOUR_MS, most)

/** In milliseconds. */
export function nextEventEnd(ledger: Ledger) {
  const since = row<{ since: number | null }>(ledger, 'SELECT min(since) AS since FROM open_events')?.since
  const hours = since == null ? 0 : hoursUntilEnd(ledger)
  return since == null || hours === 0 ? undefined : since + hours * HOUR_MS
}
