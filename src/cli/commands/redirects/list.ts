import { MADE_BY, type MadeBy } from '../../../copy/old-address.ts'
import type { AddSubcommand } from '../../command-context.ts'
import { EXIT } from '../../exit-error.ts'
import { parseWholeNumber } from '../../option-values.ts'
import { itemsOf } from '../../paging.ts'

type Redirect = { from: string; to: string | null; status: number; waits?: true; shadowed?: true; made?: MadeBy }

export const addList: AddSubcommand = (group, run) =>
  group
    .command('list')
    .description('List redirects, by address')
    .option('--q <part>', 'that have this in their address')
    .option('--limit <n>', 'how many at most', parseWholeNumber, 100)
    .addHelpText('after', '\nExample:\n  newsdesk redirects list --q /2019/')
    .action(
      run(async (context, { limit, q }) => {
        await context.print.results(itemsOf<Redirect>(context, '/api/redirects', { q }, limit), {
          line: (it) => `${it.status}  ${it.from}  →  ${it.to ?? 'gone'}${remarkOf(it)}`,
          heads: ['', 'Old address', 'Leads to'],
          elastic: 1,
          cells: (it) => [String(it.status), String(it.from), `${it.to ?? 'gone'}${remarkOf(it)}`],
        })
        return EXIT.ok
      }),
    )

function remarkOf({ waits, shadowed, made }: Redirect) {
  if (made) return `  (made ${MADE_BY[made]})`
  if (shadowed) return '  (a page is there)'
  return waits ? '  (not published yet)' : ''
}
