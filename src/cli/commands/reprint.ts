import type { Command } from '../command.ts'
import { showReply } from '../state-change.ts'

export const reprint: Command = {
  name: 'reprint',
  takes: '',
  does: 'Write the whole edition anew from the ledger',
  example: 'newsdesk reprint',
  run: async (context) => {
    const reply = await context.api.ask<{ articles: number; listings: number; queued: number }>('POST', '/api/reprint', { repeatable: true })
    return showReply(context, 'reprint', reply, (report) =>
      context.print.result(report, `${report.articles} articles and ${report.listings} listings are being printed; ${report.queued} writes queued.`),
    )
  },
}
