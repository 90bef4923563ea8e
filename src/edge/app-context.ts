/** What every handler finds in its Hono context. */
import type { Context } from 'hono'
import { type Edition, openEdition } from '../edition/edition.ts'
import { logFor } from './log.ts'

/** What a handler answers with, if it follows from the address, the gate and the edition alone. `etag`: of what clients may have already. */
export type Given = { bytes: Uint8Array<ArrayBuffer> | null; etag?: string }

export type AppEnv = { Bindings: Env; Variables: { requestId: string; edition: Edition | undefined; given: Given | undefined } }
export type AppContext = Context<AppEnv>

/** The edition as one request reads it. */
export function editionOf(c: AppContext): Edition {
  const opened = c.get('edition') ?? openEdition({ env: c.env, now: Date.now(), origin: ownOrigin(c.req.url), log: logFor(c.get('requestId')) })
  c.set('edition', opened)
  return opened
}

/**
 * The origin of a site that has not set its own: this machine's, in development. Anywhere else the host is whatever the request
 * says, and no page may name itself by that; its origin is empty then, and it has no canonical address.
 */
export function ownOrigin(url: string) {
  const { hostname, origin } = new URL(url)
  return /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(hostname) ? origin : ''
}

/** The Worker's execution context. Hono throws where none was handed in (tests in Node). */
export function executionContextOf(c: AppContext) {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}
