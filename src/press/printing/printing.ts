/** From the outbox into KV. Every value is built from the ledger when it is written. */

import type { Article } from '../../copy/shapes/article.ts'
import { LEDGER_TAG } from '../../edition/keys.ts'
import { writeEntry } from '../../edition/kv-entry.ts'
import { Unavailable } from '../../edition/within.ts'
import { articleRow } from '../ledger/article-row.ts'
import { asPrinted } from '../ledger/as-printed.ts'
import { dequeue, enqueue, markDone, markFailed, markTried, nextBatch, nextUrgent, type QueuedJob, queuedRankOf, RANK, tagInKv } from '../ledger/outbox.ts'
import { PURGE_RANK, type PurgeRank, queuePurge } from '../ledger/purge-queue.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { recordChange, recordTag } from '../listings/change-times.ts'
import { addToListings } from '../listings/listed-articles.ts'
import { saveHandPutCopies } from './hand-put-copies.ts'
import { buildValue } from './kv-values.ts'
import type { PressContext } from './press-context.ts'
import { isTooEarly, queueRedirects } from './redirects.ts'

/** A Durable Object has six connections to the outside at once. */
const MAX_WRITES_AT_ONCE = 6

/** One step: the most urgent batch. Answers how much there was to do. */
export async function printBatch(context: PressContext): Promise<number> {
  const batch = context.transact(() => nextBatch(context.ledger, context.clock()))
  await saveHandPutCopies(context, batch)
  for (let at = 0; at < batch.length; at += MAX_WRITES_AT_ONCE) {
    await Promise.all(batch.slice(at, at + MAX_WRITES_AT_ONCE).map((it) => printJob(context, it)))
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
    const value = buildValue(ledger, it, clock())
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
    // It may still come to something, after what is written next: then that is written once more.
    if (error instanceof Unavailable)
      error.late?.then(
        () => transact(() => enqueue(ledger, it, clock(), { bulk: true, force: true })),
        () => undefined,
      )
    return transact(() => markFailed(ledger, it, clock()))
  }
  transact(() => {
    markDone(ledger, it, value.tag)
    if (isNews) queuePurge(ledger, value.key, clock(), purgeRankOf(it))
    if (it.rank === RANK.removal) queuePurge(ledger, LEDGER_TAG, clock(), PURGE_RANK.removal)
    if (value.revision !== undefined) listPublished(ledger, it, value.revision, clock())
    if (it.kind === 'article') queueRedirects(ledger, it.name, clock(), { bulk: it.bulk === 1, force: it.force === 1 })
  })
}

function purgeRankOf({ kind, rank, bulk }: QueuedJob): PurgeRank {
  if (rank === RANK.removal) return PURGE_RANK.removal
  if (bulk) return PURGE_RANK.bulk
  return kind === 'listing' || kind === 'also' ? PURGE_RANK.listing : PURGE_RANK.printed
}

/** The article is in KV: what links to it may follow, unless it was withdrawn or replaced meanwhile. */
function listPublished(ledger: Ledger, { name, bulk }: QueuedJob, revision: number, now: number) {
  const it = articleRow(ledger, name)
  if (it?.live !== revision) return
  const article = copyOfRevision(ledger, it.id, revision) as Article
  addToListings(ledger, it.id, asPrinted(ledger, article), now, bulk === 1)
}
