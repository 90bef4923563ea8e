/** The press's part of a backup: every row that can't be made again, out; and into an empty press, in. */
import type { PageAsked, RestoreBegun, RestoreEnded, RowCounts, RowsPage, RowsTaken } from '../../backup/calls.ts'
import { beginRestoring, endRestoring, occupiedTables, restoringOf } from '../../backup/restoring.ts'
import { readRows, writeRows } from '../../backup/table-rows.ts'
import type { Actor } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { recountOldAddresses } from '../ledger/old-addresses.ts'
import { pictureRow } from '../ledger/picture-row.ts'
import { indexWords } from '../ledger/picture-words.ts'
import { listAutomaticRedirects } from '../ledger/schema.ts'
import { beginFilling } from '../ledger/search-queue.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { saveValue } from '../ledger/stored-values.ts'
import { COUNTED_WHERE, LEDGER_KEYS, LEDGER_TABLES, ledgerTables, NOT_BACKED_UP } from './ledger-tables.ts'

/** Where a backup begins: its line in the audit trail, and the time. */
export function beginBackup(ledger: Ledger, actor: Actor, now: number): string {
  recordAudit(ledger, actor, now, { what: 'backup' })
  const id = row<{ id: number }>(ledger, 'SELECT max(id) AS id FROM audit')?.id ?? 0
  return `${id}.${now}`
}

export const isBackupMark = (ledger: Ledger, mark: string) =>
  row(ledger, `SELECT 1 AS yes FROM audit WHERE id = ? AND what = 'backup'`, lineOfMark(mark)) !== undefined

const lineOfMark = (mark = '') => Number(/^(\d{1,15})\.\d{1,15}$/.exec(mark)?.[1] ?? Number.MAX_SAFE_INTEGER)

export function backupPage(ledger: Ledger, { cursor, mark }: PageAsked): RowsPage {
  const page = readRows(ledger.sql, ledgerTables(lineOfMark(mark)), LEDGER_KEYS, cursor)
  if (page.nextCursor === undefined && mark !== undefined && hasMovedSince(ledger, lineOfMark(mark))) return { ok: false, reason: 'moved' }
  return { ok: true, ...page }
}

/** What gives a row another place, or its number to another: read on both sides of a page's end, it would be in a backup twice. */
const MOVES = `'rename', 'delete', 'import', 'undo-publish', 'delete-note', 'allow-picture'`

const hasMovedSince = (ledger: Ledger, line: number) =>
  row(ledger, `SELECT 1 AS yes FROM audit WHERE id > ? AND what IN (${MOVES}) LIMIT 1`, line) !== undefined

/** What makes a press no empty one, in words. */
const OCCUPIED = {
  articles: 'articles',
  drafts: 'drafts',
  pictures: 'pictures',
  campaigns: 'campaigns',
  passkeys: 'people with passkeys',
  sessions: 'people who are signed in',
  tokens: 'tokens',
  names: 'topics or authors',
  webhooks: 'webhooks',
}

export const beginRestore = ({ sql }: Ledger, backup: string, asks?: boolean): RestoreBegun =>
  beginRestoring(sql, backup, {
    occupied: () => occupiedTables(sql, OCCUPIED),
    asks,
    tables: [...LEDGER_TABLES, ...NOT_BACKED_UP.made, ...NOT_BACKED_UP.passing],
  })

export function restoreRows(ledger: Ledger, lines: string[]): RowsTaken {
  if (restoringOf(ledger.sql) === undefined) return { ok: false, reason: 'not-begun' }
  return writeRows(ledger.sql, lines, {
    keys: LEDGER_KEYS,
    tables: LEDGER_TABLES,
    after: (table, { id }) => table === 'pictures' && indexWords(ledger, pictureRow(ledger, String(id))),
  })
}

/** Then all that readers' pages are made of is made again. */
export function endRestore(ledger: Ledger, counts: RowCounts, by: string, now: number): RestoreEnded {
  const backup = restoringOf(ledger.sql)
  const ended = endRestoring(ledger.sql, counts, { tables: LEDGER_TABLES, where: COUNTED_WHERE, now })
  if (!ended.ok) return ended
  const newest = row<{ id: number | null }>(ledger, 'SELECT max(id) AS id FROM articles')?.id
  if (newest) saveValue(ledger, 'picture-uses', { from: 0, upTo: newest })
  listAutomaticRedirects(ledger.sql)
  recountOldAddresses(ledger)
  run(ledger, 'DELETE FROM kv_entries')
  saveValue(ledger, 'rebuilding', { began: now, phase: 0 })
  beginFilling(ledger)
  recordAudit(ledger, { name: by }, now, { what: 'restore-backup', detail: backup?.slice(0, 16) })
  return ended
}
