import { randomUUID } from 'node:crypto'
import { argument, articlePath, type Command } from '../command.ts'
import { changeEach, IF_MATCH } from '../state-change.ts'

export const correct: Command = {
  name: 'correct',
  takes: 'SLUG TEXT',
  does: 'Append a dated correction that readers see',
  example: 'newsdesk correct mali-phone-call "An earlier version named the wrong day."',
  options: IF_MATCH,
  run: (context) => {
    const slug = argument(context, 0, 'article')
    const text = context.args.slice(1).join(' ') || argument(context, 1, 'words the correction has')
    const key = randomUUID()
    return changeEach(
      context,
      [slug],
      (api, _slug, { headers }) =>
        // With its key, a correction whose answer got lost is asked for again and stands once.
        api.ask('POST', articlePath(slug, '/corrections'), { body: { text }, headers: { ...headers, 'Idempotency-Key': key }, repeatable: true }),
      ({ url, revision }) => `${url}  corrected, revision ${revision}`,
    )
  },
}
