/**
 * What an older line of an import may not undo: nothing comes out, comes out earlier or stays up against what was decided
 * here after it was written. What takes a story down is always obeyed.
 */

import { instantOf } from '../../copy/text/instant.ts'
import type { State } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { followerOf, originOf, readItem } from '../ledger/origins.ts'
import { type Ledger, row } from '../ledger/sql.ts'

/** The state of the story as a line tells it. */
type StateInLine = {
  [field in Exclude<(typeof STATE_FIELDS)[number], 'live' | 'ready'>]?: string | number | undefined
} & {
  state: State
  live?: number | undefined
  ready?: number | undefined
  decided_at?: number | undefined
  agency_uri?: string | undefined
  releases: { at: string }[]
}

/** What this ledger knows better than a line that was written before it. */
type StateOnRecord = StateInLine & { came_out: 0 | 1; withdrawn_at?: string | undefined; withdrawn_for?: string | null | undefined }

const STATE_FIELDS = ['state', 'live', 'ready', 'until', 'embargo_until', 'withdraw_at', 'out_at'] as const

/** A state that this ledger cannot take; what was decided here since, or stopped by an agency, does not come back by it. */
export function importRefusal(ledger: Ledger, it: ArticleRow, line: StateInLine): string | undefined {
  const follower = line.agency_uri ? followerOf(ledger, line.agency_uri) : undefined
  if (follower && follower.id !== it.id) return `The agency’s item ${line.agency_uri} already belongs to "${follower.slug}".`
  const uri = it.state === 'draft' ? undefined : [line.live, line.ready].map((revision) => stoppedItem(ledger, it, revision)).find(Boolean)
  if (uri) return `The agency stopped ${uri}, and this line would bring back a revision that came from it. To bring it back, publish it.`
  return decisionRefusal(ledger, it, line)
}

/** The item that this revision came from, where the agency stopped it and the revision is neither out nor waits here. */
function stoppedItem(ledger: Ledger, it: ArticleRow, revision: number | undefined) {
  if (revision === undefined || revision === it.live || revision === it.ready) return undefined
  const uri = originOf(ledger, it.id, revision)?.uri
  return uri !== undefined && readItem(ledger, uri)?.stopped ? uri : undefined
}

function decisionRefusal(ledger: Ledger, it: ArticleRow, line: StateInLine): string | undefined {
  const takesDown = line.state === 'draft' || line.state === 'withdrawn'
  const isSoAlready = STATE_FIELDS.every((field) => it[field] === (line[field] ?? null))
  if (takesDown || isSoAlready || !isOlder(ledger, it, line)) return undefined
  if (it.state === 'withdrawn') return `"${it.slug}" was withdrawn here at ${it.withdrawn_at}, after this line was written. To bring it back, publish it.`
  const at = it.decided_at === null ? '' : ` at ${instantOf(it.decided_at)}`
  return `"${it.slug}" was changed here${at}, after this line was written, so it stays ${it.state}. To change that, publish or schedule it.`
}

/** Readers had what they had, and what the desk has withdrawn since is not a draft again, nor the agency's to bring out. */
export function onRecord<L extends StateOnRecord>(ledger: Ledger, it: ArticleRow, line: L): L {
  if (!it.came_out) return line
  const isWithdrawnSince = it.state === 'withdrawn' && (line.state === 'draft' || line.state === 'withdrawn') && isOlder(ledger, it, line)
  if (!isWithdrawnSince) return { ...line, came_out: 1 }
  return { ...line, came_out: 1, state: 'withdrawn', withdrawn_at: it.withdrawn_at ?? line.withdrawn_at, withdrawn_for: it.withdrawn_for }
}

/** A draft was deleted here, and its slug given to another story: what was filed of the first is none of that one's. */
export function deletionRefusal(ledger: Ledger, it: ArticleRow, { slug, at }: { slug: string; at?: string | undefined }): string | undefined {
  const since = row(
    ledger,
    `SELECT 1 AS yes FROM audit WHERE what = 'delete' AND slug = ? AND at >= ? AND at < (SELECT at FROM revisions WHERE article = ? AND revision = 1)`,
    ...[slug, at ?? '9', it.id],
  )
  return since && `"${slug}" was deleted here after this line was written, and "${it.slug}" is another article. Nothing was added to it.`
}

function isOlder(ledger: Ledger, it: ArticleRow, { decided_at, releases }: StateInLine) {
  if (decided_at !== undefined && it.decided_at !== null && decided_at < it.decided_at) return true
  if (it.state === 'withdrawn') return !hasComeOutSince(ledger, it, releases)
  // Exports made before decisions were dated do not say more.
  return decided_at === undefined && it.state === 'scheduled' && releases.length <= releasesOf(ledger, it)
}

const releasesOf = (ledger: Ledger, { id }: ArticleRow) =>
  row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM releases WHERE article = ?', id)?.count ?? 0

function hasComeOutSince(ledger: Ledger, it: ArticleRow, releases: StateInLine['releases']) {
  const last =
    releases
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? ''
  return (it.withdrawn_at ?? '') < last || releases.length > releasesOf(ledger, it)
}
