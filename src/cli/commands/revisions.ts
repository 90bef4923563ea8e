import { argument, articlePath, type Command } from '../command.ts'
import type { Revision } from '../newer-revision.ts'
import { answered } from '../state-change.ts'

export const revisions: Command = {
  name: 'revisions',
  takes: 'SLUG',
  does: 'List every revision of an article',
  example: 'newsdesk revisions mali-phone-call',
  run: async (desk) => {
    const slug = argument(desk, 0, 'article')
    const reply = await desk.api.ask<{ items: Revision[] }>('GET', articlePath(slug, '/revisions'))
    return answered(desk, slug, reply, ({ items }) => {
      for (const one of items) {
        const line = `${String(one.revision).padStart(4)}  ${one.at}  ${one.by}  ${one.headline}`
        desk.print.result({ slug, ...one }, [line, ...(one.live ? ['  ', desk.print.colour.green('live')] : []), one.note ? `  ${one.note}` : ''])
      }
    })
  },
}
