import { Option } from '@commander-js/extra-typings'
import type { AddCommand, CommandContext } from '../command-context.ts'
import { showReply } from '../state-change.ts'

const ROLES = ['reporter', 'editor', 'admin'] as const

export type SignInLink = { id: string; name: string; role: string; kind: 'invite' | 'sign-in' | 'own'; url: string; expiresAt: string }

export const invite: AddCommand = (program, run) =>
  program
    .command('invite')
    .description('Make a link by which somebody signs in at the desk, once; for a new name, with a role (admins)')
    .argument('<name>', 'who it is for; their work is signed with this name')
    .addOption(new Option('--role <role>', 'for somebody new: reporter files drafts, editor publishes, admin does everything').choices(ROLES))
    .addHelpText(
      'after',
      '\nExamples:\n  newsdesk invite "Edith Coyle" --role editor\n  newsdesk invite "Edith Coyle"       # another link, for who lost their passkey',
    )
    .action(run((context, name, { role }) => makeLink(context, name, role)))

async function makeLink(context: CommandContext, name: string, role: string | undefined) {
  const body = { name, ...(role !== undefined && { role }) }
  return showReply(context, name, await context.api.ask<SignInLink>('POST', '/api/people/invitations', { body }), (link) => {
    if (context.print.json) return context.print.result(link)
    context.print.text(link.url)
    const who = link.kind === 'invite' ? `${link.name} is invited (${link.role}).` : `This link signs in ${link.name} (${link.role}).`
    context.print.remark(`${who} It works once, until ${link.expiresAt}. Send it to them alone; earlier links of theirs have stopped working.`)
  })
}
