/** How an article stands after a change, in words: what readers see, and what waits. */

/** What of the API's answer says so. Beside a live revision, `ready` is the one that comes out at `until`. */
export type ArticleState = {
  slug: string
  revision: number
  state: string
  url: string
  live?: number
  ready?: number
  until?: string
  publishedAt?: string
  withdrawAt?: string
}

export function describeState(it: ArticleState): string {
  const { revision, state, until, withdrawAt } = it
  const live = it.live ?? revision
  switch (state) {
    case 'scheduled':
      return [`revision ${it.ready ?? revision}, scheduled for ${until}`, withdrawAt && `to be withdrawn at ${withdrawAt}`].filter(Boolean).join('; ')
    case 'published':
      return [`revision ${live}, published`, describeWaiting(it), withdrawAt && `to be withdrawn at ${withdrawAt}`].filter(Boolean).join('; ')
    default:
      return `revision ${revision}, ${state}`
  }
}

/** What is filed beside the live revision and not out yet. */
export function describeWaiting({ revision, live = revision, ready, until }: ArticleState): string | undefined {
  if (ready !== undefined && until) return `revision ${ready} is scheduled for ${until}`
  return revision > live ? `revision ${revision} is waiting to be published` : undefined
}

/** Clocks differ, and an answer takes its time. */
const NOW_MS = 5 * 60_000

/** The date that readers see, where it is not today's. */
export const describeDate = ({ state, publishedAt }: ArticleState, now: number) =>
  state === 'published' && publishedAt && Math.abs(Date.parse(publishedAt) - now) > NOW_MS ? `, dated ${publishedAt}` : ''
