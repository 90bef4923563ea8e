import { articlePath, atLeastOne, type Command } from '../command.ts'
import { changeEach } from '../state-change.ts'

export const publish: Command = {
  name: 'publish',
  takes: 'SLUG…',
  does: 'Publish the newest revision now',
  example: 'newsdesk publish mali-phone-call',
  run: (desk) =>
    changeEach(
      desk,
      atLeastOne(desk, 'article'),
      (api, slug) => api.ask('PUT', articlePath(slug, '/publication')),
      ({ url, revision, state }) => `${url}  revision ${revision}, ${state}`,
    ),
}
