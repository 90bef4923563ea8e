import { AFTER_ALL, isDay, rangeOfDay, type TimeRange } from '../../copy/calendar.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Ledger } from '../ledger/sql.ts'
import { timeZoneOf } from '../ledger/stored-values.ts'

/** The days of a search, or moments, as bounds for `published_at`. */
export function momentBounds(ledger: Ledger, from = '', to = ''): TimeRange {
  const zone = timeZoneOf(ledger)
  const isMoment = (text: string) => text.length > 10 && /^\d/.test(text) && !Number.isNaN(Date.parse(text))
  return [
    isDay(from) ? rangeOfDay(from, zone)[0] : isMoment(from) ? instantOf(Date.parse(from)) : '',
    isDay(to) ? rangeOfDay(to, zone)[1] : isMoment(to) ? instantOf(Date.parse(to) + 1000) : AFTER_ALL,
  ]
}
