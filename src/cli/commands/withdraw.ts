import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { usageError } from '../exit-error.ts'
import { ifMatchOption, parseMoment } from '../option-values.ts'
import { type Change, changeEach } from '../state-change.ts'

export const withdraw: AddCommand = (program, run) =>
  program
    .command('withdraw')
    .description('Withdraw articles; their pages say so (410)')
    .argument('<slug...>', 'the articles')
    .option('--at <moment>', 'take down at that time instead of now', parseMoment)
    .option('--reason <text>', 'kept in the ledger')
    .option('--lift', 'cancel a withdrawal set with --at')
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk withdraw wrong-story --reason "Filed by mistake"')
    .action(
      run((context, slugs, { at, reason, lift, ifMatch }) => {
        if (lift && (at !== undefined || reason !== undefined)) throw usageError('Use --lift without --at and --reason.')
        return changeEach(context, { slugs, ifMatch, ...(lift ? callOff : takeDown({ at, reason })) })
      }),
    )

const callOff: Pick<Change, 'call' | 'words'> = {
  call: (api, slug, options) => api.ask('DELETE', articlePath(slug, '/withdrawal'), options),
  words: (done) => `${done.url}  withdrawal cancelled: ${describeState(done)}`,
}

const takeDown = (query: { at: string | undefined; reason: string | undefined }): Pick<Change, 'call' | 'words'> => ({
  call: (api, slug, options) => api.ask('DELETE', articlePath(slug, '/publication'), { ...options, query }),
  words: ({ url, state, withdrawAt }) => `${url}  ${query.at === undefined || state === 'withdrawn' ? state : `to be withdrawn at ${withdrawAt ?? query.at}`}`,
})
