/** A live article's updates by pages. A page begins with an update by name, so that its address shows the same however many are told after. */
import type { LiveUpdate } from '../copy/shapes/article.ts'
import { byTime } from '../copy/shapes/live.ts'
import { updatesInOrder } from '../copy/shapes/update-order.ts'

export const UPDATES_ON_PAGE = 50

type PageOfUpdates = {
  shown: LiveUpdate[]
  /** The update with which the next page begins. */
  earlier: string | undefined
  isFirst: boolean
}

/** The newest, with what is pinned above them, unless `from` names a later beginning. */
export function updatesOnPage(updates: readonly LiveUpdate[], from?: string): PageOfUpdates {
  const ordered = byTime(updates)
  const start = Math.max(
    0,
    ordered.findIndex(({ id }) => id === from),
  )
  const end = start + UPDATES_ON_PAGE
  const page = ordered.slice(start, end)
  const [pinned] = updatesInOrder(updates).filter((update) => update.pinned && !update.takenBack && !page.includes(update))
  return { shown: start > 0 ? page : updatesInOrder(pinned ? [pinned, ...page] : page), earlier: ordered[end]?.id, isFirst: start === 0 }
}
