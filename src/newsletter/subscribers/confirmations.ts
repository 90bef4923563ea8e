/**
 * Letters that ask to confirm: recorded together with what they confirm, sent by the alarm, used once. However many forms come for an
 * address, one letter waits for it at most, and goes out no sooner than `QUIET_MS` after the last.
 */
import { DAY_MS, type Database, MINUTE_MS, row, run } from '../list/database.ts'

/** `link` brings a reader to their own page: their address was given for lists that they are on. */
export type ConfirmationPurpose = 'confirm' | 'change-address' | 'link'

export type ConfirmationRow = {
  id: number
  reader: number
  purpose: ConfirmationPurpose
  lists: string
  email: string | null
  sent_at: number | null
  used_at: number | null
}

/** How long a letter can be used, from when it went out. */
export const CONFIRMABLE_MS = 3 * DAY_MS
/** Between two letters to one address. */
export const QUIET_MS = 10 * MINUTE_MS
/** Letters to one address within a day: nobody's mailbox is filled with ours by others' forms. */
const MAX_LETTERS = 4

export const confirmationById = (db: Database, id: number) =>
  row<ConfirmationRow>(db, 'SELECT id, reader, purpose, lists, email, sent_at, used_at FROM confirmations WHERE id = ?', id)

export const listsOf = ({ lists }: Pick<ConfirmationRow, 'lists'>) => JSON.parse(lists) as string[] // Written by `queueLetter` alone.

type Letter = { reader: number; purpose: ConfirmationPurpose; lists: readonly string[]; email?: string }

/** One letter more, unless one that says as much waits or went out just now. */
export function queueLetter(db: Database, letter: Letter, now: number) {
  if (letter.purpose === 'change-address') return addLetter(db, letter, now)
  const waiting = row<ConfirmationRow>(
    db,
    "SELECT id, reader, purpose, lists, email, sent_at, used_at FROM confirmations WHERE reader = ? AND due_at IS NOT NULL AND purpose <> 'change-address'",
    letter.reader,
  )
  if (waiting) return addToWaiting(db, waiting, letter)
  const last = row<ConfirmationRow>(
    db,
    "SELECT id, reader, purpose, lists, email, sent_at, used_at FROM confirmations WHERE reader = ? AND purpose <> 'change-address' ORDER BY id DESC LIMIT 1",
    letter.reader,
  )
  if (last && isJustSent(last, now) && saysAsMuch(last, letter)) return
  addLetter(db, letter, now)
}

function addToWaiting(db: Database, waiting: ConfirmationRow, letter: Letter) {
  const lists = [...new Set([...listsOf(waiting), ...letter.lists])]
  const purpose = lists.length > 0 ? 'confirm' : waiting.purpose
  run(db, 'UPDATE confirmations SET lists = ?, purpose = ? WHERE id = ?', JSON.stringify(lists), purpose, waiting.id)
}

const isJustSent = ({ sent_at, used_at }: ConfirmationRow, now: number) => used_at === null && sent_at !== null && sent_at + QUIET_MS > now
const saysAsMuch = (sent: ConfirmationRow, { purpose, lists }: Letter) => sent.purpose === purpose && lists.every((list) => listsOf(sent).includes(list))

function addLetter(db: Database, { reader, purpose, lists, email }: Letter, now: number) {
  // A change of address that was asked for earlier is no longer meant.
  if (purpose === 'change-address') run(db, "DELETE FROM confirmations WHERE reader = ? AND purpose = 'change-address'", reader)
  run(
    db,
    'INSERT INTO confirmations (reader, purpose, lists, email, asked_at, due_at) VALUES (?, ?, ?, ?, ?, ?)',
    reader,
    purpose,
    JSON.stringify(lists),
    email ?? null,
    now,
    nextLetterAt(db, reader, now),
  )
}

function nextLetterAt(db: Database, reader: number, now: number) {
  const sent = row<{ last: number | null; mails: number; since: number | null }>(
    db,
    'SELECT last_confirmation_at AS last, mails, mails_since AS since FROM readers WHERE id = ?',
    reader,
  )
  if (!sent?.last) return now
  const fullUntil = sent.mails >= MAX_LETTERS ? (sent.since ?? 0) + DAY_MS : 0
  return Math.max(now, sent.last + QUIET_MS, fullUntil)
}

/** Counts a letter that goes out now. */
export function countLetter(db: Database, reader: number, now: number) {
  run(
    db,
    `UPDATE readers SET last_confirmation_at = ?1,
       mails = iif(mails_since IS NOT NULL AND mails_since + ${DAY_MS} > ?1, mails + 1, 1),
       mails_since = iif(mails_since IS NOT NULL AND mails_since + ${DAY_MS} > ?1, mails_since, ?1)
     WHERE id = ?2`,
    now,
    reader,
  )
}
