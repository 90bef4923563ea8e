/**
 * What a confirmed change of address does. A reader's links are bound to the mailbox they were sent to: after a change, those in the old
 * mailbox still unsubscribe, and open nothing else. Where the new address was on the lists already, the two readers become one: the new
 * mailbox keeps its reader and all of its links, and the reader who moved leaves a number behind by which old letters can unsubscribe.
 */
import type { SubscriptionState } from '../calls.ts'
import { type Database, run } from '../list/database.ts'
import type { Address } from './address.ts'
import { queueLetter } from './confirmations.ts'
import { type Standing, standingsOf } from './standing.ts'
import { findReader, pendingLists, type Reader, readerById } from './subscriptions.ts'
import { addToTotal, countDeparted } from './totals.ts'

/** Called before two readers become one, while both are there. */
export type BeforeMerge = (from: number, into: number, now: number) => void

/** To be called within a transaction. Answers the number of the reader who has the address now. */
export function moveReader(db: Database, reader: Reader, address: Address, beforeMerge: BeforeMerge, now: number): number {
  const there = findReader(db, address.key)
  if (there && there.id !== reader.id) {
    beforeMerge(reader.id, there.id, now)
    return mergeReaders(db, reader, there, address, now)
  }
  run(
    db,
    'UPDATE readers SET address = ?1, email = ?2, soft_bounces = 0, mailbox = mailbox + iif(address = ?1, 0, 1) WHERE id = ?3',
    address.key,
    address.typed,
    reader.id,
  )
  run(db, 'UPDATE confirmations SET due_at = NULL WHERE reader = ? AND due_at IS NOT NULL', reader.id)
  askAgain(db, reader.id, pendingLists(db, reader.id), now)
  return reader.id
}

function mergeReaders(db: Database, from: Reader, into: Reader, address: Address, now: number): number {
  const waiting = standingsOf(db, from.id).flatMap((moved) => (mergeSubscription(db, moved, into.id, now) === 'pending' ? [moved.list] : []))
  run(db, 'DELETE FROM subscriptions WHERE reader = ?', from.id)
  run(db, 'UPDATE consents SET reader = ? WHERE reader = ?', into.id, from.id)
  // Emails to the old mailbox have no mailbox any more; the one that confirmed this change can still be opened.
  run(db, 'UPDATE confirmations SET reader = ?, mailbox = -1, due_at = NULL WHERE reader = ?', into.id, from.id)
  run(db, 'UPDATE merged_readers SET reader = ? WHERE reader = ?', into.id, from.id)
  run(db, 'INSERT INTO merged_readers (id, reader) VALUES (?, ?)', from.id, into.id)
  run(
    db,
    'UPDATE readers SET email = ?, soft_bounces = 0, created_at = min(created_at, (SELECT created_at FROM readers WHERE id = ?)) WHERE id = ?',
    address.typed,
    from.id,
    into.id,
  )
  run(db, 'DELETE FROM readers WHERE id = ?', from.id)
  askAgain(db, into.id, waiting, now)
  return into.id
}

/** What was asked for at the old mailbox is confirmed at the new one. */
function askAgain(db: Database, id: number, lists: readonly string[], now: number) {
  const reader = readerById(db, id)
  if (reader && lists.length > 0) queueLetter(db, { reader, purpose: 'confirm', lists }, now)
}

/** Answers the state that the reader who moved brings along; undefined where the mailbox keeps its own. */
function mergeSubscription(db: Database, moved: Standing, into: number, now: number): SubscriptionState | undefined {
  const there = standingsOf(db, into).find(({ list }) => list === moved.list)
  const wins = there === undefined || isStronger(moved, there)
  const state = wins ? moved.state : there.state
  const leftAt = state === 'confirmed' ? null : latest(moved.left_at, there?.left_at ?? null)
  if (wins) {
    // Confirmed now, by the new mailbox: an issue that is being sent must not come a second time.
    const confirmedAt = state === 'confirmed' ? now : moved.confirmed_at
    run(
      db,
      'INSERT OR REPLACE INTO subscriptions (list, reader, state, asked_at, confirmed_at, left_at, consent) VALUES (?, ?, ?, ?, ?, ?, ?)',
      moved.list,
      into,
      state,
      moved.asked_at,
      confirmedAt,
      leftAt,
      moved.consent,
    )
  } else run(db, 'UPDATE subscriptions SET left_at = ? WHERE list = ? AND reader = ?', leftAt, moved.list, into)
  countMerged(db, moved, there, state, now)
  return wins ? state : undefined
}

/**
 * Confirmed before pending before unsubscribed; but who unsubscribed at the new mailbox after they agreed at the old one stays away, also if
 * a form asked since then: anybody can send one.
 */
function isStronger(moved: Standing, there: Standing): boolean {
  switch (there.state) {
    case 'confirmed':
      return false
    case 'pending':
      return moved.state === 'confirmed' && moved.agreed_at > (there.left_at ?? 0)
    case 'unsubscribed':
      return moved.state !== 'unsubscribed' && moved.agreed_at > (there.left_at ?? 0)
  }
}

const latest = (one: number | null, other: number | null) => (one === null || other === null ? (one ?? other) : Math.max(one, other))

function countMerged(db: Database, moved: Standing, there: Standing | undefined, state: SubscriptionState, now: number) {
  addToTotal(db, moved.list, moved.state, -1)
  if (there) addToTotal(db, moved.list, there.state, -1)
  addToTotal(db, moved.list, state, 1)
  const confirmed = [moved.state, there?.state].filter((one) => one === 'confirmed').length
  if (confirmed > (state === 'confirmed' ? 1 : 0)) countDeparted(db, moved.list, now)
}
