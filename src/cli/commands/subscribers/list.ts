import type { AddSubcommand } from '../../command-context.ts'
import { EXIT } from '../../exit-error.ts'
import { parseWholeNumber } from '../../option-values.ts'
import { itemsOf } from '../../paging.ts'
import { shortMoment } from '../../short-moment.ts'
import { type Consent, isWanted, listOption, only, type Subscriber, stateOption } from '../../subscriber.ts'

export const addListing: AddSubcommand = (group, run) => {
  group
    .command('list')
    .description('List subscribers, with the consent in force (admins)')
    .addOption(listOption())
    .addOption(stateOption())
    .option('--limit <n>', 'how many at most', parseWholeNumber, 50)
    .addHelpText('after', '\nExample:\n  newsdesk subscribers list --list morning --state confirmed')
    .action(
      run(async (context, { limit, ...wanted }) => {
        const all = itemsOf<Subscriber>(context, '/api/subscribers', {}, Infinity)
        const count = await context.print.results(
          only(all, (one) => isWanted(wanted, one), limit),
          {
            line: (one) => `${one.email}  ${one.list}  ${one.state}  ${sinceOf(one)}  ${consentOf(one)}`.trimEnd(),
            heads: ['Address', 'List', 'State', 'UTC', 'Consent'],
            elastic: 4,
            cells: (one) => [one.email, one.list, one.state, shortMoment(sinceOf(one)), consentOf(one)],
          },
        )
        if (count === 0) context.print.remark('No subscriber matches.')
        return EXIT.ok
      }),
    )
  group
    .command('consents')
    .description('List every consent with its text, time and country (admins)')
    .addOption(listOption())
    .option('--limit <n>', 'how many at most (default: all)', parseWholeNumber)
    .addHelpText('after', '\nExamples:\n  newsdesk subscribers consents --limit 20\n  newsdesk subscribers consents --json > consents.jsonl')
    .action(
      run(async (context, { limit, list }) => {
        const all = itemsOf<Consent>(context, '/api/consents', {}, Infinity)
        const count = await context.print.results(
          only(all, (one) => list === undefined || one.list === list, limit),
          {
            line: (one) => [one.email, one.list, one.at, howOf(one), one.version, wordsOf(one)].filter(Boolean).join('  '),
            heads: ['Address', 'List', 'UTC', 'How', 'Version', 'Words'],
            elastic: 5,
            cells: (one) => [one.email, one.list, shortMoment(one.at), howOf(one), one.version, wordsOf(one)],
          },
        )
        if (count === 0) context.print.remark('No consent matches.')
        return EXIT.ok
      }),
    )
}

const sinceOf = ({ at, confirmedAt, leftAt }: Subscriber) => leftAt ?? confirmedAt ?? at
const consentOf = ({ consent }: Subscriber) => (consent ? [consent.version, consent.country, consent.at].filter(Boolean).join(' ') : '')
const howOf = ({ how, country, source }: Consent) => [how, country, source && `(${source})`].filter(Boolean).join(' ')
const wordsOf = ({ words, notice }: Consent) => [words, notice].filter(Boolean).join(' ').replace(/\s+/g, ' ')
