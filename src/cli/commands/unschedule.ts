import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { ifMatchOption } from '../option-values.ts'
import { changeEach } from '../state-change.ts'

export const unschedule: AddCommand = (program, run) =>
  program
    .command('unschedule')
    .description('Cancel a scheduled publication; what readers see stays')
    .argument('<slug...>', 'the articles')
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk unschedule budget-speech')
    .action(
      run((context, slugs, { ifMatch }) =>
        changeEach(context, {
          slugs,
          ifMatch,
          call: (api, slug, options) => api.ask('DELETE', articlePath(slug, '/schedule'), options),
          words: (done) => `${done.url}  unscheduled: ${describeState(done)}`,
        }),
      ),
    )
