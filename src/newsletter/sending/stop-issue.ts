/** An issue that goes to nobody any more, whoever stopped it: webhooks are told. */
import type { Database } from '../list/database.ts'
import { type IssueRow, type Stopped, setState } from './issues.ts'
import { recordStopped } from './sent-events.ts'

export function stopIssue(db: Database, issue: Pick<IssueRow, 'id' | 'state'>, now: number, reason: Pick<Stopped, 'why' | 'said'>) {
  setState(db, issue.id, 'stopped', now, reason)
  recordStopped(db, issue, now)
}
