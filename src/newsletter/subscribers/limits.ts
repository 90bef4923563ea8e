/**
 * How many forms we accept; the rate limit at the edge only comes first. An address itself has no limit, or strangers could use it up and
 * keep its owner out. What is limited is how many addresses one network names, how many new addresses one reader names, and how many
 * forms come in all. Every limit slides: it holds for any sixty minutes, not for those of the clock.
 */
import type { TooMany } from '../calls.ts'
import { type Database, HOUR_MS, row, run } from '../list/database.ts'

/** Addresses from one network within an hour: with forms that took a person's time to fill in, and with all others. */
const MAX_ADDRESSES = 20
const MAX_HASTY_ADDRESSES = 10
/** New addresses that one reader's page asks for within an hour: its link may be in the wrong hands. */
const MAX_CHANGES = 5
/** Forms within an hour from all networks together. It bounds what made-up addresses can take up: see `forgetting.ts`. */
const MAX_FORMS = 2000

/** Counts this form. Undefined if it is accepted. */
export function overLimit(db: Database, { sender, address, isHasty }: { sender: string; address: string; isHasty: boolean }, now: number): TooMany | undefined {
  const wait = addressesWait(db, { sender, address }, isHasty ? MAX_HASTY_ADDRESSES : MAX_ADDRESSES, now) || formsWait(db, now)
  return refusal(wait)
}

/** Counts a reader's request for a new address, by their network and by themselves. */
export function overChangeLimit(db: Database, { sender, reader, address }: { sender: string; reader: number; address: string }, now: number) {
  const wait =
    addressesWait(db, { sender, address }, MAX_HASTY_ADDRESSES, now) ||
    addressesWait(db, { sender: `reader ${reader}`, address }, MAX_CHANGES, now) ||
    formsWait(db, now)
  return refusal(wait)
}

export const forgetRequests = (db: Database, now: number) => run(db, 'DELETE FROM requests WHERE at <= ?', now - HOUR_MS)

const refusal = (wait: number): TooMany | undefined => (wait > 0 ? { ok: false, reason: 'too-many', retryAfterSeconds: Math.ceil(wait / 1000) } : undefined)

function addressesWait(db: Database, { sender, address }: { sender: string; address: string }, max: number, now: number) {
  forgetRequests(db, now)
  const asked = row<{ total: number; oldest: number | null }>(
    db,
    'SELECT count(*) AS total, min(at) AS oldest FROM requests WHERE sender = ? AND address <> ?',
    sender,
    address,
  )
  if (asked?.oldest && asked.total >= max) return asked.oldest + HOUR_MS - now
  run(db, 'INSERT OR REPLACE INTO requests (sender, address, at) VALUES (?, ?, ?)', sender, address, now)
  return 0
}

type Counter = { since: number; total: number; before: number }

/** Counted in windows of an hour; of the last one, as much counts as lies within the sixty minutes before now. */
function formsWait(db: Database, now: number) {
  const { since, total, before } = windowAt(row<Counter>(db, "SELECT since, total, before FROM counters WHERE name = 'forms'"), now)
  const left = Math.max(1 - (now - since) / HOUR_MS, 0)
  if (before * left + total < MAX_FORMS) {
    run(db, "INSERT OR REPLACE INTO counters (name, since, total, before) VALUES ('forms', ?, ?, ?)", since, total + 1, before)
    return 0
  }
  const freeAt = total < MAX_FORMS ? since + HOUR_MS * (1 - (MAX_FORMS - total) / before) : since + HOUR_MS
  return Math.max(freeAt - now, 1)
}

function windowAt(known: Counter | undefined, now: number): Counter {
  if (!known || known.since + 2 * HOUR_MS <= now) return { since: now, total: 0, before: 0 }
  return known.since + HOUR_MS <= now ? { since: known.since + HOUR_MS, total: 0, before: known.total } : known
}
