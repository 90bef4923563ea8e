/** Days of the newsroom's calendar, `2026-02-28`. Pure arithmetic: no zone, no clock. */
const DAY_MS = 86_400_000

/** Whether there is such a day. */
export function isDay(day: string) {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(day)) return false
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** The day so many days on, or back. */
export const dayFrom = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
