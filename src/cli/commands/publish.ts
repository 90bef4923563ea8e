import { describeDate, describeState } from '../article-state.ts'
import { articlePath, atLeastOne, type Command, moment } from '../command.ts'
import { changeEach, IF_MATCH } from '../state-change.ts'

export const publish: Command = {
  name: 'publish',
  takes: 'SLUG… [--at ISO|now]',
  does: 'Publish the newest revision',
  example: 'newsdesk publish mali-phone-call\nnewsdesk publish budget-speech --at 2026-12-01T08:00:00+08:00',
  options: {
    at: {
      type: 'string',
      value: 'ISO|now',
      help: 'the date it carries: ahead schedules it, behind back-dates it, now dates anew what says another date. Alone it keeps the date that the copy says, and dates now what says none',
    },
    ...IF_MATCH,
  },
  run: (context) => {
    const at = context.text('at')
    const body = at === undefined ? undefined : { at: at === 'now' ? isoOf(context.environment.now()) : moment(at) }
    return changeEach(
      context,
      atLeastOne(context, 'article'),
      (api, slug, precondition) => api.ask('PUT', articlePath(slug, '/publication'), { ...precondition, ...(body && { body }) }),
      (done) => `${done.url}  ${describeState(done)}${describeDate(done, context.environment.now())}`,
    )
  },
}

const isoOf = (now: number) => `${new Date(now).toISOString().slice(0, 19)}Z`
