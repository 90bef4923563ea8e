/** "Also worth reading" beside a story that has no cards of its own: one that the press has yet to see, or that was renamed or withdrawn. */
import type { Listing } from '../copy/shapes/listing.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import type { Copy } from '../edition/memories.ts'

/**
 * The latest instead, for whoever has its page open: with 410 of a withdrawn story, so that nothing is counted of it any more.
 * Undefined where readers never had such a story: no page asks for that.
 */
export async function latestBeside(c: AppContext, slug: string): Promise<{ copy: Copy<Listing> | undefined; status: 200 | 410 } | undefined> {
  const { article, latest } = await editionOf(c).articleAndLatest(slug)
  if (!article) return undefined
  return { copy: latest, status: 'withdrawn' in article && !article.withdrawn.to ? 410 : 200 }
}
