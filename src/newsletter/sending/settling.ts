/** Records the results of a batch, in one transaction and one row. Accepted letters are never looked at again. */

import { instantOf } from '../../copy/text/instant.ts'
import type { Delivery } from '../delivery/mailer.ts'
import { type Database, dayOf, row, run } from '../list/database.ts'
import { addBatch, deferByHost, type SlowHosts } from './batches.ts'
import type { Claimed } from './claiming.ts'
import { type Claim, type IssueRow, issueById, setState } from './issues.ts'
import { backoff, type Limits, nextBatchAt } from './pace.ts'
import { hostOf, type Recipient } from './recipients.ts'
import { recordSent } from './sent-events.ts'

/** How often a letter is tried when the provider says "not now", with up to an hour between tries. */
const MAX_ATTEMPTS = 8
/** How often a batch without an answer is sent again, by providers that send nothing twice. */
export const MAX_REPEATS = 5
/** If none of this many readers got the letter, it isn't the readers' fault. */
const CROWD = 5

export type Settlement = { isIdempotent: boolean; limits: Limits; slow: SlowHosts; begun: number }
/** `bounced`: readers who don't get this issue. `stuck`: nothing is accepted, and an editor has to look. */
export type Settled = { bounced: Recipient[]; stuck?: { why: 'not-taken' | 'all-rejected'; said: string } }

export function settleBatch(db: Database, id: number, claimed: Claimed, deliveries: readonly Delivery[], settlement: Settlement, now: number): Settled {
  const issue = issueById(db, id)
  if (!issue) return { bounced: [] }
  const { claim } = claimed
  const sorted = sortedOut(issue, claimed, deliveries)
  if (sorted.uncertain.length > 0 && settlement.isIdempotent && claim.attempts + 1 < MAX_REPEATS) {
    repeatLater(db, id, claim, now)
    return { bounced: [] }
  }
  const attempts = attemptsBefore(db, id, claim) + 1
  // If nothing at all is accepted, these readers aren't at fault.
  const isLast = attempts >= MAX_ATTEMPTS && !sorted.isShut && !sorted.isCrowdDeferred
  const again = isLast ? [] : sorted.deferred
  const batch = keepTroubled(db, issue, claimed, deliveries, { again, uncertain: sorted.uncertain, attempts, slow: settlement.slow }, now)
  const stuckFor = stuckAfter(issue, sorted)
  const dueAt = nextAt(claimed, sorted, deliveries, stuckFor, settlement, now)
  recordSettled(db, issue, claimed, sorted, { again: again.length, batch, stuckFor, dueAt }, settlement.begun, now)
  const bounced = isLast ? [...sorted.rejected, ...sorted.deferred] : sorted.rejected
  const said = reasonOf(deliveries[0])
  if (sorted.isAllRejected) return { bounced, stuck: { why: 'all-rejected', said } }
  const isStuck = stuckFor >= MAX_ATTEMPTS || (sorted.isCrowdDeferred && attempts >= MAX_ATTEMPTS)
  return isStuck ? { bounced, stuck: { why: 'not-taken', said } } : { bounced }
}

/**
 * `isShut`: the provider accepts nothing right now. `isCrowdDeferred`: none of many letters was accepted, though it may be because of their
 * host.
 */
type Sorted = {
  sent: Recipient[]
  rejected: Recipient[]
  deferred: Recipient[]
  uncertain: Recipient[]
  isAllRejected: boolean
  isCrowdDeferred: boolean
  isShut: boolean
}

function sortedOut(issue: IssueRow, { recipients }: Claimed, deliveries: readonly Delivery[]): Sorted {
  const of = (result: Delivery['result']) => recipients.filter((_, at) => (deliveries[at]?.result ?? 'uncertain') === result)
  const isCrowd = recipients.length >= CROWD
  // If everybody's letter is rejected, the letter is at fault: its readers will get it later.
  const isAllRejected = isCrowd && of('rejected').length === recipients.length
  const deferred = isAllRejected ? of('rejected') : of('deferred')
  const isAllDeferred = deferred.length > 0 && deferred.length === recipients.length
  // A single host may be the reason; several at once aren't.
  const isShut = isAllDeferred && (issue.sent === 0 || new Set(deferred.map(({ address }) => hostOf(address))).size > 1)
  return {
    sent: of('sent'),
    rejected: isAllRejected ? [] : of('rejected'),
    deferred,
    uncertain: of('uncertain'),
    isAllRejected,
    isCrowdDeferred: isAllDeferred && isCrowd,
    isShut,
  }
}

/** With the same key; only for providers that send nothing twice. */
function repeatLater(db: Database, id: number, claim: Claim, now: number) {
  const dueAt = now + backoff(claim.attempts)
  const claimed = JSON.stringify({ ...claim, attempts: claim.attempts + 1 })
  run(db, 'UPDATE issues SET claimed = ?, due_at = ?, waits = ? WHERE id = ?', claimed, dueAt, waitsFor('delivery', dueAt), id)
}

