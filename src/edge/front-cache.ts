/**
 * Before the front cache: the reader's place is read here, where every request passes, and only the gate's answer goes on,
 * as part of the cache's key.
 */

import type { Site } from '../copy/shapes/site.ts'
import { openEdition } from '../edition/edition.ts'
import { prefersMarkdown } from './accept.ts'
import { type AppContext, executionContextOf, ownOrigin } from './app-context.ts'
import { acceptsGzip } from './gzip.ts'
import { logFor } from './log.ts'
import { decideOffer } from './newsletter-gate.ts'
import { placeOf } from './place.ts'

/** All that a page depends on beside its URL. */
export type PageProps = { offer: boolean; markdown?: true; gzip?: true }

/** What decides the variant of a page; undefined for what must never be cached. */
export async function frontCacheProps(request: Request, env: Env): Promise<PageProps | undefined> {
  const { pathname } = new URL(request.url)
  const gzip = acceptsGzip(request) && { gzip: true as const }
  if ((request.method !== 'GET' && request.method !== 'HEAD') || isPersonalPath(pathname)) return undefined
  // Files for machines have no form to offer, and no second copy for who is offered one.
  if (/\.[a-z]+$/.test(pathname)) return { offer: false, ...(/(?:\.md|\/feed\.json)$/.test(pathname) && gzip) }
  if (isArticlePath(pathname) && prefersMarkdown(request.headers.get('accept'))) return { offer: false, markdown: true, ...gzip }
  const place = placeOf(request, env)
  const policy = await openEdition({ env, now: Date.now(), origin: ownOrigin(request.url), log: logFor('gateway') })
    .site()
    .then(({ value }) => value.newsletter?.gate)
    // Without the policy nobody is offered anything.
    .catch(() => undefined)
  return { offer: policy !== undefined && decideOffer(place, policy).offer }
}

/** Headers between us and the front cache are nobody else's business. */
export async function fetchThroughFrontCache(pages: { fetch(request: Request): Promise<Response> }, request: Request) {
  const query = request.url.includes('?') ? await import('./known-query.ts') : undefined
  const { request: asked, dropped } = query?.splitQuery(request) ?? { request, dropped: '' }
  const cached = await pages.fetch(withPlainHeaders(asked))
  const response = new Response(cached.body, cached)
  query?.keepOnRedirect(response.headers, asked, dropped)
  dropFrontCacheHeaders(response.headers)
  return response
}

export function dropFrontCacheHeaders(headers: Headers) {
  headers.delete('Cloudflare-CDN-Cache-Control')
  headers.delete('Cache-Tag')
}

/** They are part of the front cache's key (developers.cloudflare.com/workers/cache/cache-keys), and say nothing to us. */
const KEYED =
  /^(?:x-(?:http-)?method(?:-override)?|x-(?:forwarded-)?host|x-forwarded-scheme|x-(?:original|rewrite)-url|forwarded|cloudflare-workers-version-key)$/

/**
 * The front cache keeps a copy for each `Accept` where an answer says `Vary: Accept`, and every browser writes its own. Only
 * two are told apart, here as in the key.
 */
function withPlainHeaders(request: Request) {
  const keyed = [...request.headers.keys()].filter((name) => KEYED.test(name))
  const isArticle = isArticlePath(new URL(request.url).pathname)
  if (!isArticle && keyed.length === 0) return request
  const headers = new Headers(request.headers)
  for (const name of keyed) headers.delete(name)
  if (isArticle) headers.set('Accept', prefersMarkdown(headers.get('accept')) ? 'text/markdown' : 'text/html')
  return new Request(request, { headers })
}

/** Whether this reader is offered the newsletters: decided before the front cache, or here where there is none. */
export function isNewsletterOffered(c: AppContext, site: Site) {
  const props = propsOf(c)
  return props ? props.offer : decideOffer(placeOf(c.req.raw, c.env), site.newsletter?.gate).offer
}

/** Whether this client is to have the article as Markdown: decided before the front cache, or here where there is none. */
export function wantsMarkdown(c: AppContext) {
  const props = propsOf(c)
  return props ? props.markdown === true : prefersMarkdown(c.req.header('accept'))
}

/** Whether this client takes what is compressed here as gzip: decided before the front cache, or here where there is none. */
export function wantsGzip(c: AppContext) {
  const props = propsOf(c)
  return props ? props.gzip === true : acceptsGzip(c.req.raw)
}

/** Where answers are for one person, or depend on more than the gate's answer. */
export const isPersonalPath = (pathname: string) => /^\/(?:api|desk|newsletters)(?:\/|$)/.test(pathname)

/** Articles are at `/{section}/{slug}`; nothing else has a second form. */
export const isArticlePath = (pathname: string) => /^\/[^/]+\/[^/]+$/.test(pathname)

export function propsOf(c: AppContext): PageProps | undefined {
  const props = (executionContextOf(c) as { props?: Partial<PageProps> } | undefined)?.props
  return typeof props?.offer === 'boolean'
    ? { offer: props.offer, ...(props.markdown === true && { markdown: true }), ...(props.gzip === true && { gzip: true }) }
    : undefined
}
