/** Which tags the front cache is still to be told of. */
import { type Ledger, run } from './sql.ts'

/** In this order they are purged: what readers must not see any more, what leads to it, what else somebody waits for, the rest. */
export const PURGE_RANK = { removal: 0, listing: 1, printed: 2, bulk: 3 } as const
export type PurgeRank = (typeof PURGE_RANK)[keyof typeof PURGE_RANK]

export function queuePurge(ledger: Ledger, key: string, now: number, rank: PurgeRank) {
  run(
    ledger,
    `INSERT INTO purges (key, due_at, again, rank) VALUES (?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET due_at = excluded.due_at, again = 1, rank = min(rank, excluded.rank)`,
    ...[key, now, rank],
  )
}
