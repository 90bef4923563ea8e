/** Small SQL helpers that the mailing list's files share. */
import { instantOf } from '../../copy/text/instant.ts'

type Value = string | number | null | ArrayBuffer
type Shape = Record<string, Value>

export type Database = { sql: SqlStorage; key: CryptoKey }

export const rows = <T extends Shape>({ sql }: Database, query: string, ...bound: Value[]): T[] => sql.exec<T>(query, ...bound).toArray()
export const row = <T extends Shape>(db: Database, query: string, ...bound: Value[]): T | undefined => rows<T>(db, query, ...bound)[0]
/** Returns how many rows changed; 0 if an upsert or a deletion changed nothing. */
export function run(db: Database, query: string, ...bound: Value[]): number {
  db.sql.exec(query, ...bound)
  return db.sql.exec<{ changed: number }>('SELECT changes() AS changed').one().changed
}

/** The day in UTC, for growth: `2026-11-26`. */
export const dayOf = (ms: number) => instantOf(ms).slice(0, 10)

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
