import { BUILT_AT } from '../build/manifest.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { AppContext } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import { pageCsp, type StyleName } from '../edge/headers.ts'
import type { Copy } from '../edition/edition.ts'
import { bannerChanges, bannerTags } from '../page/breaking.tsx'
import { sheet } from '../page/page.tsx'

type Printing = {
  /** Tags of what the page was made of, beside the site's. */
  tags: readonly string[]
  /** When what the page was made of last changed, beside the site; left out where nobody can say. */
  changed?: readonly (number | undefined)[]
  site: Copy<Site>
  style: StyleName
  cacheControl?: string
  status?: 200 | 400
  now: number
  page: () => { toString(): string }
}

/** A page that is the same for everyone: listings, searches, lists of corrections. */
export const printPage = (
  c: AppContext,
  { tags, changed = [undefined], site, style, cacheControl = CACHE_CONTROL.listing, status = 200, now, page }: Printing,
) =>
  respond(c, {
    tags: [...tags, site.tag, ...bannerTags(site.value, now)],
    changedAt: [...changed, site.at, BUILT_AT, ...bannerChanges(site.value, now)],
    cacheControl,
    status,
    headers: { 'Content-Security-Policy': pageCsp(style) },
    render: () => sheet(page()),
  })

/** A part of such a page by itself. */
export const printPart = (
  c: AppContext,
  {
    tags,
    site,
    cacheControl = CACHE_CONTROL.fragment,
    part,
  }: { tags: readonly string[]; site: Copy<Site>; cacheControl?: string; part: () => { toString(): string } | null },
) => respond(c, { tags: [...tags, site.tag], cacheControl, headers: { 'X-Robots-Tag': 'noindex' }, render: () => String(part() ?? '') })
