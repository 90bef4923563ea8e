/** The mailing list's part of a backup. Its keys are a part of their own, so that an operator can store them apart. */
import type { BackupPart, PageAsked, RestoreBegun, RestoreEnded, RowCounts, RowsPage, RowsTaken } from '../../backup/calls.ts'
import { beginRestoring, endRestoring, occupiedTables, restoringOf } from '../../backup/restoring.ts'
import { type Below, type Row, readRows, type TableKeys, type TableToRead, writeRows } from '../../backup/table-rows.ts'
import { ARCHIVED } from '../sending/issues.ts'
import { type Database, row } from './database.ts'

export const LIST_KEYS: TableKeys = {
  readers: ['id'],
  subscriptions: ['list', 'reader'],
  consents: ['id'],
  confirmations: ['id'],
  merged_readers: ['id'],
  wordings: ['id'],
  suppressions: ['hash'],
  mails_to_address: ['address'],
  growth: ['list', 'day'],
  list_numbers: ['number'],
  issues: ['id'],
  issue_letters: ['issue'],
  batches: ['issue', 'number'],
  issue_articles: ['list', 'article'],
}
const SECRET_KEYS: TableKeys = { secrets: ['name'] }
export const LIST_TABLES = Object.keys(LIST_KEYS)

/**
 * Totals are counted again; limits and reports pass within days. Schedules begin anew with their next hour, so that no digest goes out
 * twice. SQLite's own table of numbers is made good by `neverAgain`.
 */
export const NOT_BACKED_UP = ['totals', 'archive_totals', 'requests', 'reports', 'counters', 'digest_times', 'sqlite_sequence', 'restored_backups']

const whole = (table: string): TableToRead => ({ table, key: LIST_KEYS[table] ?? [] })

/** Readers up to the newest when the backup began: who leaves and signs up again meanwhile has a new number, and would be in it twice. */
const tablesUpTo = (newest: number): TableToRead[] => [
  { table: 'readers', key: ['id'], where: `id <= ${newest}`, below: (_, { id = null }) => ofReader(id) },
  ...['wordings', 'suppressions', 'mails_to_address', 'growth', 'list_numbers'].map(whole),
  { table: 'issues', key: ['id'], below: (_, { id = null }) => ['issue_letters', 'batches'].map((table) => ({ table, where: 'issue = ?', bound: [id] })) },
  whole('issue_articles'),
]
const SECRETS: readonly TableToRead[] = [{ table: 'secrets', key: ['name'] }]

const ofReader = (id: string | number | ArrayBuffer | null): Below[] =>
  ['subscriptions', 'consents', 'confirmations', 'merged_readers'].map((table) => ({ table, where: 'reader = ?', bound: [id] }))

export function backupPage(db: Database, { part, cursor, mark }: PageAsked): RowsPage {
  const page = part === 'keys' ? readRows(db.sql, SECRETS, SECRET_KEYS, cursor) : readersPage(db, cursor)
  const began = Number(mark?.split('.')[1] ?? Number.MAX_SAFE_INTEGER)
  if (page.nextCursor === undefined && row(db, "SELECT 1 AS yes FROM confirmations WHERE purpose = 'change-address' AND used_at >= ?", began))
    return { ok: false, reason: 'moved' }
  return { ok: true, ...page }
}

/** The number of the newest reader stands at the beginning of each cursor. */
function readersPage(db: Database, text: string | undefined) {
  const [, number, cursor] = /^(\d{1,15})(\{.*)$/.exec(text ?? '') ?? []
  const newest = Number(number ?? row<{ id: number | null }>(db, 'SELECT max(id) AS id FROM readers')?.id ?? 0)
  const { lines, nextCursor } = readRows(db.sql, tablesUpTo(newest), LIST_KEYS, cursor)
  return { lines, ...(nextCursor !== undefined && { nextCursor: `${newest}${nextCursor}` }) }
}

export const beginRestore = ({ sql }: Database, backup: string, asks?: boolean): RestoreBegun =>
  beginRestoring(sql, backup, {
    occupied: () => occupiedTables(sql, { readers: 'newsletter readers', issues: 'newsletter issues', suppressions: 'suppressed addresses' }),
    asks,
    tables: [...LIST_TABLES, 'totals', 'archive_totals', 'digest_times', 'counters'],
  })

export function restoreRows({ sql }: Database, part: BackupPart, lines: string[]): RowsTaken {
  if (restoringOf(sql) === undefined) return { ok: false, reason: 'not-begun' }
  // The key that this list made for itself when it first woke signs nothing: those that come take its place.
  if (part === 'keys') sql.exec('DELETE FROM secrets')
  return part === 'keys'
    ? writeRows(sql, lines, { keys: SECRET_KEYS, tables: ['secrets'] })
    : writeRows(sql, lines, { keys: LIST_KEYS, tables: LIST_TABLES, change: (table, row) => (table === 'issues' ? atRest(row) : row) })
}

/** What was on its way when the backup was made may have arrived since: nothing goes out by itself. */
function atRest(issue: Row): Row {
  if (issue.state === 'scheduled') return { ...issue, state: 'draft', scheduled_for: null }
  return issue.state === 'sending' ? { ...issue, state: 'paused', reason: JSON.stringify({ why: 'editor' }), waits: null } : issue
}

export function endRestore({ sql }: Database, counts: RowCounts, now: number): RestoreEnded {
  const ended = endRestoring(sql, counts, { tables: LIST_TABLES, now })
  if (!ended.ok) return ended
  sql.exec(`
    INSERT INTO totals (list, state, total) SELECT list, state, count(*) FROM subscriptions GROUP BY list, state;
    INSERT INTO archive_totals (list, total) SELECT list, count(*) FROM issues WHERE ${ARCHIVED} GROUP BY list;
  `)
  neverAgain(sql)
  return ended
}

/** Old letters name readers and confirmations that are gone since: their numbers are left out, however many they were. */
const GAP = 1_000_000
function neverAgain(sql: SqlStorage) {
  for (const table of ['readers', 'confirmations', 'consents'] as const) {
    const last = sql.exec<{ id: number | null }>(`SELECT max(id) AS id FROM ${table}`).one().id ?? 0
    sql.exec('DELETE FROM sqlite_sequence WHERE name = ?', table)
    sql.exec('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', table, last + GAP)
  }
}
