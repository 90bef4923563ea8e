/**
 * Who comes to the desk or calls its API, and what they may do.
 * A bearer token takes precedence over Cloudflare Access, and that over a session. Only SHA-256 hashes of tokens and sessions are stored and
 * compared. Nobody is let in by default.
 */
import { BRAKED_SECONDS, isBraked } from '../edge/brake.ts'
import { isFromThisSite } from '../edge/origin.ts'
import { isDevelopment } from '../edge/place.ts'
import type { Problem } from '../edge/problem.ts'
import { readSetting } from '../edge/setting.ts'
import { isSameHash, sha256 } from '../edge/sha256.ts'
import { type Actor, pressOf, ROLES, type Role } from '../press/calls.ts'
import { ASSERTION_HEADER, type AssertionResult, accessSettings, verifyAssertion } from './assertion.ts'
import { withArticle } from './role-words.ts'
import { isSentByOurPage } from './same-origin.ts'
import { sessionSecretOf } from './session-cookie.ts'

/** `session` where a cookie says who it is, and since when. */
/** `unattended`: see `TokenInfo`. */
export type Identified = { ok: true; actor: Actor; expiresAt?: string; unattended?: true; session?: { id: string; person: string; signedInAt: string } }
export type Identification =
  | Identified
  | { ok: false; reason: 'not-set-up' }
  | { ok: false; reason: 'no-token' | 'unknown-token' | 'session-over' | 'too-many-attempts' }
  | { ok: false; reason: 'bad-assertion' | 'keys-away'; message: string }
  | { ok: false; reason: 'no-role'; name: string }
  | { ok: false; reason: 'other-site' }

export async function identifyCaller(request: Request, env: Env): Promise<Identification> {
  const token = bearerTokenOf(request)
  if (token) return identifyByToken(token, request, env)
  const asserted = await identifyByAssertion(request, env)
  if (asserted?.ok) return asserted
  const secret = sessionSecretOf(request)
  if (secret) return identifyBySession(secret, request, env)
  return asserted ?? { ok: false, reason: (await isSetUp(env)) ? 'no-token' : 'not-set-up' }
}

/** For programs: a session and Cloudflare Access, which a browser sends by itself, don't count. */
export async function identifyByTokenAlone(request: Request, env: Env): Promise<Identification> {
  const token = bearerTokenOf(request)
  return token ? identifyByToken(token, request, env) : { ok: false, reason: (await isSetUp(env)) ? 'no-token' : 'not-set-up' }
}

export const hasRole = (actor: Actor, needed: Role) => ROLES.indexOf(actor.role) >= ROLES.indexOf(needed)

/** Words and status for those who are not let in. */
export function accessProblem(refusal: Exclude<Identification, { ok: true }>): Problem {
  switch (refusal.reason) {
    case 'not-set-up':
      return {
        status: 503,
        detail:
          'This API isn’t set up yet: it has no admin token. Create one from at least 32 random bytes and save its SHA-256 in hex with "wrangler secret put ADMIN_TOKEN_HASH". Or set ACCESS_TEAM_DOMAIN, ACCESS_AUD and ACCESS_ROLES for Cloudflare Access.',
        headers: { 'Retry-After': '300' },
      }
    case 'no-token':
      return {
        status: 401,
        detail: 'Send your token in a header: "Authorization: Bearer TOKEN". An admin can create one with "newsdesk token".',
        headers: { 'WWW-Authenticate': 'Bearer realm="desk"' },
      }
    case 'session-over':
      return {
        status: 401,
        detail: 'Your session has ended. Sign in again at /desk/sign-in.',
        headers: { 'WWW-Authenticate': 'Bearer realm="desk"' },
        members: { signIn: '/desk/sign-in' },
      }
    case 'unknown-token':
      return {
        status: 401,
        detail: 'This token is unknown, expired or revoked. Ask an admin for a new one.',
        headers: { 'WWW-Authenticate': 'Bearer realm="desk", error="invalid_token"' },
      }
    case 'too-many-attempts':
      return {
        status: 429,
        detail: 'Too many unknown tokens came from your network. Wait a minute, and check your token. Tokens that are good are never slowed.',
        headers: { 'Retry-After': String(BRAKED_SECONDS) },
      }
    case 'bad-assertion':
      return {
        status: 401,
        detail: `Your Cloudflare Access sign-in isn’t valid: ${refusal.message}`,
        headers: { 'WWW-Authenticate': 'Bearer realm="desk", error="invalid_token"' },
      }
    case 'keys-away':
      return {
        status: 503,
        detail: 'We can’t reach Cloudflare Access to check your sign-in. Try again in a moment, or send a token.',
        headers: { 'Retry-After': '30' },
      }
    case 'no-role':
      return { status: 403, detail: `${refusal.name} doesn’t have a role here. Ask the site’s operator to add one in ACCESS_ROLES.` }
    case 'other-site':
      return {
        status: 403,
        detail:
          'This request didn’t come from a page of this site, so your sign-in doesn’t count for it. Nothing was changed. Send it with a token, or from the desk.',
      }
  }
}

