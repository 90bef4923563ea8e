/**
 * Which agency's item each revision came from, and what is known of each item: the highest version an agency sent, and
 * whether the agency stopped it. An order to stop is obeyed in every story that came from the item, not only in the one
 * that follows it.
 */

import { type AgencyItem, highestVersionOf, type ItemVersion, itemVersionOf } from '../../copy/ninjs/item-version.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { ArticleRow } from './article-row.ts'
import { type Ledger, row, rows, run } from './sql.ts'

/** The agency killed the item, or holds it back. */
export type StopKind = 'kill' | 'hold'
type Item = ItemVersion & { stopped?: StopKind }

type VersionColumns = { version: string | null; made: string | null }

const versionOf = ({ version, made }: VersionColumns) => itemVersionOf({ version, versionCreated: made })
const columnsOf = ({ version, made }: ItemVersion) => [version === undefined ? null : String(version), made ?? null] as const

/** The item that copy says it came from: what an item has no field for stays in the article's `ninjs`. */
export function agencyItemOf({ ninjs }: Article): AgencyItem | undefined {
  if (typeof ninjs !== 'object' || ninjs === null || !('uri' in ninjs) || typeof ninjs.uri !== 'string' || ninjs.uri.trim() === '') return undefined
  return { uri: ninjs.uri.trim(), ...itemVersionOf('version' in ninjs ? { version: ninjs.version } : {}) }
}

export function saveOrigin(ledger: Ledger, id: number, revision: number, item: AgencyItem) {
  run(ledger, 'INSERT OR REPLACE INTO origins (article, revision, uri, version, made) VALUES (?, ?, ?, ?, ?)', id, revision, item.uri, ...columnsOf(item))
}

export function originOf(ledger: Ledger, id: number, revision: number): AgencyItem | undefined {
  const found = row<VersionColumns & { uri: string }>(ledger, 'SELECT uri, version, made FROM origins WHERE article = ? AND revision = ?', id, revision)
  return found && { uri: found.uri, ...versionOf(found) }
}

/** The story that follows this item: what the agency sends next goes there. */
export const followerOf = (ledger: Ledger, uri: string) => row<ArticleRow>(ledger, 'SELECT * FROM articles WHERE agency_uri = ?', uri)

/** The story that this person filed the item as before. */
export const storyFiledBy = (ledger: Ledger, uri: string, by: string) =>
  row<ArticleRow>(
    ledger,
    'SELECT a.* FROM origins o JOIN revisions r ON r.article = o.article AND r.revision = o.revision JOIN articles a ON a.id = o.article WHERE o.uri = ? AND r.by = ? ORDER BY o.article DESC LIMIT 1',
    ...[uri, by],
  )

/** The story that follows the item, first, and those whose newest, live or ready revision came from it. */
export const storiesFrom = (ledger: Ledger, uri: string) =>
  rows<ArticleRow>(
    ledger,
    `SELECT * FROM articles WHERE agency_uri = ?1
     UNION SELECT a.* FROM origins o JOIN articles a ON a.id = o.article AND o.revision IN (a.live, a.ready, a.revision) WHERE o.uri = ?1`,
    uri,
  ).sort((a, b) => Number(b.agency_uri === uri) - Number(a.agency_uri === uri) || a.id - b.id)

export function readItem(ledger: Ledger, uri: string): Item | undefined {
  const found = row<VersionColumns & { stopped: StopKind | null }>(ledger, 'SELECT version, made, stopped FROM items WHERE uri = ?', uri)
  return found && { ...versionOf(found), ...(found.stopped && { stopped: found.stopped }) }
}

/** Never lower than it was; `stopped` only where the agency said so, and until it sends something newer. */
export function saveItem(ledger: Ledger, item: AgencyItem, stopped: StopKind | undefined) {
  const known = readItem(ledger, item.uri)
  const [version, made] = columnsOf(highestVersionOf(known ?? {}, item))
  run(ledger, 'INSERT OR REPLACE INTO items (uri, version, made, stopped) VALUES (?, ?, ?, ?)', item.uri, version, made, stopped ?? null)
}

export const followItem = (ledger: Ledger, id: number, uri: string) => run(ledger, 'UPDATE articles SET agency_uri = ? WHERE id = ?', uri, id)

/** Items that an agency stopped before anything followed them. */
export const listStoppedUnfollowed = (ledger: Ledger): (AgencyItem & { stopped: StopKind })[] =>
  rows<VersionColumns & { uri: string; stopped: StopKind }>(
    ledger,
    'SELECT uri, version, made, stopped FROM items WHERE stopped IS NOT NULL AND NOT EXISTS (SELECT 1 FROM articles WHERE agency_uri = uri)',
  ).map(({ uri, stopped, ...version }) => ({ uri, ...versionOf(version), stopped }))
