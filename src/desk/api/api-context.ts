/** What the API's handlers find in their Hono context. */
import type { Context } from 'hono'
import type { Door } from '../../edge/door.ts'
import type { Actor, PressCalls } from '../../press/calls.ts'
import { pressOf } from '../../press/calls.ts'

export type ApiEnv = { Bindings: Env; Variables: Door['Variables'] & { actor: Actor } }
export type ApiContext = Context<ApiEnv>
export type Handler = (c: ApiContext) => Response | Promise<Response>

export const press = (c: ApiContext): PressCalls => pressOf(c.env)
