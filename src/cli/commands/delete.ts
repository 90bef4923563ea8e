import { type AddCommand, articlePath } from '../command-context.ts'
import { confirm } from '../confirm.ts'
import { EXIT } from '../exit-error.ts'
import { ifMatchOption, yesOption } from '../option-values.ts'
import { changeEach } from '../state-change.ts'

export const deleteDraft: AddCommand = (program, run) =>
  program
    .command('delete')
    .description('Delete a draft that was never out; what readers have seen is withdrawn instead')
    .argument('<slug>', 'the draft')
    .addOption(yesOption())
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk delete second-thoughts')
    .action(
      run(async (context, slug, { yes, ifMatch }) => {
        if (!yes && !(await confirm(context, `Delete "${slug}" with all its revisions? [y/N] `, 'y'))) return EXIT.refused
        return changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: (api, slug, options) => api.ask('DELETE', articlePath(slug), options),
          words: () => `${slug}  deleted`,
        })
      }),
    )
