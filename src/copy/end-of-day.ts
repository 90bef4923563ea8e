import { AFTER_ALL, rangeOfDay } from './calendar.ts'
import { instantOf } from './text/instant.ts'

/** The last moment of a day in its zone, in the notation of copy. */
export function endOfDay(day: string, timeZone: string) {
  const [, end] = rangeOfDay(day, timeZone)
  return end === AFTER_ALL ? '9999-12-31T23:59:59Z' : instantOf(Date.parse(end) - 1000)
}
