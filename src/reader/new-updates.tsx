/** How much more there is of an event, for who asks by its time. Pages ask `respondLive`. */
import { parseWith } from '../copy/parse.ts'
import { type Article, pathOf } from '../copy/shapes/article.ts'
import { Instant } from '../copy/shapes/field.ts'
import { updatesNewestFirst } from '../copy/shapes/live.ts'
import type { Site } from '../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { livePhrasesFor } from '../page/phrases/live.ts'
import { momentText } from '../page/time.ts'

const CACHE_CONTROL_LIVE = 'public, max-age=10, stale-if-error=86400'

export async function respondNewUpdates(c: AppContext, slug: string) {
  const since = parseWith(Instant, c.req.query('since'))
  if (!since.ok) return c.notFound()
  const { article, site } = await editionOf(c).article(slug)
  if (!article || 'withdrawn' in article) return c.notFound()
  // Not among the rendered pages that an isolate remembers: made-up times would drive those out.
  c.header('Cache-Control', CACHE_CONTROL_LIVE)
  c.header('X-Robots-Tag', 'noindex')
  return c.html(String(<NewUpdates article={article.value} site={site.value} since={since.value} />))
}

/**
 * Asks from time to time whether there is more, and says so without moving what is being read. An event that ended is the last
 * answer: it asks no more.
 */
function NewUpdates({ article, site, since }: { article: Article; site: Site; since: string }) {
  const live = livePhrasesFor(site.lang)
  const { slug, updates = [], ended } = article
  const count = updatesNewestFirst(updates).filter(({ at }) => at > since).length
  const asksOn = {
    'data-hx-get': `/fragments/updates/${slug}?since=${since}`,
    'data-hx-trigger': 'every 30s',
    'data-hx-swap': 'outerHTML',
    'data-hx-status:4xx': 'swap:none',
    'data-hx-status:5xx': 'swap:none',
  }
  return (
    <div {...(!ended && asksOn)}>
      {(ended || count > 0) && <a href={pathOf(article)}>{ended ? live.ended(momentText(ended, site)) : live.newUpdates(count)}</a>}
    </div>
  )
}
