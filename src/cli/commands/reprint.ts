import type { Command } from '../command.ts'
import { answered } from '../state-change.ts'

export const reprint: Command = {
  name: 'reprint',
  takes: '',
  does: 'Write the whole edition anew from the ledger',
  example: 'newsdesk reprint',
  run: async (desk) => {
    const reply = await desk.api.ask<{ articles: number; listings: number; queued: number }>('POST', '/api/reprint', { repeatable: true })
    return answered(desk, 'reprint', reply, (report) =>
      desk.print.result(report, `${report.articles} articles and ${report.listings} listings are being printed; ${report.queued} writes queued.`),
    )
  },
}
