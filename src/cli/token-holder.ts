/** Whose token it is, as the site says. */
import { type Api, apiOf, type Reply } from './api.ts'
import type { Environment } from './environment.ts'
import type { Settings } from './settings.ts'

export type Holder = { name: string; role: string; expiresAt?: string }

export const fetchHolder = (api: Api): Promise<Reply<Holder>> => api.ask<Holder>('GET', '/api/me')

export const fetchHolderOf = (settings: Settings & { token: string }, environment: Environment) => fetchHolder(apiOf(settings, environment))

export const describeHolder = ({ name, role, expiresAt }: Holder) => `${name}, ${role}${expiresAt ? `, until ${expiresAt}` : ''}`
