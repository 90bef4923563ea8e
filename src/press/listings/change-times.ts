/**
 * When something last became other than it was: the value of a key, and what the press answers of a month. Kept in the
 * ledger, so that printing the same again changes nothing, not even the time.
 */
import type { Kind } from '../ledger/outbox.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'

type Changing = Kind | 'month'

const SAVE = 'INSERT INTO changes (kind, name, tag, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET tag = excluded.tag, at = excluded.at'

export const recordChange = (ledger: Ledger, kind: Changing, name: string, now: number) => run(ledger, SAVE, kind, name, '', now)

/** Milliseconds; 0 where nothing was noted yet. */
export const changeTimeOf = (ledger: Ledger, kind: Changing, name: string) =>
  row<{ at: number }>(ledger, 'SELECT at FROM changes WHERE kind = ? AND name = ?', kind, name)?.at ?? 0

/** Since when it has been as this tag says: from now on, unless it was so before. */
export function recordTag(ledger: Ledger, kind: Changing, name: string, tag: string, now: number) {
  const known = row<{ tag: string; at: number }>(ledger, 'SELECT tag, at FROM changes WHERE kind = ? AND name = ?', kind, name)
  if (known?.tag === tag) return known.at
  run(ledger, SAVE, kind, name, tag, now)
  return now
}
