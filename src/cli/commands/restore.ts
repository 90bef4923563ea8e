import { describeState } from '../article-state.ts'
import { argument, articlePath, type Command } from '../command.ts'
import { usageError } from '../exit.ts'
import { changeEach, IF_MATCH } from '../state-change.ts'

export const restore: Command = {
  name: 'restore',
  takes: 'SLUG REVISION',
  does: 'File an earlier revision again, as the newest',
  example: 'newsdesk restore mali-phone-call 3',
  options: IF_MATCH,
  run: (context) => {
    const slug = argument(context, 0, 'article')
    const revision = Number(argument(context, 1, 'revision'))
    if (!Number.isInteger(revision) || revision < 1) throw usageError(`A revision is a whole number from 1; newsdesk revisions ${slug} lists them.`)
    return changeEach(
      context,
      [slug],
      (api, _slug, precondition) => api.ask('POST', articlePath(slug, '/restore'), { ...precondition, body: { revision } }),
      (done) =>
        done.changed === false
          ? `${done.url}  unchanged: revision ${done.revision} says the same`
          : `${done.url}  revision ${revision} is filed again as ${done.revision}: ${describeState(done)}`,
    )
  },
}
