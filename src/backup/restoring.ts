/** Where restoring stands, in a table of its own: it outlives a crash, and is in no backup. */
import type { RestoreBegun, RestoreEnded, RowCounts } from './calls.ts'

const TABLE = 'CREATE TABLE IF NOT EXISTS restored_backups (backup TEXT PRIMARY KEY, ended_at INTEGER) WITHOUT ROWID'

const hasTable = (sql: SqlStorage) => sql.exec(`SELECT 1 FROM sqlite_schema WHERE name = 'restored_backups'`).toArray().length > 0

/** The backup that is being restored here. */
export const restoringOf = (sql: SqlStorage) =>
  hasTable(sql) ? sql.exec<{ backup: string }>('SELECT backup FROM restored_backups WHERE ended_at IS NULL').toArray()[0]?.backup : undefined

/** `occupied` says in words what is here already. Of an empty object the tables are emptied all the same: nothing mixes with what comes. */
export function beginRestoring(
  sql: SqlStorage,
  backup: string,
  { occupied, tables, asks = false }: { occupied: () => string[]; tables: readonly string[]; asks?: boolean | undefined },
): RestoreBegun {
  if (hasTable(sql) && sql.exec('SELECT 1 FROM restored_backups WHERE backup = ? AND ended_at IS NOT NULL', backup).toArray().length > 0)
    return { ok: true, isDone: true }
  const current = restoringOf(sql)
  if (current === backup) return { ok: true, isDone: false }
  if (current !== undefined) return { ok: false, reason: 'another', backup: current }
  const what = occupied()
  if (what.length > 0) return { ok: false, reason: 'not-empty', what }
  if (asks) return { ok: true, isDone: false }
  sql.exec(TABLE)
  for (const table of tables) sql.exec(`DELETE FROM ${table}`)
  sql.exec('INSERT INTO restored_backups (backup) VALUES (?)', backup)
  return { ok: true, isDone: false }
}

/** Ends it where every table has as many rows as the manifest says. */
export function endRestoring(
  sql: SqlStorage,
  counts: RowCounts,
  { tables, where = {}, now }: { tables: readonly string[]; where?: Record<string, string>; now: number },
): RestoreEnded {
  const backup = restoringOf(sql)
  if (backup === undefined) return { ok: false, reason: 'not-begun' }
  const wrong = tables
    .map((table) => ({ table, has: countOf(sql, table, where[table]), should: counts[table] ?? 0 }))
    .filter(({ has, should }) => has !== should)
  if (wrong.length > 0) return { ok: false, reason: 'incomplete', tables: wrong }
  sql.exec('UPDATE restored_backups SET ended_at = ? WHERE backup = ?', now, backup)
  return { ok: true }
}

const countOf = (sql: SqlStorage, table: string, where?: string) =>
  sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${table}${where ? ` WHERE ${where}` : ''}`).one().count

/** Which of these tables has rows: for what is told where a deployment isn't empty. */
export const occupiedTables = (sql: SqlStorage, tables: Record<string, string>) =>
  Object.entries(tables)
    .filter(([table]) => sql.exec(`SELECT 1 FROM ${table} LIMIT 1`).toArray().length > 0)
    .map(([, words]) => words)
