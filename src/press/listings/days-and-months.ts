/** What came out when: the archive's days and months, as the newsroom's zone counts them. Nothing is stored by day or month but counts. */
import { AFTER_ALL, BEFORE_ALL, dayAt, daysOfMonth, monthAt, rangeOfDay, rangeOfMonth, type TimeRange } from '../../copy/calendar.ts'
import { type Card, PAGE_SIZE } from '../../copy/shapes/listing.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { ArchiveDay, ArchiveMonth, MonthCount } from '../calls.ts'
import { type Ledger, laterOf, row, rows, run } from '../ledger/sql.ts'
import { readValue, saveValue, timeZoneOf } from '../ledger/stored-values.ts'
import { changeTimeOf, recordChange } from './change-times.ts'

export const dayOfMoment = (ledger: Ledger, instant: string) => dayAt(Date.parse(instant), timeZoneOf(ledger))
const monthOfMoment = (ledger: Ledger, instant: string) => monthAt(Date.parse(instant), timeZoneOf(ledger))
export const momentsOfMonth = (ledger: Ledger, month: string) => rangeOfMonth(month, timeZoneOf(ledger))

const countIn = (ledger: Ledger, stretch: TimeRange) =>
  row<{ total: number }>(ledger, 'SELECT count(*) AS total FROM live WHERE published_at >= ? AND published_at < ?', ...stretch)?.total ?? 0

type MomentRow = { at: string | null }
const newestBefore = (ledger: Ledger, moment: string) =>
  row<MomentRow>(ledger, 'SELECT max(published_at) AS at FROM live WHERE published_at >= ? AND published_at < ?', BEFORE_ALL, moment)?.at ?? undefined
const oldestFrom = (ledger: Ledger, moment: string) =>
  row<MomentRow>(ledger, 'SELECT min(published_at) AS at FROM live WHERE published_at >= ? AND published_at < ?', moment, AFTER_ALL)?.at ?? undefined

/** The nearest days or months with stories on either side. */
function neighboursOf(ledger: Ledger, [from, to]: TimeRange, nameOf: (ledger: Ledger, instant: string) => string | undefined) {
  const [newer, older] = [oldestFrom(ledger, to), newestBefore(ledger, from)]
  const [after, before] = [newer && nameOf(ledger, newer), older && nameOf(ledger, older)]
  return { ...(before && { before }), ...(after && { after }) }
}

export function archiveDayOf(ledger: Ledger, date: string, page: number, now: number): ArchiveDay {
  ensureMonthCounts(ledger, now)
  const stretch = rangeOfDay(date, timeZoneOf(ledger))
  const cards = rows<{ card: string }>(
    ledger,
    'SELECT card FROM live WHERE published_at >= ? AND published_at < ? ORDER BY published_at DESC, slug DESC LIMIT ? OFFSET ?',
    ...[...stretch, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  ).map(({ card }) => JSON.parse(card) as Card)
  const updatedAt = cards.reduce((last, { publishedAt, updatedAt = publishedAt }) => laterOf(updatedAt, last), `${date}T00:00:00Z`)
  return {
    v: 1,
    name: `day/${date}`,
    title: date,
    cards,
    total: countIn(ledger, stretch),
    updatedAt,
    ...neighboursOf(ledger, stretch, dayOfMoment),
    changedAt: changeTimeOf(ledger, 'month', ''),
  }
}

export function archiveMonthOf(ledger: Ledger, month: string, now: number): ArchiveMonth {
  ensureMonthCounts(ledger, now)
  const zone = timeZoneOf(ledger)
  const days = daysOfMonth(month)
    .map((day) => ({ day, count: countIn(ledger, rangeOfDay(day, zone)) }))
    .filter(({ count }) => count > 0)
    .reverse()
  return { days, ...neighboursOf(ledger, momentsOfMonth(ledger, month), monthOfMoment), changedAt: changeTimeOf(ledger, 'month', '') }
}

export function archiveMonthsOf(ledger: Ledger, now: number): { months: MonthCount[]; changedAt: number } {
  ensureMonthCounts(ledger, now)
  const counted = rows<{ month: string; count: number }>(
    ledger,
    `SELECT substr(name, 7) AS month, total AS count FROM totals WHERE kind = 'month' ORDER BY name DESC`,
  )
  const months = counted.map(({ month, count }) => ({ month, count, lastModified: instantOf(changeTimeOf(ledger, 'month', month)) }))
  return { months, changedAt: changeTimeOf(ledger, 'month', '') }
}

/** An article came, went or changed: its month is no longer as it was, and neither is the archive. */
export function recordMonthChange(ledger: Ledger, instant: string, zone: string, now: number) {
  const month = monthAt(Date.parse(instant), zone)
  if (month) recordChange(ledger, 'month', month, now)
  recordChange(ledger, 'month', '', now)
}

/** The name under which `totals` counts a month's articles; none of what is no moment. */
export function monthTotalNames(instant: string, zone: string) {
  const month = monthAt(Date.parse(instant), zone)
  return month ? [`month/${month}`] : []
}

/** The zone by which `totals` counts. */
const COUNTED_BY = 'months-counted-by'

/** To be asked before an article is listed or removed: months are counted from the first, and the site is not parsed for each. */
export const countingZone = (ledger: Ledger, now: number) => readValue<string>(ledger, COUNTED_BY) ?? ensureMonthCounts(ledger, now)

/** Months are counted as articles are listed and removed, and anew where the newsroom has moved to another zone, or its ledger is older than this. */
export function ensureMonthCounts(ledger: Ledger, now: number) {
  const zone = timeZoneOf(ledger)
  if (readValue<string>(ledger, COUNTED_BY) === zone) return zone
  run(ledger, `DELETE FROM totals WHERE kind = 'month'`)
  saveValue(ledger, COUNTED_BY, zone)
  recountMonths(ledger, now)
  return zone
}

/** Counts that are right are left alone, and their months have not changed. */
export function recountMonths(ledger: Ledger, now: number) {
  const zone = timeZoneOf(ledger)
  const counted = new Map(
    rows<{ month: string; total: number }>(ledger, `SELECT substr(name, 7) AS month, total FROM totals WHERE kind = 'month'`).map((it) => [it.month, it.total]),
  )
  for (let newest = newestBefore(ledger, AFTER_ALL); newest; ) {
    const month = monthAt(Date.parse(newest), zone)
    if (!month) break
    const stretch = rangeOfMonth(month, zone)
    const total = countIn(ledger, stretch)
    if (counted.get(month) !== total) {
      run(ledger, `INSERT OR REPLACE INTO totals (name, kind, total) VALUES (?, 'month', ?)`, `month/${month}`, total)
      recordMonthChange(ledger, newest, zone, now)
    }
    counted.delete(month)
    newest = newestBefore(ledger, stretch[0])
  }
  for (const month of counted.keys()) run(ledger, 'DELETE FROM totals WHERE name = ?', `month/${month}`)
}
