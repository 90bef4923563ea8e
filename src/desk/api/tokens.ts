/** Tokens of the newsroom, and the audit trail. A token's text is shown once; only its hash is kept. */
import { sha256 } from '../../edge/sha256.ts'
import { type ApiContext, bodyOf, json, press, problem, queryOf } from './door.ts'
import { AuditQuery, TokenBody } from './requests.ts'

export const listTokens = async (c: ApiContext) => json(c, { items: await press(c).tokens() })

export async function addToken(c: ApiContext) {
  const body = await bodyOf(c, TokenBody)
  if (!body.ok) return problem(c, body.problem)
  const { name, role, expiresAt } = body.value
  const token = newToken()
  const info = await press(c).addToken({ name, role, hash: await sha256(token), ...(expiresAt && { expiresAt }) }, c.get('actor'))
  return json(c, { ...info, token }, 201)
}

/** Who the token, or Cloudflare Access, says one is. */
export function whoAmI(c: ApiContext) {
  const { name, role } = c.get('actor')
  const expiresAt = c.get('expiresAt')
  return json(c, { name, role, ...(expiresAt && { expiresAt }) })
}

export async function revokeToken(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  return (await press(c).revokeToken(id, c.get('actor'))) ? c.body(null, 204) : problem(c, { status: 404, detail: `There is no token "${id}" to revoke.` })
}

export async function readAudit(c: ApiContext) {
  const query = queryOf(c, AuditQuery)
  return query.ok ? json(c, await press(c).audit(query.value.cursor, query.value.limit)) : problem(c, query.problem)
}

/** `dl_` and 32 random bytes in base64url, so that scanners for leaked secrets can know it. */
function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `dl_${btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')}`
}
