/** Who is on which list in which state, and with which consent. Every change of state updates the totals. */
import type { SubscriptionState, Wording } from '../calls.ts'
import { type Database, row, rows, run } from '../list/database.ts'
import type { Address } from './address.ts'
import { addToTotal, countDeparted, countJoined } from './totals.ts'

/** `mailbox` is how many addresses the reader had before this one. */
export type Reader = { id: number; address: string; email: string; paused_until: number | null; mailbox: number }
export type ConsentGiven = { wording: Wording; at: number; country: string | undefined; how: 'form' | 'import' | 'page'; source?: string }

export const findReader = (db: Database, address: string) =>
  row<Reader>(db, 'SELECT id, address, email, paused_until, mailbox FROM readers WHERE address = ?', address)
export const readerById = (db: Database, id: number) => row<Reader>(db, 'SELECT id, address, email, paused_until, mailbox FROM readers WHERE id = ?', id)

export function addReader(db: Database, { key, typed }: Address, now: number): Reader {
  run(db, 'INSERT INTO readers (address, email, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', key, typed, now)
  const reader = findReader(db, key)
  if (!reader) throw new Error('A reader that was just added is there.')
  return reader
}

type Subscription = { state: SubscriptionState; version: string | null }

const subscriptionOf = (db: Database, list: string, reader: number) =>
  row<Subscription>(
    db,
    `SELECT s.state, w.version FROM subscriptions s LEFT JOIN consents c ON c.id = s.consent LEFT JOIN wordings w ON w.id = c.wording
      WHERE s.list = ? AND s.reader = ?`,
    list,
    reader,
  )

export const subscriptionsOf = (db: Database, reader: number) =>
  rows<{ list: string; state: SubscriptionState }>(db, 'SELECT list, state FROM subscriptions WHERE reader = ? ORDER BY list', reader)

export const pendingLists = (db: Database, reader: number) => subscriptionsOf(db, reader).flatMap(({ list, state }) => (state === 'pending' ? [list] : []))

/**
 * Records a request for a list. A confirmed subscription stays confirmed, whoever sends the form; an unsubscribed one is pending until it is
 * confirmed again. If the wording has changed, another consent is recorded. Returns whether the request needs to be confirmed.
 */
export function askFor(db: Database, list: string, reader: number, consent: ConsentGiven): boolean {
  const known = subscriptionOf(db, list, reader)
  if (known?.state === 'confirmed') return false
  const isNewConsent = known?.state !== 'pending' || known.version !== consent.wording.version
  const id = isNewConsent ? recordConsent(db, list, reader, consent) : null
  run(
    db,
    `INSERT INTO subscriptions (list, reader, state, asked_at, consent) VALUES (?1, ?2, 'pending', ?3, ?4)
     ON CONFLICT DO UPDATE SET state = 'pending', asked_at = ?3, consent = coalesce(?4, consent)`,
    list,
    reader,
    consent.at,
    id,
  )
  if (known?.state !== 'pending') moveTotal(db, list, known?.state, 'pending')
  return true
}

/** Subscribes without an email to confirm: from the reader's own page, or by import. False if they are subscribed already. */
export function subscribeAtOnce(
  db: Database,
  list: string,
  reader: number,
  { consent, confirmedAt }: { consent: ConsentGiven; confirmedAt: number },
  now: number,
): boolean {
  const known = subscriptionOf(db, list, reader)
  if (known?.state === 'confirmed') return false
  const id = recordConsent(db, list, reader, consent)
  run(
    db,
    `INSERT INTO subscriptions (list, reader, state, asked_at, confirmed_at, consent) VALUES (?1, ?2, 'confirmed', ?3, ?5, ?4)
     ON CONFLICT DO UPDATE SET state = 'confirmed', confirmed_at = ?5, left_at = NULL, consent = ?4`,
    list,
    reader,
    now,
    id,
    confirmedAt,
  )
  moveTotal(db, list, known?.state, 'confirmed')
  countJoined(db, list, now)
  return true
}

/** Confirms a pending subscription. A reader who unsubscribed since they asked stays unsubscribed. */
export function confirmSubscription(db: Database, list: string, reader: number, now: number): boolean {
  const changed = run(
    db,
    "UPDATE subscriptions SET state = 'confirmed', confirmed_at = ?, left_at = NULL WHERE list = ? AND reader = ? AND state = 'pending'",
    now,
    list,
    reader,
  )
  if (changed === 0) return false
  moveTotal(db, list, 'pending', 'confirmed')
  countJoined(db, list, now)
  return true
}

export function leaveList(db: Database, list: string, reader: number, now: number): boolean {
  const known = subscriptionOf(db, list, reader)
  if (!known || known.state === 'unsubscribed') return false
  run(db, "UPDATE subscriptions SET state = 'unsubscribed', left_at = ? WHERE list = ? AND reader = ?", now, list, reader)
  moveTotal(db, list, known.state, 'unsubscribed')
  if (known.state === 'confirmed') countDeparted(db, list, now)
  return true
}

/** Deletes a reader and all their data, and other readers' requests to move to their address. */
export function eraseReader(db: Database, { id, address }: Pick<Reader, 'id' | 'address'>, now: number) {
  for (const { list, state } of subscriptionsOf(db, id)) {
    addToTotal(db, list, state, -1)
    if (state === 'confirmed') countDeparted(db, list, now)
  }
  run(db, 'DELETE FROM subscriptions WHERE reader = ?', id)
  run(db, 'DELETE FROM consents WHERE reader = ?', id)
  run(db, 'DELETE FROM confirmations WHERE reader = ?', id)
  run(db, 'DELETE FROM confirmations WHERE address = ?', address)
  run(db, 'DELETE FROM requests WHERE address = ?', address)
  run(db, 'DELETE FROM mails_to_address WHERE address = ?', address)
  run(db, 'DELETE FROM merged_readers WHERE reader = ?', id)
  run(db, 'DELETE FROM readers WHERE id = ?', id)
}

function moveTotal(db: Database, list: string, from: SubscriptionState | undefined, to: SubscriptionState) {
  if (from) addToTotal(db, list, from, -1)
  addToTotal(db, list, to, 1)
}

function recordConsent(db: Database, list: string, reader: number, { wording, at, country, how, source }: ConsentGiven): number {
  const { version, words, notice = '' } = wording
  run(db, 'INSERT OR IGNORE INTO wordings (version, words, notice) VALUES (?, ?, ?)', version, words, notice)
  return (
    row<{ id: number }>(
      db,
      `INSERT INTO consents (reader, list, wording, at, country, how, source)
       SELECT ?, ?, id, ?, ?, ?, ? FROM wordings WHERE version = ? AND words = ? AND notice = ? RETURNING id`,
      reader,
      list,
      at,
      country ?? null,
      how,
      source ?? null,
      version,
      words,
      notice,
    )?.id ?? 0
  )
}
