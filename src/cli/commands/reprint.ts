import type { AddCommand } from '../command-context.ts'
import { showReply } from '../state-change.ts'

export const reprint: AddCommand = (program, run) =>
  program
    .command('reprint')
    .description('Write the whole edition anew from the ledger')
    .addHelpText('after', '\nExample:\n  newsdesk reprint')
    .action(
      run(async (context) => {
        const reply = await context.api.ask<{ articles: number; listings: number; queued: number }>('POST', '/api/reprint', { repeatable: true })
        return showReply(context, 'reprint', reply, (report) =>
          context.print.result(report, `${report.articles} articles and ${report.listings} listings are being printed; ${report.queued} writes queued.`),
        )
      }),
    )
