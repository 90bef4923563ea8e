/** Readers' search: the page, and its results by themselves while somebody types. */
import type { AppContext } from '../edge/app-context.ts'
import { editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import { renderPage } from '../page/page.tsx'
import { askSearch } from './ask-search.ts'
import { renderSearchTooLong } from './error-pages.tsx'
import { parsePageNumber, redirectWithoutPage } from './page-number.ts'
import { tagOfAnswer } from './query-press.ts'
import { respondFragment, respondPage } from './respond-page.ts'
import { outcomeText, type SearchOutcome, SearchPage, SearchResults } from './search-page.tsx'
import { MAX_QUERY, MAX_QUERY_SENT, MAX_SEARCH_PAGE, parseSearchQuery } from './search-query.ts'

/** Purged when search has been told of a change. */
const PURGED_BY = ['search']

export async function showSearch(c: AppContext) {
  const query = new URL(c.req.url).searchParams
  const page = parsePageNumber(query.get('page') ?? undefined)
  if (page === 'spelt-out') return redirectWithoutPage(c)
  if (page === 'no-page' || page > MAX_SEARCH_PAGE) return c.notFound()
  const site = await editionOf(c).site()
  if ((query.get('q')?.length ?? 0) > MAX_QUERY_SENT)
    return c.html(renderSearchTooLong(site.value, MAX_QUERY), 414, { 'Content-Security-Policy': pageCsp('article'), 'Cache-Control': CACHE_CONTROL.missing })
  const found = await askSearch(c, parseSearchQuery(query, site.value), page, site.value.timeZone)
  const now = Date.now()
  const render = () => <SearchPage found={found} site={site.value} now={now} />
  if (found.refusal)
    return c.html(renderPage(render()), statusOf(found.refusal), { ...refusalHeaders(found.refusal), 'Content-Security-Policy': pageCsp('listing') })
  if (page > 1 && !(found.result && page <= found.result.pages)) return c.notFound()
  return respondPage(c, {
    tags: [tagOfAnswer(found)],
    site,
    style: 'listing',
    cacheControl: cacheControlOf(found),
    purgedBy: PURGED_BY,
    status: found.asked.flaw ? 400 : 200,
    now,
    page: render,
  })
}

export async function showResults(c: AppContext) {
  const query = new URL(c.req.url).searchParams
  if ((query.get('q')?.length ?? 0) > MAX_QUERY_SENT) return c.notFound()
  const site = await editionOf(c).site()
  const found = await askSearch(c, parseSearchQuery(query, site.value), 1, site.value.timeZone)
  const render = () => (
    <>
      <SearchResults found={found} site={site.value} />
      <hx-partial data-hx-target="#said" data-hx-swap="innerHTML">
        {outcomeText(found, site.value)}
      </hx-partial>
    </>
  )
  if (found.refusal) return c.html(String(render()), statusOf(found.refusal), { ...refusalHeaders(found.refusal), 'X-Robots-Tag': 'noindex' })
  return respondFragment(c, { tags: [tagOfAnswer(found)], site, cacheControl: cacheControlOf(found), purgedBy: PURGED_BY, part: render })
}

/** What isn't whole yet is whole in a moment. */
const cacheControlOf = ({ result }: SearchOutcome) => (result?.isFilling ? CACHE_CONTROL.never : CACHE_CONTROL.search)

type Refusal = NonNullable<SearchOutcome['refusal']>
const statusOf = (refusal: Refusal) => (refusal === 'too-many' ? 429 : 503)
const refusalHeaders = (refusal: Refusal) => ({ 'Cache-Control': CACHE_CONTROL.never, 'Retry-After': refusal === 'too-many' ? '60' : '30' })
