import { describeState } from '../article-state.ts'
import { articlePath, atLeastOne, type Command, type CommandContext, moment } from '../command.ts'
import { usageError } from '../exit.ts'
import { changeEach, IF_MATCH } from '../state-change.ts'

export const withdraw: Command = {
  name: 'withdraw',
  takes: 'SLUG… [--at ISO] [--reason TEXT] | SLUG… --lift',
  does: 'Take articles down; their pages say that they were (410)',
  example: 'newsdesk withdraw wrong-story --reason "Filed by mistake"',
  options: {
    at: { type: 'string', value: 'ISO', help: 'take down at that moment instead of now' },
    reason: { type: 'string', value: 'TEXT', help: 'kept in the ledger' },
    lift: { type: 'boolean', help: 'call off a withdrawal ordered with --at: the article stays up' },
    ...IF_MATCH,
  },
  run: (context) => {
    const [at, reason] = [context.text('at'), context.text('reason')]
    if (context.isOn('lift')) {
      if (at !== undefined || reason !== undefined) throw usageError('--lift calls a withdrawal off; it takes neither --at nor --reason.')
      return stayUp(context)
    }
    const query = { at: at === undefined ? undefined : moment(at), reason }
    return changeEach(
      context,
      atLeastOne(context, 'article'),
      (api, slug, precondition) => api.ask('DELETE', articlePath(slug, '/publication'), { ...precondition, query }),
      ({ url, state, withdrawAt }) => `${url}  ${at === undefined || state === 'withdrawn' ? state : `comes down at ${withdrawAt ?? at}`}`,
    )
  },
}

const stayUp = (context: CommandContext) =>
  changeEach(
    context,
    atLeastOne(context, 'article'),
    (api, slug, precondition) => api.ask('DELETE', articlePath(slug, '/withdrawal'), precondition),
    (done) => `${done.url}  the withdrawal is called off: ${describeState(done)}`,
  )
