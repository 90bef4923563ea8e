/** When what failed is tried again: after seconds at first, after hours at last. */
const FIRST_MS = 5000
const FACTOR = 4
const LONGEST_MS = 6 * 3_600_000
/** Up to so much more, so that not everybody comes at once. */
const JITTER = 0.25

/** In milliseconds after the nth failure in a row: about 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, 6 h. `asked` is what `Retry-After` wants. */
export function backoffMs(failures: number, random: number, asked = 0) {
  const wait = Math.min(FIRST_MS * FACTOR ** Math.min(Math.max(failures, 1) - 1, 10), LONGEST_MS)
  return Math.round(Math.max(wait, Math.min(asked, LONGEST_MS)) * (1 + JITTER * random))
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from `now`; 0 where it says nothing. */
export function retryAfterMs(header: string | null, now: number) {
  if (!header) return 0
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(ms) ? 0 : Math.max(0, ms)
}
