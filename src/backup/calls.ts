/** What each Durable Object answers about its part of a backup: its tables' rows as lines, out and in. */

/** `mark` is where the backup began, as `beginBackup` of the press says. */
export type PageAsked = { part: BackupPart; cursor?: string; mark?: string }

/**
 * One line a row. `moved`: since the mark something changed its place among the rows (a story was renamed or deleted, a reader changed
 * address and more), so that pages read before and after may not fit together. Only the last page says so.
 */
export type RowsPage = { ok: true; lines: string[]; nextCursor?: string } | { ok: false; reason: 'moved' }

/** Parts whose lines are rows of an object's tables. `keys` sign the links in letters. */
export const TABLE_PARTS = ['ledger', 'mailing-list', 'keys', 'readership'] as const
export type BackupPart = (typeof TABLE_PARTS)[number]

/** `isDone`: this very backup was restored here before. */
export type RestoreBegun = { ok: true; isDone: boolean } | { ok: false; reason: 'not-empty'; what: string[] } | { ok: false; reason: 'another'; backup: string }
export type RowsTaken = { ok: true } | { ok: false; reason: 'not-begun' } | { ok: false; reason: 'bad-line'; line: number; message: string }
/** How many rows each table should have. */
export type RowCounts = Record<string, number>
/** Said to whoever would change something meanwhile; the desk knows it by these words. */
export const BEING_RESTORED = 'A backup is being restored here.'
export type RestoreEnded =
  | { ok: true }
  | { ok: false; reason: 'not-begun' }
  | { ok: false; reason: 'incomplete'; tables: { table: string; has: number; should: number }[] }

export interface BackupCalls {
  backupPage(asked: PageAsked): Promise<RowsPage>
  /**
   * Only where nothing is yet, or where this backup's restoring has begun. `backup` names it: the SHA-256 of its manifest. `asks`: whether it
   * could, and nothing is changed.
   */
  beginRestore(backup: string, asks?: boolean): Promise<RestoreBegun>
  /** Rows that are there already are written again: lines may be sent twice. */
  restoreRows(part: BackupPart, lines: string[]): Promise<RowsTaken>
  endRestore(counts: RowCounts, by: string): Promise<RestoreEnded>
}
