import { argument, articlePath, type Command } from '../command.ts'
import { showReply } from '../state-change.ts'
import { changeLines, type FieldChange } from '../word-changes.ts'

type Diff = { from: number; to: number; diff: FieldChange[] }

export const diff: Command = {
  name: 'diff',
  takes: 'SLUG [--from N] [--to N]',
  does: 'Show which words changed between two revisions',
  example: 'newsdesk diff mali-phone-call --from 3 --to 4',
  options: {
    from: { type: 'string', value: 'N', help: 'the earlier revision (what readers see, or the one before it)' },
    to: { type: 'string', value: 'N', help: 'the later revision (the newest)' },
  },
  run: async (context) => {
    const slug = argument(context, 0, 'article')
    const ask = (from?: number, to?: number) => context.api.ask<Diff>('GET', articlePath(slug, '/diff'), { query: { from, to } })
    const [from, to] = [context.number('from'), context.number('to')]
    let reply = await ask(from, to)
    // Readers see the newest: then what it changed is what is asked for.
    if (reply.ok && from === undefined && reply.value.from === reply.value.to && reply.value.to > 1) reply = await ask(reply.value.to - 1, reply.value.to)
    return showReply(context, slug, reply, (value) => {
      if (context.print.json) return context.print.result({ slug, ...value })
      context.print.text(`${slug}: revision ${value.from} → ${value.to}${value.diff.length === 0 ? ', no words changed' : ''}`)
      for (const line of changeLines(value.diff, context.print.colour)) context.print.text(line)
    })
  },
}
