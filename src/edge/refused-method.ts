/** Methods that an address doesn't take. Loaded when somebody sends one. */
import type { AppContext } from './app-context.ts'
import { CACHE_CONTROL } from './caching.ts'

/** Of a request that is no GET or HEAD; nothing where its route may answer. */
export function refuseMethod(c: AppContext): Response | undefined {
  if (!/^\/newsletters(?:\/|$)/.test(c.req.path))
    return c.text('This address only accepts GET and HEAD requests.', 405, { Allow: 'GET, HEAD', 'Cache-Control': CACHE_CONTROL.never })
  if (c.req.method === 'POST') return undefined
  return c.text('This address only accepts GET, HEAD and POST requests.', 405, { Allow: 'GET, HEAD, POST', 'Cache-Control': CACHE_CONTROL.never })
}
