import { Option } from '@commander-js/extra-typings'
import { type ArticleState, describeWaiting } from '../article-state.ts'
import type { AddCommand } from '../command-context.ts'
import { EXIT } from '../exit-error.ts'
import { parseWholeNumber } from '../option-values.ts'
import { itemsOf } from '../paging.ts'
import { shortMoment } from '../short-moment.ts'

type Entry = ArticleState & { headline: string; at: string; by: string }

export const list: AddCommand = (program, run) =>
  program
    .command('list')
    .description('List articles, newest first')
    .addOption(new Option('--state <state>', 'in this state').choices(['draft', 'scheduled', 'published', 'withdrawn']))
    .option('--section <slug>', 'of one section')
    .option('--q <words>', 'that have these words')
    .option('--limit <n>', 'how many at most', parseWholeNumber, 50)
    .addHelpText('after', '\nExample:\n  newsdesk list --state draft --limit 20')
    .action(
      run(async (context, { limit, ...query }) => {
        const { dim } = context.print.colour
        await context.print.results(itemsOf<Entry>(context, '/api/articles', query, limit), {
          line: (entry) => {
            const update = updateOf(entry)
            const beside = update ? `  (readers see r${entry.live ?? entry.revision}; ${update})` : ''
            return [`${entry.state.padEnd(9)}  ${whenOf(entry)}  ${entry.slug}  r${entry.revision}  ${entry.headline}${beside}  `, dim(entry.by)]
          },
          heads: ['State', 'UTC', 'Slug', 'Rev', 'Headline', 'By'],
          elastic: 4,
          cells: (entry) => [stateOf(entry), whenOf(entry, shortMoment), entry.slug, `r${entry.revision}`, entry.headline, dim(entry.by)],
        })
        return EXIT.ok
      }),
    )

const whenOf = ({ state, until, at }: Entry, show = (moment: string) => moment) => (until && state === 'scheduled' ? `until ${show(until)}` : show(at))

const updateOf = (entry: Entry) => (entry.state === 'published' ? describeWaiting(entry) : undefined)

const stateOf = (entry: Entry) => (updateOf(entry) ? `${entry.state}, r${entry.live ?? entry.revision} is live` : entry.state)
