/** The data behind a reader's own page: what it shows, changes and exports. */

import { instantOf } from '../../copy/text/instant.ts'
import type { NoNewAddress, ReaderChange, ReaderSettings, TooMany } from '../calls.ts'
import { type Database, rows, run } from '../list/database.ts'
import { parseAddress } from './address.ts'
import { queueLetter } from './confirmations.ts'
import { overChangeLimit } from './limits.ts'
import { eraseReader, leaveList, type Reader, subscribeAtOnce, subscriptionsOf } from './subscriptions.ts'
import { mayAskToConfirm, suppress } from './suppressions.ts'

export function settingsOf(db: Database, { id, email, paused_until }: Reader, now: number): ReaderSettings {
  const isPaused = paused_until !== null && paused_until > now
  return { ok: true, email, lists: subscriptionsOf(db, id), ...(isPaused && { pausedUntil: instantOf(paused_until) }) }
}

type Refused = TooMany | NoNewAddress

/** `hashes` are those of the reader's address and, for a change of address, of the new one. To be called within a transaction. */
export function applyChange(db: Database, reader: Reader, change: ReaderChange, hashes: { own: string; other: string }, now: number): Refused | undefined {
  switch (change.change) {
    case 'lists':
      chooseLists(db, reader, change, now)
      return undefined
    case 'pause':
      run(db, 'UPDATE readers SET paused_until = ? WHERE id = ?', change.until === null ? null : Date.parse(change.until), reader.id)
      return undefined
    case 'address':
      return askNewAddress(db, reader, change, hashes.other, now)
    case 'erase':
      eraseReader(db, reader, now)
      suppress(db, hashes.own, 'erased', now)
      return undefined
  }
}

function chooseLists(db: Database, reader: Reader, { lists, offered, wording, country }: Extract<ReaderChange, { change: 'lists' }>, now: number) {
  const consent = { wording, at: now, country, how: 'page' as const }
  for (const list of offered) {
    if (lists.includes(list)) subscribeAtOnce(db, list, reader.id, { consent, confirmedAt: now }, now)
    else leaveList(db, list, reader.id, now)
  }
}

type AddressChange = Extract<ReaderChange, { change: 'address' }>

/** The answer is the same for every other address, so that nobody learns who is on the lists. */
function askNewAddress(db: Database, reader: Reader, { email, sender }: AddressChange, hash: string, now: number): Refused | undefined {
  const address = parseAddress(email)
  if (!address) return { ok: false, reason: 'no-address' }
  if (address.key === reader.address) return { ok: false, reason: 'same-address' }
  const refused = overChangeLimit(db, { sender, reader: reader.id, address: address.key }, now)
  if (refused || !mayAskToConfirm(db, hash, now)) return refused
  queueLetter(db, { reader, purpose: 'change-address', email: address.typed, address: address.key }, now)
  return undefined
}

/** All data about a reader, for their export: its field names are read by people. */
export function heldOf(db: Database, { id, address, email, paused_until }: Reader) {
  const [own] = rows<{ created_at: number; soft_bounces: number }>(db, 'SELECT created_at, soft_bounces FROM readers WHERE id = ?', id)
  return {
    email,
    address,
    since: instantOf(own?.created_at ?? 0),
    pausedUntil: paused_until === null ? null : instantOf(paused_until),
    softBounces: own?.soft_bounces ?? 0,
    subscriptions: rows<{ list: string; state: string; asked_at: number; confirmed_at: number | null; left_at: number | null }>(
      db,
      'SELECT list, state, asked_at, confirmed_at, left_at FROM subscriptions WHERE reader = ? ORDER BY list',
      id,
    ).map(({ list, state, asked_at, confirmed_at, left_at }) => ({
      list,
      state,
      askedAt: instantOf(asked_at),
      confirmedAt: confirmed_at === null ? null : instantOf(confirmed_at),
      leftAt: left_at === null ? null : instantOf(left_at),
    })),
    consents: rows<{ list: string; version: string; words: string; notice: string; at: number; country: string | null; how: string; source: string | null }>(
      db,
      `SELECT c.list, w.version, w.words, w.notice, c.at, c.country, c.how, c.source
         FROM consents c JOIN wordings w ON w.id = c.wording WHERE c.reader = ? ORDER BY c.id`,
      id,
    ).map(({ at, ...consent }) => ({ ...consent, at: instantOf(at) })),
    lettersToConfirm: rows<{ purpose: string; email: string | null; asked_at: number; sent_at: number | null; used_at: number | null }>(
      db,
      'SELECT purpose, email, asked_at, sent_at, used_at FROM confirmations WHERE reader = ? ORDER BY id',
      id,
    ).map(({ purpose, email, asked_at, sent_at, used_at }) => ({
      purpose,
      email,
      askedAt: instantOf(asked_at),
      sentAt: sent_at === null ? null : instantOf(sent_at),
      usedAt: used_at === null ? null : instantOf(used_at),
    })),
  }
}
