/** What providers report about single addresses. A repeated report changes nothing. */
import type { MailReport } from '../calls.ts'
import { DAY_MS, type Database, row, run } from '../list/database.ts'
import { cancelLetters, isAskedForChange } from './confirmations.ts'
import { findReader, leaveList, type Reader, subscriptionsOf } from './subscriptions.ts'
import { suppress } from './suppressions.ts'

/** So many soft bounces without a delivery in between count as a bounce. */
const MAX_SOFT_BOUNCES = 5
/** How long ids of reports are kept; providers stop repeating reports within days. */
const KNOWN_MS = 7 * DAY_MS

/**
 * Of an address that got nothing from us nothing is kept: it may be another's mail from the same account. To be called within a transaction.
 */
export function applyReport(db: Database, { kind, id }: MailReport, address: string, hash: string, now: number) {
  const reader = findReader(db, address)
  if (!reader) return reportStranger(db, kind, address, hash, now)
  switch (kind) {
    case 'bounce':
    case 'complaint':
      return silence(db, reader, hash, kind, now)
    case 'unsubscribe':
      return leaveAll(db, reader, now)
    case 'soft-bounce':
      return countSoftBounce(db, reader, hash, id, now)
    case 'delivered':
      run(db, 'UPDATE readers SET soft_bounces = 0 WHERE id = ? AND soft_bounces > 0', reader.id)
      return
  }
}

/** Who is on no list may have been asked to confirm that they are a reader's new address. */
function reportStranger(db: Database, kind: MailReport['kind'], address: string, hash: string, now: number) {
  if ((kind !== 'bounce' && kind !== 'complaint') || !isAskedForChange(db, address)) return
  cancelLetters(db, address, undefined)
  suppress(db, hash, kind, now)
}

/** Off every list, which is all that issues ask; and no email that waits for the address goes out. */
function silence(db: Database, reader: Reader, hash: string, reason: 'bounce' | 'complaint', now: number) {
  leaveAll(db, reader, now)
  cancelLetters(db, reader.address, reader.id)
  suppress(db, hash, reason, now)
}

function leaveAll(db: Database, reader: Reader, now: number) {
  for (const { list } of subscriptionsOf(db, reader.id)) leaveList(db, list, reader.id, now)
}

function countSoftBounce(db: Database, reader: Reader, hash: string, id: string, now: number) {
  run(db, 'DELETE FROM reports WHERE at <= ?', now - KNOWN_MS)
  if (run(db, 'INSERT OR IGNORE INTO reports (id, at) VALUES (?, ?)', id, now) === 0) return
  const bounces = row<{ soft_bounces: number }>(db, 'UPDATE readers SET soft_bounces = soft_bounces + 1 WHERE id = ? RETURNING soft_bounces', reader.id)
  if ((bounces?.soft_bounces ?? 0) >= MAX_SOFT_BOUNCES) silence(db, reader, hash, 'bounce', now)
}
