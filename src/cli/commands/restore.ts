import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { ifMatchOption, parseWholeNumber } from '../option-values.ts'
import { changeEach } from '../state-change.ts'

export const restore: AddCommand = (program, run) =>
  program
    .command('restore')
    .description('File an earlier revision again, as the newest')
    .argument('<slug>', 'the article')
    .argument('<revision>', 'its number; newsdesk revisions lists them', parseWholeNumber)
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk restore mali-phone-call 3')
    .action(
      run((context, slug, revision, { ifMatch }) =>
        changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: (api, slug, options) => api.ask('POST', articlePath(slug, '/restore'), { ...options, body: { revision } }),
          words: (done) =>
            done.changed === false
              ? `${done.url}  unchanged: revision ${done.revision} says the same`
              : `${done.url}  revision ${revision} is filed again as ${done.revision}: ${describeState(done)}`,
        }),
      ),
    )
