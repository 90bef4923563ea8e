/**
 * What must still be written into KV. The outbox holds names, never values: a value is built when it is written, so that ten
 * filings within a second are one write of the last one.
 *
 * Order: articles come out before what links to them, and are removed only when nothing links to them any more. A listing that
 * cannot be written holds a withdrawal back for two seconds and no longer: a card linking to "withdrawn" does less harm
 * than withdrawn copy.
 */
import { type Ledger, row, rows, run } from './sql.ts'

/** `old`: addresses that no page has, many under one key. */
export type Kind = 'article' | 'also' | 'listing' | 'old' | 'site' | 'campaigns' | 'section-campaigns'
export const RANK = { article: 0, also: 1, listing: 2, removal: 3 } as const

export type QueuedJob = { kind: Kind; name: string; rank: number; bulk: number; since: number; attempts: number; generation: number; force: number }
export type PrintJob = { kind: Kind; name: string; rank?: number }

/** Workers KV takes one write per key per second. */
const MS_BETWEEN_WRITES = 1000
const MAX_HOLD_MS = 2000
const MAX_BACKOFF_MS = 60_000
/** At most so many of one rank are written together. */
const BATCH = 48

const DEFAULT_RANK: Record<Kind, number> = {
  article: RANK.article,
  also: RANK.also,
  listing: RANK.listing,
  old: RANK.listing,
  site: RANK.article,
  campaigns: RANK.article,
  'section-campaigns': RANK.article,
}

/** `bulk` waits behind what a person is waiting for; `force` writes even what was written already. */
export function enqueue(ledger: Ledger, { kind, name, rank = DEFAULT_RANK[kind] }: PrintJob, now: number, { bulk = false, force = false } = {}) {
  const written = row<{ written_at: number }>(ledger, 'SELECT written_at FROM kv_entries WHERE kind = ? AND name = ?', kind, name)
  run(
    ledger,
    `INSERT INTO outbox (kind, name, rank, bulk, due_at, since, force) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rank = excluded.rank, bulk = min(bulk, excluded.bulk), due_at = excluded.due_at, generation = generation + 1, force = max(force, excluded.force)`,
    ...[kind, name, rank, Number(bulk), Math.max(now, (written?.written_at ?? 0) + MS_BETWEEN_WRITES), now, Number(force)],
  )
}

/** Everything that a query names, in bulk, whatever was written before. */
export function enqueueAll(ledger: Ledger, kind: Kind, query: string, now: number) {
  run(
    ledger,
    `INSERT INTO outbox (kind, name, rank, bulk, due_at, since, force)
     SELECT ?1, named.name, ?2, 1, max(?3, coalesce(i.written_at, 0) + ?4), ?3, 1 FROM (${query}) named LEFT JOIN kv_entries i ON i.kind = ?1 AND i.name = named.name WHERE true
     ON CONFLICT DO UPDATE SET force = 1, generation = generation + 1`,
    ...[kind, DEFAULT_RANK[kind], now, MS_BETWEEN_WRITES],
  )
}

/** The next to be written: all of one rank. */
export function nextBatch(ledger: Ledger, now: number): QueuedJob[] {
  const first = row<{ bulk: number; rank: number }>(ledger, 'SELECT bulk, rank FROM outbox WHERE due_at <= ? ORDER BY bulk, rank, due_at LIMIT 1', now)
  if (!first) return []
  const batch = rows<QueuedJob>(
    ledger,
    'SELECT kind, name, rank, bulk, since, attempts, generation, force FROM outbox WHERE bulk = ? AND rank = ? AND due_at <= ? ORDER BY due_at LIMIT ?',
    ...[first.bulk, first.rank, now, BATCH],
  )
  if (first.rank !== RANK.removal) return batch
  const linking = row<{ due: number | null }>(
    ledger,
    'SELECT min(due_at) AS due FROM outbox WHERE bulk = ? AND rank IN (?, ?)',
    first.bulk,
    RANK.also,
    RANK.listing,
  )
  if (linking?.due == null) return batch
  const [late, waiting] = [batch.filter(({ since }) => since + MAX_HOLD_MS <= now), batch.filter(({ since }) => since + MAX_HOLD_MS > now)]
  for (const it of waiting)
    run(ledger, 'UPDATE outbox SET due_at = ? WHERE kind = ? AND name = ?', Math.max(now + 1, Math.min(linking.due, it.since + MAX_HOLD_MS)), it.kind, it.name)
  return late.length > 0 ? late : nextBatch(ledger, now)
}

/** Before a write: whatever happens to it, nobody knows any more what is under the key. */
export function markTried(ledger: Ledger, { kind, name }: PrintJob, now: number) {
  run(
    ledger,
    'INSERT INTO kv_entries (kind, name, tag, written_at) VALUES (?, ?, NULL, ?) ON CONFLICT DO UPDATE SET tag = NULL, written_at = excluded.written_at',
    kind,
    name,
    now,
  )
}

/** After a write that succeeded. What was asked for meanwhile stays in the outbox. */
export function markDone(ledger: Ledger, { kind, name, generation }: QueuedJob, tag: string) {
  run(ledger, 'UPDATE kv_entries SET tag = ? WHERE kind = ? AND name = ?', tag, kind, name)
  run(ledger, 'DELETE FROM outbox WHERE kind = ? AND name = ? AND generation = ?', kind, name, generation)
  run(
    ledger,
    'UPDATE outbox SET attempts = 0, due_at = max(due_at, (SELECT written_at FROM kv_entries WHERE kind = ?1 AND name = ?2) + ?3) WHERE kind = ?1 AND name = ?2',
    kind,
    name,
    MS_BETWEEN_WRITES,
  )
}

export function markFailed(ledger: Ledger, { kind, name, attempts }: QueuedJob, now: number) {
  const backoff = Math.min(MS_BETWEEN_WRITES * 2 ** Math.min(attempts, 10), MAX_BACKOFF_MS)
  run(ledger, 'UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE kind = ? AND name = ?', now + backoff, kind, name)
}

/** As before a write: nobody knows what is there. */
export const forgetTag = (ledger: Ledger, { kind, name }: PrintJob) => run(ledger, 'UPDATE kv_entries SET tag = NULL WHERE kind = ? AND name = ?', kind, name)

export const dequeue = (ledger: Ledger, { kind, name }: PrintJob) => run(ledger, 'DELETE FROM outbox WHERE kind = ? AND name = ?', kind, name)

export const tagInKv = (ledger: Ledger, { kind, name }: PrintJob) =>
  row<{ tag: string | null }>(ledger, 'SELECT tag FROM kv_entries WHERE kind = ? AND name = ?', kind, name)?.tag ?? undefined

export const dueAtOf = (ledger: Ledger, { kind, name }: PrintJob) =>
  row<{ due_at: number }>(ledger, 'SELECT due_at FROM outbox WHERE kind = ? AND name = ?', kind, name)?.due_at

export const queuedRankOf = (ledger: Ledger, { kind, name }: PrintJob) =>
  row<{ rank: number }>(ledger, 'SELECT rank FROM outbox WHERE kind = ? AND name = ?', kind, name)?.rank

export const nextDue = (ledger: Ledger) => row<{ due: number | null }>(ledger, 'SELECT min(due_at) AS due FROM outbox')?.due ?? undefined

/** What a person may be waiting for. */
export const nextUrgent = (ledger: Ledger) => row<{ due: number | null }>(ledger, 'SELECT min(due_at) AS due FROM outbox WHERE bulk = 0')?.due ?? undefined
