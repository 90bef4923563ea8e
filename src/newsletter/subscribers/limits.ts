/**
 * How often forms are taken: the law behind the brake at the edge. An address itself has no limit: whoever asked for it often enough
 * would keep its owner out. What is limited is how many addresses one network names, and how many forms come in all.
 */
import type { TooMany } from '../calls.ts'
import { type Database, HOUR_MS, row, run } from '../list/database.ts'

/** Addresses from one network within the hour: of forms that somebody took the time to fill in, and of all others. */
const MAX_ADDRESSES = 20
const MAX_HASTY_ADDRESSES = 10
/** Forms within the hour from all networks together. It bounds what made-up addresses can take up: see `forgetting.ts`. */
const MAX_FORMS = 2000

/** Counts this form. Undefined where it may be taken. */
export function overLimit(db: Database, asked: { sender: string; address: string; isHasty: boolean }, now: number): TooMany | undefined {
  const wait = networkWait(db, asked, now) || formsWait(db, now)
  return wait > 0 ? { ok: false, reason: 'too-many', retryAfterSeconds: Math.ceil(wait / 1000) } : undefined
}

function networkWait(db: Database, { sender, address, isHasty }: { sender: string; address: string; isHasty: boolean }, now: number) {
  run(db, 'DELETE FROM requests WHERE at <= ?', now - HOUR_MS)
  const asked = row<{ total: number; oldest: number | null }>(
    db,
    'SELECT count(*) AS total, min(at) AS oldest FROM requests WHERE sender = ? AND address <> ?',
    sender,
    address,
  )
  if (asked?.oldest && asked.total >= (isHasty ? MAX_HASTY_ADDRESSES : MAX_ADDRESSES)) return asked.oldest + HOUR_MS - now
  run(db, 'INSERT OR REPLACE INTO requests (sender, address, at) VALUES (?, ?, ?)', sender, address, now)
  return 0
}

function formsWait(db: Database, now: number) {
  const counter = row<{ since: number; total: number }>(db, "SELECT since, total FROM counters WHERE name = 'forms'")
  const isOld = !counter || counter.since + HOUR_MS <= now
  if (!isOld && counter.total >= MAX_FORMS) return counter.since + HOUR_MS - now
  run(db, "INSERT OR REPLACE INTO counters (name, since, total) VALUES ('forms', ?, ?)", isOld ? now : counter.since, isOld ? 1 : counter.total + 1)
  return 0
}
