import { createHash, randomBytes } from 'node:crypto'
import { Option } from '@commander-js/extra-typings'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { EXIT } from '../exit-error.ts'
import { parseMoment } from '../option-values.ts'
import { showReply } from '../state-change.ts'

const ROLES = ['reporter', 'editor', 'admin'] as const

type Token = {
  id: string
  name: string
  role: string
  token?: string
  createdAt?: string
  expiresAt?: string
  revokedAt?: string
  lastUsedAt?: string
  unattended?: true
}

export const token: AddCommand = (program, run) => {
  const tokens = program.command('token').description('Make, list and revoke tokens; make the first one of a new site')
  tokens
    .command('create')
    .description('Make a token for somebody (admins)')
    .requiredOption('--name <name>', 'who it is for; their work is signed with this name')
    .addOption(new Option('--role <role>', 'reporter files drafts, editor publishes, admin does everything').choices(ROLES).makeOptionMandatory())
    .option('--expires <moment>', 'when it stops working', parseMoment)
    .option('--unattended', 'what an agent publishes with it through /mcp waits for nobody')
    .addHelpText('after', '\nExample:\n  newsdesk token create --name "Edith Coyle" --role editor --expires 2027-12-31T00:00:00Z')
    .action(
      run((context, { name, role, expires, unattended }) =>
        create(context, { name, role, ...(expires !== undefined && { expiresAt: expires }), ...(unattended && { unattended }) }),
      ),
    )
  tokens
    .command('list')
    .description('Show who holds a token (admins)')
    .addHelpText('after', '\nExample:\n  newsdesk token list')
    .action(run((context) => list(context)))
  tokens
    .command('revoke')
    .description('End a token at once (admins)')
    .argument('<id>', 'its id; newsdesk token list shows them')
    .addHelpText('after', '\nExample:\n  newsdesk token revoke 3f2a')
    .action(run((context, id) => revoke(context, id)))
  tokens
    .command('hash')
    .description('Make the first token of a new site, here; only its hash travels')
    .addHelpText('after', '\nExample:\n  newsdesk token hash')
    .action(run((context) => hash(context)))
}

async function create(context: CommandContext, body: { name: string; role: string; expiresAt?: string; unattended?: true }) {
  return showReply(context, body.name, await context.api.ask<Token>('POST', '/api/tokens', { body }), (made) => {
    if (context.print.json) return context.print.result(made)
    context.print.text(made.token ?? '')
    context.print.remark(`This is the token of ${made.name} (${made.role}, id ${made.id}). It is shown once; the site keeps only its hash.`)
  })
}

async function list(context: CommandContext) {
  return showReply(context, 'tokens', await context.api.ask<{ items: Token[] }>('GET', '/api/tokens'), ({ items }) =>
    context.print.results(items, {
      line: (one) => `${one.id}  ${one.role.padEnd(8)}  ${one.name}  ${stateOf(one)}${one.lastUsedAt ? `  last used ${one.lastUsedAt}` : ''}`,
      heads: ['Id', 'Role', 'Name', 'State', 'Last used'],
      elastic: 2,
      cells: (one) => [one.id, one.role, one.name, stateOf(one), one.lastUsedAt ?? 'never'],
    }),
  )
}

const stateOf = ({ revokedAt, expiresAt, unattended }: Token) =>
  revokedAt ? `revoked ${revokedAt}` : `${expiresAt ? `until ${expiresAt}` : 'no expiry'}${unattended ? ', unattended' : ''}`

async function revoke(context: CommandContext, id: string) {
  return showReply(context, id, await context.api.ask('DELETE', `/api/tokens/${encodeURIComponent(id)}`), () =>
    context.print.result({ ok: true, id }, `${id}  revoked`),
  )
}

/** Needs no site: the first token of a new one is made here, and only its hash travels. `dl_` lets scanners for leaked secrets know it. */
function hash({ print }: CommandContext) {
  const made = `dl_${randomBytes(32).toString('base64url')}`
  const sha256 = createHash('sha256').update(made).digest('hex')
  if (print.json) print.result({ token: made, sha256 })
  else {
    print.text(`token    ${made}`, `SHA-256  ${sha256}`)
    print.remark('Keep the token; give the site its hash: npx wrangler secret put ADMIN_TOKEN_HASH')
  }
  return EXIT.ok
}
