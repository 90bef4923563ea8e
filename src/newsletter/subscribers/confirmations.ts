/**
 * Emails that ask to confirm: recorded together with what they confirm, sent by the alarm, used once. However many forms come from a reader,
 * one email of a kind waits at most; how soon it goes out is counted by the address it goes to.
 */
import { DAY_MS, type Database, row, run } from '../list/database.ts'
import { nextMailAt, QUIET_MS } from './mails-to-address.ts'
import type { Reader } from './subscriptions.ts'

/** `link` brings a reader to their own page: their address was given for lists that they are on. */
export type ConfirmationPurpose = 'confirm' | 'change-address' | 'link'

/** `address` and `email` are the new ones of a change. `mailbox` is the reader's when it was asked; see `letter-links.ts`. */
export type ConfirmationRow = {
  id: number
  reader: number
  purpose: ConfirmationPurpose
  lists: string
  email: string | null
  address: string | null
  mailbox: number
  sent_at: number | null
  used_at: number | null
  due_at: number | null
}

/** How long an email can be used, from when it went out. */
export const CONFIRMABLE_MS = 3 * DAY_MS

const COLUMNS = 'id, reader, purpose, lists, email, address, mailbox, sent_at, used_at, due_at'

export const confirmationById = (db: Database, id: number) => row<ConfirmationRow>(db, `SELECT ${COLUMNS} FROM confirmations WHERE id = ?`, id)

export const listsOf = ({ lists }: Pick<ConfirmationRow, 'lists'>) => JSON.parse(lists) as string[] // Written by this file alone.

type Addressee = Pick<Reader, 'id' | 'address' | 'mailbox'>
export type Letter = { reader: Addressee } & (
  | { purpose: 'confirm' | 'link'; lists: readonly string[] }
  | { purpose: 'change-address'; email: string; address: string }
)

/** One email more, unless one that says as much waits or went out just now. */
export function queueLetter(db: Database, letter: Letter, now: number) {
  if (letter.purpose === 'change-address') return queueChange(db, letter, now)
  const last = row<ConfirmationRow>(
    db,
    `SELECT ${COLUMNS} FROM confirmations WHERE reader = ? AND mailbox = ? AND purpose <> 'change-address' ORDER BY due_at IS NULL, id DESC LIMIT 1`,
    letter.reader.id,
    letter.reader.mailbox,
  )
  if (last && last.due_at !== null) return addToWaiting(db, last, letter.lists)
  const saysAsMuch = last?.purpose === letter.purpose && letter.lists.every((list) => listsOf(last).includes(list))
  if (last && saysAsMuch && isJustSent(last, now)) return
  addLetter(db, letter, now)
}

function addToWaiting(db: Database, waiting: ConfirmationRow, more: readonly string[]) {
  const lists = [...new Set([...listsOf(waiting), ...more])]
  const purpose = lists.length > 0 ? 'confirm' : waiting.purpose
  run(db, 'UPDATE confirmations SET lists = ?, purpose = ? WHERE id = ?', JSON.stringify(lists), purpose, waiting.id)
}

/** The last change that a reader asks for is the one they mean. */
function queueChange(db: Database, letter: Extract<Letter, { purpose: 'change-address' }>, now: number) {
  const asked = row<ConfirmationRow>(
    db,
    `SELECT ${COLUMNS} FROM confirmations WHERE reader = ? AND mailbox = ? AND purpose = 'change-address' AND address = ? ORDER BY id DESC LIMIT 1`,
    letter.reader.id,
    letter.reader.mailbox,
    letter.address,
  )
  if (asked && (asked.due_at !== null || isJustSent(asked, now))) return
  run(db, "DELETE FROM confirmations WHERE reader = ? AND purpose = 'change-address'", letter.reader.id)
  addLetter(db, letter, now)
}

const isJustSent = ({ sent_at, used_at }: ConfirmationRow, now: number) => used_at === null && sent_at !== null && sent_at + QUIET_MS > now

function addLetter(db: Database, letter: Letter, now: number) {
  const { reader, purpose } = letter
  const change = letter.purpose === 'change-address' ? letter : undefined
  run(
    db,
    'INSERT INTO confirmations (reader, mailbox, purpose, lists, email, address, asked_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    reader.id,
    reader.mailbox,
    purpose,
    JSON.stringify(letter.purpose === 'change-address' ? [] : letter.lists),
    change?.email ?? null,
    change?.address ?? null,
    now,
    nextMailAt(db, change?.address ?? reader.address, now),
  )
}

/** Whether somebody asked to move their newsletters to this address, as far as we still know. */
export const isAskedForChange = (db: Database, address: string) =>
  row(db, 'SELECT 1 AS found FROM confirmations WHERE address = ? LIMIT 1', address) !== undefined

/** Nothing more goes to an address that complained or cannot be reached. */
export function cancelLetters(db: Database, address: string, reader: number | undefined) {
  run(db, 'UPDATE confirmations SET due_at = NULL WHERE address = ? AND due_at IS NOT NULL', address)
  if (reader !== undefined) run(db, 'UPDATE confirmations SET due_at = NULL WHERE reader = ? AND address IS NULL AND due_at IS NOT NULL', reader)
}
