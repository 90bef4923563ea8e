/** Tokens of the newsroom, and the audit trail. A token's text is shown once; only its hash is stored. */
import { sha256 } from '../../edge/sha256.ts'
import { newToken } from '../random-secret.ts'
import { type ApiContext, press } from './api-context.ts'
import { flawsProblem } from './json-text.ts'
import { readJsonBody, readQuery } from './request-inputs.ts'
import { AuditQuery, TokenBody, tokenFlaws } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

export const listTokens = async (c: ApiContext) => jsonResponse(c, { items: await press(c).tokens() })

export async function addToken(c: ApiContext) {
  const body = await readJsonBody(c, TokenBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const flaws = tokenFlaws(body.value)
  if (flaws.length > 0) return problemResponse(c, flawsProblem(flaws))
  const { name, role, expiresAt, unattended } = body.value
  const token = newToken()
  const right = { ...(expiresAt && { expiresAt }), ...(unattended && { unattended }) }
  const info = await press(c).addToken({ name, role, hash: await sha256(token), ...right }, c.get('actor'))
  return jsonResponse(c, { ...info, token }, 201)
}

/** Who the token, or Cloudflare Access, says one is. */
export function whoAmI(c: ApiContext) {
  const { name, role } = c.get('actor')
  const expiresAt = c.get('expiresAt')
  return jsonResponse(c, { name, role, ...(expiresAt && { expiresAt }) })
}

export async function revokeToken(c: ApiContext) {
  const id = c.req.param('id') ?? ''
  return (await press(c).revokeToken(id, c.get('actor'))) ? c.body(null, 204) : problemResponse(c, { status: 404, detail: `There’s no active token "${id}".` })
}

export async function readAudit(c: ApiContext) {
  const query = readQuery(c, AuditQuery)
  return query.ok ? jsonResponse(c, await press(c).audit(query.value.cursor, query.value.limit)) : problemResponse(c, query.problem)
}
