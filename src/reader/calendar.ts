/** Days of the newsroom's calendar, `2026-02-28`. Pure arithmetic: no zone, no clock. */
const DAY_MS = 86_400_000

/** Whether there is such a day. */
export function isDay(day: string) {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** The day so many days on, or back. */
export const dayFrom = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The moment a day begins in a zone, in UTC to the second. */
export function startOfDay(day: string, timeZone: string) {
  const utc = Date.parse(`${day}T00:00:00Z`)
  // The offset is looked up twice: the first guess may lie on the other side of a change to summer time.
  const guess = utc - offsetMs(utc, timeZone)
  return `${new Date(utc - offsetMs(guess, timeZone)).toISOString().slice(0, 19)}Z`
}

function offsetMs(time: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - time
}
