/** What the API's handlers find in their Hono context. */
import type { Context } from 'hono'
import type { AppEnv } from '../../edge/app-context.ts'
import type { Actor, PressCalls } from '../../press/calls.ts'
import { pressOf } from '../../press/calls.ts'

export type ApiEnv = { Bindings: Env; Variables: AppEnv['Variables'] & { actor: Actor; expiresAt: string | undefined; route: string | undefined } }
export type ApiContext = Context<ApiEnv>
export type Handler = (c: ApiContext) => Response | Promise<Response>

export const press = (c: ApiContext): PressCalls => pressOf(c.env)
