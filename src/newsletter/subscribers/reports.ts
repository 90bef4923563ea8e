/** What providers report about single addresses. A repeated report changes nothing. */
import type { MailReport } from '../calls.ts'
import { DAY_MS, type Database, MINUTE_MS, row, run } from '../list/database.ts'
import { cancelLetters, isAskedForChange } from './confirmations.ts'
import { type Standing, standingsOf } from './standing.ts'
import { findReader, leaveList, type Reader } from './subscriptions.ts'
import { suppress } from './suppressions.ts'

/** So many soft bounces without a delivery in between count as a bounce. */
const MAX_SOFT_BOUNCES = 5
/** Providers' clocks, and ours: only what a reader agreed to this much later is newer than the report. */
const CLOCKS_MS = MINUTE_MS
/** How long ids of reports are kept; providers stop repeating reports within days. */
const KNOWN_MS = 7 * DAY_MS

/**
 * A report comes later than what it is about. What a reader agreed to since then stays: only somebody who reads this mailbox can have pressed the
 * button. Of an address that got nothing from us nothing is kept: it may be another's mail from the same account. To be called within a transaction.
 */
export function applyReport(db: Database, { kind, id, at }: MailReport, address: string, hash: string, now: number) {
  const reader = findReader(db, address)
  if (!reader) return reportStranger(db, kind, address, hash, now)
  const happened = Math.min(Date.parse(at) || now, now)
  switch (kind) {
    case 'bounce':
    case 'complaint':
      return silence(db, reader, { hash, reason: kind, happened }, now)
    case 'unsubscribe':
      return void leaveAll(db, reader, happened, now)
    case 'soft-bounce':
      return countSoftBounce(db, reader, { hash, id, happened }, now)
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

type Silence = { hash: string; reason: 'bounce' | 'complaint'; happened: number }

/** Off every list, which is all that issues ask; and no email that waits for the address goes out. */
function silence(db: Database, reader: Reader, { hash, reason, happened }: Silence, now: number) {
  if (leaveAll(db, reader, happened, now) === 'stays') return
  cancelLetters(db, reader.address, reader.id)
  suppress(db, hash, reason, now)
}

/** A request that nobody confirmed proves nothing, however new it is. */
function leaveAll(db: Database, reader: Reader, happened: number, now: number): 'stays' | 'left' {
  const standings = standingsOf(db, reader.id)
  const isSince = ({ state, agreed_at }: Standing) => state === 'confirmed' && agreed_at > happened + CLOCKS_MS
  for (const standing of standings) if (!isSince(standing)) leaveList(db, standing.list, reader.id, now)
  return standings.some(isSince) ? 'stays' : 'left'
}

type SoftBounce = { hash: string; id: string; happened: number }

function countSoftBounce(db: Database, reader: Reader, { hash, id, happened }: SoftBounce, now: number) {
  run(db, 'DELETE FROM reports WHERE at <= ?', now - KNOWN_MS)
  if (run(db, 'INSERT OR IGNORE INTO reports (id, at) VALUES (?, ?)', id, now) === 0) return
  const bounces = row<{ soft_bounces: number }>(db, 'UPDATE readers SET soft_bounces = soft_bounces + 1 WHERE id = ? RETURNING soft_bounces', reader.id)
  if ((bounces?.soft_bounces ?? 0) >= MAX_SOFT_BOUNCES) silence(db, reader, { hash, reason: 'bounce', happened }, now)
}
