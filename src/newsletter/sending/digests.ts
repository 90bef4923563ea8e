/** Digests by their schedule. If some were missed, only the latest is sent. If there is nothing new, nothing is. */
import { dayAt } from '../../copy/calendar.ts'
import type { NewsletterList, Site } from '../../copy/shapes/site.ts'
import { type Database, MINUTE_MS, row, run } from '../list/database.ts'
import { composeFor, isOvertaken, senderRefusal } from './composing.ts'
import type { ListAccess, SendingContext } from './context.ts'
import { lastDueAt, nextDueAt } from './digest-times.ts'
import { freezeIssue, freezeLetter } from './freezing.ts'
import { addIssue, freeSlug } from './issues.ts'

type Scheduled = NewsletterList & { schedule: NonNullable<NewsletterList['schedule']> }

/** Returns when the next is due. */
export async function makeDueDigests(access: ListAccess, context: SendingContext, now: number): Promise<number | undefined> {
  const { db } = access
  const site = await context.site()
  const lists = (site.newsletter?.lists ?? []).filter((list): list is Scheduled => list.kind === 'digest' && list.schedule !== undefined)
  forgetSchedulesBut(
    db,
    lists.map(({ slug }) => slug),
  )
  const troubles: number[] = []
  for (const list of lists) {
    try {
      await makeDue(access, context, site, list, now)
    } catch (error) {
      // Perhaps the press couldn't be reached. The other newsletters needn't wait.
      context.log({ event: 'digest-not-made', list: list.slug, error: error instanceof Error ? error.name : 'unknown' })
      troubles.push(now + MINUTE_MS)
    }
  }
  const next = [...troubles, ...lists.flatMap(({ schedule }) => nextDueAt(schedule, site.timeZone, now) ?? [])]
  return next.length > 0 ? Math.min(...next) : undefined
}

async function makeDue(access: ListAccess, context: SendingContext, site: Site, scheduled: Scheduled, now: number): Promise<void> {
  const { db, transaction } = access
  const { slug: list, schedule } = scheduled
  const due = lastDueAt(schedule, site.timeZone, now)
  const rule = JSON.stringify([schedule.days, schedule.at, site.timeZone])
  const known = timesOf(db, list)
  // A schedule that was just set or changed starts with its next hour: moving it from evening to morning must not send a digest at noon.
  if (!known || (known.schedule !== rule && known.schedule !== '')) return markDone(db, list, rule, now)
  if (due === undefined || due <= known.done_at) return
  if (senderRefusal(site) || !(await context.mailer())) return context.log({ event: 'digest-waits', list, because: 'no sender, publisher or way of delivery' })
  const source = { kind: 'digest' as const, list }
  const slug = freeSlug(db, list, dayAt(due, site.timeZone) ?? '')
  const composed = await composeFor(db, context, source, slug, now)
  if (!composed.ok) {
    context.log({ event: 'no-digest', list, reason: composed.reason })
    return markDone(db, list, rule, due)
  }
  const isMade = transaction(() => {
    // Two calls at the same time make one digest.
    if ((timesOf(db, list)?.done_at ?? due) >= due) return true
    if (isOvertaken(db, source, composed.content.articles)) return false
    markDone(db, list, rule, due)
    const { subject, articles } = composed.content
    const issue = addIssue(db, { source, slug: freeSlug(db, list, slug), subject, articles, by: 'schedule' }, now)
    freezeIssue(db, issue, freezeLetter(db, list, site, composed.content, now), now)
    return true
  })
  if (!isMade) await makeDue(access, context, site, scheduled, now)
}

/** Whether any newsletter had a schedule the last time. */
export const hasSchedules = (db: Database) => row(db, 'SELECT 1 AS found FROM digest_times LIMIT 1') !== undefined

/** `schedule` is '' if an older version wrote the row. */
const timesOf = (db: Database, list: string) =>
  row<{ done_at: number; schedule: string }>(db, 'SELECT done_at, schedule FROM digest_times WHERE list = ?', list)

const markDone = (db: Database, list: string, schedule: string, at: number) =>
  void run(db, 'INSERT OR REPLACE INTO digest_times (list, schedule, done_at) VALUES (?, ?, ?)', list, schedule, at)

/** A schedule that is removed and set again weeks later hasn't missed anything. */
const forgetSchedulesBut = (db: Database, lists: readonly string[]) =>
  void run(db, 'DELETE FROM digest_times WHERE list NOT IN (SELECT value FROM json_each(?))', JSON.stringify(lists))