/** Removes the row of a batch that was tried again; it isn't needed any more. */
function attemptsBefore(db: Database, id: number, { retryOf }: Claim): number {
  if (retryOf === undefined) return 0
  return row<{ attempts: number }>(db, 'DELETE FROM batches WHERE issue = ? AND number = ? RETURNING attempts', id, retryOf)?.attempts ?? 0
}

type Troubled = { again: readonly Recipient[]; uncertain: readonly Recipient[]; attempts: number; slow: SlowHosts }

/** Returns the last number used for a batch. */
function keepTroubled(
  db: Database,
  { id, batch }: IssueRow,
  { claim, recipients }: Claimed,
  deliveries: readonly Delivery[],
  troubled: Troubled,
  now: number,
): number {
  const { again, uncertain, attempts, slow } = troubled
  const answerTo = (reader: Recipient | undefined) => deliveries[recipients.findIndex((one) => one.id === reader?.id)]
  const retry = (reader: Recipient) => {
    const answer = answerTo(reader)
    const wait = backoff(attempts - 1, answer?.result === 'deferred' ? answer.retryAfterSeconds : 0)
    return { attempts: Math.min(attempts, MAX_ATTEMPTS - 1), reason: reasonOf(answer), wait }
  }
  const last = deferByHost(db, id, batch, again, retry, slow, now)
  if (uncertain.length === 0) return last
  const reason = reasonOf(answerTo(uncertain[0]))
  addBatch(db, id, last + 1, { state: 'uncertain', host: '', readers: uncertain, attempts: claim.attempts + 1, dueAt: now, reason }, now)
  return last + 1
}

/** How many batches in a row weren't accepted at all. */
function stuckAfter({ attempts }: IssueRow, { isShut, sent }: Sorted) {
  if (isShut) return attempts + 1
  return sent.length > 0 ? 0 : attempts
}

function nextAt({ recipients }: Claimed, { isShut }: Sorted, deliveries: readonly Delivery[], stuckFor: number, { limits, begun }: Settlement, now: number) {
  if (!isShut) return Math.ceil(nextBatchAt(limits, recipients.length, begun))
  const asked = deliveries.map((delivery) => (delivery.result === 'deferred' ? (delivery.retryAfterSeconds ?? 0) : 0))
  return Math.ceil(now + backoff(stuckFor - 1, Math.max(0, ...asked)))
}

type Outcome = { again: number; batch: number; stuckFor: number; dueAt: number }

function recordSettled(db: Database, issue: IssueRow, { claim, recipients }: Claimed, sorted: Sorted, outcome: Outcome, begun: number, now: number) {
  const { sent, rejected, deferred, uncertain, isShut } = sorted
  const today = dayOf(now)
  run(
    db,
    `UPDATE issues SET claimed = NULL, batch = ?, sent = sent + ?, rejected = rejected + ?, failed = failed + ?, deferred = deferred + ?, uncertain = uncertain + ?,
       attempts = ?, due_at = ?, waits = ?, day = ?, sent_that_day = ?, sending_ms = sending_ms + ? WHERE id = ?`,
    outcome.batch,
    sent.length,
    rejected.length,
    deferred.length - outcome.again,
    outcome.again - (claim.retryOf === undefined ? 0 : recipients.length),
    uncertain.length,
    outcome.stuckFor,
    outcome.dueAt,
    isShut ? waitsFor('delivery', outcome.dueAt) : null,
    today,
    (issue.day === today ? issue.sent_that_day : 0) + sent.length + uncertain.length,
    Math.max(now - begun, 1),
    issue.id,
  )
}

const reasonOf = (delivery: Delivery | undefined) => (delivery && 'reason' in delivery ? delivery.reason : 'The provider gave no answer.')
export const waitsFor = (what: 'daily-cap' | 'delivery', until: number) => JSON.stringify({ for: what, until: instantOf(until) })

/** Nothing is left to claim: either deferred letters are still waiting, or the issue is done. Readers who left since it was frozen count as skipped. */
export function finishIssue(db: Database, id: number, now: number) {
  const issue = issueById(db, id)
  if (issue?.state !== 'sending' || issue.claimed !== null) return
  const next = row<{ at: number | null }>(db, "SELECT min(due_at) AS at FROM batches WHERE issue = ? AND state = 'deferred'", id)?.at
  if (next != null) {
    run(db, 'UPDATE issues SET due_at = ?, waits = ? WHERE id = ?', Math.max(next, now), waitsFor('delivery', Math.max(next, now)), id)
    return
  }
  run(db, 'UPDATE issues SET skipped = max(recipients - sent - rejected - failed - uncertain, skipped) WHERE id = ?', id)
  setState(db, id, 'sent', now)
  recordSent(db, id, now)
}
