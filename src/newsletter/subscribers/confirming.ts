/** What the button of a confirmation does, and what its page shows before. */
import type { NoToken } from '../calls.ts'
import { type Database, run } from '../list/database.ts'
import { parseAddress } from './address.ts'
import { type ConfirmationRow, confirmationById, type Letter, listsOf, queueLetter } from './confirmations.ts'
import { holderOf } from './links-holder.ts'
import { type BeforeMerge, moveReader } from './moving.ts'
import { confirmSubscription, pendingLists, type Reader, readerById, subscriptionsOf } from './subscriptions.ts'
import { liftSuppression, mayAskToConfirm } from './suppressions.ts'
import type { TokenRead } from './tokens.ts'

export type Opened = { ok: true; purpose: 'confirm' | 'change-address'; email: string; lists: string[]; reader: number; isUsed: boolean }

/** What a token leads to. Who presses twice gets the same answer twice, as long as it is still true. */
export function openConfirmation(db: Database, token: TokenRead): Opened | NoToken {
  if (!token.ok) return { ok: false, reason: token.reason }
  const letter = confirmationById(db, token.number)
  const reader = letter && holderOf(db, token.reader, letter.mailbox)?.reader
  if (!letter || letter.reader !== reader?.id) return { ok: false, reason: 'gone' }
  return letter.purpose === 'change-address' ? openChange(letter, reader) : openRequest(db, letter, reader)
}

function openChange(letter: ConfirmationRow, reader: Reader): Opened | NoToken {
  const isUsed = letter.used_at !== null
  if (isUsed && letter.address !== reader.address) return { ok: false, reason: 'used' }
  if (!isUsed && letter.mailbox !== reader.mailbox) return { ok: false, reason: 'moved' }
  return { ok: true, purpose: 'change-address', email: letter.email ?? '', lists: [], reader: reader.id, isUsed }
}

/** Newsletters that the reader left since they asked are not confirmed, and not said to be. */
function openRequest(db: Database, letter: ConfirmationRow, reader: Reader): Opened | NoToken {
  if (letter.mailbox !== reader.mailbox) return { ok: false, reason: 'moved' }
  const states = new Map(subscriptionsOf(db, reader.id).map(({ list, state }) => [list, state]))
  const asked = listsOf(letter)
  const lists = asked.filter((list) => states.get(list) === 'confirmed' || (letter.used_at === null && states.get(list) === 'pending'))
  if (letter.used_at !== null && lists.length < asked.length) return { ok: false, reason: 'used' }
  if (lists.length === 0) return { ok: false, reason: asked.some((list) => states.has(list)) ? 'left' : 'gone' }
  return { ok: true, purpose: 'confirm', email: reader.email, lists, reader: reader.id, isUsed: letter.used_at !== null }
}

/** A new address that complained or could not be reached since it was asked gets no newsletters. `hash` is that address's. */
export const refusesChange = (db: Database, { purpose, isUsed }: Opened, hash: string, now: number) =>
  purpose === 'change-address' && !isUsed && !mayAskToConfirm(db, hash, now)

type Use = { hash: string; beforeMerge: BeforeMerge }

/** To be called within a transaction. `hash` is that of the address which the email went to. */
export function useConfirmation(db: Database, token: TokenRead, { hash, beforeMerge }: Use, now: number): Opened | NoToken {
  const opened = openConfirmation(db, token)
  if (!opened.ok || !token.ok || opened.isUsed) return opened
  if (refusesChange(db, opened, hash, now)) return { ok: false, reason: 'suppressed' }
  run(db, 'UPDATE confirmations SET used_at = ? WHERE id = ?', now, token.number)
  liftSuppression(db, hash)
  // The email came to its reader: older soft bounces are past.
  run(db, 'UPDATE readers SET soft_bounces = 0 WHERE id = ? AND soft_bounces > 0', opened.reader)
  for (const list of opened.lists) confirmSubscription(db, list, opened.reader, now)
  const address = opened.purpose === 'change-address' && parseAddress(opened.email)
  const reader = readerById(db, opened.reader)
  return address && reader ? { ...opened, reader: moveReader(db, reader, address, beforeMerge, now) } : opened
}

/** The email that comes in place of an old one, and where it goes. */
export function letterAgain(db: Database, token: TokenRead): { ok: true; letter: Letter; address: string } | NoToken {
  if (!token.ok && token.reason === 'foreign') return { ok: false, reason: 'foreign' }
  const old = confirmationById(db, token.number)
  const reader = holderOf(db, token.reader, old?.mailbox ?? 0)?.reader
  if (!reader) return { ok: false, reason: 'gone' }
  if (old && !isInMailboxOf(old, reader)) return { ok: false, reason: 'moved' }
  if (old?.purpose === 'change-address' && old.used_at === null) {
    const address = old.address ?? ''
    return { ok: true, letter: { reader, purpose: 'change-address', email: old.email ?? '', address }, address }
  }
  const lists = pendingLists(db, reader.id)
  return { ok: true, letter: { reader, purpose: lists.length > 0 ? 'confirm' : 'link', lists }, address: reader.address }
}

const isInMailboxOf = ({ purpose, used_at, address, mailbox }: ConfirmationRow, reader: Reader) =>
  purpose === 'change-address' && used_at !== null ? address === reader.address : mailbox === reader.mailbox

/** To be called within a transaction. `address` and its `hash` are those that `letterAgain` named before. */
export function queueAgain(db: Database, token: TokenRead, { address, hash }: { address: string; hash: string }, now: number): { ok: true } | NoToken {
  const again = letterAgain(db, token)
  if (!again.ok) return again
  if (again.address !== address) return { ok: false, reason: 'moved' }
  if (!mayAskToConfirm(db, hash, now)) return { ok: false, reason: 'suppressed' }
  queueLetter(db, again.letter, now)
  return { ok: true }
}
