import { ACCESS_TABLES } from './access-tables.ts'
import { BOOKING_TABLES, indexBookings } from './bookings.ts'
import { MOST_READ_TABLES } from './most-read-tables.ts'
import { OLD_ADDRESS_INDEX, OLD_ADDRESS_TABLE } from './old-addresses.ts'
import { createPictureTables } from './picture-tables.ts'
import { SEARCH_TABLES } from './search-queue.ts'
import { WEBHOOK_TABLES } from './webhook-tables.ts'
import { WRITING_TABLES } from './writing-tables.ts'

/**
 * The press's tables. The ledger (articles, revisions, copy) is the truth and is only added to; `live` and all below it are
 * what readers may see, derived from it the moment an article is in KV, and can be derived again. `live.month` is UTC's and
 * asked by nobody: an earlier version, should one have to come back, reads it.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS articles (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, section TEXT NOT NULL, headline TEXT NOT NULL, published_at TEXT NOT NULL,
    state TEXT NOT NULL, revision INTEGER NOT NULL, live INTEGER, ready INTEGER, until TEXT, embargo_until TEXT, withdraw_at TEXT, withdrawn_at TEXT,
    came_out INTEGER NOT NULL DEFAULT 0, path TEXT NOT NULL, agency_uri TEXT, at TEXT NOT NULL, by TEXT NOT NULL,
    ordered INTEGER, out_at TEXT, corrections_known INTEGER, decided_at INTEGER, withdrawn_for TEXT, first_slug TEXT, by_role TEXT, feed_id TEXT
  );
  CREATE INDEX IF NOT EXISTS articles_at ON articles (at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS articles_state ON articles (state, at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS articles_section ON articles (section, at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS articles_state_section ON articles (state, section, at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS articles_by ON articles (by, at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS articles_by_state ON articles (by, state, at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS articles_embargoed ON articles (at DESC, id DESC) WHERE embargo_until IS NOT NULL;
  CREATE INDEX IF NOT EXISTS articles_scheduled ON articles (at DESC, id DESC) WHERE until IS NOT NULL;
  CREATE INDEX IF NOT EXISTS articles_ahead ON articles (at DESC, id DESC) WHERE live IS NOT NULL AND live <> revision AND coalesce(ready, 0) <> revision;
  CREATE INDEX IF NOT EXISTS articles_embargo_until ON articles (embargo_until) WHERE embargo_until IS NOT NULL;
  CREATE INDEX IF NOT EXISTS articles_until ON articles (until) WHERE until IS NOT NULL;
  CREATE INDEX IF NOT EXISTS articles_withdraw_at ON articles (withdraw_at) WHERE withdraw_at IS NOT NULL;
  CREATE UNIQUE INDEX IF NOT EXISTS articles_agency ON articles (agency_uri) WHERE agency_uri IS NOT NULL;
  CREATE TABLE IF NOT EXISTS redirects (slug TEXT PRIMARY KEY, article INTEGER NOT NULL, at TEXT NOT NULL, is_public INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS redirects_article ON redirects (article);
  CREATE TABLE IF NOT EXISTS items (uri TEXT PRIMARY KEY, version TEXT, made TEXT, stopped TEXT) WITHOUT ROWID;
  CREATE VIRTUAL TABLE IF NOT EXISTS filed USING fts5 (slug, headline, tokenize = 'trigram');

  CREATE TABLE IF NOT EXISTS revisions (
    article INTEGER NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, headline TEXT NOT NULL, note TEXT, hash TEXT NOT NULL,
    undated INTEGER, erased TEXT, knew INTEGER, PRIMARY KEY (article, revision)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS revisions_hash ON revisions (article, hash);
  CREATE TABLE IF NOT EXISTS copy (article INTEGER NOT NULL, revision INTEGER NOT NULL, part INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (article, revision, part));
  CREATE TABLE IF NOT EXISTS origins (article INTEGER NOT NULL, revision INTEGER NOT NULL, uri TEXT NOT NULL, version TEXT, made TEXT, PRIMARY KEY (article, revision)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS origins_uri ON origins (uri);
  CREATE TABLE IF NOT EXISTS releases (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS releases_article ON releases (article, id);
  CREATE TABLE IF NOT EXISTS published_corrections (article INTEGER NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (article, at, text)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS waiting_updates (
    article INTEGER NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, json TEXT NOT NULL, refused TEXT, PRIMARY KEY (article, id)
  );
  CREATE TABLE IF NOT EXISTS open_events (article INTEGER PRIMARY KEY, since INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS open_events_since ON open_events (since);
  CREATE TABLE IF NOT EXISTS update_authors (article INTEGER NOT NULL, id TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (article, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, slug TEXT, revision INTEGER, detail TEXT);
  CREATE INDEX IF NOT EXISTS audit_slug ON audit (slug, id);
  CREATE INDEX IF NOT EXISTS audit_deletions ON audit (slug, at) WHERE what = 'delete';

  CREATE TABLE IF NOT EXISTS outbox (
    kind TEXT NOT NULL, name TEXT NOT NULL, rank INTEGER NOT NULL, bulk INTEGER NOT NULL, due_at INTEGER NOT NULL, since INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, generation INTEGER NOT NULL DEFAULT 1, force INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kind, name)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS outbox_order ON outbox (bulk, rank, due_at);
  CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due_at);
  CREATE TABLE IF NOT EXISTS kv_entries (kind TEXT NOT NULL, name TEXT NOT NULL, tag TEXT, written_at INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS purges (key TEXT PRIMARY KEY, due_at INTEGER NOT NULL, again INTEGER NOT NULL, rank INTEGER NOT NULL DEFAULT 2) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS purges_due ON purges (due_at);

  CREATE TABLE IF NOT EXISTS changes (kind TEXT NOT NULL, name TEXT NOT NULL, tag TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS live (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, section TEXT NOT NULL, published_at TEXT NOT NULL, modified_at TEXT NOT NULL, month TEXT NOT NULL,
    noindex INTEGER NOT NULL, card TEXT NOT NULL, translations TEXT
  );
  CREATE INDEX IF NOT EXISTS live_published ON live (published_at DESC, slug DESC);
  DROP INDEX IF EXISTS live_month;
  DROP INDEX IF EXISTS standing_slug;
  CREATE TABLE IF NOT EXISTS listing_entries (name TEXT NOT NULL, published_at TEXT NOT NULL, slug TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (name, published_at, slug)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS listing_entries_slug ON listing_entries (slug);
  CREATE TABLE IF NOT EXISTS totals (name TEXT PRIMARY KEY, kind TEXT NOT NULL, total INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS totals_kind ON totals (kind, total DESC, name);
  CREATE TABLE IF NOT EXISTS also (slug TEXT NOT NULL, place INTEGER NOT NULL, card TEXT NOT NULL, PRIMARY KEY (slug, place)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS also_card ON also (card, slug);
  CREATE TABLE IF NOT EXISTS picks (card TEXT NOT NULL, slug TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (card, slug)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS picks_slug ON picks (slug, place);
  CREATE TABLE IF NOT EXISTS corrections (at TEXT NOT NULL, slug TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (at, slug, number)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS corrections_slug ON corrections (slug);
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (headline, standfirst, names, body, pairs, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'", prefix = '2 3');

  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS house_style (part INTEGER PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS names (
    kind TEXT NOT NULL, slug TEXT NOT NULL, name TEXT, folded TEXT, family TEXT, json TEXT, moved_to TEXT, at TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (kind, slug)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS names_folded ON names (kind, folded);
  CREATE INDEX IF NOT EXISTS names_family ON names (kind, family);
  CREATE INDEX IF NOT EXISTS names_moved ON names (kind, moved_to) WHERE moved_to IS NOT NULL;
  CREATE TABLE IF NOT EXISTS campaigns (id TEXT PRIMARY KEY, json TEXT NOT NULL, until TEXT, ended INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, expires_at TEXT, revoked_at TEXT, last_used_at TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS idempotency (key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS idempotency_at ON idempotency (at);
  CREATE TABLE IF NOT EXISTS previews (id TEXT NOT NULL, part INTEGER NOT NULL, json TEXT NOT NULL, until INTEGER NOT NULL, slug TEXT, uri TEXT, by TEXT, made_at INTEGER, PRIMARY KEY (id, part)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS previews_until ON previews (until);
  CREATE TABLE IF NOT EXISTS malformed (key TEXT PRIMARY KEY, message TEXT NOT NULL, seen_at INTEGER NOT NULL, healed_at INTEGER, text TEXT) WITHOUT ROWID;
`

/** Columns that tables got after older ledgers were created; empty in their rows. */
const ADDED_COLUMNS = [
  { table: 'live', column: 'translations', type: 'TEXT' },
  { table: 'articles', column: 'ordered', type: 'INTEGER' },
  { table: 'articles', column: 'out_at', type: 'TEXT' },
  { table: 'articles', column: 'corrections_known', type: 'INTEGER' },
  { table: 'articles', column: 'decided_at', type: 'INTEGER' },
  { table: 'articles', column: 'first_slug', type: 'TEXT' },
  { table: 'articles', column: 'by_role', type: 'TEXT' },
  { table: 'articles', column: 'feed_id', type: 'TEXT' },
  { table: 'revisions', column: 'undated', type: 'INTEGER' },
  { table: 'revisions', column: 'erased', type: 'TEXT' },
  { table: 'revisions', column: 'knew', type: 'INTEGER' },
  { table: 'tokens', column: 'unattended', type: 'INTEGER' },
  { table: 'block_notes', column: 'correction', type: 'TEXT' },
  { table: 'purges', column: 'rank', type: 'INTEGER NOT NULL DEFAULT 2' },
  { table: 'previews', column: 'slug', type: 'TEXT' },
  { table: 'previews', column: 'uri', type: 'TEXT' },
  { table: 'previews', column: 'by', type: 'TEXT' },
  { table: 'previews', column: 'made_at', type: 'INTEGER' },
  { table: 'malformed', column: 'healed_at', type: 'INTEGER' },
  { table: 'malformed', column: 'text', type: 'TEXT' },
]

