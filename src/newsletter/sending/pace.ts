/** How fast letters may go: so many a second, so many a day (in UTC, as providers count), and slower where somebody says "not now". */
import { DAY_MS, type Database, dayOf, HOUR_MS, MINUTE_MS, row, run } from '../list/database.ts'
import { ACTIVE } from './issues.ts'

/** The largest batch of any provider. */
const MAX_BATCH = 100

/**
 * In letters; what is not there limits nothing. `sharesDay`: mails to single readers (confirmations, tests) go by the same provider, and
 * count. `callsPerAlarm`: requests to anything outside that the platform allows in one go.
 */
export type Limits = { perSecond?: number; perDay?: number; sharesDay?: boolean; callsPerAlarm?: number }

/** Letters that the next batch may have; 0 when the day's are out. */
export function batchSize(db: Database, limits: Limits, maxBatch: number, now: number): number {
  const left = limits.perDay === undefined ? MAX_BATCH : Math.max(lettersADay(db, limits.perDay, limits.sharesDay === true, now) - sentToday(db, now), 0)
  const perSecond = limits.perSecond === undefined ? MAX_BATCH : Math.max(Math.floor(limits.perSecond), 1)
  return Math.min(MAX_BATCH, maxBatch, left, perSecond)
}

/** Who asked to be on a list is not kept waiting by an issue: a tenth of the day's mails is theirs, and more where they need it. */
function lettersADay(db: Database, perDay: number, sharesDay: boolean, now: number) {
  const reserved = sharesDay ? Math.max(Math.floor(perDay / 10), singleMailsToday(db, now)) : 0
  return Math.floor(perDay) - reserved
}

const SINGLE_MAILS = 'single-mails'

const singleMailsToday = (db: Database, now: number) =>
  row<{ total: number }>(db, 'SELECT total FROM counters WHERE name = ? AND since = ?', SINGLE_MAILS, Date.parse(dayOf(now)))?.total ?? 0

/** Counts mails that are no letters of an issue, by the day. */
export const countSingleMails = (db: Database, mails: number, now: number) =>
  run(
    db,
    `INSERT INTO counters (name, since, total) VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET total = iif(since = ?2, total, 0) + ?3, since = ?2`,
    SINGLE_MAILS,
    Date.parse(dayOf(now)),
    mails,
  )

/** Letters of all issues. Those of which nobody knows are counted: they may have gone out. */
const sentToday = (db: Database, now: number) =>
  row<{ total: number | null }>(
    db,
    `SELECT sum(i.sent_that_day) AS total
       FROM (SELECT id FROM issues INDEXED BY issues_active WHERE ${ACTIVE} UNION SELECT id FROM issues INDEXED BY issues_changed WHERE changed_at >= ?2) u CROSS JOIN issues i ON i.id = u.id WHERE i.day = ?1`,
    dayOf(now),
    Date.parse(`${dayOf(now)}T00:00:00Z`),
  )?.total ?? 0

export const nextDay = (now: number) => Date.parse(`${dayOf(now + DAY_MS)}T00:00:00Z`)

/** When the batch after one of so many letters may begin. */
export const nextBatchAt = ({ perSecond }: Limits, letters: number, begun: number) => (perSecond === undefined ? begun : begun + (letters / perSecond) * 1000)

/**
 * A minute, two, four, and never more than an hour; longer where the provider says so. The first time its word alone counts: who is
 * told "in a second" by a limit on calls goes on in a second.
 */
export function backoff(attempts: number, retryAfterSeconds = 0): number {
  if (attempts === 0 && retryAfterSeconds > 0) return retryAfterSeconds * 1000
  return Math.max(retryAfterSeconds * 1000, Math.min(2 ** attempts * MINUTE_MS, HOUR_MS))
}
