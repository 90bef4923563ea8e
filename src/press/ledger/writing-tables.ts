/** Tables of what is not filed: never searched, exported or printed. */

/**
 * `story` is `#` and the article's number, or the random id of a story never filed. A draft that was filed or deleted leaves its `tab`
 * and `sequence` for a day (`ended`), so that a slow request doesn't bring it back. `saved_at` is in milliseconds and in no index:
 * saving again writes one row. `recent_publications` has those of the last seconds, which can be undone.
 */
export const WRITING_TABLES = `
  CREATE TABLE IF NOT EXISTS recent_publications (article INTEGER PRIMARY KEY, by TEXT NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS recent_publications_at ON recent_publications (at);
  CREATE TABLE IF NOT EXISTS drafts (
    person TEXT NOT NULL, story TEXT NOT NULL, tab TEXT NOT NULL, sequence INTEGER NOT NULL, base INTEGER, saved_at INTEGER NOT NULL,
    ended INTEGER NOT NULL, headline TEXT, section TEXT, json TEXT NOT NULL, PRIMARY KEY (person, story)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS drafts_story ON drafts (story);
  CREATE TABLE IF NOT EXISTS block_notes (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, revision INTEGER NOT NULL, block INTEGER, excerpt TEXT, fingerprint TEXT,
    text TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, resolved_by TEXT, resolved_at TEXT
  );
  CREATE TABLE IF NOT EXISTS approvals (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, article INTEGER NOT NULL, revision INTEGER NOT NULL, until TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL, revoked INTEGER NOT NULL, verdict TEXT, name TEXT, answered_at TEXT, reason TEXT
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS approvals_article ON approvals (article, at);
  CREATE INDEX IF NOT EXISTS block_notes_article ON block_notes (article, resolved_at);
`
