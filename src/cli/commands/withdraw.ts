import { articlePath, atLeastOne, type Command, moment } from '../command.ts'
import { changeEach } from '../state-change.ts'

export const withdraw: Command = {
  name: 'withdraw',
  takes: 'SLUG… [--at ISO] [--reason TEXT]',
  does: 'Take articles down; their pages say that they were (410)',
  example: 'newsdesk withdraw wrong-story --reason "Filed by mistake"',
  options: {
    at: { type: 'string', value: 'ISO', help: 'take down at that moment instead of now' },
    reason: { type: 'string', value: 'TEXT', help: 'kept in the ledger' },
  },
  run: (desk) => {
    const at = desk.text('at')
    const query = { at: at === undefined ? undefined : moment(at), reason: desk.text('reason') }
    return changeEach(
      desk,
      atLeastOne(desk, 'article'),
      (api, slug) => api.ask('DELETE', articlePath(slug, '/publication'), { query }),
      ({ url, state }) => `${url}  ${at === undefined ? state : `comes down at ${at}`}`,
    )
  },
}
