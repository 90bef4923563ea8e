/**
 * Of a query only what its route reads goes on, in one order: the front cache and this isolate's memory know an answer by its address,
 * and links from letters and social networks carry parameters of their own (`utm_source`, `fbclid`), as does whoever wants to miss
 * every cache. Loaded with the first query.
 */
import { oldQuery } from '../copy/old-address.ts'
import { isStrayAddress } from './address.ts'
import type { AppContext } from './app-context.ts'

/** No cache's key, with names of their own for what they take; and pictures whose routes lead to the one address they have. */
const UNTOUCHED = /^\/(?:api|desk|newsletters|preview|pictures\/social)(?:\/|$)/

/** By path, as it is spelled rightly; the first that fits. What none fits has no parameters. */
const PARAMETERS: readonly (readonly [path: RegExp, names: readonly string[]])[] = [
  [/^\/search$/, ['q', 'section', 'from', 'to', 'page']],
  [/^\/fragments\/search$/, ['q', 'section', 'from', 'to']],
  [/^\/fragments\/ads\/[^/]+$/, ['section', 'slug', 'place', 'turn']],
  [/^\/fragments\/live\/[^/]+$/, ['after', 'seen', 'only']],
  [/^\/fragments\/(?:new|updates\/[^/]+)$/, ['since']],
  [/^\/fragments\/listing\/./, ['page', 'after']],
  [/^\/(?:fragments|pictures)\//, []],
  [/^\/(?:corrections|archive\/\d{4}\/\d\d\/\d\d)$/, ['page']],
  [/^\/(?:[^/.]+|(?:topic|author)\/[^/.]+)$/, ['page', 'after']],
  // Where live coverage goes on.
  [/^\/[^/]+\/[^/.]+$/, ['from']],
]

/** The same request with what its route reads of the query; and the rest. */
export function splitQuery(request: Request): { request: Request; dropped: string } {
  const url = new URL(request.url)
  if (!url.search || !/^(?:GET|HEAD)$/.test(request.method) || UNTOUCHED.test(url.pathname)) return { request, dropped: '' }
  const names = PARAMETERS.find(([path]) => path.test(url.pathname))?.[1] ?? []
  const asked = url.searchParams
  const known = new URLSearchParams(names.flatMap((name) => (asked.has(name) ? [[name, asked.get(name) ?? '']] : [])))
  for (const name of names) asked.delete(name)
  // What a system before us numbered its pages by.
  const old = known.size > 0 ? '' : oldQuery(url.pathname.toLowerCase(), asked)
  const dropped = old ? '' : asked.toString()
  const search = known.size > 0 ? `?${known}` : old
  if (search === new URL(request.url).search) return { request, dropped }
  url.search = search
  return { request: new Request(url, request), dropped }
}

/** What is only spelled otherwise leads to the very address that was meant, with all it had: who counts campaigns looks for it there. */
export function keepOnRedirect(headers: Headers, request: Request, dropped: string) {
  const to = headers.get('location')
  const path = new URL(request.url).pathname
  if (!dropped || !to || (to.split('?')[0] !== path && !isStrayAddress(path))) return
  headers.set('location', `${to}${to.includes('?') ? '&' : '?'}${dropped}`)
}

/** As middleware: the routes see what they know. */
export async function routeByKnownQuery(c: AppContext, next: () => Promise<void>) {
  const { request, dropped } = splitQuery(c.req.raw)
  c.req.raw = request
  await next()
  keepOnRedirect(c.res.headers, request, dropped)
  // What leads on with this reader's query is no answer for the next.
  if (dropped && c.res.headers.has('location')) c.set('given', undefined)
}
