/**
 * Before the front cache: the reader's place is read here, where every request passes, and only the gate's answer goes on,
 * as part of the cache's key.
 */

import type { Site } from '../copy/site.ts'
import { openEdition } from '../edition/edition.ts'
import { gate } from '../newsletter/gate.ts'
import type { DoorContext } from './door.ts'
import { logFor } from './log.ts'
import { placeOf } from './place.ts'

/** All that a page depends on beside its URL. */
export type PageProps = { offer: boolean }

/** What decides the variant of a page; undefined for what must never be cached. */
export async function frontCacheProps(request: Request, env: Env): Promise<PageProps | undefined> {
  const { pathname, origin } = new URL(request.url)
  if ((request.method !== 'GET' && request.method !== 'HEAD') || /^\/(?:api|desk|newsletters)(?:\/|$)/.test(pathname)) return undefined
  const place = placeOf(request, env)
  const policy = await openEdition({ env, now: Date.now(), origin, log: logFor('gateway') })
    .site()
    .then(({ value }) => value.newsletter?.gate)
    // Without the policy nobody is offered anything.
    .catch(() => undefined)
  return { offer: policy !== undefined && gate(place, policy).offer }
}

/** Headers between us and the front cache are nobody else's business. */
export async function throughFrontCache(pages: { fetch(request: Request): Promise<Response> }, request: Request) {
  const cached = await pages.fetch(request)
  const response = new Response(cached.body, cached)
  response.headers.delete('Cloudflare-CDN-Cache-Control')
  response.headers.delete('Cache-Tag')
  return response
}

/** Whether this reader is offered the newsletters: decided before the front cache, or here where there is none. */
export function isOffered(c: DoorContext, site: Site) {
  const props = propsOf(c)
  return props ? props.offer : gate(placeOf(c.req.raw, c.env), site.newsletter?.gate).offer
}

function propsOf(c: DoorContext): PageProps | undefined {
  try {
    const { props } = c.executionCtx as { props?: Partial<PageProps> }
    return typeof props?.offer === 'boolean' ? { offer: props.offer } : undefined
  } catch {
    // Hono throws where no execution context was handed in (tests in Node).
    return undefined
  }
}
