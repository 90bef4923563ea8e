/** Addresses that are not written to. They are known by a hash alone, which outlives the erasure of everything else. */
import type { SuppressionReason } from '../calls.ts'
import { DAY_MS, type Database, row, run } from '../list/database.ts'
import { addToTotal, SUPPRESSED } from './totals.ts'

/** A mailbox that could not be reached may be mended; it is asked again after this. */
const BOUNCED_DAYS = 30

export const suppressionOf = (db: Database, hash: string) =>
  row<{ reason: SuppressionReason; at: number }>(db, 'SELECT reason, at FROM suppressions WHERE hash = ?', hash)

/** The first reason stays, but that of who complained outweighs all. */
export function suppress(db: Database, hash: string, reason: SuppressionReason, now: number) {
  const known = suppressionOf(db, hash)
  if (known && (known.reason === reason || reason !== 'complaint')) return
  if (known) addToTotal(db, SUPPRESSED, known.reason, -1)
  run(db, 'INSERT OR REPLACE INTO suppressions (hash, reason, at) VALUES (?, ?, ?)', hash, reason, now)
  addToTotal(db, SUPPRESSED, reason, 1)
}

/** By the address's owner, who has just shown that letters arrive and are wanted. */
export function liftSuppression(db: Database, hash: string) {
  const known = suppressionOf(db, hash)
  if (!known) return
  run(db, 'DELETE FROM suppressions WHERE hash = ?', hash)
  addToTotal(db, SUPPRESSED, known.reason, -1)
}

/**
 * Whether a letter that asks to confirm may go out. Who erased themselves may come back of their own will; who complained, or was taken
 * off by an editor, is never written to because of a form that anybody can send.
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
