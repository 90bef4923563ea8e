/** From the outbox into KV. Every value is built from the ledger when it is written. */

import { parseJson } from '../../copy/parse.ts'
import { parseArticle } from '../../copy/parse-article.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Tombstone } from '../../copy/shapes/tombstone.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import { alsoKey, articleKey, CAMPAIGNS_KEY, listingKey, SITE_KEY } from '../../edition/keys.ts'
import { type KvEntry, type KvWriter, readEntries, writeEntry } from '../../edition/kv-entry.ts'
import { recordAudit } from '../ledger/audit.ts'
import { publishedCorrectionsOf, withCorrections } from '../ledger/corrections.ts'
import {
  dequeue,
  markDone,
  markFailed,
  markTried,
  nextBatch,
  nextUrgent,
  type PrintJob,
  type QueuedJob,
  queuedRankOf,
  RANK,
  tagInKv,
} from '../ledger/outbox.ts'
import { articleRow, saveRevision, storyCalled, textOfRevision } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { alsoOf } from '../listings/also-worth-reading.ts'
import { recordChange, recordTag } from '../listings/change-times.ts'
import { addToListings } from '../listings/listed-articles.ts'
import { frontOf, listingOf } from '../listings/listings.ts'
import { HAND_PUT_NOTE, revisionOfHandPut } from '../publishing/filing.ts'
import { listRunningCampaigns, readSite } from '../publishing/site-settings.ts'
import { PURGE_RANK, type PurgeRank, queuePurge } from './purging.ts'
import { isTooEarly, NOTHING, queueRedirects, redirectFrom } from './redirects.ts'

/** A Durable Object has six connections to the outside at once. */
const AT_ONCE = 6

export type PressContext = {
  ledger: Ledger
  kv: KvWriter
  transact: <T>(step: () => T) => T
  clock: () => number
  log: (line: Record<string, unknown>) => void
}

/** One step: the most urgent batch. Answers how much there was to do. */
export async function printBatch(context: PressContext): Promise<number> {
  const batch = context.transact(() => nextBatch(context.ledger, context.clock()))
  await saveHandPutCopies(context, batch)
  for (let at = 0; at < batch.length; at += AT_ONCE) {
    await Promise.all(batch.slice(at, at + AT_ONCE).map((it) => printJob(context, it)))
    if (!batch[at]?.bulk) continue
    await yieldToEventLoop()
    // What a person waits for is not behind the rest of a batch: what is left of it stays in the outbox.
    if ((nextUrgent(context.ledger) ?? Infinity) <= context.clock()) break
  }
  return batch.length
}

/**
 * Where KV is in the same process (workerd on one's own machine), writing to it is no waiting, and whoever calls meanwhile is
 * heard when the whole alarm is over. A timer makes the event loop look who is there.
 */
export const yieldToEventLoop = () => new Promise((resolve) => setTimeout(resolve, 1))

async function printJob({ ledger, kv, transact, clock, log }: PressContext, it: QueuedJob) {
  const work = transact(() => {
    // Withdrawn since the batch was drawn up: it is removed when nothing links to it any more, and not before.
    if (it.rank !== RANK.removal && queuedRankOf(ledger, it) === RANK.removal) return undefined
    if (it.kind === 'article' && isTooEarly(ledger, it.name)) return void dequeue(ledger, it)
    const value = buildValue(ledger, it)
    const isNews = it.force === 1 || value.tag !== tagInKv(ledger, it)
    if (isNews) markTried(ledger, it, clock())
    // What could not be written before reaches readers only now.
    if (it.attempts > 0) recordChange(ledger, it.kind, it.name, clock())
    return { value: { ...value, at: recordTag(ledger, it.kind, it.name, value.tag, clock()) }, isNews }
  })
  if (!work) return
  const { value, isNews } = work
  try {
    if (isNews) await writeEntry(kv, value)
  } catch (error) {
    log({ event: 'kv-write-failed', kind: it.kind, name: it.name, attempts: it.attempts + 1, error: String(error) })
    return transact(() => markFailed(ledger, it, clock()))
  }
  transact(() => {
    markDone(ledger, it, value.tag)
    if (isNews) queuePurge(ledger, value.key, clock(), purgeRankOf(it))
    if (value.revision !== undefined) listPublished(ledger, it, value.revision, clock())
    if (it.kind === 'article') queueRedirects(ledger, it.name, clock(), { bulk: it.bulk === 1, force: it.force === 1 })
  })
}

