/** People who come through Cloudflare Access: its signed assertion (JWT), and the role the deployment gives their address. */
import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import { JOSEError } from 'jose/errors'
import * as v from 'valibot'
import { parseJson, parseWith } from '../copy/parse.ts'
import { readSetting } from '../edge/setting.ts'
import { type Actor, ROLES, type Role } from '../press/calls.ts'
import { isReservedName } from './reserved-names.ts'
import { KeysUnreachable, teamKeys } from './team-keys.ts'

export const ASSERTION_HEADER = 'cf-access-jwt-assertion'

export type AccessSettings = { issuer: string; audience: string[]; roles: Record<string, Role> }
export type AssertionResult =
  /** A service's token is in headers, so no browser sends it unasked. */
  | { ok: true; actor: Actor; service?: true }
  | { ok: false; reason: 'no-role'; name: string }
  | { ok: false; reason: 'bad-assertion'; message: string }
  /** The team's keys could not be had, so that nobody can say whether the assertion is good. */
  | { ok: false; reason: 'keys-away'; message: string }

const Roles = v.record(v.string(), v.picklist(ROLES, `A role must be one of ${ROLES.join(', ')}.`))

/**
 * `ACCESS_TEAM_DOMAIN` is the team's domain (`paper.cloudflareaccess.com`), `ACCESS_AUD` the application's audience tag
 * (several parted by commas), `ACCESS_ROLES` JSON: `{"chief@paper.example": "admin", "*@paper.example": "editor"}`.
 * Roles that cannot be read are nobody's.
 */
export function accessSettings(env: object): AccessSettings | undefined {
  const domain = readSetting(env, 'ACCESS_TEAM_DOMAIN')
  const audience = readSetting(env, 'ACCESS_AUD')
  if (!domain || !audience) return undefined
  const json = parseJson(readSetting(env, 'ACCESS_ROLES') ?? '{}')
  const roles = json.ok ? parseWith(Roles, json.value) : json
  return {
    issuer: `https://${domain.replace(/^https:\/\//, '').replace(/\/+$/, '')}`,
    audience: audience.split(',').map((tag) => tag.trim()),
    roles: roles.ok ? Object.fromEntries(Object.entries(roles.value).map(([who, role]) => [who.toLowerCase(), role])) : {},
  }
}

export async function verifyAssertion(
  token: string,
  { issuer, audience, roles }: AccessSettings,
  keys: JWTVerifyGetKey = keySetOf(issuer),
): Promise<AssertionResult> {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256', 'ES256'], requiredClaims: ['exp'] })
    // People have an `email`; Access's service tokens have a `common_name`.
    const name = [payload.email, payload.common_name].find((claim): claim is string => typeof claim === 'string' && claim !== '')
    if (!name) return { ok: false, reason: 'bad-assertion', message: 'It doesn’t name a person or service.' }
    const role = isReservedName(name) ? undefined : roleOf(name, roles)
    return role ? { ok: true, actor: { name, role }, ...(name !== payload.email && { service: true }) } : { ok: false, reason: 'no-role', name }
  } catch (error) {
    if (error instanceof KeysUnreachable) return { ok: false, reason: 'keys-away', message: error.message }
    // jose throws one kind of error for all it refuses; anything else is ours to report.
    if (error instanceof JOSEError) return { ok: false, reason: 'bad-assertion', message: error.message }
    throw error
  }
}

/** The address itself takes precedence over its domain. */
function roleOf(name: string, roles: Record<string, Role>): Role | undefined {
  const who = name.toLowerCase()
  const domain = `*${who.slice(who.lastIndexOf('@'))}`
  if (Object.hasOwn(roles, who)) return roles[who]
  return who.includes('@') && Object.hasOwn(roles, domain) ? roles[domain] : undefined
}

const keySets = new Map<string, JWTVerifyGetKey>()
function keySetOf(issuer: string) {
  const known = keySets.get(issuer) ?? teamKeys(issuer)
  keySets.set(issuer, known)
  return known
}
