/** Names of a chart's rows that are dates: `1990`, `2026-11`, `2026-11-24`. */
const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/

export type Dates = { times: number[]; text: (at: number) => string }

/** `undefined` unless all are dates of one kind. Times are in milliseconds. */
export function datesOf(labels: readonly string[], lang: string): Dates | undefined {
  const length = labels[0]?.length
  if (!labels.every((label) => label.length === length && DATE.test(label))) return undefined
  const times = labels.map((label) => Date.parse(`${label}${'-01-01'.slice(label.length - 4)}T00:00:00Z`))
  if (times.some(Number.isNaN)) return undefined
  if (length === 4) return { times, text: (at) => labels[at] ?? '' }
  const spansYears = new Set(labels.map((label) => label.slice(0, 4))).size > 1
  const format = new Intl.DateTimeFormat(lang, {
    timeZone: 'UTC',
    month: 'short',
    ...(length === 10 && { day: 'numeric' }),
    ...((spansYears || length === 7) && { year: 'numeric' }),
  })
  return { times, text: (at) => format.format(times[at]) }
}

/** The places of rows from left to right: by time where their names are dates, else as they are. */
export function orderOf(labels: readonly string[], dates: Dates | undefined): number[] {
  const places = labels.map((_, at) => at)
  return dates ? places.toSorted((a, b) => (dates.times[a] ?? 0) - (dates.times[b] ?? 0)) : places
}
