/**
 * The front cache is told what changed: its tags are KV keys. Told twice, because KV itself may hand out the old value
 * for up to a minute elsewhere, and a page printed from that must not stay.
 *
 * The platform takes few calls (a bucket of 25 for the account, five more a minute, whatever the plan) and answers one too
 * many with `success: false` (developers.cloudflare.com/workers/cache/limitations). So one call every twelve seconds carries all
 * that is due, take-downs alone wait for no turn and spend what the others save, and nothing counts as done before the platform
 * says so.
 */

import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { within } from '../../edition/within.ts'
import { boundQueue, EVERYTHING, PURGE_RANK } from '../ledger/purge-queue.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { readValue, saveValue } from '../ledger/stored-values.ts'
import type { PressContext } from './press-context.ts'

/** Purges these tags, or all there is. */
export type Purge = (tags: string[] | 'everything') => Promise<CachePurgeResult>

const KV_SETTLES_MS = 65_000
/** Second tellings that fall into one such span go in one call. */
const SECOND_PURGE_SPAN_MS = 15_000
/** One call of purge takes at most so many tags (developers.cloudflare.com/cache/how-to/purge-cache: operations per request). */
const MAX_TAGS = 100

/** Of the platform's bucket, five calls are left to the account's other Workers. */
const MAX_CALLS = 20
const MS_PER_CALL = 12_000
/** Calls that only take-downs may use. */
const CALLS_FOR_REMOVALS = 5
const RETRY_MS = 5000
const MAX_RETRY_MS = 30_000
/** A call without an answer by then is as good as refused. */
const PATIENCE_MS = 10_000
/** After a purge of everything all readers' next pages are made anew: no import does that more often. */
const EVERYTHING_SPAN_MS = 300_000
/** Nothing is due later than that, but for what a clock queued that was ahead. */
const LONGEST_WAIT_MS = EVERYTHING_SPAN_MS

/** Calls we may make, as of `at`; after refusals nobody calls before `notBefore`. `everythingAt`: when everything was purged last. */
type Budget = { calls: number; at: number; refusals: number; notBefore: number; everythingAt?: number }
const BUDGET = 'purge-budget'

type Due = { key: string; due_at: number; again: number }

/** One call, if one is due and may be made. Answers how many keys it was for. */
export async function purgeDue({ ledger, clock, log }: PressContext, purge: Purge | undefined): Promise<number> {
  const now = clock()
  if (!purge) return run(ledger, 'DELETE FROM purges')
  const budget = budgetAt(ledger, now)
  run(ledger, 'UPDATE purges SET due_at = ? WHERE due_at > ?', now, now + LONGEST_WAIT_MS)
  boundQueue(ledger, now, Math.max(now, (budget.everythingAt ?? 0) + EVERYTHING_SPAN_MS))
  if ((nextPurge(ledger, now) ?? Infinity) > now) return 0
  const due = rows<Due>(ledger, 'SELECT key, due_at, again FROM purges WHERE due_at <= ? ORDER BY rank, due_at LIMIT ?', now, MAX_TAGS)
  saveValue(ledger, BUDGET, { ...budget, calls: budget.calls - 1 })
  const isAll = due.some(({ key }) => key === EVERYTHING)
  const failure = await failureOf(purge(isAll ? 'everything' : due.map(({ key }) => encodeLetters(key))))
  const left = budgetAt(ledger, clock())
  if (failure) {
    const refusals = budget.refusals + 1
    log({ event: 'purge-refused', keys: due.length, refusals, error: failure.error })
    const notBefore = left.at + Math.min(RETRY_MS * 2 ** Math.min(refusals - 1, 10), MAX_RETRY_MS)
    // The platform knows better than we what is left: others use the same bucket.
    saveValue(ledger, BUDGET, { ...left, calls: failure.byPlatform ? Math.min(left.calls, 1) : left.calls, refusals, notBefore })
    return due.length
  }
  saveValue(ledger, BUDGET, { ...left, refusals: 0, notBefore: 0, ...(isAll && { everythingAt: now }) })
  markPurged(ledger, due, now)
  return due.length
}

function markPurged(ledger: Ledger, due: Due[], now: number) {
  const again = Math.ceil((now + KV_SETTLES_MS) / SECOND_PURGE_SPAN_MS) * SECOND_PURGE_SPAN_MS
  for (const { key, due_at, again: isFirst } of due) {
    // A later write of the same key has queued it anew; that stays queued.
    if (isFirst) run(ledger, 'UPDATE purges SET due_at = ?, again = 0 WHERE key = ? AND due_at = ?', again, key, due_at)
    else run(ledger, 'DELETE FROM purges WHERE key = ? AND due_at = ?', key, due_at)
  }
}

/** Why nothing was purged; undefined when it was. */
async function failureOf(purging: Promise<CachePurgeResult>): Promise<{ byPlatform: boolean; error: string } | undefined> {
  try {
    const { success, errors } = await within(PATIENCE_MS, purging)
    return success ? undefined : { byPlatform: true, error: errors.map(({ code, message }) => `${code} ${message}`).join(', ') }
  } catch (error) {
    return { byPlatform: false, error: String(error) }
  }
}

/** When the next call may be made that has something to say. */
export function nextPurge(ledger: Ledger, now: number): number | undefined {
  const { urgent, other } =
    row<{ urgent: number | null; other: number | null }>(
      ledger,
      'SELECT (SELECT min(due_at) FROM purges WHERE rank = ?1) AS urgent, (SELECT min(due_at) FROM purges WHERE rank > ?1) AS other',
      PURGE_RANK.removal,
    ) ?? {}
  const budget = storedBudget(ledger, now)
  const moments = [
    urgent != null && Math.max(urgent, affordableFrom(budget, 1)),
    other != null && Math.max(other, affordableFrom(budget, 1 + CALLS_FOR_REMOVALS), budget ? budget.at + MS_PER_CALL : 0),
  ]
  const next = Math.min(...moments.filter((moment) => moment !== false))
  return next === Infinity ? undefined : Math.min(next, now + LONGEST_WAIT_MS)
}

/** When there will be so many calls left. */
function affordableFrom(budget: Budget | undefined, calls: number) {
  if (!budget) return 0
  return Math.max(budget.notBefore, budget.at + Math.ceil((calls - budget.calls) * MS_PER_CALL))
}

function budgetAt(ledger: Ledger, now: number): Budget {
  const { calls, at, ...kept } = storedBudget(ledger, now) ?? { calls: MAX_CALLS, at: now, refusals: 0, notBefore: 0 }
  return { ...kept, calls: Math.min(MAX_CALLS, calls + (now - at) / MS_PER_CALL), at: now }
}

/** What a clock noted that was ahead says nothing. */
function storedBudget(ledger: Ledger, now: number) {
  const budget = readValue<Budget>(ledger, BUDGET)
  return budget && budget.at <= now ? budget : undefined
}
