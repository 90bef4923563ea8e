import { createHash, randomBytes } from 'node:crypto'
import { argument, type Command, type CommandContext, moment } from '../command.ts'
import { EXIT, usageError } from '../exit.ts'
import { showReply } from '../state-change.ts'

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
  run: (context) => {
    switch (context.args[0]) {
      case 'create':
        return create(context)
      case 'list':
        return list(context)
      case 'revoke':
        return revoke(context)
      case 'hash':
        return hash(context)
      default:
        throw usageError('Say token create, token list, token revoke or token hash.')
    }
  },
}

async function create(context: CommandContext) {
  const name = context.text('name')
  const role = context.text('role')
  const expires = context.text('expires')
  if (!name || !role || !ROLES.includes(role)) throw usageError(`Say for whom with --name, and what they may do with --role (${ROLES.join(', ')}).`)
  const body = { name, role, ...(expires !== undefined && { expiresAt: moment(expires) }) }
  return showReply(context, name, await context.api.ask<Token>('POST', '/api/tokens', { body }), (made) => {
    if (context.print.json) return context.print.result(made)
    context.print.text(made.token ?? '')
    context.print.remark(`This is the token of ${made.name} (${made.role}, id ${made.id}). It is shown once; the site keeps only its hash.`)
  })
}

async function list(context: CommandContext) {
  return showReply(context, 'tokens', await context.api.ask<{ items: Token[] }>('GET', '/api/tokens'), ({ items }) => {
    for (const one of items) {
      const state = one.revokedAt ? `revoked ${one.revokedAt}` : one.expiresAt ? `until ${one.expiresAt}` : 'no expiry'
      context.print.result(one, `${one.id}  ${one.role.padEnd(8)}  ${one.name}  ${state}${one.lastUsedAt ? `  last used ${one.lastUsedAt}` : ''}`)
    }
  })
}

async function revoke(context: CommandContext) {
  const id = argument(context, 1, 'token, by its id')
  return showReply(context, id, await context.api.ask('DELETE', `/api/tokens/${encodeURIComponent(id)}`), () =>
    context.print.result({ ok: true, id }, `${id}  revoked`),
  )
}

/** Needs no site: the first token of a new one is made here, and only its hash travels. `dl_` lets scanners for leaked secrets know it. */
async function hash(context: CommandContext) {
  const made = `dl_${randomBytes(32).toString('base64url')}`
  const sha256 = createHash('sha256').update(made).digest('hex')
  if (context.print.json) context.print.result({ token: made, sha256 })
  else {
    context.print.text(`token    ${made}`, `SHA-256  ${sha256}`)
    context.print.remark('Keep the token; give the site its hash: npx wrangler secret put ADMIN_TOKEN_HASH')
  }
  return EXIT.ok
}
