/** Moments as old systems write them. */

const SQL = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?$/
/** Compact ISO 8601, as agencies write it: `20190301T090000Z`. */
const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d:?\d\d)?$/
/** Zones of RFC 822 feeds that `Date.parse` does not know. */
const ZONES: Record<string, string> = {
  BST: '+0100',
  IST: '+0530',
  CET: '+0100',
  CEST: '+0200',
  EET: '+0200',
  EEST: '+0300',
  JST: '+0900',
  AEST: '+1000',
  UT: 'GMT',
}

/**
 * Milliseconds of what ISO 8601, RFC 822, SQL or seconds and milliseconds since 1970 say; without a zone it is UTC. `undefined` for what is no
 * moment, or none of the years 1 to 9999.
 */
export function instantFrom(value: unknown): number | undefined {
  const ms = typeof value === 'number' ? (value < 1e11 ? value * 1000 : value) : typeof value === 'string' ? msOf(value.trim()) : Number.NaN
  return Number.isFinite(ms) && ms > -62_135_596_800_000 && ms < 253_402_300_800_000 ? ms : undefined
}

function msOf(text: string): number {
  if (/^\d{12,13}$/.test(text)) return Number(text)
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(`${text}T00:00:00Z`)
  const sql = SQL.exec(text)
  if (sql) return Date.parse(`${sql[1]}T${sql[2]}Z`)
  const compact = COMPACT.exec(text)
  if (compact) return Date.parse(`${compact[1]}-${compact[2]}-${compact[3]}T${compact[4]}:${compact[5]}:${compact[6]}${compact[7] ?? 'Z'}`)
  // `Date.parse` takes nearly anything for a date; what is none begins otherwise.
  if (!/^(?:\d{4}-\d\d-\d\dT|(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3})/.test(text)) return Number.NaN
  return Date.parse(text.replace(/\b(?:BST|IST|CES?T|EES?T|JST|AEST|UT)$/, (zone) => ZONES[zone] ?? zone))
}

export const instantAt = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
