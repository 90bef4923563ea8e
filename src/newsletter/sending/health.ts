/** Whether emails go out. No address is among what is said. */
import { fingerprint } from '../../edition/fingerprint.ts'
import { type Check, schemaTag, spanOf } from '../../health/check.ts'
import { type Database, row, rows } from '../list/database.ts'

const LATE_CONFIRMATION_MS = 600_000
const LATE_BATCH_MS = 900_000
/** Why an issue pauses by itself, and somebody has to look. An editor's own pause is no fault. */
const BY_EDITOR = `json_extract(reason, '$.why') = 'editor'`

export const mailHealth = (db: Database, now: number): Check[] => [
  { name: 'mailing-list', ok: true, words: `The mailing list answers. Its tables are ${schemaTag(db.sql, fingerprint)}.` },
  confirmations(db, now),
  issues(db, now),
]

function confirmations(db: Database, now: number): Check {
  const { count = 0, first } =
    row<{ count: number; first: number | null }>(db, 'SELECT count(*) AS count, min(due_at) AS first FROM confirmations WHERE due_at IS NOT NULL') ?? {}
  const late = now - (first ?? now)
  const words =
    count === 0 ? 'No confirmation waits to be sent.' : `${count} confirmations wait to be sent${late > 0 ? `, the oldest for ${spanOf(late)}` : ''}.`
  return late <= LATE_CONFIRMATION_MS
    ? { name: 'confirmations', ok: true, words }
    : {
        name: 'confirmations',
        ok: false,
        words,
        todo: 'Look for "confirmations-failed" in the logs, and whether the provider of MAIL_CONFIRMATIONS takes mail.',
      }
}

function issues(db: Database, now: number): Check {
  const paused = rows<{ name: string }>(db, `SELECT list || '/' || slug AS name FROM issues WHERE state = 'paused' AND NOT coalesce(${BY_EDITOR}, 1) LIMIT 5`)
  const stuck = rows<{ name: string }>(
    db,
    `SELECT list || '/' || slug AS name FROM issues WHERE state = 'sending' AND waits IS NULL AND due_at < ? AND changed_at < ? LIMIT 5`,
    now - LATE_BATCH_MS,
    now - LATE_BATCH_MS,
  )
  const uncertain = row<{ count: number }>(db, `SELECT count(*) AS count FROM batches WHERE state = 'uncertain'`)?.count ?? 0
  const names = (found: { name: string }[]) => found.map(({ name }) => name).join(', ')
  const troubles = [
    ...(paused.length > 0 ? [`paused by a fault: ${names(paused)}`] : []),
    ...(stuck.length > 0 ? [`not going on: ${names(stuck)}`] : []),
    ...(uncertain > 0 ? [`${uncertain} batches that may or may not have arrived`] : []),
  ]
  return troubles.length === 0
    ? { name: 'issues', ok: true, words: 'No newsletter issue is in trouble.' }
    : {
        name: 'issues',
        ok: false,
        words: `Newsletter issues: ${troubles.join('; ')}.`,
        todo: 'Run newsdesk letters status LIST/ISSUE: it says why, and what to decide.',
      }
}
