/** What the desk's handlers find in their Hono context. */
import type { Context } from 'hono'
import type { Site } from '../../copy/shapes/site.ts'
import type { AppEnv } from '../../edge/app-context.ts'
import { type Actor, type PressCalls, pressOf } from '../../press/calls.ts'
import type { Identified } from '../access.ts'
import { deskOrigin } from '../desk-origin.ts'

/**
 * `session` is absent where it isn't a cookie that says who it is, but Cloudflare Access. `sent`: the texts of the form that this request came
 * with, once it was read.
 */
export type DeskEnv = {
  Bindings: Env
  Variables: AppEnv['Variables'] & { actor: Actor; site: Site; session: Identified['session']; sent?: [string, string][] }
}
export type DeskContext = Context<DeskEnv>
export type DeskHandler = (c: DeskContext) => Response | Promise<Response>

export const press = (c: DeskContext): PressCalls => pressOf(c.env)

/** Where the desk's links lead, and its passkeys are valid. */
export const originOf = (c: DeskContext) => deskOrigin(c.req.url, c.env, c.get('site').url)
