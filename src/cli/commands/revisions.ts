import { type AddCommand, articlePath } from '../command-context.ts'
import type { Revision } from '../newer-revision.ts'
import { shortMoment } from '../short-moment.ts'
import { showReply } from '../state-change.ts'

export const revisions: AddCommand = (program, run) =>
  program
    .command('revisions')
    .description('List every revision of an article')
    .argument('<slug>', 'the article')
    .addHelpText('after', '\nExample:\n  newsdesk revisions mali-phone-call')
    .action(
      run(async (context, slug) => {
        const reply = await context.api.ask<{ items: Revision[] }>('GET', articlePath(slug, '/revisions'))
        const { green } = context.print.colour
        return showReply(context, slug, reply, ({ items }) =>
          context.print.results(
            items.map((one) => ({ slug, ...one })),
            {
              line: (one) => [
                `${String(one.revision).padStart(4)}  ${one.at}  ${one.by}  ${headlineOf(one)}`,
                ...(one.live ? ['  ', green('live')] : []),
                one.note ? `  ${one.note}` : '',
              ],
              heads: ['Rev', 'UTC', 'By', 'Headline', '', 'Note'],
              elastic: 3,
              cells: (one) => [String(one.revision).padStart(3), shortMoment(one.at), one.by, headlineOf(one), one.live ? green('live') : '', one.note ?? ''],
            },
          ),
        )
      }),
    )

const headlineOf = ({ headline, erased }: Revision) => (erased ? `(erased by ${erased.by}: ${erased.reason})` : headline)
