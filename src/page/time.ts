/** Moments as readers read them: in the newsroom's zone and the edition's language. */
import { dayAt, offsetAt } from '../copy/calendar.ts'
import type { Site } from '../copy/shapes/site.ts'

type Zoned = Pick<Site, 'lang' | 'timeZone' | 'timeZoneLabel'>

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(lang: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${lang} ${timeZone} ${JSON.stringify(options)}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone, ...options })
    formats.set(key, made)
  }
  return made
}

/** What is no moment, from an older ledger say, is shown as it is written: no page fails because of it. */
function format(instant: string, lang: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const at = new Date(instant)
  return Number.isNaN(at.getTime()) ? instant : formatFor(lang, timeZone, options).format(at)
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `10 Oct 2023, 19:05 SGT`. */
export function momentText(instant: string, site: Zoned) {
  const label = zoneLabel(instant, site)
  const text = format(instant, site.lang, site.timeZone, { ...DAY, ...CLOCK, ...(label === undefined && { timeZoneName: 'short' }) })
  return label === undefined ? text : `${text} ${label}`
}

/** `19:05 SGT`. */
export function zonedClockText(instant: string, site: Zoned) {
  const label = zoneLabel(instant, site)
  return label === undefined ? clockText(instant, site) : `${clockText(instant, site)} ${label}`
}

/**
 * The site's name for its zone, where that is right at this moment: a zone that changes its clocks has another name in summer,
 * and "EST" in July would be an hour wrong. There it is used only when the zone is called so just then, or all year round ("ET").
 */
function zoneLabel(instant: string, { timeZone, timeZoneLabel }: Zoned) {
  const at = Date.parse(instant)
  if (timeZoneLabel === undefined || Number.isNaN(at) || hasNoSummerTime(at, timeZone)) return timeZoneLabel
  const label = timeZoneLabel.toLowerCase()
  const isRight = namesAt(at, timeZone, OF_NOW).has(label) || (namesAt(at, timeZone, OF_ALL_YEAR).has(label) && !isOfASeason(label, at, timeZone))
  return isRight ? timeZoneLabel : undefined
}

/** British English calls Central Europe "CET" all year round, and also in winter alone. */
const isOfASeason = (label: string, at: number, timeZone: string) => monthsAround(at).some((month) => namesAt(month, timeZone, OF_NOW).has(label))

const withoutSummerTime = new Map<string, boolean>()

/** Whether the zone's clocks are never changed in that year. */
function hasNoSummerTime(at: number, timeZone: string) {
  const key = `${new Date(at).getUTCFullYear()} ${timeZone}`
  let hasNone = withoutSummerTime.get(key)
  if (hasNone === undefined) {
    hasNone = new Set(monthsAround(at).map((month) => offsetAt(month, timeZone))).size === 1
    withoutSummerTime.set(key, hasNone)
  }
  return hasNone
}

/** How each month of a moment's year begins. */
const monthsAround = (at: number) => Array.from({ length: 12 }, (_, month) => Date.UTC(new Date(at).getUTCFullYear(), month))

/** English differs by country in what zones it has names for. */
const ENGLISH = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN', 'en-SG', 'en-ZA']
type Style = NonNullable<Intl.DateTimeFormatOptions['timeZoneName']>
const OF_NOW: readonly Style[] = ['short', 'long', 'shortOffset']
const OF_ALL_YEAR: readonly Style[] = ['shortGeneric', 'longGeneric']

const zoneNames = new Map<string, Set<string | undefined>>()

/** What the zone is called while its clocks show what they do at this moment. */
function namesAt(at: number, timeZone: string, styles: readonly Style[]) {
  const key = `${new Date(at).getUTCFullYear()} ${offsetAt(at, timeZone)} ${timeZone} ${styles[0]}`
  const known = zoneNames.get(key)
  if (known) return known
  const nameIn = (lang: string, timeZoneName: Style) =>
    formatFor(lang, timeZone, { timeZoneName })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')
      ?.value.toLowerCase()
  const names = new Set(ENGLISH.flatMap((lang) => styles.map((style) => nameIn(lang, style))))
  zoneNames.set(key, names)
  return names
}

/** `10 Oct 2023`. */
export const dayText = (instant: string, { lang, timeZone }: Zoned) => format(instant, lang, timeZone, DAY)

/** `10 Oct, 19:05`, where the year goes without saying. */
export const shortMomentText = (instant: string, { lang, timeZone }: Zoned) => format(instant, lang, timeZone, { day: 'numeric', month: 'short', ...CLOCK })

/** `Tuesday 10 October 2023`, as under a newspaper's name. */
export const datelineText = (instant: string, { lang, timeZone }: Zoned) =>
  format(instant, lang, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** `October 2023`, of `2023-10` or a day in it. */
export const monthText = (month: string, { lang }: Zoned) => format(`${month.slice(0, 7)}-15T12:00:00Z`, lang, 'UTC', { month: 'long', year: 'numeric' })

/** `Tuesday 10`, of a calendar day in a month that is named above. */
export const dayInMonthText = (day: string, { lang }: Zoned) => format(`${day}T12:00:00Z`, lang, 'UTC', { weekday: 'long', day: 'numeric' })

/** `19:05`. */
export const clockText = (instant: string, { lang, timeZone }: Zoned) => format(instant, lang, timeZone, CLOCK)

/** The newsroom's calendar day of a moment, `2023-10-10`. */
export const dayOf = (instant: string, timeZone: string) => dayAt(Date.parse(instant), timeZone) ?? instant.slice(0, 10)

const YEAR_MS = 365.25 * 86_400_000
/** Whole years since a moment. */
export const yearsSince = (instant: string, now: number) => Math.floor((now - Date.parse(instant)) / YEAR_MS)

/** When the last of them was full, in milliseconds; undefined before the first. */
export function lastAnniversary(instant: string, now: number) {
  const years = yearsSince(instant, now)
  return years > 0 ? Date.parse(instant) + years * YEAR_MS : undefined
}
