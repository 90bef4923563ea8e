import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { confirm } from '../../confirm.ts'
import { EXIT } from '../../exit-error.ts'
import { yesOption } from '../../option-values.ts'
import { showReply } from '../../state-change.ts'

export const addKeyRenewal: AddSubcommand = (group, run) =>
  group
    .command('renew-key')
    .description('Sign the links in emails with a new key, if the old one may have leaked (admins)')
    .addOption(yesOption())
    .addHelpText('after', '\nExample:\n  newsdesk letters renew-key')
    .action(run((context, { yes }) => renewKey(context, yes)))

const QUESTION =
  'Links to confirm and to readers’ own pages in emails we’ve sent stop working; readers can ask for new ones. Links to unsubscribe still work. Type renew to continue: '

/** Not repeatable: each call makes a key. */
async function renewKey(context: CommandContext, yes: true | undefined) {
  if (!yes && !(await confirm(context, QUESTION, 'renew'))) return EXIT.refused
  const reply = await context.api.ask('POST', '/api/newsletters/key')
  return showReply(context, 'key', reply, () => context.print.result({ ok: true }, 'Links are signed with a new key.'))
}
