/** Tokens of the newsroom, and the audit trail. A token's text is shown once; only its hash is kept. */
import * as v from 'valibot'
import { Instant, Line } from '../../copy/field.ts'
import { ROLES } from '../../press/calls.ts'
import { sha256 } from '../sha256.ts'
import { type ApiContext, bodyOf, json, press, problem, queryOf } from './door.ts'

export const TokenBody = v.object({
  /** Stands in the ledger beside all that is done with the token. */
  name: v.pipe(Line, v.maxLength(100, 'A name has at most 100 characters.')),
  role: v.picklist(ROLES, `A role is one of ${ROLES.join(', ')}.`),
  expiresAt: v.optional(
    v.pipe(
      Instant,
      v.check((at) => Date.parse(at) > Date.now(), 'This moment has passed; a token expires later than now.'),
    ),
  ),
})

const limitWords = 'A limit is a whole number from 1 to 200.'
const AuditQuery = v.object({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(500, 'This is no cursor of ours.'))),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, limitWords), v.transform(Number), v.minValue(1, limitWords), v.maxValue(200, limitWords)), '50'),
})

export const listTokens = async (c: ApiContext) => json(c, { items: await press(c).tokens() })

export async function addToken(c: ApiContext) {
  const body = await bodyOf(c, TokenBody)
  if (!body.ok) return problem(c, body.problem)
  const { name, role, expiresAt } = body.value
  const token = newToken()
  const info = await press(c).addToken({ name, role, hash: await sha256(token), ...(expiresAt && { expiresAt }) }, c.get('actor'))
  return json(c, { ...info, token }, 201)
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
