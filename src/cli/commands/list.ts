import type { Command } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { pagesOf } from '../paging.ts'
import { type Standing, waiting } from '../standing.ts'

const STATES = ['draft', 'scheduled', 'published', 'withdrawn']

type Entry = Standing & { headline: string; at: string; by: string }

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
  run: async (desk) => {
    const state = desk.text('state')
    if (state !== undefined && !STATES.includes(state)) throw usage(`A state is one of ${STATES.join(', ')}.`)
    const query = { state, section: desk.text('section'), q: desk.text('q') }
    for await (const entry of pagesOf<Entry>(desk, '/api/articles', query, desk.number('limit') ?? 50)) {
      const { slug, state, revision, until, headline, by } = entry
      const when = until && state === 'scheduled' ? `until ${until}` : entry.at
      const update = state === 'published' ? waiting(entry) : undefined
      const beside = update ? `  (readers see r${entry.live ?? revision}; ${update})` : ''
      desk.print.result(entry, [`${state.padEnd(9)}  ${when}  ${slug}  r${revision}  ${headline}${beside}  `, desk.print.colour.dim(by)])
    }
    return EXIT.ok
  },
}
