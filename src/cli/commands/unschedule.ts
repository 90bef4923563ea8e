import { describeState } from '../article-state.ts'
import { articlePath, atLeastOne, type Command } from '../command.ts'
import { changeEach, IF_MATCH } from '../state-change.ts'

export const unschedule: Command = {
  name: 'unschedule',
  takes: 'SLUG…',
  does: 'Take what waits off the schedule: a draft again; what readers see stays',
  example: 'newsdesk unschedule budget-speech',
  options: IF_MATCH,
  run: (context) =>
    changeEach(
      context,
      atLeastOne(context, 'article'),
      (api, slug, precondition) => api.ask('DELETE', articlePath(slug, '/schedule'), precondition),
      (done) => `${done.url}  off the schedule: ${describeState(done)}`,
    ),
}
