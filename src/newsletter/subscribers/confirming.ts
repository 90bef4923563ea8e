/** What the button of a confirmation does, and what its page shows before. */
import type { NoToken } from '../calls.ts'
import { type Database, row, run } from '../list/database.ts'
import { type Address, parseAddress } from './address.ts'
import { type ConfirmationRow, confirmationById, listsOf, queueLetter } from './confirmations.ts'
import { pendingLists } from './sign-up.ts'
import { confirmSubscription, eraseReader, findReader, type Reader, readerById, subscriptionsOf } from './subscriptions.ts'
import { liftSuppression } from './suppressions.ts'
import type { TokenRead } from './tokens.ts'

export type Opened = { ok: true; purpose: 'confirm' | 'change-address'; email: string; lists: string[]; reader: number }

/** What a token leads to. Who presses twice gets the same answer twice, as long as it is still true. */
export function openConfirmation(db: Database, token: TokenRead): Opened | NoToken {
  if (!token.ok) return { ok: false, reason: token.reason }
  const letter = confirmationById(db, token.number)
  const reader = readerById(db, token.reader)
  if (!letter || !reader || letter.reader !== reader.id) return { ok: false, reason: 'gone' }
  if (letter.used_at !== null && !stillHolds(db, letter, reader)) return { ok: false, reason: 'used' }
  return letter.purpose === 'change-address'
    ? { ok: true, purpose: 'change-address', email: letter.email ?? '', lists: [], reader: reader.id }
    : { ok: true, purpose: 'confirm', email: reader.email, lists: listsOf(letter), reader: reader.id }
}

function stillHolds(db: Database, letter: ConfirmationRow, reader: Reader) {
  if (letter.purpose === 'change-address') return parseAddress(letter.email ?? '')?.key === reader.address
  const confirmed = new Set(subscriptionsOf(db, reader.id).flatMap(({ list, state }) => (state === 'confirmed' ? [list] : [])))
  return listsOf(letter).every((list) => confirmed.has(list))
}

/** To be called within a transaction. `hash` is that of the address which the letter went to. */
export function useConfirmation(db: Database, token: TokenRead, hash: string, now: number): Opened | NoToken {
  const opened = openConfirmation(db, token)
  if (!opened.ok || !token.ok) return opened
  const isFirst = run(db, 'UPDATE confirmations SET used_at = ? WHERE id = ? AND used_at IS NULL', now, token.number) > 0
  if (!isFirst) return opened
  liftSuppression(db, hash)
  for (const list of opened.lists) confirmSubscription(db, list, opened.reader, now)
  const address = opened.purpose === 'change-address' && parseAddress(opened.email)
  if (address) moveReader(db, opened.reader, address, now)
  return opened
}

/** Where the new address was on the lists by itself, the two become one: its owner has just shown to be both. */
function moveReader(db: Database, id: number, address: Address, now: number) {
  const other = findReader(db, address.key)
  if (other && other.id !== id) {
    run(db, 'UPDATE OR IGNORE subscriptions SET reader = ? WHERE reader = ?', id, other.id)
    run(db, 'UPDATE consents SET reader = ? WHERE reader = ?', id, other.id)
    eraseReader(db, other, now)
  }
  run(db, 'UPDATE readers SET address = ?, email = ?, soft_bounces = 0 WHERE id = ?', address.key, address.typed, id)
}

/** A fresh letter for whoever holds an old one of ours. To be called within a transaction. */
export function queueAgain(db: Database, token: TokenRead, now: number): { ok: true } | NoToken {
  if (!token.ok && token.reason === 'foreign') return { ok: false, reason: 'foreign' }
  const reader = readerById(db, token.reader)
  if (!reader) return { ok: false, reason: 'gone' }
  const lists = pendingLists(db, reader.id)
  const changing = row<{ email: string }>(
    db,
    "SELECT email FROM confirmations WHERE id = ? AND reader = ? AND purpose = 'change-address' AND used_at IS NULL",
    token.number,
    reader.id,
  )
  if (changing) queueLetter(db, { reader: reader.id, purpose: 'change-address', lists: [], email: changing.email }, now)
  else queueLetter(db, { reader: reader.id, purpose: lists.length > 0 ? 'confirm' : 'link', lists }, now)
  return { ok: true }
}
