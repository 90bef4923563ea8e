/** How many are on each list. Kept up to date row by row, so that nothing is counted by reading a whole list. */

import type { SubscriptionState, SuppressionReason } from '../calls.ts'
import { type Database, dayOf, run } from '../list/database.ts'

/** The name under which suppressions are counted; no list can have it. */
export const SUPPRESSED = ''

export const addToTotal = (db: Database, list: string, state: SubscriptionState | SuppressionReason, more: number) =>
  run(db, 'INSERT INTO totals (list, state, total) VALUES (?1, ?2, max(?3, 0)) ON CONFLICT DO UPDATE SET total = max(total + ?3, 0)', list, state, more)

export const countJoined = (db: Database, list: string, now: number) => countGrowth(db, list, now, 1, 0)
export const countDeparted = (db: Database, list: string, now: number) => countGrowth(db, list, now, 0, 1)

const countGrowth = (db: Database, list: string, now: number, joined: number, departed: number) =>
  run(
    db,
    `INSERT INTO growth (list, day, joined, departed) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET joined = joined + ?3, departed = departed + ?4`,
    list,
    dayOf(now),
    joined,
    departed,
  )
