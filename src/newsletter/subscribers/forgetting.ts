/**
 * What is not kept: addresses that nobody confirmed, letters that can no longer be used, and what limits count by. With at most 2,000 forms an hour (see
 * `limits.ts`), made-up addresses are never more than 336,000 at once.
 */
import { DAY_MS, type Database, HOUR_MS, row, rows, run } from '../list/database.ts'
import { forgetRequests } from './limits.ts'
import { forgetMailCounts } from './mails-to-address.ts'
import { eraseReader } from './subscriptions.ts'
import { addToTotal } from './totals.ts'

/** Longer than an email can be used, so that readers who come too late can still ask for another. */
const PENDING_MS = 7 * DAY_MS
/** Used and unused emails. When a subscription was confirmed is stored with it. */
const LETTER_MS = 30 * DAY_MS
/** Rows per step, so that no alarm takes long. */
const MAX_ROWS = 500

type Pending = { list: string; reader: number; left_at: number | null }

/** One step. Returns when the next is due: now, if there is more. Requests whose email could not be sent yet are kept. */
export function forgetUnconfirmed(db: Database, now: number): number | undefined {
  const overdue = rows<Pending>(
    db,
    `SELECT s.list, s.reader, s.left_at FROM subscriptions s
      WHERE s.state = 'pending' AND s.asked_at <= ? AND NOT EXISTS (SELECT 1 FROM confirmations c WHERE c.reader = s.reader AND c.due_at IS NOT NULL)
      ORDER BY s.asked_at LIMIT ?`,
    now - PENDING_MS,
    MAX_ROWS,
  )
  for (const pending of overdue) forgetPending(db, pending)
  for (const reader of new Set(overdue.map((pending) => pending.reader))) forgetStranger(db, reader, now)
  const letters = run(
    db,
    'DELETE FROM confirmations WHERE id IN (SELECT id FROM confirmations WHERE asked_at <= ? AND due_at IS NULL ORDER BY asked_at LIMIT ?)',
    now - LETTER_MS,
    MAX_ROWS,
  )
  forgetRequests(db, now)
  forgetMailCounts(db, now)
  if (overdue.length === MAX_ROWS || letters === MAX_ROWS) return now
  return nextForgettingAt(db, now)
}

/** At least an hour from now, so that many are deleted together. */
export function nextForgettingAt(db: Database, now: number): number | undefined {
  const oldest = row<{ at: number | null }>(db, "SELECT min(asked_at) AS at FROM subscriptions WHERE state = 'pending'")?.at
  const letter = row<{ at: number | null }>(db, 'SELECT min(asked_at) AS at FROM confirmations')?.at
  const request = row<{ at: number | null }>(db, 'SELECT min(at) AS at FROM requests')?.at
  const mail = row<{ at: number | null }>(db, 'SELECT min(last_at) AS at FROM mails_to_address')?.at
  const due = [
    ...(oldest ? [oldest + PENDING_MS] : []),
    ...(letter ? [letter + LETTER_MS] : []),
    ...(request ? [request + HOUR_MS] : []),
    ...(mail ? [mail + DAY_MS] : []),
  ]
  return due.length > 0 ? Math.max(Math.min(...due), now + HOUR_MS) : undefined
}

/** A reader who had unsubscribed before the request is unsubscribed again. */
function forgetPending(db: Database, { list, reader, left_at }: Pending) {
  addToTotal(db, list, 'pending', -1)
  if (left_at === null) {
    run(db, 'DELETE FROM consents WHERE reader = ? AND list = ?', reader, list)
    run(db, 'DELETE FROM subscriptions WHERE list = ? AND reader = ?', list, reader)
    return
  }
  run(db, 'DELETE FROM consents WHERE reader = ? AND list = ? AND at > ?', reader, list, left_at)
  run(
    db,
    "UPDATE subscriptions SET state = 'unsubscribed', consent = (SELECT max(id) FROM consents WHERE reader = ?1 AND list = ?2) WHERE list = ?2 AND reader = ?1",
    reader,
    list,
  )
  addToTotal(db, list, 'unsubscribed', 1)
}

function forgetStranger(db: Database, id: number, now: number) {
  if (row(db, 'SELECT 1 AS found FROM subscriptions WHERE reader = ? LIMIT 1', id)) return
  const reader = row<{ id: number; address: string }>(db, 'SELECT id, address FROM readers WHERE id = ?', id)
  if (reader) eraseReader(db, reader, now)
}
