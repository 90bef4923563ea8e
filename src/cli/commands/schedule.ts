import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { usageError } from '../exit-error.ts'
import { ifMatchOption, parseMoment } from '../option-values.ts'
import { type Changed, changeEach } from '../state-change.ts'

export const schedule: AddCommand = (program, run) =>
  program
    .command('schedule')
    .description('Hold the newest revision until a moment, then publish it; an older one that is live stays until then')
    .argument('<slug>', 'the article')
    .option('--at <moment>', 'when it comes out, with its zone', parseMoment)
    .option(
      '--lift',
      'take the embargo off: what an editor ordered to be published comes out, what was only scheduled is a draft again (newsdesk unschedule publishes nothing)',
    )
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk schedule budget-speech --at 2026-12-01T08:00:00+08:00')
    .action(
      run((context, slug, { at, lift, ifMatch }) => {
        if ((at === undefined) === !lift) throw usageError('Say when it comes out with --at, or take the embargo off with --lift.')
        return changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: (api, slug, precondition) =>
            at === undefined
              ? api.ask('DELETE', articlePath(slug, '/embargo'), precondition)
              : api.ask('PUT', articlePath(slug, '/embargo'), { ...precondition, body: { until: at } }),
          words: (done) => `${done.url}  ${at === undefined ? `the embargo is off: ${describeState(done)}` : describeScheduled(done)}`,
        })
      }),
    )

const describeScheduled = (done: Changed) =>
  done.state === 'published' && done.ready !== undefined
    ? `the live revision ${done.live ?? done.revision} stays; revision ${done.ready} comes out at ${done.until}`
    : describeState(done)