function purgeRankOf({ kind, rank, bulk }: QueuedJob): PurgeRank {
  if (rank === RANK.removal) return PURGE_RANK.takenDown
  if (bulk) return PURGE_RANK.bulk
  return kind === 'listing' || kind === 'also' ? PURGE_RANK.listing : PURGE_RANK.printed
}

/** The article is in KV: what links to it may follow, unless it was withdrawn or replaced meanwhile. */
function listPublished(ledger: Ledger, { name, bulk }: QueuedJob, revision: number, now: number) {
  const it = articleRow(ledger, name)
  if (it?.live !== revision) return
  addToListings(ledger, it.id, JSON.parse(textOfRevision(ledger, it.id, revision) as string) as Article, now, bulk === 1)
}

type KvValue = Omit<KvEntry, 'at'> & { revision?: number }

/** The value that a KV key is to have, as the ledger says. */
export function buildValue(ledger: Ledger, { kind, name }: PrintJob): KvValue {
  switch (kind) {
    case 'article':
      return buildArticle(ledger, name)
    case 'also':
      return kvValueOf(alsoKey(ledger.lang, name), alsoOf(ledger, name))
    case 'listing':
      return kvValueOf(listingKey(ledger.lang, name), name === 'front' ? frontOf(ledger) : listingOf(ledger, name))
    case 'site':
      return kvValueOf(SITE_KEY, readSite(ledger))
    case 'campaigns':
      return kvValueOf(CAMPAIGNS_KEY, listRunningCampaigns(ledger))
  }
}

function kvValueOf(key: string, value: object | undefined): KvValue {
  const text = value && JSON.stringify(value)
  return { key, text, tag: text === undefined ? NOTHING : fingerprint(text) }
}

function buildArticle(ledger: Ledger, slug: string): KvValue {
  const key = articleKey(ledger.lang, slug)
  const it = articleRow(ledger, slug)
  if (!it) return { key, ...redirectFrom(ledger, slug) }
  const text = it.live === null ? undefined : textOfRevision(ledger, it.id, it.live)
  if (it.live !== null && text !== undefined)
    return { key, text, tag: `${it.live}${fingerprint(text)}`, revision: it.live, ...(it.first_slug && { first: it.first_slug }) }
  if (it.state !== 'withdrawn' || !it.withdrawn_at || !it.came_out) return { key, text: undefined, tag: NOTHING }
  const tombstone: Tombstone = { v: 1, withdrawn: true, slug, section: it.path.split('/')[1] as string, at: it.withdrawn_at }
  return { key, text: JSON.stringify(tombstone), tag: `${it.revision}w${fingerprint(JSON.stringify(tombstone))}` }
}

/**
 * Before the press writes over an article, it looks whether an editor's hand was there first, and keeps what it finds as a
 * revision. Between this look and the write lies an accepted race: KV has no compare-and-set.
 */
async function saveHandPutCopies({ ledger, kv, transact, clock, log }: PressContext, batch: QueuedJob[]) {
  const slugs = new Map(batch.filter(({ kind }) => kind === 'article').map(({ name }) => [articleKey(ledger.lang, name), name]))
  try {
    for (const [key, { text, tag }] of await readEntries(kv, [...slugs.keys()])) {
      if (!tag) transact(() => saveHandPut(ledger, slugs.get(key) as string, text, clock()))
    }
  } catch (error) {
    // KV does not answer: then neither will the write go through, and the next attempt looks again.
    log({ event: 'hand-put-unseen', error: String(error) })
  }
}

function saveHandPut(ledger: Ledger, slug: string, text: string, now: number) {
  const json = parseJson(text)
  const parsed = json.ok ? parseArticle(json.value) : json
  const it = storyCalled(ledger, slug)
  if (!it || !parsed.ok || parsed.value.slug !== slug) return
  const own = { ...parsed.value, slug: it.slug }
  const article = withCorrections(own, { corrections: publishedCorrectionsOf(ledger, it) })
  if ([own, article].some((copy) => revisionOfHandPut(ledger, it, copy) !== undefined)) return
  const hand = { name: 'kv', role: 'editor' } as const
  const { revision } = saveRevision(ledger, article, hand, now, `${HAND_PUT_NOTE}, and replaced by a filing`)
  recordAudit(ledger, hand, now, { what: 'adopt', slug: it.slug, revision, detail: 'kept, not published: a filing came after it' })
}
