/** What is read most, as it was counted last. `window` is `now`, or a day; an article's `id` is the same under every slug. */
export const MOST_READ_TABLES = `
  CREATE TABLE IF NOT EXISTS most_read (window TEXT NOT NULL, place INTEGER NOT NULL, article INTEGER NOT NULL, reads INTEGER NOT NULL, PRIMARY KEY (window, place)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS most_read_article ON most_read (article);
  CREATE TABLE IF NOT EXISTS most_read_windows (window TEXT PRIMARY KEY, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS left_out_of_most_read (article INTEGER PRIMARY KEY);
`
