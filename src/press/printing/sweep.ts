/**
 * Adopting what editors put straight into KV. One step lists one page of keys and compares their tags, which come with the
 * list, to what the press wrote: only values without our tag are read.
 */
import { futureMomentFlaws } from '../../copy/future-moments.ts'
import { type Parsed, parseJson, parseWith } from '../../copy/parse.ts'
import { parseArticle } from '../../copy/parse-article.ts'
import { Campaigns } from '../../copy/shapes/campaign.ts'
import { isRedirect } from '../../copy/shapes/redirect.ts'
import { Site } from '../../copy/shapes/site.ts'
import { isTombstone, Tombstone } from '../../copy/shapes/tombstone.ts'
import { articlePrefix, CAMPAIGNS_KEY, SITE_KEY } from '../../edition/keys.ts'
import { readEntries } from '../../edition/kv-entry.ts'
import type { Actor, SweepReport } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { deleteFormerSlug, renamedFrom } from '../ledger/former-slugs.ts'
import { dueAtOf, enqueue, RANK } from '../ledger/outbox.ts'
import { articleRow } from '../ledger/revisions.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { file, HAND_PUT_NOTE, revisionOfHandPut } from '../publishing/filing.ts'
import { withdrawNow } from '../publishing/publishing.ts'
import { deleteCampaign, listRunningCampaigns, readSite, readValue, saveCampaign, saveSite, saveValue } from '../publishing/site-settings.ts'
import { hasGoodCopy, listRestored, restoreMalformed } from './malformed-copy.ts'
import type { PressContext } from './printing.ts'

const KEYS_PER_STEP = 1000
/** KV answers at most 100 values or 25 MB at once. */
const VALUES_AT_ONCE = 25
/** What KV lists or caches may be older than our last write by so much. */
const KV_SETTLES_MS = 300_000
/** The cron looks at a malformed value that cannot be restored again after an hour; a person who asks, at once. */
const LOOK_AGAIN_MS = 3_600_000

/** So many are a person's work, and others may be waiting to see them; more are an upload. */
const FEW = 20

const KV_ACTOR: Actor = { name: 'kv', role: 'editor' }

export async function sweep(context: PressContext, actor: Actor): Promise<SweepReport> {
  const { ledger, kv, transact, clock } = context
  const prefix = articlePrefix(ledger.lang)
  const { cursor } = readValue<{ cursor?: string }>(ledger, 'sweep') ?? {}
  const report: SweepReport = { seen: 0, adopted: [], malformed: [], done: false }
  const listed = await kv.list<{ tag?: string }>({ prefix, limit: KEYS_PER_STEP, ...(cursor && { cursor }) })
  if (!cursor && actor.name !== CRON_NAME) report.healed = listRestored(ledger, clock())
  const suspects = transact(() => suspectsIn(ledger, listed.keys, prefix, clock()))
  const wanted = [...(cursor ? [] : [SITE_KEY, CAMPAIGNS_KEY]), ...suspects].filter((key) => !isKnownBad(ledger, key, actor, clock(), report))
  for (let at = 0; at < wanted.length; at += VALUES_AT_ONCE) {
    const found = await readEntries(kv, wanted.slice(at, at + VALUES_AT_ONCE))
    transact(() => {
      for (const [key, { text, tag }] of found)
        if (!tag || isUnknown(ledger, key, prefix)) adoptOrReport(context, key, text, { prefix, report, bulk: wanted.length > FEW })
    })
  }
  report.seen = listed.keys.length
  report.done = listed.list_complete
  transact(() => saveValue(ledger, 'sweep', listed.list_complete ? {} : { cursor: listed.cursor }))
  return report
}

/** Keys without our tag, and articles that the ledger never had. What bears a tag that is not our last, long after we wrote it, is written again. */
function suspectsIn(ledger: Ledger, keys: { name: string; metadata?: { tag?: string } | null }[], prefix: string, now: number): string[] {
  const names = keys.map(({ name }) => name.slice(prefix.length))
  const written = new Map(
    rows<{ name: string; tag: string | null; written_at: number }>(
      ledger,
      `SELECT name, tag, written_at FROM kv_entries WHERE kind = 'article' AND name >= ? AND name <= ?`,
      ...[names[0] ?? '', names.at(-1) ?? ''],
    ).map((it) => [it.name, it]),
  )
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
  if (!bad || actor.name !== CRON_NAME || bad.seen_at + LOOK_AGAIN_MS <= now || hasGoodCopy(ledger, key)) return false
  report.malformed.push({ key, message: bad.message })
  return true
}

/** The name under which the scheduled sweep comes. */
export const CRON_NAME = 'cron'

type Round = { prefix: string; report: SweepReport; bulk: boolean }

function adoptOrReport(context: PressContext, key: string, text: string, { prefix, report, bulk }: Round) {
  const { ledger, clock } = context
  const json = parseJson(text)
  const message = json.ok ? adopt(ledger, key, json.value, { prefix, bulk, report }, clock()) : json.flaws[0]?.message
  if (message === undefined) {
    run(ledger, 'DELETE FROM malformed WHERE key = ?', key)
    report.adopted.push(key.startsWith(prefix) ? key.slice(prefix.length) : key)
  } else if (message !== '') {
    restoreMalformed(context, key, { text, message, bulk })
    report.malformed.push({ key, message })
  }
}

