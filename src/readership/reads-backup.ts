/** The counts' part of a backup. */
import type { PageAsked, RestoreBegun, RestoreEnded, RowCounts, RowsPage, RowsTaken } from '../backup/calls.ts'
import { beginRestoring, endRestoring, restoringOf } from '../backup/restoring.ts'
import { readRows, type TableKeys, writeRows } from '../backup/table-rows.ts'

const KEYS: TableKeys = { reads: ['bucket', 'slug'], buckets: ['bucket'], address_counts: ['day', 'kind', 'address'] }
export const READS_TABLES = Object.keys(KEYS)
const TABLES = READS_TABLES.map((table) => ({ table, key: KEYS[table] ?? [] }))

export class ReadsBackup {
  readonly #storage: DurableObjectStorage
  /** Called once a backup is whole, so that what is read most is told again. */
  readonly #wake: () => Promise<void>

  constructor(storage: DurableObjectStorage, wake: () => Promise<void>) {
    this.#storage = storage
    this.#wake = wake
  }

  page({ cursor }: PageAsked): RowsPage {
    return { ok: true, ...readRows(this.#storage.sql, TABLES, KEYS, cursor) }
  }

  /** Reads that were counted here before are nobody's work: they make room. */
  begin(backup: string, asks?: boolean): RestoreBegun {
    return this.#storage.transactionSync(() => beginRestoring(this.#storage.sql, backup, { occupied: () => [], asks, tables: READS_TABLES }))
  }

  take(lines: string[]): RowsTaken {
    const { sql } = this.#storage
    if (restoringOf(sql) === undefined) return { ok: false, reason: 'not-begun' }
    return this.#storage.transactionSync(() => writeRows(sql, lines, { keys: KEYS, tables: READS_TABLES }))
  }

  /** Somebody may have read something meanwhile: more rows than there should be are no fault. */
  end(counts: RowCounts): RestoreEnded {
    const { sql } = this.#storage
    const has = Object.fromEntries(READS_TABLES.map((table) => [table, sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n]))
    const due = Object.fromEntries(READS_TABLES.map((table) => [table, Math.max(has[table] ?? 0, counts[table] ?? 0)]))
    const ended = endRestoring(sql, due, { tables: READS_TABLES, now: Date.now() })
    if (ended.ok) void this.#wake()
    return ended
  }
}
