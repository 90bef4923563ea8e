/**
 * That an issue was sent, or stopped, is told to webhooks, by way of the press: noted in the transaction in which it was, and until the press has it.
 * The press knows an event by its id, so that telling it twice does no harm.
 */
import { instantOf } from '../../copy/text/instant.ts'
import { within } from '../../edition/within.ts'
import type { OutsideEvent } from '../../press/webhook-calls.ts'
import { type Database, row, run } from '../list/database.ts'
import type { SendingContext } from './context.ts'
import { type IssueRow, issueById } from './issues.ts'

/** What takes longer is told again. */
const ANSWER_MS = 10_000
const RETRY_MS = 5000
const MAX_RETRY_MS = 600_000
/** A batch that is with the provider when an issue is stopped still counts. */
const STOPS_MS = 30_000

type Row = { issue: number; at: number; due_at: number; attempts: number }

export const recordSent = (db: Database, issue: number, now: number) =>
  run(db, 'INSERT OR IGNORE INTO sent_events (issue, at, due_at) VALUES (?, ?, ?)', issue, now, now)

/** `state`: as it was until then. A draft that nobody waits for is no news. */
export const recordStopped = (db: Database, { id, state }: Pick<IssueRow, 'id' | 'state'>, now: number) =>
  state === 'draft' ? 0 : run(db, 'INSERT OR IGNORE INTO sent_events (issue, at, due_at) VALUES (?, ?, ?)', id, now, now + STOPS_MS)

export const nextSentEvent = (db: Database) => row<{ due: number | null }>(db, 'SELECT min(due_at) AS due FROM sent_events')?.due ?? undefined

export async function tellOfSent(db: Database, { tellWebhooks, site, log }: Pick<SendingContext, 'tellWebhooks' | 'site' | 'log'>, now: number) {
  for (let it = nextRow(db, now); it; it = nextRow(db, now)) {
    try {
      const event = eventOf(db, it, (await site()).url)
      if (event) await within(ANSWER_MS, tellWebhooks(event))
    } catch (error) {
      log({ event: 'sent-issue-not-told', attempts: it.attempts + 1, error: error instanceof Error ? error.name : 'unknown' })
      const wait = Math.min(RETRY_MS * 2 ** Math.min(it.attempts, 10), MAX_RETRY_MS)
      run(db, 'UPDATE sent_events SET due_at = ?, attempts = attempts + 1 WHERE issue = ?', now + wait, it.issue)
      return
    }
    run(db, 'DELETE FROM sent_events WHERE issue = ?', it.issue)
  }
}

const nextRow = (db: Database, now: number) => row<Row>(db, 'SELECT * FROM sent_events WHERE due_at <= ? ORDER BY due_at LIMIT 1', now)

/** How many readers, and none of them. */
function eventOf(db: Database, { issue, at }: Row, siteUrl: string): OutsideEvent | undefined {
  const found = issueById(db, issue)
  if (!found) return undefined
  const { list, slug, subject, recipients, sent, state, reason } = found
  const counted = { newsletter: list, issue: slug, recipients, sent }
  if (state === 'stopped') {
    const { why } = JSON.parse(reason ?? '{}') as { why?: string } // As `setState` wrote it.
    return { id: `evt_stopped_${list}_${slug}`, type: 'newsletter.stopped', at: instantOf(at), data: { ...counted, why } }
  }
  const data = { ...counted, url: `${siteUrl}/newsletters/${list}/${slug}`, subject }
  return { id: `evt_issue_${list}_${slug}`, type: 'newsletter.sent', at: instantOf(at), data }
}
