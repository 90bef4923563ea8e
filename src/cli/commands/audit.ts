import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { itemsOf } from '../paging.ts'

type AuditLine = { id: number; at: string; by: string; what: string; slug?: string; revision?: number; detail?: string }

export const audit: Command = {
  name: 'audit',
  takes: '[--limit N]',
  does: 'Show who did what, newest first (admins)',
  example: 'newsdesk audit --limit 200 --json > audit.jsonl',
  options: { limit: { type: 'string', value: 'N', help: 'at most so many lines (50)' } },
  run: async (context) => {
    for await (const line of itemsOf<AuditLine>(context, '/api/audit', {}, context.number('limit') ?? 50)) {
      const about = [line.slug, line.revision && `r${line.revision}`, line.detail].filter(Boolean).join('  ')
      context.print.result(line, `${line.at}  ${line.by}  ${line.what}  ${about}`.trimEnd())
    }
    return EXIT.ok
  },
}
