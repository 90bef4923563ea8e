import { argument, articlePath, type Command } from '../command.ts'
import { answered } from '../state-change.ts'

export const preview: Command = {
  name: 'preview',
  takes: 'SLUG',
  does: 'Make an address that shows the newest revision to whoever holds it',
  example: 'newsdesk preview budget-speech',
  run: async (desk) => {
    const slug = argument(desk, 0, 'article')
    const reply = await desk.api.ask<{ url: string; until: string }>('POST', articlePath(slug, '/preview'), { repeatable: true })
    return answered(desk, slug, reply, ({ url, until }) => {
      const address = String(new URL(url, desk.api.url))
      desk.print.result({ slug, url: address, until }, `${address}  until ${until}`)
    })
  },
}