/** Indexes on added columns are created after those. */
const INDEXES_ON_ADDED_COLUMNS = `
  CREATE INDEX IF NOT EXISTS articles_waiting ON articles (at DESC, id DESC)
    WHERE by_role = 'reporter' AND coalesce(live, 0) <> revision AND coalesce(ready, 0) <> revision;
  CREATE INDEX IF NOT EXISTS previews_slug ON previews (slug);
  CREATE INDEX IF NOT EXISTS malformed_healed ON malformed (healed_at) WHERE healed_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS purges_order ON purges (rank, due_at);
  CREATE INDEX IF NOT EXISTS previews_agency ON previews (uri) WHERE uri IS NOT NULL;
`

/** Tables that were called otherwise when older ledgers were created. */
const RENAMED_TABLES = [
  { was: 'standing', is: 'listing_entries' },
  { was: 'imprinted', is: 'kv_entries' },
]

export function createTables(sql: SqlStorage) {
  for (const names of RENAMED_TABLES) renameTable(sql, names)
  // The first version’s reports of values in KV had other columns. They are made again when KV is looked through.
  if (hasTable(sql, 'malformed') && !hasColumn(sql, 'malformed', 'seen_at')) sql.exec('DROP TABLE malformed')
  const isBeforeOpenEvents = hasTable(sql, 'live') && !hasTable(sql, 'open_events')
  sql.exec(TABLES)
  if (isBeforeOpenEvents) sql.exec(FIND_OPEN_EVENTS)
  sql.exec(WRITING_TABLES)
  if (!hasColumn(sql, 'articles', 'withdrawn_for')) addWithdrawnFor(sql)
  for (const { table, column, type } of ADDED_COLUMNS) if (!hasColumn(sql, table, column)) sql.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)
  sql.exec(INDEXES_ON_ADDED_COLUMNS)
  if (hasColumn(sql, 'articles', 'agency_version')) moveAgencyVersions(sql)
  sql.exec(ACCESS_TABLES)
  sql.exec(OLD_ADDRESS_TABLE)
  if (!hasColumn(sql, 'old_addresses', 'made')) addAutomaticRedirects(sql)
  if (!hasColumn(sql, 'old_addresses', 'asked')) sql.exec('ALTER TABLE old_addresses ADD COLUMN asked TEXT')
  sql.exec(OLD_ADDRESS_INDEX)
  sql.exec(MOST_READ_TABLES)
  sql.exec(SEARCH_TABLES)
  sql.exec(WEBHOOK_TABLES)
  if (hasTable(sql, 'grams')) sql.exec(DROP_READERS_SEARCH)
  createPictureTables(sql)
  const isBeforeBookings = !hasTable(sql, 'booked_sections')
  sql.exec(BOOKING_TABLES)
  if (isBeforeBookings) indexBookings({ sql, lang: '' })
}

