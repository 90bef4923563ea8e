import { argument, articlePath, type Command } from '../command.ts'
import type { Revision } from '../newer-revision.ts'
import { showReply } from '../state-change.ts'

export const revisions: Command = {
  name: 'revisions',
  takes: 'SLUG',
  does: 'List every revision of an article',
  example: 'newsdesk revisions mali-phone-call',
  run: async (context) => {
    const slug = argument(context, 0, 'article')
    const reply = await context.api.ask<{ items: Revision[] }>('GET', articlePath(slug, '/revisions'))
    return showReply(context, slug, reply, ({ items }) => {
      for (const one of items) {
        const line = `${String(one.revision).padStart(4)}  ${one.at}  ${one.by}  ${one.headline}`
        context.print.result({ slug, ...one }, [line, ...(one.live ? ['  ', context.print.colour.green('live')] : []), one.note ? `  ${one.note}` : ''])
      }
    })
  },
}
