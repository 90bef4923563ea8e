import type { AddCommand } from '../command-context.ts'
import { EXIT } from '../exit-error.ts'
import { parseWholeNumber } from '../option-values.ts'
import { itemsOf } from '../paging.ts'
import { shortMoment } from '../short-moment.ts'

type AuditEntry = { id: number; at: string; by: string; what: string; slug?: string; revision?: number; detail?: string }

export const audit: AddCommand = (program, run) =>
  program
    .command('audit')
    .description('Show who did what, newest first (admins)')
    .option('--limit <n>', 'how many lines at most', parseWholeNumber, 50)
    .addHelpText('after', '\nExample:\n  newsdesk audit --limit 200 --json > audit.jsonl')
    .action(
      run(async (context, { limit }) => {
        await context.print.results(itemsOf<AuditEntry>(context, '/api/audit', {}, limit), {
          line: (entry) => `${entry.at}  ${entry.by}  ${entry.what}  ${subjectOf(entry).join('  ')}`.trimEnd(),
          heads: ['UTC', 'By', 'What', 'About'],
          elastic: 3,
          cells: (entry) => [shortMoment(entry.at), entry.by, entry.what, subjectOf(entry).join('  ')],
        })
        return EXIT.ok
      }),
    )

const subjectOf = ({ slug, revision, detail }: AuditEntry) => [slug, revision && `r${revision}`, detail].filter(Boolean)
