/** A live article's updates as its page shows them. */
import type { LiveUpdate } from './article.ts'
import { byTime, isTold, updatesNewestFirst } from './live.ts'

/** As readers get them: what is pinned stands above, and what was taken back leaves its place. */
export const updatesInOrder = (updates: readonly LiveUpdate[]) =>
  byTime(updates).toSorted((one, other) => Number(other.pinned === true && isTold(other)) - Number(one.pinned === true && isTold(one)))

/** Of an event, newest first, what somebody has to know who reads nothing else. */
export const keyMoments = (updates: readonly LiveUpdate[]) => updatesNewestFirst(updates).filter(({ key, headline }) => key === true && headline !== undefined)
