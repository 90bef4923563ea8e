import { argument, articlePath, type Command, moment } from '../command.ts'
import { usage } from '../exit.ts'
import { changeEach } from '../state-change.ts'

export const schedule: Command = {
  name: 'schedule',
  takes: 'SLUG --at ISO | SLUG --lift',
  does: 'Hold an article until a moment, then publish it',
  example: 'newsdesk schedule budget-speech --at 2026-12-01T08:00:00+08:00',
  options: {
    at: { type: 'string', value: 'ISO', help: 'when it comes out, with its zone' },
    lift: { type: 'boolean', help: 'take the embargo off; the article is a draft again' },
  },
  run: async (desk) => {
    const slug = argument(desk, 0, 'article')
    const at = desk.text('at')
    if ((at === undefined) === !desk.isOn('lift')) throw usage('Say when it comes out with --at, or take the embargo off with --lift.')
    const body = at === undefined ? undefined : { until: moment(at) }
    return changeEach(
      desk,
      [slug],
      (api) => (body ? api.ask('PUT', articlePath(slug, '/embargo'), { body }) : api.ask('DELETE', articlePath(slug, '/embargo'))),
      ({ url, state }) => `${url}  ${state}${at === undefined ? '' : ` until ${at}`}`,
    )
  },
}
