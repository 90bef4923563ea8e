/** Digests by their schedule. What was missed is made up once; where nothing is new, nothing is sent. */
import { dayAt } from '../../copy/calendar.ts'
import type { NewsletterList, Site } from '../../copy/shapes/site.ts'
import { type Database, MINUTE_MS, row, run } from '../list/database.ts'
import { composeFor, senderRefusal } from './composing.ts'
import type { ListAccess, SendingContext } from './context.ts'
import { lastDueAt, nextDueAt } from './digest-times.ts'
import { freezeIssue, freezeLetter } from './freezing.ts'
import { addIssue, freeSlug } from './issues.ts'

type Scheduled = NewsletterList & { schedule: NonNullable<NewsletterList['schedule']> }

/** Answers when the next is due. */
export async function makeDueDigests(access: ListAccess, context: SendingContext, now: number): Promise<number | undefined> {
  const site = await context.site()
  const lists = (site.newsletter?.lists ?? []).filter((list): list is Scheduled => list.kind === 'digest' && list.schedule !== undefined)
  const troubles: number[] = []
  for (const list of lists) {
    try {
      await makeDue(access, context, site, list, now)
    } catch (error) {
      // The press is away, perhaps: the other newsletters need not wait for it.
      context.log({ event: 'digest-not-made', list: list.slug, error: error instanceof Error ? error.name : 'unknown' })
      troubles.push(now + MINUTE_MS)
    }
  }
  const next = [...troubles, ...lists.flatMap(({ schedule }) => nextDueAt(schedule, site.timeZone, now) ?? [])]
  return next.length > 0 ? Math.min(...next) : undefined
}

async function makeDue({ db, transaction }: ListAccess, context: SendingContext, site: Site, { slug: list, schedule }: Scheduled, now: number) {
  const due = lastDueAt(schedule, site.timeZone, now)
  const done = doneAt(db, list)
  // Of a schedule that was just set, the first is the one that comes next.
  if (done === undefined) return markDone(db, list, now)
  if (due === undefined || due <= done) return
  if (senderRefusal(site) || !(await context.mailer())) return context.log({ event: 'digest-waits', list, because: 'no sender, publisher or way of delivery' })
  const source = { kind: 'digest' as const, list }
  const slug = freeSlug(db, list, dayAt(due, site.timeZone) ?? '')
  const composed = await composeFor(db, context, source, slug, now)
  if (!composed.ok) {
    context.log({ event: 'no-digest', list, reason: composed.reason })
    return markDone(db, list, due)
  }
  transaction(() => {
    // Asked twice at the same time, it is made once.
    if ((doneAt(db, list) ?? due) >= due) return
    markDone(db, list, due)
    const { subject, articles } = composed.content
    const issue = addIssue(db, { source, slug: freeSlug(db, list, slug), subject, articles, by: 'schedule' }, now)
    freezeIssue(db, issue, freezeLetter(db, list, site, composed.content, now), now)
  })
}

const doneAt = (db: Database, list: string) => row<{ at: number }>(db, 'SELECT done_at AS at FROM digest_times WHERE list = ?', list)?.at
const markDone = (db: Database, list: string, at: number) => void run(db, 'INSERT OR REPLACE INTO digest_times (list, done_at) VALUES (?, ?)', list, at)
