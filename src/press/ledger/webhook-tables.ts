/**
 * Webhooks, what they are to be told, and how that went. A secret stands in a table of its own: it is in no backup. Moments are milliseconds
 * but for those that people read. `feed_pings` are feeds whose hub is to be told that they changed.
 */
export const WEBHOOK_TABLES = `
  CREATE TABLE IF NOT EXISTS webhooks (
    id TEXT PRIMARY KEY, url TEXT NOT NULL UNIQUE, events TEXT NOT NULL, note TEXT, created_at TEXT NOT NULL, created_by TEXT NOT NULL,
    disabled TEXT, disabled_at TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS webhook_secrets (id INTEGER PRIMARY KEY, webhook TEXT NOT NULL, secret TEXT NOT NULL, until INTEGER);
  CREATE INDEX IF NOT EXISTS webhook_secrets_webhook ON webhook_secrets (webhook, id);
  CREATE TABLE IF NOT EXISTS webhook_failures (webhook TEXT PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL, not_before INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS webhook_events (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, at INTEGER NOT NULL, article INTEGER, revision INTEGER, json TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS webhook_events_at ON webhook_events (at);
  CREATE INDEX IF NOT EXISTS webhook_events_article ON webhook_events (article) WHERE article IS NOT NULL;
  CREATE TABLE IF NOT EXISTS webhook_deliveries (
    webhook TEXT NOT NULL, event INTEGER NOT NULL, state TEXT NOT NULL, due_at INTEGER, until INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    last_at INTEGER, status INTEGER, ms INTEGER, said TEXT, PRIMARY KEY (webhook, event)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS webhook_deliveries_due ON webhook_deliveries (webhook, attempts, event) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS webhook_deliveries_soonest ON webhook_deliveries (webhook, due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS feed_pings (feed TEXT PRIMARY KEY, due_at INTEGER NOT NULL, again INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS feed_pings_due ON feed_pings (due_at);
`
