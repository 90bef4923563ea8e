/** Uncertain letters: an editor's decision about them, and those that were being sent when their issue was stopped. */
import { type Database, row, rows, run } from '../list/database.ts'
import { markUncertain } from './batches.ts'
import { claimOf, type IssueRow, setState } from './issues.ts'

/** To be called within a transaction. False if there is no such batch, or it is being tried again right now. */
export function decideBatch(db: Database, issue: IssueRow, batch: number, decision: 'resend' | 'skip', now: number): boolean {
  const known = row<{ state: 'uncertain' | 'deferred'; readers: string }>(
    db,
    'SELECT state, readers FROM batches WHERE issue = ? AND number = ?',
    issue.id,
    batch,
  )
  if (!known || claimOf(issue)?.retryOf === batch) return false
  const letters = (JSON.parse(known.readers) as number[]).length
  run(db, `UPDATE issues SET ${known.state} = ${known.state} - ? WHERE id = ?`, letters, issue.id)
  if (decision === 'skip') skipBatch(db, issue.id, batch, letters)
  else resendBatch(db, issue, batch, letters, now)
  return true
}

function skipBatch(db: Database, issue: number, batch: number, letters: number) {
  run(db, 'DELETE FROM batches WHERE issue = ? AND number = ?', issue, batch)
  run(db, 'UPDATE issues SET skipped = skipped + ? WHERE id = ?', letters, issue)
}

function resendBatch(db: Database, { id, state }: IssueRow, batch: number, letters: number, now: number) {
  run(db, "UPDATE batches SET state = 'deferred', attempts = 0, due_at = ? WHERE issue = ? AND number = ?", now, id, batch)
  run(db, 'UPDATE issues SET deferred = deferred + ?, due_at = ? WHERE id = ?', letters, now, id)
  if (state === 'sent') setState(db, id, 'sending', now)
}

/** An issue was stopped while a batch was being sent, and then the object ended before the answer came. */
export function settleStopped(db: Database, now: number) {
  const stopped = rows<{ id: number }>(
    db,
    "SELECT id FROM (SELECT id, state, claimed FROM issues ORDER BY id DESC LIMIT 50) WHERE state = 'stopped' AND claimed IS NOT NULL",
  )
  for (const { id } of stopped) markUncertain(db, id, 'The issue was stopped before the provider answered.', now)
}
