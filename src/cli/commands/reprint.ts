import type { AddCommand } from '../command-context.ts'
import { counted } from '../counted.ts'
import { showReply } from '../state-change.ts'

export const reprint: AddCommand = (program, run) =>
  program
    .command('reprint')
    .description('Rebuild everything readers see from the ledger')
    .addHelpText('after', '\nExample:\n  newsdesk reprint')
    .action(
      run(async (context) => {
        const reply = await context.api.ask<{ articles: number; listings: number; queued: number }>('POST', '/api/reprint', { repeatable: true })
        return showReply(context, 'reprint', reply, (report) =>
          context.print.result(
            report,
            `${counted(report.articles, 'article')} and ${counted(report.listings, 'listing')} are being rebuilt; ${counted(report.queued, 'write')} queued.`,
          ),
        )
      }),
    )
