/** From the outbox into KV. Every value is built from the ledger when it is written. */

import { parseJson } from '../../copy/parse.ts'
import { parseArticle } from '../../copy/parse-article.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Tombstone } from '../../copy/shapes/tombstone.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import { type Imprint, imprint, type Plate, standingUnder } from '../../edition/imprint.ts'
import { alsoKey, articleKey, CAMPAIGNS_KEY, listingKey, SITE_KEY } from '../../edition/keys.ts'
import { note } from '../ledger/audit.ts'
import { publishedCorrections, withCorrections } from '../ledger/corrections.ts'
import { held, keepRevision, storyCalled, textOfRevision } from '../ledger/ledger.ts'
import { alsoOf } from '../listings/also.ts'
import { changedTo, noteChange } from '../listings/changes.ts'
import { frontOf, listingOf } from '../listings/listings.ts'
import { enter } from '../listings/standing.ts'
import { BY_HAND, revisionOfHandPut } from '../publishing/filing.ts'
import { keptSite, runningCampaigns } from '../publishing/publication.ts'
import type { Ledger } from '../rows.ts'
import { dequeue, type Errand, imprintedTag, markDone, markFailed, markTried, nextBatch, nextUrgent, RANK, rankIn, type Waiting } from './outbox.ts'
import { orderPurge, PURGE_RANK, type PurgeRank } from './purging.ts'
import { isTooEarly, NOTHING, queueRedirects, redirectFrom } from './redirects.ts'

/** A Durable Object has six connections to the outside at once. */
const AT_ONCE = 6

export type Desk = { ledger: Ledger; kv: Plate; transact: <T>(step: () => T) => T; clock: () => number; log: (line: Record<string, unknown>) => void }

/** One step: the most urgent batch. Answers how much there was to do. */
export async function printBatch(desk: Desk): Promise<number> {
  const batch = desk.transact(() => nextBatch(desk.ledger, desk.clock()))
  await spareHandPut(desk, batch)
  for (let at = 0; at < batch.length; at += AT_ONCE) {
    await Promise.all(batch.slice(at, at + AT_ONCE).map((it) => print(desk, it)))
    if (!batch[at]?.bulk) continue
    await letOthersIn()
    // What a person waits for is not behind the rest of a batch: what is left of it stays in the outbox.
    if ((nextUrgent(desk.ledger) ?? Infinity) <= desk.clock()) break
  }
  return batch.length
}

/**
 * Where KV is in the same process (workerd on one's own machine), writing to it is no waiting, and whoever calls meanwhile is
 * heard when the whole alarm is over. A timer makes the event loop look who is there.
 */
export const letOthersIn = () => new Promise((resolve) => setTimeout(resolve, 1))

async function print({ ledger, kv, transact, clock, log }: Desk, it: Waiting) {
  const work = transact(() => {
    // Withdrawn since the batch was drawn up: it goes when nothing leads to it any more, and not before.
    if (it.rank !== RANK.leaving && rankIn(ledger, it) === RANK.leaving) return undefined
    if (it.kind === 'article' && isTooEarly(ledger, it.name)) return void dequeue(ledger, it)
    const value = build(ledger, it)
    const isNews = it.force === 1 || value.tag !== imprintedTag(ledger, it)
    if (isNews) markTried(ledger, it, clock())
    // What could not be written before reaches readers only now.
    if (it.attempts > 0) noteChange(ledger, it.kind, it.name, clock())
    return { value: { ...value, at: changedTo(ledger, it.kind, it.name, value.tag, clock()) }, isNews }
  })
  if (!work) return
  const { value, isNews } = work
  try {
    if (isNews) await imprint(kv, value)
  } catch (error) {
    log({ event: 'imprint-failed', kind: it.kind, name: it.name, attempts: it.attempts + 1, error: String(error) })
    return transact(() => markFailed(ledger, it, clock()))
  }
  transact(() => {
    markDone(ledger, it, value.tag)
    if (isNews) orderPurge(ledger, value.key, clock(), purgeRankOf(it))
    if (value.revision !== undefined) stands(ledger, it, value.revision, clock())
    if (it.kind === 'article') queueRedirects(ledger, it.name, clock(), { bulk: it.bulk === 1, force: it.force === 1 })
  })
}

function purgeRankOf({ kind, rank, bulk }: Waiting): PurgeRank {
  if (rank === RANK.leaving) return PURGE_RANK.takenDown
  if (bulk) return PURGE_RANK.bulk
  return kind === 'listing' || kind === 'also' ? PURGE_RANK.listing : PURGE_RANK.printed
}

/** The article stands in KV: what leads to it may follow, unless it was taken out or replaced meanwhile. */
function stands(ledger: Ledger, { name, bulk }: Waiting, revision: number, now: number) {
  const it = held(ledger, name)
  if (it?.live !== revision) return
  enter(ledger, it.id, JSON.parse(textOfRevision(ledger, it.id, revision) as string) as Article, now, bulk === 1)
}

type Built = Omit<Imprint, 'at'> & { revision?: number }

/** What is to stand there, as the ledger has it. */
export function build(ledger: Ledger, { kind, name }: Errand): Built {
  switch (kind) {
    case 'article':
      return buildArticle(ledger, name)
    case 'also':
      return built(alsoKey(ledger.lang, name), alsoOf(ledger, name))
    case 'listing':
      return built(listingKey(ledger.lang, name), name === 'front' ? frontOf(ledger) : listingOf(ledger, name))
    case 'site':
      return built(SITE_KEY, keptSite(ledger))
    case 'campaigns':
      return built(CAMPAIGNS_KEY, runningCampaigns(ledger))
  }
}

function built(key: string, value: object | undefined): Built {
  const text = value && JSON.stringify(value)
  return { key, text, tag: text === undefined ? NOTHING : fingerprint(text) }
}

function buildArticle(ledger: Ledger, slug: string): Built {
  const key = articleKey(ledger.lang, slug)
  const it = held(ledger, slug)
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
async function spareHandPut({ ledger, kv, transact, clock, log }: Desk, batch: Waiting[]) {
  const slugs = new Map(batch.filter(({ kind }) => kind === 'article').map(({ name }) => [articleKey(ledger.lang, name), name]))
  try {
    for (const [key, { text, tag }] of await standingUnder(kv, [...slugs.keys()])) {
      if (!tag) transact(() => keepHandPut(ledger, slugs.get(key) as string, text, clock()))
    }
  } catch (error) {
    // KV does not answer: then neither will the write go through, and the next attempt looks again.
    log({ event: 'hand-put-unseen', error: String(error) })
  }
}

function keepHandPut(ledger: Ledger, slug: string, text: string, now: number) {
  const json = parseJson(text)
  const parsed = json.ok ? parseArticle(json.value) : json
  const it = storyCalled(ledger, slug)
  if (!it || !parsed.ok || parsed.value.slug !== slug) return
  const own = { ...parsed.value, slug: it.slug }
  const article = withCorrections(own, { corrections: publishedCorrections(ledger, it) })
  if ([own, article].some((copy) => revisionOfHandPut(ledger, it, copy) !== undefined)) return
  const hand = { name: 'kv', role: 'editor' } as const
  const { revision } = keepRevision(ledger, article, hand, now, `${BY_HAND}, and replaced by a filing`)
  note(ledger, hand, now, { what: 'adopt', slug: it.slug, revision, detail: 'kept, not published: a filing came after it' })
}
