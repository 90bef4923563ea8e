/** What providers report about letters after sending them. */
import type { Fetcher } from './http-answer.ts'

/**
 * `bounce`: the address will never accept email. `soft-bounce`: not this time. `complaint`: the reader marked the letter as
 * spam. `at`: ISO 8601. `id`: the same if the same event is reported again. `issue`: as ISSUE_HEADER had it.
 */
export type MailEvent = { kind: 'bounce' | 'soft-bounce' | 'complaint' | 'unsubscribe' | 'delivered'; address: string; at: string; id: string; issue?: string }

/** `unreadable`: from the provider, but not as documented. `later`: the provider should try again. */
export type Report = { ok: true; events: readonly MailEvent[] } | { ok: false; reason: 'not-set-up' | 'not-from-provider' | 'too-old' | 'unreadable' | 'later' }

export type Posted = { headers: Headers; body: string; env: Env; now: number; fetcher: Fetcher }
export type ReadReport = (posted: Posted) => Promise<Report>

/** Any other tag wasn't set by us. */
export const isIssue = (tag: unknown): tag is string => typeof tag === 'string' && /^[\w-]{1,64}$/.test(tag)

/** Undefined if it isn't a valid date. */
export function isoOf(moment: string | number | undefined): string | undefined {
  const date = new Date(moment ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Schemas refuse undefined, which isn't a JSON value.
    return undefined
  }
}
