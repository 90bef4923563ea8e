/** The reader's own links in every letter. */
import { DAY_MS, type Database, row, run } from '../list/database.ts'
import { signToken } from './tokens.ts'

/** After this the link in an old letter leads to a page that mails a fresh one. */
const PREFERENCES_DAYS = 90

/** The reader whose links are in tests: nobody has this id. */
export const NOBODY = 0

/** A list's number in tokens; it stays the list's when its name changes, and when it is gone. */
export function numberOfList(db: Database, slug: string): number {
  run(db, 'INSERT OR IGNORE INTO list_numbers (slug) VALUES (?)', slug)
  return row<{ number: number }>(db, 'SELECT number FROM list_numbers WHERE slug = ?', slug)?.number ?? 0
}

export const listOfNumber = (db: Database, number: number) => row<{ slug: string }>(db, 'SELECT slug FROM list_numbers WHERE number = ?', number)?.slug

/** Never expires: a letter can be left for as long as it lies in a mailbox. */
export const unsubscribeToken = ({ key }: Database, reader: number, list: number) =>
  signToken(key, { purpose: 'unsubscribe', reader, number: list, expires: 0 })

export const preferencesToken = ({ key }: Database, reader: number, now: number) =>
  signToken(key, { purpose: 'preferences', reader, number: 0, expires: Math.floor((now + PREFERENCES_DAYS * DAY_MS) / 1000) })

export const unsubscribePath = (token: string) => `/newsletters/unsubscribe?t=${token}`
export const preferencesPath = (token: string) => `/newsletters/preferences?t=${token}`
export const confirmPath = (token: string) => `/newsletters/confirm?t=${token}`
