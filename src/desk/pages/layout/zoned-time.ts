/** A date and time as an editor types it, on the newsroom's clocks. Where clocks are put forward or back, that is said in words. */
import { offsetAt } from '../../../copy/calendar.ts'
import { instantOf } from '../../../copy/text/instant.ts'

/** `note`: what an editor should know about that night. */
export type ZonedMoment = { ok: true; at: string; note?: string } | { ok: false; message: string }

export const DAY_NEEDED = 'Enter a day, such as 2026-11-26.'

/** `local` as a `datetime-local` field has it: `2026-10-25T02:30`. */
export function momentInZone(local: string, timeZone: string): ZonedMoment {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(local)) return { ok: false, message: 'Enter a date and a time, such as 2026-11-26 and 18:00.' }
  const shown = Date.parse(`${local.slice(0, 16)}:00Z`)
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(local.slice(0, 16))) return { ok: false, message: 'There’s no such date or time.' }
  const [first, second] = momentsShowing(shown, timeZone)
  if (first === undefined)
    return { ok: false, message: `${local.slice(11, 16)} doesn’t exist on that day: the clocks go forward over it. Choose an earlier or later time.` }
  if (second === undefined) return { ok: true, at: instantOf(first) }
  return { ok: true, at: instantOf(first), note: `The clocks go back that night, and ${local.slice(11, 16)} comes twice. The first of the two is meant.` }
}

/** What a `datetime-local` field shows of a moment. */
export function localTimeOf(at: string, timeZone: string) {
  const moment = Date.parse(at)
  return new Date(moment + offsetAt(moment, timeZone)).toISOString().slice(0, 16)
}

/** Every moment at which the zone's clocks show this, in order: none, one or two. */
function momentsShowing(shown: number, timeZone: string) {
  const offsets = new Set([-1, 0, 1].map((days) => offsetAt(shown + days * DAY_MS, timeZone)))
  return [...offsets]
    .map((offset) => shown - offset)
    .filter((moment) => moment + offsetAt(moment, timeZone) === shown)
    .sort((a, b) => a - b)
}

const DAY_MS = 86_400_000
