import { argument, articlePath, type Command } from '../command.ts'
import { showReply } from '../state-change.ts'

export const preview: Command = {
  name: 'preview',
  takes: 'SLUG',
  does: 'Make an address that shows the newest revision to whoever holds it',
  example: 'newsdesk preview budget-speech',
  run: async (context) => {
    const slug = argument(context, 0, 'article')
    const reply = await context.api.ask<{ url: string; until: string }>('POST', articlePath(slug, '/preview'), { repeatable: true })
    return showReply(context, slug, reply, ({ url, until }) => {
      const address = String(new URL(url, context.api.url))
      context.print.result({ slug, url: address, until }, `${address}  until ${until}`)
    })
  },
}
