/** The contents page: middleware in order, every department mounted, and every failure answered once. */
import { Hono } from 'hono'
import { isStrayAddress, MAX_URL, normalizeAddress, routingPath } from './edge/address.ts'
import { type AppContext, type AppEnv, executionContextOf } from './edge/app-context.ts'
import { CACHE_CONTROL, cacheHeaders } from './edge/caching.ts'
import { propsOf } from './edge/front-cache.ts'
import { setSecurityHeaders } from './edge/headers.ts'
import { rememberAnswer } from './edge/remembered-answers.ts'
import { feeds } from './feeds/routes.tsx'
import { newsletters } from './newsletter/routes.tsx'
import { pictures } from './pictures/routes.ts'
import { reader } from './reader/article-routes.tsx'
import { ledgerPages } from './reader/ledger-routes.tsx'
import { listings } from './reader/listing-routes.tsx'
import { savedPages } from './reader/saved-routes.tsx'

export const site = new Hono<AppEnv>({ getPath: routingPath })

site.use(async (c, next) => {
  const began = Date.now()
  c.set('requestId', c.req.header('cf-ray') ?? crypto.randomUUID())
  await next()
  if (!isShort(c)) setSecurityHeaders(c.res.headers, isFragment(c))
  rememberAnswer(c)
  // The next reader's answer takes another time: neither this isolate nor the front cache remembers it.
  const waited = c.get('edition')?.waitedMs()
  if (waited !== undefined && !propsOf(c)) c.res.headers.set('Server-Timing', `kv;dur=${waited}, total;dur=${Date.now() - began}`)
})
site.use(async (c, next) => {
  if (c.req.url.length > MAX_URL) return c.text('This address is too long.', 414, { 'Cache-Control': CACHE_CONTROL.missing })
  c.req.raw = normalizeAddress(c.req.raw)
  if (!c.req.url.includes('?')) return next()
  const { routeByKnownQuery } = await import('./edge/known-query.ts')
  return routeByKnownQuery(c, next)
})
site.use(async (c, next) => {
  if (!isStrayAddress(c.req.path)) return next()
  const { answerStray } = await import('./edge/stray-address.ts')
  return (await answerStray(c, site)) ?? next()
})
site.use(async (c, next) => {
  // Editors' calls say themselves what they take.
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || /^\/(?:api|desk)(?:\/|$)/.test(c.req.path)) return next()
  if (!/^\/newsletters(?:\/|$)/.test(c.req.path))
    return c.text('This address only accepts GET and HEAD requests.', 405, { Allow: 'GET, HEAD', 'Cache-Control': CACHE_CONTROL.never })
  if (c.req.method === 'POST') return next()
  return c.text('This address only accepts GET, HEAD and POST requests.', 405, { Allow: 'GET, HEAD, POST', 'Cache-Control': CACHE_CONTROL.never })
})

// The editors' part weighs as much as the readers': it is loaded when an editor comes.
site.all('/api/*', async (c) => {
  const { desk } = await import('./desk/api/routes.ts')
  return desk.fetch(c.req.raw, c.env, executionContextOf(c))
})
site.all('/desk/*', async (c) => {
  const { deskPages } = await import('./desk/pages/routes.tsx')
  return deskPages.fetch(c.req.raw, c.env, executionContextOf(c))
})
site.route('/', pictures)
site.get('/preview/:id', async (c) => (await import('./reader/preview-page.tsx')).showPreview(c))
site.route('/', newsletters)
site.get('/fragments/ads/:slot', async (c) => (await import('./ads/show-ad.tsx')).showAd(c))
site.route('/', feeds)
site.route('/', savedPages)
site.route('/', ledgerPages)
site.route('/', listings)
site.route('/', reader)

site.notFound(async (c) => {
  if (isFragment(c)) return c.text('This fragment doesn’t exist.', 404, cacheHeaders(c, CACHE_CONTROL.missing))
  return (await import('./reader/respond-missing.tsx')).respondMissing(c)
})

site.onError(async (error, c: AppContext) => (await import('./reader/respond-failure.ts')).respondFailure(c, error, isFragment(c)))

/** An open page asks for hours, and mostly for nothing. Who has the page has its headers, and would take new ones in their place. */
const isShort = (c: AppContext) => c.res.status === 304 || (c.res.status === 204 && isFragment(c))

const isFragment = (c: AppContext) => c.req.path.startsWith('/fragments/')
