/** When a day of the newsroom is over: until then a token works that is valid for this day. */
import { isDay, rangeOfDay } from '../../../copy/calendar.ts'

/** What isn't a day is given back as it was typed, for the schema to refuse. */
export const endOfDay = (day: string, timeZone: string) => (isDay(day) ? rangeOfDay(day, timeZone)[1] : day)
