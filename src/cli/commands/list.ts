import { type ArticleState, describeWaiting } from '../article-state.ts'
import type { Command } from '../command.ts'
import { EXIT, usageError } from '../exit.ts'
import { itemsOf } from '../paging.ts'

const STATES = ['draft', 'scheduled', 'published', 'withdrawn']

type Entry = ArticleState & { headline: string; at: string; by: string }

export const list: Command = {
  name: 'list',
  takes: '[--state STATE] [--section SLUG] [--q WORDS] [--limit N]',
  does: 'List articles, newest first',
  example: 'newsdesk list --state draft --limit 20',
  options: {
    state: { type: 'string', value: 'STATE', help: STATES.join(', ') },
    section: { type: 'string', value: 'SLUG', help: 'of one section' },
    q: { type: 'string', value: 'WORDS', help: 'that have these words' },
    limit: { type: 'string', value: 'N', help: 'at most so many (50)' },
  },
  run: async (context) => {
    const state = context.text('state')
    if (state !== undefined && !STATES.includes(state)) throw usageError(`A state is one of ${STATES.join(', ')}.`)
    const query = { state, section: context.text('section'), q: context.text('q') }
    for await (const entry of itemsOf<Entry>(context, '/api/articles', query, context.number('limit') ?? 50)) {
      const { slug, state, revision, until, headline, by } = entry
      const when = until && state === 'scheduled' ? `until ${until}` : entry.at
      const update = state === 'published' ? describeWaiting(entry) : undefined
      const beside = update ? `  (readers see r${entry.live ?? revision}; ${update})` : ''
      context.print.result(entry, [`${state.padEnd(9)}  ${when}  ${slug}  r${revision}  ${headline}${beside}  `, context.print.colour.dim(by)])
    }
    return EXIT.ok
  },
}
