/** What every handler finds in its Hono context. */
import type { Context } from 'hono'
import { type Edition, openEdition } from '../edition/edition.ts'
import { logFor } from './log.ts'

export type Door = { Bindings: Env; Variables: { requestId: string; edition: Edition | undefined } }
export type DoorContext = Context<Door>

/** The edition as one request reads it. */
export function editionOf(c: DoorContext): Edition {
  const opened = c.get('edition') ?? openEdition({ env: c.env, now: Date.now(), origin: new URL(c.req.url).origin, log: logFor(c.get('requestId')) })
  c.set('edition', opened)
  return opened
}

/** The Worker's execution context. Hono throws where none was handed in (tests in Node). */
export function contextOf(c: DoorContext) {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}
