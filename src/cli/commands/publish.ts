import { instantOf } from '../../copy/text/instant.ts'
import { describeDate, describeState } from '../article-state.ts'
import { type AddCommand, articlePath } from '../command-context.ts'
import { ifMatchOption, parseMoment } from '../option-values.ts'
import { changeEach } from '../state-change.ts'

export const publish: AddCommand = (program, run) =>
  program
    .command('publish')
    .description('Publish the newest revision')
    .argument('<slug...>', 'the articles')
    .option(
      '--at <moment|now>',
      'its publication date: a future one schedules it, a past one back-dates it, now replaces the one it has. Without --at it keeps its own date, or gets the present one if it has none',
      (text) => (text === 'now' ? text : parseMoment(text)),
    )
    .addOption(ifMatchOption())
    .addHelpText('after', '\nExamples:\n  newsdesk publish mali-phone-call\n  newsdesk publish budget-speech --at 2026-12-01T08:00:00+08:00')
    .action(
      run((context, slugs, { at, ifMatch }) => {
        const now = context.environment.now()
        const body = at === undefined ? undefined : { at: at === 'now' ? instantOf(now) : at }
        return changeEach(context, {
          slugs,
          ifMatch,
          call: (api, slug, options) => api.ask('PUT', articlePath(slug, '/publication'), { ...options, ...(body && { body }) }),
          words: (done) => `${done.url}  ${describeState(done)}${describeDate(done, now)}`,
        })
      }),
    )
