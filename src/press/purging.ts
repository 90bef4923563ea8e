/**
 * The front cache is told what changed: its tags are KV keys. Told twice, because KV itself may hand out the old value
 * for up to a minute elsewhere, and a page printed from that must not stay.
 */
import type { Desk } from './printing.ts'
import { type Ledger, row, rows, run } from './rows.ts'

const KV_SETTLES_MS = 65_000
const RETRY_MS = 5000
/** One call of purge takes at most so many tags. */
const MAX_TAGS = 100

export function orderPurge(ledger: Ledger, key: string, now: number) {
  run(ledger, 'INSERT INTO purges (key, due_at, again) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET due_at = excluded.due_at, again = 1', key, now)
}

/** Answers how many keys were due. */
export async function purgeDue({ ledger, clock, log }: Desk, purge: ((tags: string[]) => Promise<unknown>) | undefined): Promise<number> {
  const now = clock()
  if (!purge) return run(ledger, 'DELETE FROM purges')
  const due = rows<{ key: string; due_at: number; again: number }>(
    ledger,
    'SELECT key, due_at, again FROM purges WHERE due_at <= ? ORDER BY due_at LIMIT ?',
    now,
    MAX_TAGS,
  )
  if (due.length === 0) return 0
  try {
    await purge(due.map(({ key }) => key))
    for (const { key, due_at, again } of due) {
      // A later write of the same key has ordered anew; that order stands.
      if (again) run(ledger, 'UPDATE purges SET due_at = ?, again = 0 WHERE key = ? AND due_at = ?', now + KV_SETTLES_MS, key, due_at)
      else run(ledger, 'DELETE FROM purges WHERE key = ? AND due_at = ?', key, due_at)
    }
  } catch (error) {
    log({ event: 'purge-failed', keys: due.length, error: String(error) })
    for (const { key } of due) run(ledger, 'UPDATE purges SET due_at = ? WHERE key = ?', now + RETRY_MS, key)
  }
  return due.length
}

export const nextPurge = (ledger: Ledger) => row<{ due: number | null }>(ledger, 'SELECT min(due_at) AS due FROM purges')?.due ?? undefined
