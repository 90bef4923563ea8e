/** What every handler finds in its Hono context. */
import type { Context } from 'hono'
import { openEdition } from '../edition/edition.ts'
import { logFor } from './log.ts'

export type Door = { Bindings: Env; Variables: { requestId: string } }
export type DoorContext = Context<Door>

export const editionOf = (c: DoorContext) =>
  openEdition({ env: c.env, now: Date.now(), origin: new URL(c.req.url).origin, log: logFor(c.get('requestId')) })

/** Waits for the answer's end only where there is a runtime that can. */
export function later(c: DoorContext, work: Promise<unknown>) {
  try {
    c.executionCtx.waitUntil(work)
  } catch {
    // Hono throws where no execution context was handed in (tests in Node); the promise runs on there by itself.
  }
}
