/** What providers report of letters after they were sent. */
import type { Fetcher } from './http-answer.ts'

/**
 * `bounce`: the address takes no mail, for good. `soft-bounce`: not this time. `complaint`: its reader called the letter
 * spam. `at`: ISO 8601. `id`: the same when the same event is reported again. `issue`: as ISSUE_HEADER had it.
 */
export type MailEvent = { kind: 'bounce' | 'soft-bounce' | 'complaint' | 'unsubscribe' | 'delivered'; address: string; at: string; id: string; issue?: string }

/** `unreadable`: it is from the provider, and not what its documentation says. `later`: ask us again. */
export type Report = { ok: true; events: readonly MailEvent[] } | { ok: false; reason: 'not-set-up' | 'not-from-provider' | 'too-old' | 'unreadable' | 'later' }

export type Posted = { headers: Headers; body: string; env: Env; now: number; fetcher: Fetcher }
export type ReadReport = (posted: Posted) => Promise<Report>

/** A tag that is no issue's was set by somebody else. */
export const isIssue = (tag: unknown): tag is string => typeof tag === 'string' && /^[\w-]{1,64}$/.test(tag)

/** Undefined for what is no moment. */
export function isoOf(moment: string | number | undefined): string | undefined {
  const date = new Date(moment ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Undefined is no JSON value: schemas refuse it.
    return undefined
  }
}
