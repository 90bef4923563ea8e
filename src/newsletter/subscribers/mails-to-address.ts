/**
 * How many emails of ours that nobody confirmed yet go to one address: counted by where they go, whoever asked and whatever they are for.
 * An email to confirm a sign-up, one to confirm a change of address and one with a link all count alike. Nothing is kept for more than a day.
 */
import { DAY_MS, type Database, MINUTE_MS, row, run } from '../list/database.ts'

/** Between two emails to one address. */
export const QUIET_MS = 10 * MINUTE_MS
/** Emails to one address within any 24 hours: nobody's mailbox is filled with ours by others' forms. */
const MAX_MAILS = 4

export function nextMailAt(db: Database, address: string, now: number): number {
  const sent = sentTo(db, address)
  const [last, fourth] = [sent.at(-1), sent.at(-MAX_MAILS)]
  return Math.max(now, last === undefined ? 0 : last + QUIET_MS, fourth === undefined ? 0 : fourth + DAY_MS)
}

export const countMail = (db: Database, address: string, now: number) => save(db, address, [...sentTo(db, address), now].slice(-MAX_MAILS))

/** For an email that the provider did not accept. */
export const uncountMail = (db: Database, address: string, at: number) =>
  save(
    db,
    address,
    sentTo(db, address).filter((moment) => moment !== at),
  )

export const forgetMailCounts = (db: Database, now: number) => run(db, 'DELETE FROM mails_to_address WHERE last_at <= ?', now - DAY_MS)

function sentTo(db: Database, address: string): number[] {
  const known = row<{ sent: string }>(db, 'SELECT sent FROM mails_to_address WHERE address = ?', address)
  return known ? (JSON.parse(known.sent) as number[]) : [] // Written by `save` alone.
}

function save(db: Database, address: string, sent: readonly number[]) {
  const last = sent.at(-1)
  if (last === undefined) return run(db, 'DELETE FROM mails_to_address WHERE address = ?', address)
  return run(db, 'INSERT OR REPLACE INTO mails_to_address (address, sent, last_at) VALUES (?, ?, ?)', address, JSON.stringify(sent), last)
}
