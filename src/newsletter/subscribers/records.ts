/** What editors see: subscribers, consents and counts. In pages; nothing is counted by reading a whole list. */

import { instantOf } from '../../copy/text/instant.ts'
import type { ConsentRecord, Counts, ListCounts, Paged, Subscriber, SubscriptionState, SuppressionReason } from '../calls.ts'
import { DAY_MS, type Database, dayOf, row, rows } from '../list/database.ts'
import { SUPPRESSED } from './totals.ts'

const PAGE_ROWS = 1000
const GROWTH_DAYS = 30

type SubscriberRow = {
  reader: number
  email: string
  list: string
  state: SubscriptionState
  asked_at: number
  confirmed_at: number | null
  left_at: number | null
  version: string | null
  words: string | null
  notice: string | null
  how: ConsentRecord['how'] | null
  source: string | null
  country: string | null
  consented_at: number | null
}

/** Oldest readers first. The cursor is the last row's key; neither half has a space. */
export function subscribersPage(db: Database, cursor = '', pageRows = PAGE_ROWS): Paged<Subscriber> {
  const [reader = '', list = ''] = cursor.split(' ')
  const found = rows<SubscriberRow>(
    db,
    `SELECT s.reader, r.email, s.list, s.state, s.asked_at, s.confirmed_at, s.left_at, w.version, w.words, w.notice, c.how, c.source, c.country,
         c.at AS consented_at
       FROM subscriptions s JOIN readers r ON r.id = s.reader LEFT JOIN consents c ON c.id = s.consent LEFT JOIN wordings w ON w.id = c.wording
      WHERE (s.reader, s.list) > (?, ?) ORDER BY s.reader, s.list LIMIT ?`,
    Number(reader) || 0,
    list,
    pageRows,
  )
  const last = found.length === pageRows ? found.at(-1) : undefined
  return { items: found.map(subscriberOf), ...(last && { nextCursor: `${last.reader} ${last.list}` }) }
}

const subscriberOf = ({ email, list, state, asked_at, confirmed_at, left_at, ...consent }: SubscriberRow): Subscriber => ({
  email,
  list,
  state,
  at: instantOf(asked_at),
  ...(confirmed_at !== null && { confirmedAt: instantOf(confirmed_at) }),
  ...(left_at !== null && { leftAt: instantOf(left_at) }),
  ...consentIn(consent),
})

type ConsentColumns = Pick<SubscriberRow, 'version' | 'words' | 'notice' | 'how' | 'source' | 'country' | 'consented_at'>

function consentIn({ version, words, notice, how, source, country, consented_at }: ConsentColumns): Pick<Subscriber, 'consent'> {
  if (version === null || consented_at === null || how === null) return {}
  const more = { ...(notice && { notice }), ...(country && { country }), ...(source && { source }) }
  return { consent: { version, words: words ?? '', at: instantOf(consented_at), how, ...more } }
}

type ConsentRow = {
  id: number
  email: string
  list: string
  version: string
  words: string
  notice: string
  at: number
  country: string | null
  how: ConsentRecord['how']
  source: string | null
  confirmed_at: number | null
}

/** The ledger of consents, oldest first. The cursor is the last one's number. */
export function consentsPage(db: Database, cursor = '', pageRows = PAGE_ROWS): Paged<ConsentRecord> {
  const found = rows<ConsentRow>(
    db,
    `SELECT c.id, r.email, c.list, w.version, w.words, w.notice, c.at, c.country, c.how, c.source, s.confirmed_at
       FROM consents c JOIN readers r ON r.id = c.reader JOIN wordings w ON w.id = c.wording
       LEFT JOIN subscriptions s ON s.list = c.list AND s.reader = c.reader AND s.consent = c.id
      WHERE c.id > ? ORDER BY c.id LIMIT ?`,
    Number(cursor) || 0,
    pageRows,
  )
  const last = found.length === pageRows ? found.at(-1) : undefined
  return { items: found.map(consentOf), ...(last && { nextCursor: String(last.id) }) }
}

const consentOf = ({ email, list, version, words, notice, at, country, how, source, confirmed_at }: ConsentRow): ConsentRecord => ({
  email,
  list,
  version,
  words,
  ...(notice && { notice }),
  at: instantOf(at),
  ...(country && { country }),
  how,
  ...(source && { source }),
  ...(confirmed_at !== null && { confirmedAt: instantOf(confirmed_at) }),
})

export function countsOf(db: Database, now: number): Counts {
  const totals = rows<{ list: string; state: string; total: number }>(db, 'SELECT list, state, total FROM totals')
  const total = (list: string, state: SubscriptionState | SuppressionReason) => totals.find((row) => row.list === list && row.state === state)?.total ?? 0
  const lists = [...new Set(totals.map(({ list }) => list))].filter((list) => list !== SUPPRESSED)
  return {
    lists: lists.map(
      (list): ListCounts => ({
        list,
        confirmed: total(list, 'confirmed'),
        pending: total(list, 'pending'),
        unsubscribed: total(list, 'unsubscribed'),
        growth: rows<{ day: string; joined: number; departed: number }>(
          db,
          'SELECT day, joined, departed FROM growth WHERE list = ? AND day > ? ORDER BY day',
          list,
          dayOf(now - GROWTH_DAYS * DAY_MS),
        ).map(({ day, joined, departed }) => ({ day, joined, left: departed })),
      }),
    ),
    suppressed: {
      bounce: total(SUPPRESSED, 'bounce'),
      complaint: total(SUPPRESSED, 'complaint'),
      erased: total(SUPPRESSED, 'erased'),
      editor: total(SUPPRESSED, 'editor'),
    },
    mailsWaiting: row<{ waiting: number }>(db, 'SELECT count(*) AS waiting FROM confirmations WHERE due_at IS NOT NULL')?.waiting ?? 0,
  }
}
