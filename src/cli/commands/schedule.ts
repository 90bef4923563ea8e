import { describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { usageError } from '../exit-error.ts'
import { ifMatchOption, parseMoment } from '../option-values.ts'
import { type Changed, changeEach } from '../state-change.ts'

export const schedule: AddCommand = (program, run) =>
  program
    .command('schedule')
    .description('Publish the newest revision at a set time; what readers see stays until then')
    .argument('<slug>', 'the article')
    .option('--at <moment>', 'when it comes out, with its time zone', parseMoment)
    .option(
      '--lift',
      'lift the embargo: what an editor had published goes out now, what was only scheduled becomes a draft again (newsdesk unschedule never publishes)',
    )
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExample:\n  newsdesk schedule budget-speech --at 2026-12-01T08:00:00+08:00')
    .action(
      run((context, slug, { at, lift, ifMatch }) => {
        if ((at === undefined) === !lift) throw usageError('Use --at to say when it comes out, or --lift to lift the embargo.')
        return changeEach(context, {
          slugs: [slug],
          ifMatch,
          call: (api, slug, options) =>
            at === undefined
              ? api.ask('DELETE', articlePath(slug, '/embargo'), options)
              : api.ask('PUT', articlePath(slug, '/embargo'), { ...options, body: { until: at } }),
          words: (done) =>
            `${done.url}  ${at === undefined ? `embargo lifted: ${describeState(done)}` : describeScheduled(done)}${at === undefined ? '' : laterThan(at, done)}`,
        })
      }),
    )

const describeScheduled = (done: Changed) =>
  done.state === 'published' && done.ready !== undefined
    ? `revision ${done.live ?? done.revision} stays live; revision ${done.ready} is scheduled for ${done.until}`
    : describeState(done)

/** An embargo never brings an article out before its own date: whoever reads another time than they wrote would suspect the time zone. */
const laterThan = (at: string, { until }: Changed) =>
  until !== undefined && Date.parse(until) - Date.parse(at) >= 1000 ? '; its own date is later than --at' : ''
