/** Addresses that we don't write to. Only their hash is stored; it stays when everything else is erased. */
import type { SuppressionReason } from '../calls.ts'
import { DAY_MS, type Database, row, run } from '../list/database.ts'
import { addToTotal, SUPPRESSED } from './totals.ts'

/** After this long, a form may have us write to a mailbox again that bounced: it may work by then. */
const BOUNCED_DAYS = 30

export const suppressionOf = (db: Database, hash: string) =>
  row<{ reason: SuppressionReason; at: number }>(db, 'SELECT reason, at FROM suppressions WHERE hash = ?', hash)

/** The first reason stays, unless the new one is a complaint. */
export function suppress(db: Database, hash: string, reason: SuppressionReason, now: number) {
  const known = suppressionOf(db, hash)
  if (known && (known.reason === reason || reason !== 'complaint')) return
  if (known) addToTotal(db, SUPPRESSED, known.reason, -1)
  run(db, 'INSERT OR REPLACE INTO suppressions (hash, reason, at) VALUES (?, ?, ?)', hash, reason, now)
  addToTotal(db, SUPPRESSED, reason, 1)
}

/** For an owner who has just confirmed: our emails arrive, and are wanted. */
export function liftSuppression(db: Database, hash: string) {
  const known = suppressionOf(db, hash)
  if (!known) return
  run(db, 'DELETE FROM suppressions WHERE hash = ?', hash)
  addToTotal(db, SUPPRESSED, known.reason, -1)
}

/**
 * Whether we may send an email to confirm. Readers who had their data erased may come back. Those who complained, or were blocked by an
 * editor, get nothing because of a form that anybody can send.
 */
export function mayAskToConfirm(db: Database, hash: string, now: number): boolean {
  const known = suppressionOf(db, hash)
  if (!known) return true
  switch (known.reason) {
    case 'erased':
      return true
    case 'bounce':
      return known.at + BOUNCED_DAYS * DAY_MS <= now
    case 'complaint':
    case 'editor':
      return false
  }
}
