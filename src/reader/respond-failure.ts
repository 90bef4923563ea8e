/** The answer to every failure: of what we depend on, a page that says when to come back; of ours, one with the request's number. */
import { defaultSite } from '../copy/shapes/site.ts'
import { type AppContext, editionOf, ownOrigin } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import { logFor } from '../edge/log.ts'
import { EditionUnavailable } from '../edition/edition.ts'
import { renderServerError, renderUnavailable } from './error-pages.tsx'

export async function respondFailure(c: AppContext, error: Error, isFragment: boolean): Promise<Response> {
  const requestId = c.get('requestId')
  const isAway = error instanceof EditionUnavailable
  if (!isAway) logFor(requestId)({ event: 'bug', path: c.req.path, error: error.stack ?? String(error) })
  // A failed fragment is silence: htmx puts in its place whatever comes.
  if (isFragment) return c.body(null, isAway ? 503 : 500, { 'Cache-Control': CACHE_CONTROL.never, 'Retry-After': '30' })
  const site = await editionOf(c)
    .site()
    .then(({ value }) => value)
    // KV is what fails: the page is shown without the site’s name.
    .catch(() => defaultSite(ownOrigin(c.req.url)))
  const headers = { 'Content-Security-Policy': pageCsp('article'), 'Cache-Control': CACHE_CONTROL.never }
  return isAway ? c.html(renderUnavailable(site), 503, { ...headers, 'Retry-After': '30' }) : c.html(renderServerError(site, requestId), 500, headers)
}
