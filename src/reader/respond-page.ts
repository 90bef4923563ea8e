import { BUILT_AT } from '../build/manifest.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import { pageCsp, type StyleName } from '../edge/headers.ts'
import type { Copy } from '../edition/memories.ts'
import { bannerChangedAt, bannerTags } from '../page/breaking-banner.tsx'
import { renderPage } from '../page/page.tsx'

type PageAnswer = {
  /** Tags of what the page was made of, beside the site's. */
  tags: readonly string[]
  /** When what the page was made of last changed, beside the site; left out where nobody can say. */
  changedAt?: readonly (number | undefined)[]
  site: Copy<Site>
  style: StyleName
  cacheControl?: string
  /** What the front cache forgets it by, beside the keys it was made of. */
  purgedBy?: readonly string[]
  status?: 200 | 400
  now: number
  page: () => { toString(): string }
}

/** A page that is the same for everyone: listings, searches, lists of corrections. */
export const respondPage = (
  c: AppContext,
  { tags, changedAt = [undefined], site, style, cacheControl = CACHE_CONTROL.listing, purgedBy, status = 200, now, page }: PageAnswer,
) =>
  respond(c, {
    ...(purgedBy && { purgedBy }),
    tags: [...tags, site.tag, ...bannerTags(site.value, now)],
    changedAt: [...changedAt, site.at, BUILT_AT, ...bannerChangedAt(site.value, now)],
    cacheControl,
    status,
    headers: { 'Content-Security-Policy': pageCsp(style) },
    render: () => renderPage(page()),
  })

/** A fragment of such a page. */
export const respondFragment = (
  c: AppContext,
  {
    tags,
    site,
    cacheControl = CACHE_CONTROL.fragment,
    purgedBy,
    part,
  }: Pick<PageAnswer, 'tags' | 'site' | 'cacheControl' | 'purgedBy'> & { part: () => { toString(): string } | null },
) =>
  respond(c, {
    tags: [...tags, site.tag],
    cacheControl,
    ...(purgedBy && { purgedBy }),
    headers: { 'X-Robots-Tag': 'noindex' },
    render: () => String(part() ?? ''),
  })
