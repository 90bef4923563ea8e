/** Moments of copy that lie ahead of the clock: what has yet to happen was neither updated, nor told, nor corrected. */

import type { Flaw } from './parse.ts'
import type { Article } from './shapes/article.ts'

/** Clocks of newsrooms and agencies may differ from ours by so much. */
const SKEW_MS = 60_000

/** Copy that is held back may be as new as the moment it comes out. `now` in milliseconds. */
export function futureMomentFlaws(
  article: Pick<Article, 'publishedAt' | 'updatedAt' | 'updates' | 'corrections' | 'ended'>,
  now: number,
  heldUntil?: string,
): Flaw[] {
  const { publishedAt, updatedAt, updates = [], corrections = [], ended } = article
  const latest = Math.max(now + SKEW_MS, Date.parse(publishedAt), heldUntil ? Date.parse(heldUntil) : 0)
  const moments = [
    ...(updatedAt ? [{ pointer: '/updatedAt', at: updatedAt }] : []),
    ...(ended ? [{ pointer: '/ended', at: ended }] : []),
    ...updates.flatMap(({ at, corrections = [] }, index) => [
      { pointer: `/updates/${index}/at`, at },
      ...corrections.map((correction, number) => ({ pointer: `/updates/${index}/corrections/${number}/at`, at: correction.at })),
    ]),
    ...corrections.map(({ at }, index) => ({ pointer: `/corrections/${index}/at`, at })),
  ]
  return moments
    .filter(({ at }) => Date.parse(at) > latest)
    .map(({ pointer, at }) => ({ pointer, message: `${at} is in the future. Enter the time when this happened; only "publishedAt" can be in the future.` }))
}