/** Older ledgers do not say which events are over: that is found when they fall due, and their cards are made again. */
const FIND_OPEN_EVENTS = `
  INSERT INTO open_events (article, since) SELECT id, unixepoch(modified_at) * 1000 FROM live
  WHERE json_extract(card, '$.kind') = 'live' AND unixepoch(modified_at) IS NOT NULL
`

/** Readers searched in the ledger. Should that version come back, it finds its index to be none, and makes it anew. */
const DROP_READERS_SEARCH = `
  DROP TABLE grams;
  UPDATE OR REPLACE kept SET name = 'words-index' WHERE name = 'search-index';
`

/** Older ledgers do not say on whose order a story was withdrawn: of an item that its agency has stopped, the agency's it may be. */
const addWithdrawnFor = (sql: SqlStorage) =>
  sql.exec(`
    ALTER TABLE articles ADD COLUMN withdrawn_for TEXT;
    UPDATE articles SET withdrawn_for = agency_uri WHERE state = 'withdrawn' AND agency_uri IN (SELECT uri FROM items WHERE stopped IS NOT NULL);
  `)

/** Older ledgers and backups list editors' redirects alone. In which sections their stories were before isn't known. */
const LIST_AUTOMATIC_REDIRECTS = `
    INSERT OR REPLACE INTO old_addresses (address, kind, name, article, at, by, made)
    SELECT '/' || a.section || '/' || r.slug, 'article', r.slug, a.id, r.at, 'press', 'rename' FROM redirects r JOIN articles a ON a.id = r.article WHERE r.is_public = 1;
    INSERT OR REPLACE INTO old_addresses (address, kind, name, target, at, by, made)
    SELECT '/' || kind || '/' || slug, 'listing', kind || '/' || slug, '/' || kind || '/' || moved_to, at, by,
      iif((kind, slug) IN (SELECT substr(what, 7), substr(detail, 1, instr(detail, ' → ') - 1) FROM audit WHERE what IN ('merge-topic', 'merge-author')), 'merger', 'rename')
    FROM names WHERE moved_to IS NOT NULL;
`
const addAutomaticRedirects = (sql: SqlStorage) => sql.exec(`ALTER TABLE old_addresses ADD COLUMN made TEXT; ${LIST_AUTOMATIC_REDIRECTS}`)

