/** Claims the next readers, in one transaction and one row, before anything is sent. */
import { type Database, row, run } from '../list/database.ts'
import { addBatch, deferByHost, type SlowHosts } from './batches.ts'
import { type Claim, claimOf, type IssueRow, issueById } from './issues.ts'
import { mergedOf } from './merged-recipients.ts'
import { fingerprintOf, hostOf, isPaused, type Recipient, recipientsAfter, stillOnList } from './recipients.ts'

/** `way` is the name of the provider that gets the batch, `letter` the hash of what it gets. */
export type Next = { size: number; slow: SlowHosts; way: string; letter: string }
export type Claimed = { claim: Claim; recipients: Recipient[] }

/** Claims the next readers of an issue. Undefined if there are none now, or the issue was paused or stopped. */
export function claimBatch(db: Database, id: number, next: Next, now: number): Claimed | undefined {
  const issue = issueById(db, id)
  if (issue?.state !== 'sending' || issue.claimed !== null) return undefined
  return claimRetry(db, issue, next, now) ?? claimNext(db, issue, next, now)
}

type RetryRow = { number: number; readers: string; host: string; attempts: number; due_at: number; reason: string; at: number }

function claimRetry(db: Database, issue: IssueRow, { size, way, letter }: Next, now: number): Claimed | undefined {
  if (issue.deferred === 0) return undefined
  const due = row<RetryRow>(
    db,
    `SELECT number, readers, host, attempts, due_at, reason, at FROM batches
      WHERE issue = ? AND state = 'deferred' AND due_at <= ? ORDER BY due_at LIMIT 1`,
    issue.id,
    now,
  )
  if (!due) return undefined
  const waiting = JSON.parse(due.readers) as number[]
  const [readers, others] = [waiting.slice(0, size), waiting.slice(size)]
  const number = issue.batch + (others.length > 0 ? 2 : 1)
  if (others.length > 0) splitBatch(db, issue.id, due, readers, others, number - 1)
  const recipients = stillOnList(db, issue, readers).filter((recipient) => !isPaused(recipient, now))
  const claim = claimOfReaders(number, recipients, now, { way, letter, attempts: 0, retryOf: due.number })
  run(
    db,
    'UPDATE issues SET claimed = ?, batch = ?, skipped = skipped + ?, deferred = deferred - ? WHERE id = ?',
    JSON.stringify(claim),
    number,
    readers.length - recipients.length,
    readers.length - recipients.length,
    issue.id,
  )
  return { claim, recipients }
}

/** A batch is never larger than what can be sent now. */
function splitBatch(db: Database, issue: number, { number, host, attempts, due_at, reason, at }: RetryRow, readers: number[], others: number[], free: number) {
  run(db, 'UPDATE batches SET readers = ? WHERE issue = ? AND number = ?', JSON.stringify(readers), issue, number)
  addBatch(db, issue, free, { state: 'deferred', host, readers: others.map((id) => ({ id })), attempts, dueAt: due_at, reason }, at)
}

function claimNext(db: Database, issue: IssueRow, { size, slow, way, letter }: Next, now: number): Claimed | undefined {
  const found = recipientsAfter(db, issue, size)
  const last = found.at(-1)
  if (!last) return undefined
  const merged = mergedOf(issue)
  const awake = found.filter((recipient) => !isPaused(recipient, now) && !merged.includes(recipient.id))
  const isSlow = ({ address }: Recipient) => (slow.get(hostOf(address)) ?? 0) > now
  const [held, recipients] = [awake.filter(isSlow), awake.filter((recipient) => !isSlow(recipient))]
  const number = issue.batch + 1
  const claim = claimOfReaders(number, recipients, now, { way, letter, attempts: 0 })
  const batch = deferByHost(db, issue.id, number, held, () => ({ attempts: 0, reason: 'The host asked us to wait.' }), slow, now)
  run(
    db,
    'UPDATE issues SET claimed = ?, cursor = ?, batch = ?, skipped = skipped + ?, deferred = deferred + ? WHERE id = ?',
    JSON.stringify(claim),
    last.id,
    batch,
    found.length - awake.length,
    held.length,
    issue.id,
  )
  return { claim, recipients }
}

const claimOfReaders = (number: number, recipients: readonly Recipient[], at: number, more: Pick<Claim, 'way' | 'letter' | 'attempts' | 'retryOf'>): Claim => ({
  number,
  readers: recipients.map(({ id }) => id),
  addresses: fingerprintOf(recipients),
  at,
  ...more,
})

/** A claim that wasn't settled. Undefined if its readers or addresses have changed, so it wouldn't be the same batch. */
export function claimAgain(db: Database, issue: IssueRow): Claimed | undefined {
  const claim = claimOf(issue)
  if (!claim) return undefined
  const recipients = stillOnList(db, issue, claim.readers)
  return fingerprintOf(recipients) === claim.addresses ? { claim, recipients } : undefined
}
