import type { AddCommand } from '../command-context.ts'
import { showReply } from '../state-change.ts'
import { describeHolder, fetchHolder } from '../token-holder.ts'

export const whoami: AddCommand = (program, run) =>
  program
    .command('whoami')
    .description('Show whose token is used, its role, and on which site')
    .addHelpText('after', '\nExample:\n  newsdesk whoami --site news')
    .action(
      run(async (context) =>
        showReply(context, 'whoami', await fetchHolder(context.api), (holder) =>
          context.print.result({ ...holder, url: context.api.url }, `${describeHolder(holder)}, at ${context.api.url}`),
        ),
      ),
    )
