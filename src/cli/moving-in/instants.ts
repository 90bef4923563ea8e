/** Moments as old systems write them. What no zone is said of is UTC, whatever the machine's own clock says. */
import { monthCalled } from './month-names.ts'

/** Minutes ahead of UTC, of names in RFC 822 and in feeds. */
const ZONES: Record<string, number> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  BST: 60,
  WEST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  IST: 330,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
}

/** Also with a remark behind it: `+0100 (CET)`. */
const ZONE = String.raw`(?<zone>[A-Z]{1,4}|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?)?(?:\s*\([^()]{0,40}\))?`
const TIME = String.raw`(?<hour>\d{1,2})[:.](?<minute>\d\d)(?:[:.](?<second>\d\d)(?:[.,]\d{1,9})?)?(?:\s*(?<half>[ap])\.?m\.?)?`
const WEEKDAY = String.raw`(?:\p{L}{2,12}\.?,?\s+)?`
const FORMS = [
  // ISO 8601 and SQL, and as agencies write it: `20190301T090000Z`.
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[T\s]\s*${TIME}\s*${ZONE})?`,
  String.raw`(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)${ZONE}`,
  // RFC 822 and what is taken for it, in any language: `Fri, 01 Mar 2019 10:00:00 +0100`, `1 March 2019`.
  String.raw`${WEEKDAY}(?<day>\d{1,2})(?:st|nd|rd|th|er)?[\s.-]+(?:de\s+)?(?<month>\p{L}{3,10})\.?[\s,-]+(?:de\s+)?(?<year>\d{4}|\d\d)(?:[\s,]+${TIME})?\s*${ZONE}`,
  String.raw`${WEEKDAY}(?<month>\p{L}{3,10})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})(?:[\s,]+(?:at\s+)?${TIME})?\s*${ZONE}`,
  // C and Java: `Fri Mar 01 10:00:00 CET 2019`.
  String.raw`\p{L}{3}\s+(?<month>\p{L}{3})\s+(?<day>\d{1,2})\s+${TIME}\s*${ZONE}\s+(?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`, 'iu'))

/**
 * Milliseconds of what ISO 8601, RFC 822, SQL, words or seconds and milliseconds since 1970 say. `undefined` for what is no moment (the 31st of
 * February), may be two (`01/03/2019`), has a zone that isn't known, or is none of the years 1 to 9999.
 */
export function instantFrom(value: unknown): number | undefined {
  const ms = typeof value === 'number' ? msOfCount(value) : typeof value === 'string' ? msOf(value.trim()) : undefined
  return ms !== undefined && Number.isFinite(ms) && ms > -62_135_596_800_000 && ms < 253_402_300_800_000 ? ms : undefined
}

const msOfCount = (count: number) => (count < 1e11 ? count * 1000 : count)

function msOf(text: string): number | undefined {
  if (/^\d{9,13}$/.test(text)) return msOfCount(Number(text))
  if (text.length > 100) return undefined
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups
    if (parts) return msOfParts(parts)
  }
  return undefined
}

function msOfParts(parts: Record<string, string | undefined>): number | undefined {
  const month = /^\d/.test(parts.month ?? '') ? Number(parts.month) : monthCalled(parts.month ?? '')
  const offset = offsetOf(parts.zone)
  const [day, minute, second] = [Number(parts.day), Number(parts.minute ?? 0), Number(parts.second ?? 0)]
  const hour = parts.half ? (Number(parts.hour) % 12) + (/p/i.test(parts.half) ? 12 : 0) : Number(parts.hour ?? 0)
  if (month === undefined || offset === undefined || hour > 24 || minute > 59 || second > 60) return undefined
  const date = new Date(Date.UTC(2000, month - 1, 1))
  date.setUTCFullYear(yearOf(parts.year ?? ''), month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000
}

/** RFC 2822, 4.3. */
const yearOf = (written: string) => Number(written) + (written.length === 4 ? 0 : Number(written) < 50 ? 2000 : 1900)

function offsetOf(zone: string | undefined): number | undefined {
  if (!zone) return 0
  const [, sign, hours = '', minutes = ''] = /([+-])(\d{1,2}?)(?::?(\d\d))?$/.exec(zone) ?? []
  if (!sign) return ZONES[zone.toUpperCase()]
  const ahead = Number(hours) * 60 + Number(minutes)
  return ahead > 15 * 60 ? undefined : sign === '-' ? -ahead : ahead
}

export const instantAt = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
