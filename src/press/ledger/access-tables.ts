/** People and how they sign in. Like tokens, nothing of this is in an export. */
export const ACCESS_TABLES = `
  CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, role TEXT NOT NULL, created_at TEXT NOT NULL, disabled_at TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sign_in_links (
    hash TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sign_in_links_person ON sign_in_links (person);
  CREATE INDEX IF NOT EXISTS sign_in_links_expires ON sign_in_links (expires_at);
  CREATE TABLE IF NOT EXISTS passkeys (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, public_key TEXT NOT NULL, counter INTEGER NOT NULL, transports TEXT NOT NULL, name TEXT NOT NULL,
    created_at TEXT NOT NULL, last_used_at TEXT
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS passkeys_person ON passkeys (person, created_at);
  CREATE TABLE IF NOT EXISTS spent_challenges (challenge TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS spent_challenges_expires ON spent_challenges (expires_at);
  CREATE TABLE IF NOT EXISTS sessions (
    hash TEXT PRIMARY KEY, id TEXT NOT NULL, person TEXT NOT NULL, created_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, expires_at TEXT NOT NULL,
    agent TEXT NOT NULL, via TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sessions_person ON sessions (person, last_seen_at);
  CREATE INDEX IF NOT EXISTS sessions_expires ON sessions (expires_at);
  CREATE INDEX IF NOT EXISTS sessions_seen ON sessions (last_seen_at);
`
