import { createHash, randomBytes } from 'node:crypto'
import { argument, type Command, type Desk, moment } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { answered } from '../state-change.ts'

const ROLES = ['reporter', 'editor', 'admin']

type Token = { id: string; name: string; role: string; token?: string; createdAt?: string; expiresAt?: string; revokedAt?: string; lastUsedAt?: string }

export const token: Command = {
  name: 'token',
  takes: 'create --name NAME --role ROLE [--expires ISO] | list | revoke ID | hash',
  does: 'Make, list and revoke tokens; make the first one of a new site',
  example: 'newsdesk token create --name "Edith Coyle" --role editor --expires 2027-12-31T00:00:00Z\nnewsdesk token hash',
  options: {
    name: { type: 'string', value: 'NAME', help: 'who holds it; the ledger signs with this name' },
    role: { type: 'string', value: 'ROLE', help: 'reporter files drafts, editor publishes, admin does everything' },
    expires: { type: 'string', value: 'ISO', help: 'when it ceases to open the door' },
  },
  run: (desk) => {
    switch (desk.args[0]) {
      case 'create':
        return create(desk)
      case 'list':
        return list(desk)
      case 'revoke':
        return revoke(desk)
      case 'hash':
        return hash(desk)
      default:
        throw usage('Say token create, token list, token revoke or token hash.')
    }
  },
}

async function create(desk: Desk) {
  const name = desk.text('name')
  const role = desk.text('role')
  const expires = desk.text('expires')
  if (!name || !role || !ROLES.includes(role)) throw usage(`Say for whom with --name, and what they may do with --role (${ROLES.join(', ')}).`)
  const body = { name, role, ...(expires !== undefined && { expiresAt: moment(expires) }) }
  return answered(desk, name, await desk.api.ask<Token>('POST', '/api/tokens', { body }), (made) => {
    if (desk.print.json) return desk.print.result(made)
    desk.print.text(made.token ?? '')
    desk.print.remark(`This is the token of ${made.name} (${made.role}, id ${made.id}). It is shown once; the site keeps only its hash.`)
  })
}

async function list(desk: Desk) {
  return answered(desk, 'tokens', await desk.api.ask<{ items: Token[] }>('GET', '/api/tokens'), ({ items }) => {
    for (const one of items) {
      const state = one.revokedAt ? `revoked ${one.revokedAt}` : one.expiresAt ? `until ${one.expiresAt}` : 'no expiry'
      desk.print.result(one, `${one.id}  ${one.role.padEnd(8)}  ${one.name}  ${state}${one.lastUsedAt ? `  last used ${one.lastUsedAt}` : ''}`)
    }
  })
}

async function revoke(desk: Desk) {
  const id = argument(desk, 1, 'token, by its id')
  return answered(desk, id, await desk.api.ask('DELETE', `/api/tokens/${encodeURIComponent(id)}`), () => desk.print.result({ ok: true, id }, `${id}  revoked`))
}

/** Needs no site: the first token of a new one is made here, and only its hash travels. `dl_` lets scanners for leaked secrets know it. */
async function hash(desk: Desk) {
  const made = `dl_${randomBytes(32).toString('base64url')}`
  const sha256 = createHash('sha256').update(made).digest('hex')
  if (desk.print.json) desk.print.result({ token: made, sha256 })
  else {
    desk.print.text(`token    ${made}`, `SHA-256  ${sha256}`)
    desk.print.remark('Keep the token; give the site its hash: npx wrangler secret put ADMIN_TOKEN_HASH')
  }
  return EXIT.ok
}