/** What is wrong with it; nothing once it is adopted; '' where there is nothing to adopt: a tombstone, or an old view of what was adopted before. */
function adopt(ledger: Ledger, key: string, value: unknown, { prefix, bulk, report }: Round, now: number): string | undefined {
  if (key === SITE_KEY) return adoptSite(ledger, parseWith(Site, value), now)
  if (key === CAMPAIGNS_KEY) return adoptCampaigns(ledger, parseWith(Campaigns, value), now)
  const slug = key.slice(prefix.length)
  const renamed = articleRow(ledger, slug) ? undefined : renamedFrom(ledger, slug)
  // A redirect that another ledger printed, or a hand put there, leads where it leads.
  if (isRedirect(value)) return articleRow(ledger, slug) || renamed ? `The address of "${slug}" is changed by renaming it.` : ''
  if (renamed?.is_public) return isJustWritten(ledger, slug, now) ? '' : renamedMessage(slug, renamed.slug)
  if (renamed) deleteFormerSlug(ledger, slug)
  if (isTombstone(value)) return adoptTombstone(ledger, slug, parseWith(Tombstone, value), now)
  const parsed = parseArticle(value)
  if (!parsed.ok) return flawsOf(parsed)
  if (parsed.value.slug !== slug) return wrongSlugMessage(parsed.value.slug, slug)
  const ahead = futureMomentFlaws(parsed.value, now)
  if (ahead.length > 0) return flawsOf({ flaws: ahead })
  const it = articleRow(ledger, slug)
  const filed = it && revisionOfHandPut(ledger, it, parsed.value)
  if (filed !== undefined && filed !== it?.live) {
    if (isJustWritten(ledger, slug, now)) return ''
  }
  if (parsed.notes.length > 0) report.notes = [...(report.notes ?? []), { key, notes: parsed.notes }]
  file(
    ledger,
    now,
    { article: parsed.value, actor: KV_ACTOR, publish: 'now', undated: false },
    { what: 'adopt', note: [HAND_PUT_NOTE, ...parsed.notes].join('. '), bulk },
  )
  // Written again, to bear our tag; or removed, where its time has not come.
  const rank = articleRow(ledger, slug)?.live == null ? RANK.removal : RANK.article
  enqueue(ledger, { kind: 'article', name: slug, rank }, now, { bulk: bulk && rank === RANK.article, force: true })
  return undefined
}

const wrongSlugMessage = (says: string, slug: string) => `/slug: The article says it is "${says}", and stands under "${slug}".`

const renamedMessage = (slug: string, current: string) =>
  `/slug: "${slug}" is called "${current}" now, and its old address leads there. Change it under "${current}", or give another story another slug.`

/** KV may still hand out what was there before our last write. */
function isJustWritten(ledger: Ledger, slug: string, now: number) {
  const written = row<{ written_at: number }>(ledger, `SELECT written_at FROM kv_entries WHERE kind = 'article' AND name = ?`, slug)?.written_at
  return written !== undefined && written + KV_SETTLES_MS > now
}

/** Put there by hand, it takes the story down: readers see it gone already. */
function adoptTombstone(ledger: Ledger, slug: string, parsed: Parsed<Tombstone>, now: number): string | undefined {
  if (!parsed.ok) return flawsOf(parsed)
  if (parsed.value.slug !== slug) return wrongSlugMessage(parsed.value.slug, slug)
  const it = articleRow(ledger, slug)
  if (it?.live == null || isJustWritten(ledger, slug, now)) return ''
  withdrawNow(ledger, it, now)
  enqueue(ledger, { kind: 'article', name: slug, rank: RANK.removal }, now, { force: true })
  recordAudit(ledger, KV_ACTOR, now, { what: 'withdraw', slug, revision: it.revision, detail: 'by a tombstone put into KV by hand' })
  return undefined
}

function adoptSite(ledger: Ledger, parsed: Parsed<Site>, now: number) {
  if (!parsed.ok) return flawsOf(parsed)
  if (JSON.stringify(readSite(ledger)) !== JSON.stringify(parsed.value)) saveSite(ledger, parsed.value, KV_ACTOR, now)
  enqueue(ledger, { kind: 'site', name: 'site' }, now, { force: true })
  return undefined
}

/** A hand-put list says which bookings run; those that are not on it are taken off. */
function adoptCampaigns(ledger: Ledger, parsed: Parsed<ReturnType<typeof listRunningCampaigns>>, now: number) {
  if (!parsed.ok) return flawsOf(parsed)
  const ids = new Set(parsed.value.map(({ id }) => id))
  for (const { id } of listRunningCampaigns(ledger)) if (!ids.has(id)) deleteCampaign(ledger, id, KV_ACTOR, now)
  for (const campaign of parsed.value) saveCampaign(ledger, campaign, KV_ACTOR, now)
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now, { force: true })
  recordAudit(ledger, KV_ACTOR, now, { what: 'adopt', detail: 'campaigns' })
  return undefined
}

const flawsOf = ({ flaws }: { flaws: { pointer: string; message: string }[] }) =>
  flaws
    .map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message))
    .slice(0, 5)
    .join(' ')
