/** When a reader agreed to what: what counts where two things are known of an address, and the later one is true. */
import type { SubscriptionState } from '../calls.ts'
import { type Database, rows } from '../list/database.ts'

export type Standing = {
  list: string
  state: SubscriptionState
  asked_at: number
  confirmed_at: number | null
  left_at: number | null
  consent: number | null
  /** When the reader agreed: an import is newer than the consent it brings. */
  agreed_at: number
}

export const standingsOf = (db: Database, reader: number) =>
  rows<Standing>(
    db,
    `SELECT s.list, s.state, s.asked_at, s.confirmed_at, s.left_at, s.consent,
        CASE WHEN s.state = 'pending' THEN s.asked_at WHEN c.how = 'import' THEN c.at ELSE coalesce(s.confirmed_at, s.asked_at) END AS agreed_at
      FROM subscriptions s LEFT JOIN consents c ON c.id = s.consent WHERE s.reader = ? ORDER BY s.list`,
    reader,
  )