export const roleProblem = (actor: Actor, needs: Role, what?: string): Problem => ({
  status: 403,
  detail: `${what ?? 'This'} needs the role "${needs}", but ${actor.name} is ${withArticle(actor.role)}.`,
  members: { needs },
})

/** A token that is good is never slowed, whatever else comes from its network. */
async function identifyByToken(token: string, request: Request, env: Env): Promise<Identification> {
  const hash = await sha256(token)
  const local = isDevelopment(env) ? readSetting(env, 'DESK_TOKEN') : undefined
  if (local && isSameHash(hash, await sha256(local))) return { ok: true, actor: { name: 'desk', role: 'admin' } }
  const first = readSetting(env, 'ADMIN_TOKEN_HASH')?.toLowerCase()
  if (first && isSameHash(hash, first)) return { ok: true, actor: { name: 'admin', role: 'admin' } }
  const holder = await pressOf(env).tokenHolder(hash)
  if (holder) {
    const { expiresAt, unattended, ...actor } = holder
    return { ok: true, actor, ...(expiresAt && { expiresAt }), ...(unattended && { unattended }) }
  }
  if (await isBraked(request, env, 'token')) return { ok: false, reason: 'too-many-attempts' }
  return { ok: false, reason: (await isSetUp(env)) ? 'unknown-token' : 'not-set-up' }
}

/** Access lets browsers in by cookie: another site's page could send a form here in an editor's name. Its service tokens are no browser's. */
async function identifyByAssertion(request: Request, env: Env): Promise<AssertionResult | Extract<Identification, { reason: 'other-site' }> | undefined> {
  const access = accessSettings(env)
  const assertion = request.headers.get(ASSERTION_HEADER)
  if (!access || !assertion) return undefined
  const verified = await verifyAssertion(assertion, access)
  if (!verified.ok || isSentByOurPage(request)) return verified
  return verified.service && isFromThisSite(request) ? verified : { ok: false, reason: 'other-site' }
}

async function identifyBySession(secret: string, request: Request, env: Env): Promise<Identification> {
  if (!isSentByOurPage(request)) return { ok: false, reason: 'other-site' }
  const holder = await pressOf(env).sessionHolder(await sha256(secret))
  if (!holder) return { ok: false, reason: 'session-over' }
  const { name, role, person, session, signedInAt, expiresAt } = holder
  return { ok: true, actor: { name, role }, expiresAt, session: { id: session, person, signedInAt } }
}

async function isSetUp(env: Env) {
  if (isDevelopment(env) && readSetting(env, 'DESK_TOKEN')) return true
  if (/^[0-9a-f]{64}$/i.test(readSetting(env, 'ADMIN_TOKEN_HASH') ?? '') || accessSettings(env)) return true
  const now = new Date().toISOString()
  return (await pressOf(env).tokens()).some(({ revokedAt, expiresAt }) => !revokedAt && !(expiresAt && expiresAt <= now))
}

const bearerTokenOf = (request: Request) => /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1]
