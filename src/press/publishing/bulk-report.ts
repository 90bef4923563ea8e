/** An order for many that may be sent twice, and what became of it: told on a page of its own, which can be loaded again. */
import type { Actor } from '../calls.ts'
import { answerGiven } from '../ledger/answers.ts'
import type { Ledger } from '../ledger/sql.ts'
import type { BulkOrder, BulkReport, BulkResult, BulkStory } from '../newsroom-calls.ts'
import { orderOne } from './bulk.ts'
import { doOnce, saveAnswer } from './idempotency.ts'

type Work = { ledger: Ledger; clock: () => number; transact: <T>(step: () => T) => T }

/** In one call. */
const MAX_AT_ONCE = 100

/** Each story is done once under the key, also when the order was cut off in the middle and is sent again. */
export function orderMany({ ledger, clock, transact }: Work, order: BulkOrder, stories: readonly BulkStory[], actor: Actor, key?: string) {
  const results = stories.slice(0, MAX_AT_ONCE).map((story): BulkResult => {
    const once = key === undefined ? undefined : { key: `${key} ${story.slug}`, bodyHash: JSON.stringify([order, story]) }
    const outcome = transact(() => {
      const now = clock()
      return doOnce(ledger, actor, once, now, () => orderOne(ledger, now, order, story, actor))
    })
    return { slug: story.slug, outcome }
  })
  if (key !== undefined) transact(() => saveAnswer(ledger, actor, { key, bodyHash: '' }, reportOf(order, results), clock()))
  return results
}

/** Without headlines: those go when a story is erased. */
const reportOf = ({ order }: BulkOrder, results: readonly BulkResult[]): BulkReport => ({
  order,
  done: results.flatMap(({ slug, outcome }) => (outcome.ok && outcome.changed ? [slug] : [])),
  same: results.flatMap(({ slug, outcome }) => (outcome.ok && !outcome.changed ? [slug] : [])),
  refused: results.flatMap(({ slug, outcome }) => (outcome.ok ? [] : [{ slug, refusal: outcome }])),
})

export function bulkReport(ledger: Ledger, now: number, key: string, actor: Actor): BulkReport | null {
  const found = answerGiven(ledger, actor, key, now)
  const report = found?.body_hash === '' ? (JSON.parse(found.outcome) as BulkReport) : null // As it was written above.
  return report && { order: report.order, done: report.done, same: report.same, refused: report.refused }
}
