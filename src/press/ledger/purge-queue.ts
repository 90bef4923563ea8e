/** Which tags the front cache is still to be told of. */
import { type Ledger, row, run } from './sql.ts'

/** In this order they are purged: what readers must not see any more, what leads to it, what else somebody waits for, the rest. */
export const PURGE_RANK = { removal: 0, listing: 1, printed: 2, bulk: 3 } as const
export type PurgeRank = (typeof PURGE_RANK)[keyof typeof PURGE_RANK]

/** In the place of keys that are too many to be told one by one. No key of ours is called so. */
export const EVERYTHING = '*'
/** Twenty full calls: what five calls a minute say in four minutes. */
export const MAX_WAITING = 2000

export function queuePurge(ledger: Ledger, key: string, now: number, rank: PurgeRank) {
  run(
    ledger,
    `INSERT INTO purges (key, due_at, again, rank) VALUES (?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET due_at = excluded.due_at, again = 1, rank = min(rank, excluded.rank)`,
    ...[key, now, rank],
  )
}

/**
 * Where more wait than can be told in time, one order for everything takes the place of the least urgent. Removals keep theirs as
 * long as they can: they are told first, and by name. `dueAt`: when everything may be purged again.
 */
export function boundQueue(ledger: Ledger, now: number, dueAt: number) {
  for (const rank of [PURGE_RANK.bulk, PURGE_RANK.printed, PURGE_RANK.listing, PURGE_RANK.removal]) {
    const waiting = row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM purges')?.count ?? 0
    if (waiting <= MAX_WAITING) return
    run(ledger, 'DELETE FROM purges WHERE rank >= ?', rank)
    queuePurge(ledger, EVERYTHING, rank === PURGE_RANK.removal ? now : dueAt, rank)
  }
}
