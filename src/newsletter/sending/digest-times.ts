/** When a digest is due, in the newsroom's time zone. */
import { addDays, dayAt, offsetAt } from '../../copy/calendar.ts'
import type { NewsletterList } from '../../copy/shapes/site.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../list/database.ts'

type Schedule = NonNullable<NewsletterList['schedule']>

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
/** A schedule has at least one day of the week, so a week and a day are enough to look at. */
const WEEK = 8

/** The latest moment up to `now` at which one was due. */
export const lastDueAt = (schedule: Schedule, timeZone: string, now: number) => dueAround(schedule, timeZone, now, -1, (at) => at <= now)
/** The first moment after `now`. */
export const nextDueAt = (schedule: Schedule, timeZone: string, now: number) => dueAround(schedule, timeZone, now, 1, (at) => at > now)

function dueAround({ days, at }: Schedule, timeZone: string, now: number, step: 1 | -1, isIt: (at: number) => boolean): number | undefined {
  const today = dayAt(now, timeZone)
  if (today === undefined) return undefined
  for (let distance = -step; Math.abs(distance) <= WEEK; distance += step) {
    const day = addDays(today, distance)
    const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]
    if (!days.some((named) => named === weekday)) continue
    const moment = momentOf(day, at, timeZone)
    if (isIt(moment)) return moment
  }
  return undefined
}

/**
 * The moment of a local time on a day. If clocks skip the hour, it is the moment when they do; if they show it
 * twice, the first time.
 */
export function momentOf(day: string, at: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const wanted = Date.parse(`${day}T00:00:00Z`) + hours * HOUR_MS + minutes * MINUTE_MS
  const before = wanted - offsetAt(wanted - DAY_MS, timeZone)
  const after = wanted - offsetAt(wanted + DAY_MS, timeZone)
  if (before === after || showsAt(before, timeZone) === wanted) return before
  if (showsAt(after, timeZone) === wanted) return after
  return skippedAt(Math.min(before, after), Math.max(before, after), wanted, timeZone)
}

const showsAt = (moment: number, timeZone: string) => moment + offsetAt(moment, timeZone)

/** The moment when clocks skip the hour. */
function skippedAt(low: number, high: number, wanted: number, timeZone: string): number {
  let [before, after] = [low - DAY_MS, high]
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000
    if (showsAt(middle, timeZone) > wanted) after = middle
    else before = middle
  }
  return after
}
