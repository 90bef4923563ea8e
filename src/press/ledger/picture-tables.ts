/** Tables of pictures. Their files are in R2. */

/**
 * `number` is when a picture was uploaded, in thousandths of a millisecond and never twice the same: newest first is the order of rows,
 * here and in the index of words. `by` is empty where nobody knows. `people`, `focus` and `rights` are JSON. `taken_off`: since when readers don't
 * see it because its licence has ended. `picture_files` names pictures whose files in R2 have to be told so, or told that it's over.
 * `allowed_pictures` has what was said of pictures that were withdrawn and may come again, until they do: JSON, as in the catalogue.
 */
const PICTURE_TABLES = `
  CREATE TABLE IF NOT EXISTS pictures (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, width INTEGER NOT NULL, height INTEGER NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL,
    by TEXT NOT NULL, alt TEXT, caption TEXT, credit TEXT, focus TEXT, rights TEXT, changed_at TEXT, withdrawn TEXT,
    source TEXT, people TEXT, place TEXT, digital_source TEXT, taken_off TEXT
  );
  CREATE INDEX IF NOT EXISTS pictures_withdrawn ON pictures (number DESC) WHERE withdrawn IS NOT NULL;
  CREATE TABLE IF NOT EXISTS picture_files (id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS allowed_pictures (id TEXT PRIMARY KEY, details TEXT NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE IF NOT EXISTS picture_words USING fts5 (text, pairs, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'", prefix = '2 3');
`

/** Columns that the catalogue got later; empty in its rows. */
const ADDED_COLUMNS = ['source', 'people', 'place', 'digital_source', 'taken_off']

/** By the last moment that a licence holds: asked for with exactly these words. */
const INDEXES_ON_ADDED_COLUMNS = `
  CREATE INDEX IF NOT EXISTS pictures_until ON pictures (json_extract(rights, '$.until')) WHERE rights IS NOT NULL AND taken_off IS NULL AND withdrawn IS NULL;
  CREATE INDEX IF NOT EXISTS pictures_taken_off ON pictures (number DESC) WHERE taken_off IS NOT NULL;
  CREATE INDEX IF NOT EXISTS picture_files_due ON picture_files (due_at);
`

/** A story that shows a picture in any of its revisions, once. What was filed before there was this table is looked through in steps. */
const USES_TABLE = `
  CREATE TABLE picture_uses (picture TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (picture, article)) WITHOUT ROWID;
  INSERT OR REPLACE INTO kept (name, json) SELECT 'picture-uses', json_object('from', 0, 'upTo', max(id)) FROM articles HAVING max(id) IS NOT NULL;
`

export function createPictureTables(sql: SqlStorage) {
  sql.exec(PICTURE_TABLES)
  const columns = new Set(
    sql
      .exec<{ name: string }>(`SELECT name FROM pragma_table_info('pictures')`)
      .toArray()
      .map(({ name }) => name),
  )
  for (const column of ADDED_COLUMNS) if (!columns.has(column)) sql.exec(`ALTER TABLE pictures ADD COLUMN ${column} TEXT`)
  sql.exec(INDEXES_ON_ADDED_COLUMNS)
  if (sql.exec(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'picture_uses'`).toArray().length === 0) sql.exec(USES_TABLE)
}
