/** Which of two deliveries of an agency's item is the newer. Agencies count, or date, or do both, and change their mind between deliveries. */

/** As the agency counts its versions, and when it made this one. Either may be missing. */
export type ItemVersion = {
  /** A number, or numbers joined by dots: `3`, `1.10`. */
  version?: number | string
  /** ISO 8601 in UTC, to the millisecond. */
  made?: string
}

/** The item an agency sent: its lasting name, and what tells a newer delivery of it from an older one. */
export type AgencyItem = { uri: string } & ItemVersion

/** "3", " 0002 ", "v1.0" and 3 are versions; a moment where a version belongs says when the item was made. */
export function itemVersionOf({ version, versionCreated }: { version?: unknown; versionCreated?: unknown }): ItemVersion {
  const counted = versionNumberOf(version)
  const made = momentOf(versionCreated) ?? (counted === undefined ? momentOf(version) : undefined)
  return { ...(counted !== undefined && { version: counted }), ...(made !== undefined && { made }) }
}

function versionNumberOf(version: unknown): number | string | undefined {
  const digits = /^v?(\d{1,30}(?:\.\d{1,10}){0,5})$/i.exec(String(version ?? '').trim())?.[1]
  if (digits === undefined) return undefined
  const plain = digits
    .split('.')
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.')
    .replace(/(?:\.0)+$/, '')
  return /^\d{1,15}$/.test(plain) ? Number(plain) : plain
}

/** ISO 8601, the same without its hyphens and colons, or seconds or milliseconds since 1970. */
function momentOf(value: unknown): string | undefined {
  const text = String(value ?? '').trim()
  if (/^\d+$/.test(text)) return isoOf(/^\d{9,10}$/.test(text) ? Number(text) * 1000 : /^\d{12,13}$/.test(text) ? Number(text) : Number.NaN)
  const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d:?\d\d)$/i.exec(text)
  if (compact) return isoOf(Date.parse(`${compact[1]}-${compact[2]}-${compact[3]}T${compact[4]}:${compact[5]}:${compact[6]}${compact[7]}`))
  // `Date.parse` finds a month of 2001 in "Update 3".
  return isoOf(/^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN)
}

const isoOf = (ms: number) => (Number.isNaN(ms) || Math.abs(ms) > 8.64e15 ? undefined : new Date(ms).toISOString())

export type Comparison = 'newer' | 'same' | 'older' | 'unknown'

/** How `it` compares to `other`: by number if both have one, otherwise by moment, otherwise unknown. */
export function compareVersions(it: ItemVersion, other: ItemVersion): Comparison {
  if (it.version !== undefined && other.version !== undefined) return comparisonOf(compareNumbers(it.version, other.version))
  if (it.made === undefined || other.made === undefined) return 'unknown'
  const order = it.made < other.made ? -1 : it.made > other.made ? 1 : 0
  // Made at one moment, and only one of the two is counted: the agency has begun to count, or has stopped.
  return order === 0 && it.version !== other.version ? 'unknown' : comparisonOf(order)
}

const comparisonOf = (order: number): Comparison => (order > 0 ? 'newer' : order < 0 ? 'older' : 'same')

function compareNumbers(a: number | string, b: number | string) {
  const [as, bs] = [String(a).split('.'), String(b).split('.')]
  for (let at = 0; at < Math.max(as.length, bs.length); at++) {
    const [x, y] = [as[at] ?? '0', bs[at] ?? '0']
    if (x !== y) return x.length - y.length || (x < y ? -1 : 1)
  }
  return 0
}

/** The highest of both, in number and in moment. */
export function highestVersionOf(a: ItemVersion, b: ItemVersion): ItemVersion {
  const version = a.version === undefined || (b.version !== undefined && compareNumbers(b.version, a.version) > 0) ? b.version : a.version
  const made = [a.made, b.made]
    .filter((moment) => moment !== undefined)
    .sort()
    .at(-1)
  return { ...(version !== undefined && { version }), ...(made !== undefined && { made }) }
}

/** Two versions for a sentence, in the notation in which they were compared. */
export function versionTexts(it: ItemVersion, other: ItemVersion): [number | string, number | string] {
  if (it.version !== undefined && other.version !== undefined) return [it.version, other.version]
  return [it.made ?? it.version ?? 'unknown', other.made ?? other.version ?? 'unknown']
}
