/**
 * The tables of issues. An issue's row is small and written twice per batch; its letter is stored separately, once. Rows in `batches`
 * are only for letters that wait for another try or are uncertain. They contain readers'
 * ids, no addresses. Moments are milliseconds.
 */
import { type Database, row } from '../list/database.ts'
import { ACTIVE, ARCHIVED } from './issues.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS issues (
    id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, slug TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
    subject TEXT NOT NULL, articles TEXT NOT NULL, created_at INTEGER NOT NULL, created_by TEXT NOT NULL, changed_at INTEGER NOT NULL, scheduled_for INTEGER,
    frozen_at INTEGER, recipients INTEGER NOT NULL DEFAULT 0, last_reader INTEGER NOT NULL DEFAULT 0, cursor INTEGER NOT NULL DEFAULT 0,
    batch INTEGER NOT NULL DEFAULT 0, claimed TEXT, due_at INTEGER NOT NULL DEFAULT 0, waits TEXT, attempts INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
    deferred INTEGER NOT NULL DEFAULT 0, uncertain INTEGER NOT NULL DEFAULT 0,
    day TEXT NOT NULL DEFAULT '', sent_that_day INTEGER NOT NULL DEFAULT 0, sending_ms INTEGER NOT NULL DEFAULT 0, merged TEXT NOT NULL DEFAULT '[]',
    UNIQUE (list, slug)
  );
  CREATE INDEX IF NOT EXISTS issues_active ON issues (state) WHERE ${ACTIVE};
  CREATE INDEX IF NOT EXISTS issues_changed ON issues (changed_at);
  CREATE INDEX IF NOT EXISTS issues_listed ON issues (list, id);
  CREATE INDEX IF NOT EXISTS issues_frozen ON issues (list, frozen_at) WHERE frozen_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS issue_letters (issue INTEGER PRIMARY KEY, letter TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS issue_articles (list TEXT NOT NULL, article TEXT NOT NULL, issue INTEGER NOT NULL, PRIMARY KEY (list, article)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS batches (
    issue INTEGER NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, host TEXT NOT NULL, readers TEXT NOT NULL, attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (issue, number)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sent_events (issue INTEGER PRIMARY KEY, at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS sent_events_due ON sent_events (due_at);
  CREATE TABLE IF NOT EXISTS digest_times (list TEXT PRIMARY KEY, done_at INTEGER NOT NULL, schedule TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
`

export function createSendingTables(db: Database) {
  db.sql.exec(TABLES)
  if (!row(db, "SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = 'archive_totals'")) countArchives(db)
  // Older versions didn't store these.
  addColumn(db, 'digest_times', 'schedule', "TEXT NOT NULL DEFAULT ''")
  addColumn(db, 'issues', 'merged', "TEXT NOT NULL DEFAULT '[]'")
  addColumn(db, 'issues', 'request', 'TEXT')
}

function addColumn(db: Database, table: string, column: string, type: string) {
  if (!row(db, 'SELECT 1 AS found FROM pragma_table_info(?) WHERE name = ?', table, column)) db.sql.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)
}

/** Counts issues that were sent before there were totals. Runs once. */
const countArchives = ({ sql }: Database) =>
  void sql.exec(`
    CREATE TABLE archive_totals (list TEXT PRIMARY KEY, total INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO archive_totals (list, total) SELECT list, count(*) FROM issues WHERE ${ARCHIVED} GROUP BY list;
  `)
