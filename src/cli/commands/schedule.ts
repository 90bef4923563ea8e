import { describeState } from '../article-state.ts'
import { argument, articlePath, type Command, moment } from '../command.ts'
import { usageError } from '../exit.ts'
import { type Changed, changeEach, IF_MATCH } from '../state-change.ts'

export const schedule: Command = {
  name: 'schedule',
  takes: 'SLUG --at ISO | SLUG --lift',
  does: 'Hold the newest revision until a moment, then publish it; an older one that is live stays until then',
  example: 'newsdesk schedule budget-speech --at 2026-12-01T08:00:00+08:00',
  options: {
    at: { type: 'string', value: 'ISO', help: 'when it comes out, with its zone' },
    lift: {
      type: 'boolean',
      help: 'take the embargo off: what an editor ordered to be published comes out, what was only scheduled is a draft again (newsdesk unschedule publishes nothing)',
    },
    ...IF_MATCH,
  },
  run: async (context) => {
    const slug = argument(context, 0, 'article')
    const at = context.text('at')
    if ((at === undefined) === !context.isOn('lift')) throw usageError('Say when it comes out with --at, or take the embargo off with --lift.')
    const body = at === undefined ? undefined : { until: moment(at) }
    return changeEach(
      context,
      [slug],
      (api, _slug, precondition) =>
        body ? api.ask('PUT', articlePath(slug, '/embargo'), { ...precondition, body }) : api.ask('DELETE', articlePath(slug, '/embargo'), precondition),
      (done) => `${done.url}  ${body ? held(done) : `the embargo is off: ${describeState(done)}`}`,
    )
  },
}

const held = (done: Changed) =>
  done.state === 'published' && done.ready !== undefined
    ? `the live revision ${done.live ?? done.revision} stays; revision ${done.ready} comes out at ${done.until}`
    : describeState(done)
