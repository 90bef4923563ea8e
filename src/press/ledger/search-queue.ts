/**
 * What search is still to be told. Like the outbox it holds names, never copy: what a story says, or that it is gone, is looked up when search
 * is told. `Filling` is how far the press is with telling everything.
 */
import { SPELLING_VERSION } from '../search/search-letters.ts'
import { type Ledger, row, rows, run } from './sql.ts'
import { readValue, saveValue } from './stored-values.ts'

export const SEARCH_TABLES = `
  CREATE TABLE IF NOT EXISTS search_queue (
    article INTEGER PRIMARY KEY, bulk INTEGER NOT NULL, since INTEGER NOT NULL, generation INTEGER NOT NULL DEFAULT 1
  );
  CREATE INDEX IF NOT EXISTS search_queue_order ON search_queue (bulk, since);
`

export type QueuedStory = { article: number; generation: number }

/** `bulk` waits behind what a person is waiting for. */
export function queueForSearch(ledger: Ledger, id: number, now: number, bulk = false) {
  run(
    ledger,
    `INSERT INTO search_queue (article, bulk, since) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET bulk = min(bulk, excluded.bulk), generation = generation + 1`,
    ...[id, Number(bulk), now],
  )
}

export const nextForSearch = (ledger: Ledger, limit: number) =>
  rows<QueuedStory>(ledger, 'SELECT article, generation FROM search_queue ORDER BY bulk, since LIMIT ?', limit)

/** What changed since it was looked up stays. */
export const dequeueForSearch = (ledger: Ledger, { article, generation }: QueuedStory) =>
  run(ledger, 'DELETE FROM search_queue WHERE article = ? AND generation = ?', article, generation)

/**
 * `after`: the id up to which everything was told in this round; `done`: all was. `sequence` is of the last telling. After failures nobody tells before
 * `notBefore`.
 */
export type Filling = { spelling: number; round: number; after: number; done: boolean; sequence: number; failures: number; notBefore: number }
const FILLING = 'search-filling'
const FROM_THE_START: Filling = { spelling: SPELLING_VERSION, round: 1, after: 0, done: false, sequence: 0, failures: 0, notBefore: 0 }

/** A ledger that never told search anything, or in an older spelling, begins with everything. */
export function readFilling(ledger: Ledger): Filling {
  const saved = readValue<Filling>(ledger, FILLING) ?? FROM_THE_START
  return saved.spelling === SPELLING_VERSION ? saved : { ...nextRound(saved), spelling: SPELLING_VERSION }
}

const nextRound = (filling: Filling): Filling => ({ ...filling, round: filling.round + 1, after: 0, done: false })

export const saveFilling = (ledger: Ledger, filling: Filling) => saveValue(ledger, FILLING, filling)
export const beginFilling = (ledger: Ledger) => saveFilling(ledger, nextRound(readFilling(ledger)))

export const isForSearch = (ledger: Ledger) => row(ledger, 'SELECT 1 AS yes FROM search_queue LIMIT 1') !== undefined
