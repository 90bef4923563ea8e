/**
 * The newsroom's calendar: days (`2026-02-28`) and months (`2026-02`) of its zone, as stretches of time.
 *
 * A day begins when the zone's clocks first show its date and lasts until they first show the next one. Where clocks are put
 * back over midnight, what they show twice belongs to the day that had begun: every moment lies in exactly one day, and
 * every day in one stretch. A day that a zone skipped has no length.
 */
const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const FIRST_DAY = '0001-01-01'
const LAST_DAY = '9999-12-31'
const FIRST_MOMENT = Date.parse(`${FIRST_DAY}T00:00:00Z`)
const LAST_MOMENT = Date.parse(`${LAST_DAY}T23:59:59Z`)

/** Whether there is such a day. */
export function isDay(day: string) {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || day < FIRST_DAY) return false
  const time = midnight(day)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** The day so many days on, or back. */
export const addDays = (day: string, days: number) => dayOnClock(midnight(day) + days * DAY_MS)

/** Every day of a month, in order. */
export function daysOfMonth(month: string) {
  const days: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    days.push(day)
    if (day === LAST_DAY) break
  }
  return days
}

/** The zone's day of a moment in milliseconds; undefined of what is no moment of copy. */
export function dayAt(at: number, timeZone: string) {
  if (!(at >= FIRST_MOMENT && at <= LAST_MOMENT)) return undefined
  const offset = offsetAt(at, timeZone)
  const shown = dayOnClock(at + offset)
  // Only within a day of its being put back can a clock show a day that is over.
  if (offsetAt(at - DAY_MS, timeZone) <= offset) return shown
  const next = addDays(shown, 1)
  return next > shown && at >= startOfDay(next, timeZone) ? next : shown
}

export const monthAt = (at: number, timeZone: string) => dayAt(at, timeZone)?.slice(0, 7)

/** A stretch of time as bounds for moments in the notation of copy: from the first, and before the second. */
export type TimeRange = [from: string, to: string]

export const rangeOfDay = (day: string, timeZone: string): TimeRange => [startBound(day, timeZone), endBound(day, timeZone)]

export function rangeOfMonth(month: string, timeZone: string): TimeRange {
  const last = daysOfMonth(month).at(-1) ?? `${month}-01`
  return [startBound(`${month}-01`, timeZone), endBound(last, timeZone)]
}

/** Before every moment of copy, and after every one: texts that are no moments sort outside. */
export const BEFORE_ALL = '0'
export const AFTER_ALL = ':'

const startBound = (day: string, timeZone: string) =>
  day === FIRST_DAY ? BEFORE_ALL : new Date(startOfDay(day, timeZone)).toISOString().replace(/\.\d+Z$/, 'Z')
const endBound = (day: string, timeZone: string) => (day === LAST_DAY ? AFTER_ALL : startBound(addDays(day, 1), timeZone))

const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** What day a clock shows that counts milliseconds from 1970. */
const dayOnClock = (clock: number) => new Date(Math.min(Math.max(clock, FIRST_MOMENT), LAST_MOMENT)).toISOString().slice(0, 10)

/** No zone was ever further from UTC (Manila and Alaska, before they chose their side of the date line). */
const MAX_OFFSET_MS = 16 * HOUR_MS

/** When the zone's clocks first show this day. */
function startOfDay(day: string, timeZone: string) {
  const wanted = midnight(day)
  const [earliest, latest] = [wanted - MAX_OFFSET_MS, wanted + MAX_OFFSET_MS]
  const before = offsetAt(earliest, timeZone)
  const after = offsetAt(latest, timeZone)
  if (before === after) return wanted - before
  const changed = changeBetween(earliest, latest, timeZone)
  return wanted - before < changed ? wanted - before : Math.max(changed, wanted - after)
}

/** When the clocks were changed: to the second, by halving. */
function changeBetween(earliest: number, latest: number, timeZone: string) {
  const before = offsetAt(earliest, timeZone)
  let [low, high] = [earliest / SECOND_MS, latest / SECOND_MS]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * SECOND_MS, timeZone) === before) low = middle
    else high = middle
  }
  return high * SECOND_MS
}

const clockFormats = new Map<string, Intl.DateTimeFormat>()

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(at: number, timeZone: string) {
  if (timeZone === 'UTC') return 0
  // Intl counts years before the first backwards; near the ends of time the zone is as it is a little inside.
  const second = Math.floor(Math.min(Math.max(at, FIRST_MOMENT + 2 * DAY_MS), LAST_MOMENT - 2 * DAY_MS) / SECOND_MS) * SECOND_MS
  const [month = 1, day = 1, year = 1, hour = 0, minute = 0, seconds = 0] = (clockFormatOf(timeZone).format(second).match(/\d+/g) ?? []).map(Number)
  // `Date.UTC` takes years of two digits for the twentieth century's.
  const clock = new Date(0)
  clock.setUTCFullYear(year, month - 1, day)
  return clock.setUTCHours(hour, minute, seconds) - second
}

/** Writes a moment as `07/31/2026, 20:00:00`. */
function clockFormatOf(timeZone: string) {
  const known = clockFormats.get(timeZone)
  if (known) return known
  const two = '2-digit' as const
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two })
  clockFormats.set(timeZone, clock)
  return clock
}
