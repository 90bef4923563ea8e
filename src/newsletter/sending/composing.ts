/** Composes an issue by its newsletter's rule, without articles that it already sent. */
import type { Site } from '../../copy/shapes/site.ts'
import type { IssueRefusal, IssueSource } from '../calls.ts'
import type { Composed } from '../letters/issue.ts'
import { DAY_MS, type Database, row } from '../list/database.ts'
import type { SendingContext } from './context.ts'
import { REACHED_READERS } from './issues.ts'

/** How far back a newsletter's first digest goes. */
const FIRST_MS = 7 * DAY_MS

export async function composeFor(db: Database, context: SendingContext, source: IssueSource, slug: string, now: number): Promise<Composed> {
  const site = await context.site()
  if (!site.newsletter?.lists.some((list) => list.slug === source.list))
    return { ok: false, reason: 'unknown-list', message: `The site has no newsletter called "${source.list}".` }
  const issuePath = `/newsletters/${source.list}/${slug}`
  if (source.kind !== 'digest' || source.articles) return context.compose(source, { now, issuePath })
  return context.compose(source, { now, issuePath, since: lastIssueAt(db, source.list) ?? now - FIRST_MS, wasSent: (slugs) => wasSent(db, source.list, slugs) })
}

const lastIssueAt = (db: Database, list: string) =>
  row<{ at: number }>(
    db,
    `SELECT i.frozen_at AS at FROM issues i WHERE i.list = ? AND i.frozen_at IS NOT NULL AND ${REACHED_READERS} ORDER BY i.frozen_at DESC LIMIT 1`,
    list,
  )?.at

/**
 * Whether another issue sent any of these since they were chosen by the newsletter's rule: composing takes a moment, and two digests may be
 * composed at the same time. What an editor named may be sent again.
 */
export const isOvertaken = (db: Database, { kind, list, articles: named }: IssueSource, articles: readonly string[]) =>
  kind === 'digest' && named === undefined && wasSent(db, list, articles)

const wasSent = (db: Database, list: string, slugs: readonly string[]) =>
  row(
    db,
    `SELECT 1 AS found FROM json_each(?) j CROSS JOIN issue_articles a ON a.list = ? AND a.article = j.value CROSS JOIN issues i ON i.id = a.issue
      WHERE ${REACHED_READERS} LIMIT 1`,
    JSON.stringify(slugs),
    list,
  ) !== undefined

/** Every letter must name its sender and their postal address (CAN-SPAM Act, 15 U.S.C. 7704(a)(5)). */
export function senderRefusal({ newsletter }: Site): IssueRefusal | undefined {
  if (!newsletter?.from) return { ok: false, reason: 'no-sender' }
  return newsletter.publisher ? undefined : { ok: false, reason: 'no-publisher' }
}
