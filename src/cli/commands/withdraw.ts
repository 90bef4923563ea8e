import { articlePath, atLeastOne, type Command, moment } from '../command.ts'
import { changeEach, IF_MATCH } from '../state-change.ts'

export const withdraw: Command = {
  name: 'withdraw',
  takes: 'SLUG… [--at ISO] [--reason TEXT]',
  does: 'Take articles down; their pages say that they were (410)',
  example: 'newsdesk withdraw wrong-story --reason "Filed by mistake"',
  options: {
    at: { type: 'string', value: 'ISO', help: 'take down at that moment instead of now' },
    reason: { type: 'string', value: 'TEXT', help: 'kept in the ledger' },
    ...IF_MATCH,
  },
  run: (desk) => {
    const at = desk.text('at')
    const query = { at: at === undefined ? undefined : moment(at), reason: desk.text('reason') }
    return changeEach(
      desk,
      atLeastOne(desk, 'article'),
      (api, slug, precondition) => api.ask('DELETE', articlePath(slug, '/publication'), { ...precondition, query }),
      ({ url, state, withdrawAt }) => `${url}  ${at === undefined || state === 'withdrawn' ? state : `comes down at ${withdrawAt ?? at}`}`,
    )
  },
}
