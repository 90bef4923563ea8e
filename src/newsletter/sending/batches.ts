/**
 * Letters with problems: those that wait for another try, grouped by the host that said "not now", and those that may or may not have
 * been sent. A batch without problems leaves no row here.
 */
import { type Database, dayOf, run } from '../list/database.ts'
import { claimOf, issueById } from './issues.ts'
import { hostOf, type Recipient } from './recipients.ts'

/** Hosts that said "not now", and until when. */
export type SlowHosts = Map<string, number>

type Retry = (recipient: Recipient) => { attempts: number; reason: string; wait?: number }

/** Adds one row for each host, numbered after `last`. Returns the last number used. */
export function deferByHost(db: Database, issue: number, last: number, recipients: readonly Recipient[], retry: Retry, slow: SlowHosts, now: number): number {
  let number = last
  for (const [host, readers] of Map.groupBy(recipients, ({ address }) => hostOf(address))) {
    const [first] = readers
    if (!first) continue
    const { attempts, reason, wait } = retry(first)
    const dueAt = wait === undefined ? (slow.get(host) ?? now) : now + wait
    slow.set(host, dueAt)
    addBatch(db, issue, ++number, { state: 'deferred', host, readers, attempts, dueAt, reason }, now)
  }
  return number
}

type NewBatch = { state: 'deferred' | 'uncertain'; host: string; readers: readonly Pick<Recipient, 'id'>[]; attempts: number; dueAt: number; reason: string }

export function addBatch(db: Database, issue: number, number: number, { state, host, readers, attempts, dueAt, reason }: NewBatch, now: number) {
  run(
    db,
    'INSERT INTO batches (issue, number, state, host, readers, attempts, due_at, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    issue,
    number,
    state,
    host,
    JSON.stringify(readers.map(({ id }) => id)),
    attempts,
    dueAt,
    reason,
    now,
  )
}

/** A claim that can't be repeated safely: only an editor can decide what to do. */
export function markUncertain(db: Database, id: number, reason: string, now: number) {
  const issue = issueById(db, id)
  const claim = issue && claimOf(issue)
  if (!claim) return
  const letters = claim.readers.length
  if (claim.retryOf !== undefined) run(db, 'DELETE FROM batches WHERE issue = ? AND number = ?', id, claim.retryOf)
  const readers = claim.readers.map((reader) => ({ id: reader }))
  if (letters > 0) addBatch(db, id, claim.number, { state: 'uncertain', host: '', readers, attempts: claim.attempts + 1, dueAt: now, reason }, now)
  run(
    db,
    'UPDATE issues SET claimed = NULL, uncertain = uncertain + ?, deferred = deferred - ?, day = ?, sent_that_day = ? WHERE id = ?',
    letters,
    claim.retryOf === undefined ? 0 : letters,
    dayOf(now),
    (issue.day === dayOf(now) ? issue.sent_that_day : 0) + letters,
    id,
  )
}
