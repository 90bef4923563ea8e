/**
 * The front cache is told what changed: its tags are KV keys. Told twice, because KV itself may hand out the old value
 * for up to a minute elsewhere, and a page printed from that must not stay.
 *
 * The platform takes few calls (a bucket of 25 for the account, five more a minute, whatever the plan) and answers one too
 * many with `success: false`. One call carries many tags, what was withdrawn goes first, and nothing counts as done before
 * the platform says so.
 */

import { PURGE_RANK } from '../ledger/purge-queue.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { readValue, saveValue } from '../ledger/stored-values.ts'
import type { PressContext } from './press-context.ts'

export type Purge = (tags: string[]) => Promise<CachePurgeResult>

const KV_SETTLES_MS = 65_000
/** Second tellings that fall into one such span go in one call. */
const SECOND_PURGE_SPAN_MS = 15_000
/** One call of purge takes at most so many tags. */
const MAX_TAGS = 100

/** Of the platform's bucket, five calls are left to the account's other Workers. */
const MAX_CALLS = 20
const MS_PER_CALL = 12_000
/** Calls that only take-downs may use. */
const CALLS_FOR_REMOVALS = 5
const RETRY_MS = 5000
const MAX_RETRY_MS = 30_000

/** Calls we may make, as of `at`; after refusals nobody calls before `notBefore`. */
type Budget = { calls: number; at: number; refusals: number; notBefore: number }
const BUDGET = 'purge-budget'

/** One call, if one is due and may be made. Answers how many keys it was for. */
export async function purgeDue({ ledger, clock, log }: PressContext, purge: Purge | undefined): Promise<number> {
  const now = clock()
  if (!purge) return run(ledger, 'DELETE FROM purges')
  if ((nextPurge(ledger) ?? Infinity) > now) return 0
  const due = rows<{ key: string; due_at: number; again: number }>(
    ledger,
    'SELECT key, due_at, again FROM purges WHERE due_at <= ? ORDER BY rank, due_at LIMIT ?',
    now,
    MAX_TAGS,
  )
  const budget = budgetAt(ledger, now)
  saveValue(ledger, BUDGET, { ...budget, calls: budget.calls - 1 })
  const tags = due.map(({ key }) => key)
  const failure = await failureOf(purge, tags)
  if (failure) {
    const refusals = budget.refusals + 1
    log({ event: 'purge-refused', keys: tags.length, refusals, error: failure.error })
    const left = budgetAt(ledger, clock())
    const notBefore = left.at + Math.min(RETRY_MS * 2 ** Math.min(refusals - 1, 10), MAX_RETRY_MS)
    // The platform knows better than we what is left: others use the same bucket.
    saveValue(ledger, BUDGET, { ...left, calls: failure.byPlatform ? Math.min(left.calls, 1) : left.calls, refusals, notBefore })
    return tags.length
  }
  saveValue(ledger, BUDGET, { ...budgetAt(ledger, clock()), refusals: 0, notBefore: 0 })
  const again = Math.ceil((now + KV_SETTLES_MS) / SECOND_PURGE_SPAN_MS) * SECOND_PURGE_SPAN_MS
  for (const { key, due_at, again: isFirst } of due) {
    // A later write of the same key has queued it anew; that stays queued.
    if (isFirst) run(ledger, 'UPDATE purges SET due_at = ?, again = 0 WHERE key = ? AND due_at = ?', again, key, due_at)
    else run(ledger, 'DELETE FROM purges WHERE key = ? AND due_at = ?', key, due_at)
  }
  return due.length
}

/** Why nothing was purged; undefined when it was. */
async function failureOf(purge: Purge, tags: string[]): Promise<{ byPlatform: boolean; error: string } | undefined> {
  try {
    const { success, errors } = await purge(tags)
    return success ? undefined : { byPlatform: true, error: errors.map(({ code, message }) => `${code} ${message}`).join(', ') }
  } catch (error) {
    return { byPlatform: false, error: String(error) }
  }
}

/** When the next call may be made that has something to say. */
export function nextPurge(ledger: Ledger): number | undefined {
  const { urgent, other } =
    row<{ urgent: number | null; other: number | null }>(
      ledger,
      'SELECT (SELECT min(due_at) FROM purges WHERE rank = ?1) AS urgent, (SELECT min(due_at) FROM purges WHERE rank > ?1) AS other',
      PURGE_RANK.removal,
    ) ?? {}
  const budget = readValue<Budget>(ledger, BUDGET)
  const moments = [
    urgent != null && Math.max(urgent, affordableFrom(budget, 1)),
    other != null && Math.max(other, affordableFrom(budget, 1 + CALLS_FOR_REMOVALS)),
  ]
  const next = Math.min(...moments.filter((moment) => moment !== false))
  return next === Infinity ? undefined : next
}

/** When there will be so many calls left. */
function affordableFrom(budget: Budget | undefined, calls: number) {
  if (!budget) return 0
  return Math.max(budget.notBefore, budget.at + Math.ceil((calls - budget.calls) * MS_PER_CALL))
}

function budgetAt(ledger: Ledger, now: number): Budget {
  const { calls, at, refusals, notBefore } = readValue<Budget>(ledger, BUDGET) ?? { calls: MAX_CALLS, at: now, refusals: 0, notBefore: 0 }
  return { calls: Math.min(MAX_CALLS, calls + Math.max(0, now - at) / MS_PER_CALL), at: now, refusals, notBefore }
}
