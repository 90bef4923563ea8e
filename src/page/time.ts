/** Moments as readers read them: in the newsroom's zone and the edition's language. */
import type { Site } from '../copy/site.ts'

type Zoned = Pick<Site, 'lang' | 'timeZone' | 'timeZoneLabel'>

const formats = new Map<string, Intl.DateTimeFormat>()

function format(lang: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${lang} ${timeZone} ${JSON.stringify(options)}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone, ...options })
    formats.set(key, made)
  }
  return made
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `10 Oct 2023, 19:05 SGT`. */
export function momentText(instant: string, { lang, timeZone, timeZoneLabel }: Zoned) {
  const text = format(lang, timeZone, { ...DAY, ...CLOCK, ...(timeZoneLabel ? {} : { timeZoneName: 'short' }) }).format(new Date(instant))
  return timeZoneLabel ? `${text} ${timeZoneLabel}` : text
}

/** `10 Oct 2023`. */
export const dayText = (instant: string, { lang, timeZone }: Zoned) => format(lang, timeZone, DAY).format(new Date(instant))

/** `10 Oct, 19:05`, where the year goes without saying. */
export const shortMomentText = (instant: string, { lang, timeZone }: Zoned) =>
  format(lang, timeZone, { day: 'numeric', month: 'short', ...CLOCK }).format(new Date(instant))

/** `Tuesday 10 October 2023`, as under a newspaper's name. */
export const datelineText = (instant: string, { lang, timeZone }: Zoned) =>
  format(lang, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant))

/** `October 2023`, of `2023-10` or a day in it. */
export const monthText = (month: string, { lang }: Zoned) =>
  format(lang, 'UTC', { month: 'long', year: 'numeric' }).format(new Date(`${month.slice(0, 7)}-15T12:00:00Z`))

/** `Tuesday 10`, of a calendar day in a month that is named above. */
export const dayInMonthText = (day: string, { lang }: Zoned) => format(lang, 'UTC', { weekday: 'long', day: 'numeric' }).format(new Date(`${day}T12:00:00Z`))

/** `19:05`. */
export const clockText = (instant: string, { lang, timeZone }: Zoned) => format(lang, timeZone, CLOCK).format(new Date(instant))

/** The newsroom's calendar day of a moment, `2023-10-10`. */
export const dayOf = (instant: string, timeZone: string) =>
  format('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant))

const YEAR_MS = 365.25 * 86_400_000
/** Whole years since a moment. */
export const yearsSince = (instant: string, now: number) => Math.floor((now - Date.parse(instant)) / YEAR_MS)
