/**
 * Adopting what editors put straight into KV. One step lists one page of keys and compares their tags, which come with the
 * list, to what the press wrote: only values without our tag are read.
 */
import { articlePrefix, CAMPAIGNS_KEY, SITE_KEY } from '../../edition/keys.ts'
import { readEntries } from '../../edition/kv-entry.ts'
import type { Actor, SweepReport } from '../calls.ts'
import { CRON_NAME } from '../ledger/actors.ts'
import { articleRow } from '../ledger/article-row.ts'
import { dueAtOf, enqueue } from '../ledger/outbox.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import { readValue, saveValue } from '../ledger/stored-values.ts'
import { adoptOrReport } from './adoption.ts'
import { hasGoodCopy, listRestored } from './malformed-copy.ts'
import type { PressContext } from './press-context.ts'
import { KV_SETTLES_MS } from './stale-views.ts'

const KEYS_PER_STEP = 1000
/** KV answers at most 100 values or 25 MB at once. */
const VALUES_AT_ONCE = 25
/** The cron looks at a malformed value that cannot be restored again after an hour; a person who asks, at once. */
const LOOK_AGAIN_MS = 3_600_000

/** So many are a person's work, and others may be waiting to see them; more are an upload. */
const MAX_URGENT = 20

/** Of a sweep that takes several steps: where the list goes on, and the last slug before it. */
type Progress = { cursor?: string; after?: string }

export async function sweep(context: PressContext, actor: Actor): Promise<SweepReport> {
  const { ledger, kv, transact, clock } = context
  const prefix = articlePrefix(ledger.lang)
  const { cursor, after = '' } = readValue<Progress>(ledger, 'sweep') ?? {}
  const report: SweepReport = { seen: 0, adopted: [], malformed: [], done: false }
  const listed = await kv.list<{ tag?: string }>({ prefix, limit: KEYS_PER_STEP, ...(cursor && { cursor }) })
  if (!cursor && actor.name !== CRON_NAME) report.healed = listRestored(ledger, clock())
  const names = listed.keys.map(({ name }) => name.slice(prefix.length))
  const upTo = listed.list_complete ? undefined : names.at(-1)
  const suspects = transact(() => {
    const written = writtenBetween(ledger, after, upTo)
    printLost(ledger, new Set(names), written, clock())
    return suspectsIn(ledger, listed.keys, prefix, written, clock())
  })
  const wanted = [...(cursor ? [] : [SITE_KEY, CAMPAIGNS_KEY]), ...suspects].filter((key) => !isKnownBad(ledger, key, actor, clock(), report))
  for (let at = 0; at < wanted.length; at += VALUES_AT_ONCE) {
    const found = await readEntries(kv, wanted.slice(at, at + VALUES_AT_ONCE))
    transact(() => {
      for (const [key, { text, tag }] of found)
        if (!tag || isUnknown(ledger, key, prefix)) adoptOrReport(context, key, text, { prefix, report, bulk: wanted.length > MAX_URGENT })
    })
  }
  report.seen = listed.keys.length
  report.done = listed.list_complete
  transact(() => saveValue(ledger, 'sweep', { at: clock(), ...(!listed.list_complete && { cursor: listed.cursor, after: upTo }) }))
  return report
}

type Written = Map<string, { tag: string | null; written_at: number }>

/** What we wrote of articles after one slug up to another, or to the end. */
function writtenBetween(ledger: Ledger, after: string, upTo: string | undefined): Written {
  const found = rows<{ name: string; tag: string | null; written_at: number }>(
    ledger,
    `SELECT name, tag, written_at FROM kv_entries WHERE kind = 'article' AND name > ? AND (?2 IS NULL OR name <= ?2)`,
    ...[after, upTo ?? null],
  )
  return new Map(found.map((it) => [it.name, it]))
}

/** What we wrote long ago and KV doesn't list was lost there, or deleted by hand: readers would get a 404 of a story that is out. */
function printLost(ledger: Ledger, listed: ReadonlySet<string>, written: Written, now: number) {
  for (const [name, { tag, written_at }] of written) {
    const isLost = tag !== null && !listed.has(name) && written_at + KV_SETTLES_MS < now
    if (isLost && dueAtOf(ledger, { kind: 'article', name }) === undefined) enqueue(ledger, { kind: 'article', name }, now, { bulk: true, force: true })
  }
}

/** Keys without our tag, and articles that the ledger never had. What bears a tag that is not our last, long after we wrote it, is written again. */
function suspectsIn(ledger: Ledger, keys: { name: string; metadata?: { tag?: string } | null }[], prefix: string, written: Written, now: number): string[] {
  return keys.flatMap(({ name: key, metadata }) => {
    const name = key.slice(prefix.length)
    const ours = written.get(name)
    if (!metadata?.tag || (!ours && isUnknown(ledger, key, prefix))) return [key]
    const isOdd = ours ? ours.tag !== metadata.tag && ours.written_at + KV_SETTLES_MS < now : false
    if (isOdd && dueAtOf(ledger, { kind: 'article', name }) === undefined) enqueue(ledger, { kind: 'article', name }, now, { bulk: true, force: true })
    return []
  })
}

/** An article that another ledger wrote: this one was lost, or KV was copied from elsewhere. */
const isUnknown = (ledger: Ledger, key: string, prefix: string) => key.startsWith(prefix) && articleRow(ledger, key.slice(prefix.length)) === undefined

function isKnownBad(ledger: Ledger, key: string, actor: Actor, now: number, report: SweepReport) {
  const bad = row<{ message: string; seen_at: number }>(ledger, 'SELECT message, seen_at FROM malformed WHERE key = ? AND healed_at IS NULL', key)
  if (!bad || actor.name !== CRON_NAME || bad.seen_at + LOOK_AGAIN_MS <= now || hasGoodCopy(ledger, key, now)) return false
  report.malformed.push({ key, message: bad.message })
  return true
}
