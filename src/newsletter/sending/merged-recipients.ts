/** Two readers become one while an issue is being sent: who had it at one of their addresses doesn't get it at the other. */
import { type Database, row, rows, run } from '../list/database.ts'
import { ACTIVE, claimOf, type IssueRow } from './issues.ts'

/** To be called within a transaction, while `from` still has their subscriptions. */
export function withholdFromMerged(db: Database, from: number, into: number, now: number) {
  const issues = rows<IssueRow>(db, `SELECT * FROM issues WHERE ${ACTIVE} UNION SELECT * FROM issues WHERE id IN (SELECT issue FROM batches)`)
  for (const issue of issues) {
    if (issue.frozen_at === null || !hadIssue(db, issue, from, now) || claimOf(issue)?.readers.includes(into)) continue
    run(db, 'UPDATE issues SET merged = ? WHERE id = ?', JSON.stringify([...mergedOf(issue), into]), issue.id)
  }
}

/** Readers who had the issue as another reader, whom they merged with. */
export const mergedOf = ({ merged }: Pick<IssueRow, 'merged'>) => JSON.parse(merged) as number[] // Written above.

/** Whoever was handed over may have it: an uncertain email counts, one that waits for another try doesn't. */
function hadIssue(db: Database, issue: IssueRow, reader: number, now: number): boolean {
  if (mergedOf(issue).includes(reader)) return true
  if (reader > issue.cursor) return false
  const was = row<{ paused_until: number | null }>(
    db,
    `SELECT r.paused_until FROM subscriptions s JOIN readers r ON r.id = s.reader
      WHERE s.list = ? AND s.reader = ? AND s.state = 'confirmed' AND s.confirmed_at <= ?`,
    issue.list,
    reader,
    issue.frozen_at ?? 0,
  )
  if (!was || (was.paused_until !== null && was.paused_until > now)) return false
  const waits = row(
    db,
    "SELECT 1 AS found FROM batches b, json_each(b.readers) j WHERE b.issue = ? AND b.state = 'deferred' AND j.value = ? LIMIT 1",
    issue.id,
    reader,
  )
  return waits === undefined
}
