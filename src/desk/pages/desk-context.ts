/** What the desk's handlers find in their Hono context. */
import type { Context } from 'hono'
import type { Site } from '../../copy/shapes/site.ts'
import type { AppEnv } from '../../edge/app-context.ts'
import { type Actor, type PressCalls, pressOf } from '../../press/calls.ts'

export type DeskEnv = { Bindings: Env; Variables: AppEnv['Variables'] & { actor: Actor; site: Site } }
export type DeskContext = Context<DeskEnv>
export type DeskHandler = (c: DeskContext) => Response | Promise<Response>

export const press = (c: DeskContext): PressCalls => pressOf(c.env)
