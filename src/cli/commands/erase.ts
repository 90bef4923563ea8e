import { type AddCommand, articlePath } from '../command-context.ts'
import { confirm } from '../confirm.ts'
import { EXIT } from '../exit-error.ts'
import { ifMatchOption, parseWholeNumber, yesOption } from '../option-values.ts'
import { type Changed, changeEach } from '../state-change.ts'

export const erase: AddCommand = (program, run) =>
  program
    .command('erase')
    .description('Erase one revision for good, where the law demands it (admins)')
    .argument('<slug>', 'the article')
    .argument('<revision>', 'its number; newsdesk revisions lists them', parseWholeNumber)
    .requiredOption('--reason <text>', 'kept in the audit trail')
    .addOption(yesOption())
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk erase mali-phone-call 3 --reason "Court order 17/2026: names a minor"')
    .action(
      run(async (context, slug, revision, { reason, yes, ifMatch }) => {
        const question = `This erases revision ${revision} of "${slug}" from ledger and exports, and cannot be undone. Type the slug to go on: `
        if (!yes && !(await confirm(context, question, slug))) return EXIT.refused
        return changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: async (api, slug, options) => {
            const reply = await api.ask<Changed>('DELETE', articlePath(slug, `/revisions/${revision}`), { ...options, body: { reason } })
            return reply.ok ? { ...reply, value: { ...reply.value, revision } } : reply
          },
          words: () => `${slug}  revision ${revision} is erased`,
        })
      }),
    )
