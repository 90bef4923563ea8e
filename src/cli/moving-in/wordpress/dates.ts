/** WordPress's dates: `2019-03-01 14:05:00` in GMT, and once more in the site's zone. A draft's GMT date is `0000-00-00 00:00:00`. */

const DATE = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/

/** Milliseconds; `undefined` for what is no date. */
export function dateOf(text: string | undefined): number | undefined {
  const match = DATE.exec(text?.trim() ?? '')
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  if (year === 0 || month === 0 || day === 0) return undefined
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  return new Date(at).getUTCDate() === day ? at : undefined
}

export const instantAt = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** When it was published; `isGuess` where only the site's own clock says. */
export function publishedAt(gmt: string | undefined, local: string | undefined, offsetMinutes: number): { at: number; isGuess: boolean } | undefined {
  const exact = dateOf(gmt)
  if (exact !== undefined) return { at: exact, isGuess: false }
  const there = dateOf(local)
  return there === undefined ? undefined : { at: there - offsetMinutes * 60_000, isGuess: true }
}

/** By how many minutes the site's clock was ahead of UTC then. */
export function offsetBetween(gmt: string | undefined, local: string | undefined): number | undefined {
  const [utc, there] = [dateOf(gmt), dateOf(local)]
  if (utc === undefined || there === undefined) return undefined
  const minutes = Math.round((there - utc) / 60_000)
  return Math.abs(minutes) <= 14 * 60 ? minutes : undefined
}
