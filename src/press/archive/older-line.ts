/**
 * What an older line of an import may not undo: nothing comes out, comes out earlier or stays up against what was decided
 * here after it was written. What takes a story down is always obeyed.
 */
import type { State } from '../calls.ts'
import type { Held } from '../ledger/ledger.ts'
import { followerOf, knownItem, originOf } from '../ledger/origins.ts'
import { isoOf, type Ledger, row } from '../rows.ts'

/** How a line says that the story stood. */
type Said = {
  [field in Exclude<(typeof STANDING)[number], 'live' | 'ready'>]?: string | number | undefined
} & {
  state: State
  live?: number | undefined
  ready?: number | undefined
  decided_at?: number | undefined
  agency_uri?: string | undefined
  releases: { at: string }[]
}

const STANDING = ['state', 'live', 'ready', 'until', 'embargo_until', 'withdraw_at', 'out_at'] as const

/** A fate that this ledger cannot take; what was decided here since, or stopped by an agency, does not come back by it. */
export function refusalOfLine(ledger: Ledger, it: Held, line: Said): string | undefined {
  const follower = line.agency_uri ? followerOf(ledger, line.agency_uri) : undefined
  if (follower && follower.id !== it.id) return `The agency’s item ${line.agency_uri} already belongs to "${follower.slug}".`
  const uri = it.state === 'draft' ? undefined : [line.live, line.ready].map((revision) => stoppedItem(ledger, it, revision)).find(Boolean)
  if (uri) return `The agency stopped ${uri}, and this line would bring back a revision that came from it. To bring it back, publish it.`
  return againstDecision(ledger, it, line)
}

/** The item that this revision came from, where the agency stopped it and the revision is neither out nor waits here. */
function stoppedItem(ledger: Ledger, it: Held, revision: number | undefined) {
  if (revision === undefined || revision === it.live || revision === it.ready) return undefined
  const uri = originOf(ledger, it.id, revision)?.uri
  return uri !== undefined && knownItem(ledger, uri)?.stopped ? uri : undefined
}

function againstDecision(ledger: Ledger, it: Held, line: Said): string | undefined {
  const takesDown = line.state === 'draft' || line.state === 'withdrawn'
  const standsAlready = STANDING.every((field) => it[field] === (line[field] ?? null))
  if (takesDown || standsAlready || !isOlder(ledger, it, line)) return undefined
  if (it.state === 'withdrawn') return `"${it.slug}" was withdrawn here at ${it.withdrawn_at}, after this line was written. To bring it back, publish it.`
  const at = it.decided_at === null ? '' : ` at ${isoOf(it.decided_at)}`
  return `"${it.slug}" was changed here${at}, after this line was written, so it stays ${it.state}. To change that, publish or schedule it.`
}

function isOlder(ledger: Ledger, it: Held, { decided_at, releases }: Said) {
  if (decided_at !== undefined && it.decided_at !== null && decided_at < it.decided_at) return true
  if (it.state === 'withdrawn') return !hasComeOutSince(ledger, it, releases)
  // Exports made before decisions were dated do not say more.
  return decided_at === undefined && it.state === 'scheduled' && releases.length <= releasesOf(ledger, it)
}

const releasesOf = (ledger: Ledger, { id }: Held) => row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM releases WHERE article = ?', id)?.count ?? 0

function hasComeOutSince(ledger: Ledger, it: Held, releases: Said['releases']) {
  const last =
    releases
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? ''
  return (it.withdrawn_at ?? '') < last || releases.length > releasesOf(ledger, it)
}
