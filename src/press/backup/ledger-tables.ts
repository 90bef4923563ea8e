/** Which tables of the press are in a backup, in which order, and which are made again from them. */
import type { Below, Row, TableKeys, TableToRead } from '../../backup/table-rows.ts'

/** Read with a story's newest revision, in the same moment: what a story is and what it has fit together. */
const WITH_STORY = {
  articles: 'id = ?',
  redirects: 'article = ?',
  releases: 'article = ?',
  published_corrections: 'article = ?',
  waiting_updates: 'article = ?',
  update_authors: 'article = ?',
  block_notes: 'article = ?',
  approvals: 'article = ?',
  left_out_of_most_read: 'article = ?',
  live: 'id = ?',
} as const

export const LEDGER_KEYS: TableKeys = {
  revisions: ['article', 'revision'],
  copy: ['article', 'revision', 'part'],
  origins: ['article', 'revision'],
  articles: ['id'],
  redirects: ['slug'],
  releases: ['id'],
  published_corrections: ['article', 'at', 'text'],
  waiting_updates: ['article', 'id'],
  update_authors: ['article', 'id'],
  block_notes: ['id'],
  approvals: ['id'],
  left_out_of_most_read: ['article'],
  live: ['id'],
  listing_entries: ['name', 'published_at', 'slug'],
  totals: ['name'],
  drafts: ['person', 'story'],
  items: ['uri'],
  names: ['kind', 'slug'],
  old_addresses: ['address'],
  also: ['slug', 'place'],
  changes: ['kind', 'name'],
  previews: ['id', 'part'],
  pictures: ['number'],
  allowed_pictures: ['id'],
  campaigns: ['id'],
  house_style: ['part'],
  kept: ['name'],
  people: ['id'],
  passkeys: ['id'],
  tokens: ['id'],
  webhooks: ['id'],
  audit: ['id'],
}

export const LEDGER_TABLES = Object.keys(LEDGER_KEYS)

/** Could be made again, but for when months last changed: the rows go with them, and a rebuilding mends what does not fit. */
const LISTED = ['listing_entries', 'totals'] as const

/** What was told whom is told once, and by the deployment in which it happened. Secrets stay where they are: see docs/security.md. */
const WEBHOOK_LOG = ['webhook_secrets', 'webhook_failures', 'webhook_events', 'webhook_deliveries'] as const

/** Made again from the others, this deployment's own, or gone within a day. */
export const NOT_BACKED_UP = {
  made: ['picks', 'corrections', 'open_events', 'words', 'filed', 'picture_words', 'picture_uses', 'search_queue', 'booked_sections', 'booked_stories'],
  counted: ['most_read', 'most_read_windows'],
  ofThisDeployment: ['outbox', 'picture_files', 'kv_entries', 'purges', 'malformed', 'restored_backups', ...WEBHOOK_LOG, 'feed_pings'],
  /** Whoever was signed in signs in again. */
  passing: ['sessions', 'sign_in_links', 'spent_challenges', 'idempotency', 'recent_publications'],
} as const

/** Of `kept`, what people decided; the rest is how far work in steps has come, and a key that signs for minutes. */
const KEPT = `name IN ('site', 'pins', 'pins-changed', 'older-pictures', 'months-counted-by', 'section-moves')`
/** What happened to the deployment that a backup was restored into is no part of that backup. */
const NOT_OF_RESTORING = `what <> 'restore-backup'`

/** What is read most is ranked anew. */
const CHANGES = `name <> 'most-read'`

export const COUNTED_WHERE = { kept: KEPT, changes: CHANGES, audit: NOT_OF_RESTORING }

/** `before` is the audit line with which the backup began. */
export const ledgerTables = (before: number): TableToRead[] => [
  { table: 'revisions', key: ['article', 'revision'], below: belowRevision, isLast: isNewestRevision },
  ...(['drafts', 'items', 'names', 'old_addresses', 'also', ...LISTED, 'previews', 'pictures', 'allowed_pictures', 'campaigns', 'house_style'] as const).map(
    whole,
  ),
  { ...whole('changes'), where: CHANGES },
  { ...whole('kept'), where: KEPT },
  ...(['people', 'passkeys', 'tokens', 'webhooks'] as const).map(whole),
  { ...whole('audit'), where: `id < ${before} AND ${NOT_OF_RESTORING}` },
]

const whole = (table: string): TableToRead => ({ table, key: LEDGER_KEYS[table] ?? [] })

function belowRevision(sql: SqlStorage, { article = null, revision = null }: Row): Below[] {
  const ofRevision = ['copy', 'origins'].map((table) => ({ table, where: 'article = ? AND revision = ?', bound: [article, revision] }))
  if (!isNewestRevision(sql, { article, revision })) return ofRevision
  return [...ofRevision, ...Object.entries(WITH_STORY).map(([table, where]) => ({ table, where, bound: [article] }))]
}

/** What is filed after it isn't of this backup: what the story is would be in it twice. */
function isNewestRevision(sql: SqlStorage, { article = null, revision = null }: Row) {
  return sql.exec('SELECT 1 FROM articles WHERE id = ? AND revision = ?', article, revision).toArray().length > 0
}
