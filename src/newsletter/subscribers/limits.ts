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
export const overLimit = (db: Database, { sender, address, isHasty }: { sender: string; address: string; isHasty: boolean }, now: number) =>
  countForm(db, [{ sender, max: isHasty ? MAX_HASTY_ADDRESSES : MAX_ADDRESSES }], address, now)

/** Counts a reader's request for a new address, by their network and by themselves. */
export const overChangeLimit = (db: Database, { sender, reader, address }: { sender: string; reader: number; address: string }, now: number) =>
  countForm(
    db,
    [
      { sender, max: MAX_HASTY_ADDRESSES },
      { sender: `reader ${reader}`, max: MAX_CHANGES },
    ],
    address,
    now,
  )

export const forgetRequests = (db: Database, now: number) => run(db, 'DELETE FROM requests WHERE at <= ?', now - HOUR_MS)

type Asker = { sender: string; max: number }

/**
 * A form that comes again within the hour, from one network and for one address, counts once: otherwise one network could use up the forms
 * of all others. A form that is refused isn't counted.
 */
function countForm(db: Database, askers: readonly Asker[], address: string, now: number): TooMany | undefined {
  forgetRequests(db, now)
  const wait = askers.map((asker) => addressesWait(db, asker, address, now)).find((ms) => ms > 0)
  const isRepeated = askers.every(({ sender }) => row(db, 'SELECT 1 AS found FROM requests WHERE sender = ? AND address = ?', sender, address))
  const ms = wait ?? (isRepeated ? 0 : formsWait(db, now))
  if (ms > 0) return { ok: false, reason: 'too-many', retryAfterSeconds: Math.ceil(ms / 1000) }
  for (const { sender } of askers) run(db, 'INSERT OR REPLACE INTO requests (sender, address, at) VALUES (?, ?, ?)', sender, address, now)
  return undefined
}

function addressesWait(db: Database, { sender, max }: Asker, address: string, now: number) {
  const asked = row<{ total: number; oldest: number | null }>(
    db,
    'SELECT count(*) AS total, min(at) AS oldest FROM requests WHERE sender = ? AND address <> ?',
    sender,
    address,
  )
  return asked?.oldest && asked.total >= max ? asked.oldest + HOUR_MS - now : 0
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