/** After an older backup was restored. */
export function listAutomaticRedirects(sql: SqlStorage) {
  if (sql.exec('SELECT 1 FROM old_addresses WHERE made IS NOT NULL LIMIT 1').toArray().length === 0) sql.exec(LIST_AUTOMATIC_REDIRECTS)
}

/**
 * Where both names are there, an earlier version came back for a while and created the old table again. What that one wrote is
 * the newer, but not all: everything is made again from the ledger.
 */
function renameTable(sql: SqlStorage, { was, is }: { was: string; is: string }) {
  if (!hasTable(sql, was)) return
  if (hasTable(sql, is)) {
    sql.exec(`INSERT OR REPLACE INTO kept (name, json) VALUES ('rebuilding', '{"began":1,"phase":0}')`)
    sql.exec(`DROP TABLE ${is}`)
  }
  sql.exec(`ALTER TABLE ${was} RENAME TO ${is}`)
}

const hasTable = (sql: SqlStorage, table: string) => sql.exec(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`, table).toArray().length > 0

const hasColumn = (sql: SqlStorage, table: string, column: string) =>
  sql.exec('SELECT 1 FROM pragma_table_info(?) WHERE name = ?', table, column).toArray().length > 0

/** Versions once stood beside the article, seconds since 1970 among them for items that were only dated. Previews did not know their story. */
function moveAgencyVersions(sql: SqlStorage) {
  sql.exec(`
    INSERT OR IGNORE INTO items (uri, version, made)
    SELECT agency_uri, iif(agency_version BETWEEN 1 AND 900000000 OR agency_version > 5000000000, agency_version, NULL),
      iif(agency_version BETWEEN 900000001 AND 5000000000, strftime('%Y-%m-%dT%H:%M:%S.000Z', agency_version, 'unixepoch'), NULL)
    FROM articles WHERE agency_uri IS NOT NULL;
    UPDATE previews SET slug = json_extract(json, '$.slug'), uri = json_extract(json, '$.ninjs.uri') WHERE json_valid(json);
    DELETE FROM previews WHERE slug IS NULL;
    ALTER TABLE articles DROP COLUMN agency_version;
  `)
}
