/**
 * The reader's own links in every letter. Each names the mailbox it is sent to, by how many addresses the reader had before: after a change
 * of address, what lies in the old mailbox unsubscribes and opens nothing else.
 */
import { DAY_MS, type Database, row, run } from '../list/database.ts'
import type { Reader } from './subscriptions.ts'
import { signToken } from './tokens.ts'

/** After this, the link in an old email leads to a form that emails a new one. */
const PREFERENCES_DAYS = 90
/** In an unsubscribe token's number, of six octets, the list takes four and the mailbox two. */
const LISTS = 2 ** 32
const MAILBOXES = 2 ** 16

/** Read together with the address: an email on its way to the old address must not get links of the new one. */
export type Mailbox = Pick<Reader, 'id' | 'mailbox'>

/** The reader whose links are in tests: nobody has this id. */
export const NOBODY = 0

/** A list's number in tokens. It stays when the list's name changes, or the list is removed. */
export function numberOfList(db: Database, slug: string): number {
  run(db, 'INSERT OR IGNORE INTO list_numbers (slug) VALUES (?)', slug)
  return row<{ number: number }>(db, 'SELECT number FROM list_numbers WHERE slug = ?', slug)?.number ?? 0
}

/** What an unsubscribe token's number stands for; undefined for a list that was never sent. */
export function letterOfNumber(db: Database, number: number): { list: string; mailbox: number } | undefined {
  const list = row<{ slug: string }>(db, 'SELECT slug FROM list_numbers WHERE number = ?', number % LISTS)?.slug
  return list === undefined ? undefined : { list, mailbox: Math.floor(number / LISTS) }
}

/** Never expires: unsubscribing must work for as long as an email is kept. */
export const unsubscribeToken = ({ key }: Pick<Database, 'key'>, { id, mailbox }: Mailbox, list: number) =>
  signToken(key, { purpose: 'unsubscribe', reader: id, number: (mailbox % MAILBOXES) * LISTS + list, expires: 0 })

export const preferencesToken = ({ key }: Pick<Database, 'key'>, { id, mailbox }: Mailbox, now: number) =>
  signToken(key, { purpose: 'preferences', reader: id, number: mailbox, expires: Math.floor((now + PREFERENCES_DAYS * DAY_MS) / 1000) })

export const mailboxOf = (db: Database, id: number): Mailbox => ({
  id,
  mailbox: row<{ mailbox: number }>(db, 'SELECT mailbox FROM readers WHERE id = ?', id)?.mailbox ?? 0,
})

export const unsubscribePath = (token: string) => `/newsletters/unsubscribe?t=${token}`
export const preferencesPath = (token: string) => `/newsletters/preferences?t=${token}`
export const confirmPath = (token: string) => `/newsletters/confirm?t=${token}`
