import { argument, articlePath, type Command } from '../command.ts'
import { changeEach } from '../state-change.ts'

export const correct: Command = {
  name: 'correct',
  takes: 'SLUG TEXT',
  does: 'Append a dated correction that readers see',
  example: 'newsdesk correct mali-phone-call "An earlier version named the wrong day."',
  run: (desk) => {
    const slug = argument(desk, 0, 'article')
    const text = desk.args.slice(1).join(' ') || argument(desk, 1, 'words the correction has')
    return changeEach(
      desk,
      [slug],
      (api) => api.ask('POST', articlePath(slug, '/corrections'), { body: { text } }),
      ({ url, revision }) => `${url}  corrected, revision ${revision}`,
    )
  },
}
