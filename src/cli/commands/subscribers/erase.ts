import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { confirm } from '../../confirm.ts'
import { EXIT } from '../../exit-error.ts'
import { yesOption } from '../../option-values.ts'
import { problemLines } from '../../problem.ts'
import { refuse } from '../../state-change.ts'

export const addErasing: AddSubcommand = (group, run) =>
  group
    .command('erase')
    .description('Erase an address and all data about its reader, for good (admins)')
    .argument('<address...>', 'the addresses')
    .addOption(yesOption())
    .addHelpText('after', '\nExample:\n  newsdesk subscribers erase reader@example.org')
    .action(
      run(async (context, addresses, { yes }) => {
        let refused = 0
        for (const email of addresses) if (!(await erase(context, email, yes))) refused++
        return refused > 0 ? EXIT.refused : EXIT.ok
      }),
    )

async function erase(context: CommandContext, email: string, yes: true | undefined) {
  const question = `This erases ${email} with its consents, and can’t be undone. A hash is stored, so that no import brings it back. Type the address to continue: `
  if (!yes && !(await confirm(context, question, email))) return false
  const reply = await context.api.ask('POST', '/api/subscribers/erase', { body: { email }, repeatable: true })
  if (reply.ok) context.print.result({ ok: true, email }, `${email}  erased`)
  else refuse(context, { email }, reply.problem, problemLines(email, reply.problem))
  return reply.ok
}
