/** How fast letters are sent: limits per second and per day (in UTC, as providers count), and slower after "not now". */
import { DAY_MS, type Database, dayOf, HOUR_MS, MINUTE_MS, row, run } from '../list/database.ts'
import { ACTIVE } from './issues.ts'

/** The largest batch of any provider. */
const MAX_BATCH = 100

/**
 * In letters; without a value there is no limit. `sharesDay`: emails to single readers (confirmations, tests) are sent by the same provider
 * and count. `callsPerAlarm`: how many subrequests the platform allows in one invocation.
 */
export type Limits = { perSecond?: number; perDay?: number; sharesDay?: boolean; callsPerAlarm?: number }

/** How many letters the next batch can have; 0 once the day's limit is reached. */
export function batchSize(db: Database, limits: Limits, maxBatch: number, now: number): number {
  const left = limits.perDay === undefined ? MAX_BATCH : Math.max(lettersADay(db, limits.perDay, limits.sharesDay === true, now) - sentToday(db, now), 0)
  const perSecond = limits.perSecond === undefined ? MAX_BATCH : Math.max(Math.floor(limits.perSecond), 1)
  return Math.min(MAX_BATCH, maxBatch, left, perSecond)
}

/** A reader who signs up must not wait for an issue: a tenth of the day's emails is kept for confirmations, and they can use more. */
function lettersADay(db: Database, perDay: number, sharesDay: boolean, now: number) {
  const reserved = sharesDay ? Math.max(Math.floor(perDay / 10), singleMailsToday(db, now)) : 0
  return Math.floor(perDay) - reserved
}

const SINGLE_MAILS = 'single-mails'

const singleMailsToday = (db: Database, now: number) =>
  row<{ total: number }>(db, 'SELECT total FROM counters WHERE name = ? AND since = ?', SINGLE_MAILS, Date.parse(dayOf(now)))?.total ?? 0

/** Counts the day's emails that don't belong to an issue. */
export const countSingleMails = (db: Database, mails: number, now: number) =>
  run(
    db,
    `INSERT INTO counters (name, since, total) VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET total = iif(since = ?2, total, 0) + ?3, since = ?2`,
    SINGLE_MAILS,
    Date.parse(dayOf(now)),
    mails,
  )

/** Letters of all issues. Uncertain ones count: they may have been sent. */
const sentToday = (db: Database, now: number) =>
  row<{ total: number | null }>(
    db,
    `SELECT sum(i.sent_that_day) AS total
       FROM (SELECT id FROM issues INDEXED BY issues_active WHERE ${ACTIVE} UNION SELECT id FROM issues INDEXED BY issues_changed WHERE changed_at >= ?2) u CROSS JOIN issues i ON i.id = u.id WHERE i.day = ?1`,
    dayOf(now),
    Date.parse(`${dayOf(now)}T00:00:00Z`),
  )?.total ?? 0

export const nextDay = (now: number) => Date.parse(`${dayOf(now + DAY_MS)}T00:00:00Z`)

/** When the batch after one with this many letters can start. */
export const nextBatchAt = ({ perSecond }: Limits, letters: number, begun: number) => (perSecond === undefined ? begun : begun + (letters / perSecond) * 1000)

/**
 * A minute, two, four, up to an hour; longer if the provider says so. The first time, only the provider's wish counts: after
 * "in a second" from a rate limit, we continue in a second.
 */
export function backoff(attempts: number, retryAfterSeconds = 0): number {
  if (attempts === 0 && retryAfterSeconds > 0) return retryAfterSeconds * 1000
  return Math.max(retryAfterSeconds * 1000, Math.min(2 ** attempts * MINUTE_MS, HOUR_MS))
}
