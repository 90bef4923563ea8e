import { argument, articlePath, type Command } from '../command.ts'
import { answered } from '../state-change.ts'
import { changeLines, type FieldChange } from '../word-changes.ts'

export const diff: Command = {
  name: 'diff',
  takes: 'SLUG [--from N] [--to N]',
  does: 'Show which words changed between two revisions',
  example: 'newsdesk diff mali-phone-call --from 3 --to 4',
  options: {
    from: { type: 'string', value: 'N', help: 'the earlier revision (the one before)' },
    to: { type: 'string', value: 'N', help: 'the later revision (the newest)' },
  },
  run: async (desk) => {
    const slug = argument(desk, 0, 'article')
    const query = { from: desk.number('from'), to: desk.number('to') }
    const reply = await desk.api.ask<{ from: number; to: number; diff: FieldChange[] }>('GET', articlePath(slug, '/diff'), { query })
    return answered(desk, slug, reply, (value) => {
      if (desk.print.json) return desk.print.result({ slug, ...value })
      desk.print.text(`${slug}: revision ${value.from} → ${value.to}${value.diff.length === 0 ? ', no words changed' : ''}`)
      for (const line of changeLines(value.diff, desk.print.colour)) desk.print.text(line)
    })
  },
}
