import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { usageError } from '../exit-error.ts'
import { ifMatchOption, parseMoment } from '../option-values.ts'
import { type Change, changeEach } from '../state-change.ts'

export const withdraw: AddCommand = (program, run) =>
  program
    .command('withdraw')
    .description('Take articles down; their pages say that they were (410)')
    .argument('<slug...>', 'the articles')
    .option('--at <moment>', 'take down at that moment instead of now', parseMoment)
    .option('--reason <text>', 'kept in the ledger')
    .option('--lift', 'call off a withdrawal ordered with --at: the article stays up')
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk withdraw wrong-story --reason "Filed by mistake"')
    .action(
      run((context, slugs, { at, reason, lift, ifMatch }) => {
        if (lift && (at !== undefined || reason !== undefined)) throw usageError('--lift calls a withdrawal off; it takes neither --at nor --reason.')
        return changeEach(context, { slugs, ifMatch, ...(lift ? callOff : takeDown({ at, reason })) })
      }),
    )

const callOff: Pick<Change, 'call' | 'words'> = {
  call: (api, slug, precondition) => api.ask('DELETE', articlePath(slug, '/withdrawal'), precondition),
  words: (done) => `${done.url}  the withdrawal is called off: ${describeState(done)}`,
}

const takeDown = (query: { at: string | undefined; reason: string | undefined }): Pick<Change, 'call' | 'words'> => ({
  call: (api, slug, precondition) => api.ask('DELETE', articlePath(slug, '/publication'), { ...precondition, query }),
  words: ({ url, state, withdrawAt }) => `${url}  ${query.at === undefined || state === 'withdrawn' ? state : `comes down at ${withdrawAt ?? query.at}`}`,
})
