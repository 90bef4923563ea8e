/**
 * The tables of readers. Ids of readers and confirmations are never used again (AUTOINCREMENT), because tokens in old emails contain them.
 * Each wording is stored once, however many agreed to it. Times are in milliseconds.
 */
import { type Database, row, rows, run } from '../list/database.ts'
import { parseAddress } from './address.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS readers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL UNIQUE, email TEXT NOT NULL, created_at INTEGER NOT NULL, paused_until INTEGER,
    soft_bounces INTEGER NOT NULL DEFAULT 0, mailbox INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS subscriptions (
    list TEXT NOT NULL, reader INTEGER NOT NULL, state TEXT NOT NULL, asked_at INTEGER NOT NULL, confirmed_at INTEGER, left_at INTEGER, consent INTEGER,
    PRIMARY KEY (list, reader)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS subscriptions_reader ON subscriptions (reader, list);
  CREATE INDEX IF NOT EXISTS subscriptions_confirmed ON subscriptions (list, reader) WHERE state = 'confirmed';
  CREATE INDEX IF NOT EXISTS subscriptions_pending ON subscriptions (asked_at, reader) WHERE state = 'pending';
  CREATE TABLE IF NOT EXISTS wordings (id INTEGER PRIMARY KEY, version TEXT NOT NULL, words TEXT NOT NULL, notice TEXT NOT NULL, UNIQUE (version, words, notice));
  CREATE TABLE IF NOT EXISTS consents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, reader INTEGER NOT NULL, list TEXT NOT NULL, wording INTEGER NOT NULL, at INTEGER NOT NULL, country TEXT,
    how TEXT NOT NULL, source TEXT
  );
  CREATE INDEX IF NOT EXISTS consents_reader ON consents (reader, list, id);
  CREATE TABLE IF NOT EXISTS suppressions (hash TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS confirmations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, reader INTEGER NOT NULL, purpose TEXT NOT NULL, lists TEXT NOT NULL, email TEXT, asked_at INTEGER NOT NULL,
    sent_at INTEGER, used_at INTEGER, due_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0, mailbox INTEGER NOT NULL DEFAULT 0, address TEXT
  );
  CREATE INDEX IF NOT EXISTS confirmations_reader ON confirmations (reader, id);
  CREATE INDEX IF NOT EXISTS confirmations_due ON confirmations (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS confirmations_asked ON confirmations (asked_at);
  CREATE TABLE IF NOT EXISTS merged_readers (id INTEGER PRIMARY KEY, reader INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS merged_readers_reader ON merged_readers (reader);
  CREATE TABLE IF NOT EXISTS mails_to_address (address TEXT PRIMARY KEY, sent TEXT NOT NULL, last_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS mails_to_address_last ON mails_to_address (last_at);
  CREATE TABLE IF NOT EXISTS requests (sender TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sender, address)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS requests_at ON requests (at);
  CREATE INDEX IF NOT EXISTS requests_address ON requests (address);
  CREATE TABLE IF NOT EXISTS reports (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS reports_at ON reports (at);
  CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, since INTEGER NOT NULL, total INTEGER NOT NULL, before INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS totals (list TEXT NOT NULL, state TEXT NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (list, state)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS growth (list TEXT NOT NULL, day TEXT NOT NULL, joined INTEGER NOT NULL, departed INTEGER NOT NULL, PRIMARY KEY (list, day)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS list_numbers (number INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE);
`

/** Tables of older lists lack these. */
const ADDED_COLUMNS = [
  { table: 'readers', column: 'mailbox', type: 'INTEGER NOT NULL DEFAULT 0' },
  { table: 'confirmations', column: 'mailbox', type: 'INTEGER NOT NULL DEFAULT 0' },
  { table: 'confirmations', column: 'address', type: 'TEXT' },
  { table: 'counters', column: 'before', type: 'INTEGER NOT NULL DEFAULT 0' },
]
const INDEXES_ON_ADDED_COLUMNS = 'CREATE INDEX IF NOT EXISTS confirmations_address ON confirmations (address) WHERE address IS NOT NULL'

export function createTables(db: Database, now: number) {
  db.sql.exec(TABLES)
  for (const { table, column, type } of ADDED_COLUMNS) if (!hasColumn(db, table, column)) run(db, `ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)
  db.sql.exec(INDEXES_ON_ADDED_COLUMNS)
  nameNewAddresses(db)
  if (row(db, "SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = 'subscription'")) moveFirstRequests(db, now)
}

const hasColumn = (db: Database, table: string, column: string) =>
  row(db, 'SELECT 1 AS found FROM pragma_table_info(?) WHERE name = ?', table, column) !== undefined

/** Older lists asked new addresses to confirm without keeping how they are compared. */
function nameNewAddresses(db: Database) {
  for (const { id, email } of rows<{ id: number; email: string }>(db, 'SELECT id, email FROM confirmations WHERE email IS NOT NULL AND address IS NULL'))
    run(db, 'UPDATE confirmations SET address = ? WHERE id = ?', parseAddress(email)?.key ?? '', id)
}

/**
 * The first version stored requests and never asked to confirm them. They become pending now, and get the email that was promised.
 * Addresses that we don't accept any more are dropped.
 */
function moveFirstRequests(db: Database, now: number) {
  type First = { address: string; list: string; email: string; at: string; version: string | null; words: string | null; country: string | null }
  const asked = rows<First>(
    db,
    `SELECT s.address, s.list, s.email, s.at, c.version, c.words, c.country
       FROM subscription s LEFT JOIN consent c ON c.id = (SELECT min(id) FROM consent WHERE address = s.address AND list = s.list)`,
  )
  for (const { list, email, at, version, words, country } of asked) {
    const address = parseAddress(email)
    if (!address) continue
    run(db, 'INSERT OR IGNORE INTO readers (address, email, created_at) VALUES (?, ?, ?)', address.key, address.typed, Date.parse(at))
    const reader = row<{ id: number }>(db, 'SELECT id FROM readers WHERE address = ?', address.key)?.id ?? 0
    run(db, 'INSERT OR IGNORE INTO wordings (version, words, notice) VALUES (?, ?, ?)', version ?? '', words ?? '', '')
    run(
      db,
      `INSERT INTO consents (reader, list, wording, at, country, how)
       SELECT ?, ?, id, ?, ?, 'form' FROM wordings WHERE version = ? AND words = ? AND notice = ''`,
      reader,
      list,
      Date.parse(at),
      country,
      version ?? '',
      words ?? '',
    )
    run(db, "INSERT OR IGNORE INTO subscriptions (list, reader, state, asked_at, consent) SELECT ?, ?, 'pending', ?, max(id) FROM consents", list, reader, now)
  }
  db.sql.exec(`
    INSERT INTO totals (list, state, total) SELECT list, state, count(*) FROM subscriptions GROUP BY list, state;
    INSERT INTO confirmations (reader, purpose, lists, asked_at, due_at) SELECT reader, 'confirm', json_group_array(list), ${now}, ${now} FROM subscriptions GROUP BY reader;
    DROP TABLE subscription; DROP TABLE consent; DROP TABLE request; DROP TABLE IF EXISTS attempt;
  `)
}
