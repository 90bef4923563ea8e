/** Whose token it is, as the site says. */
import { type Api, apiOf, type Reply } from './api.ts'
import type { Environment } from './environment.ts'
import type { Settings } from './settings.ts'

export type Holder = { name: string; role: string; expiresAt?: string }

export const askWhoIAm = (api: Api): Promise<Reply<Holder>> => api.ask<Holder>('GET', '/api/me')

export const askWhoHolds = (settings: Settings & { token: string }, environment: Environment) => askWhoIAm(apiOf(settings, environment))

export const describeHolder = ({ name, role, expiresAt }: Holder) => `${name}, ${role}${expiresAt ? `, until ${expiresAt}` : ''}`
