import { argument, articlePath, type Command } from '../command.ts'
import { usage } from '../exit.ts'
import { standing } from '../standing.ts'
import { changeEach, IF_MATCH } from '../state-change.ts'

export const restore: Command = {
  name: 'restore',
  takes: 'SLUG REVISION',
  does: 'File an earlier revision again, as the newest',
  example: 'newsdesk restore mali-phone-call 3',
  options: IF_MATCH,
  run: (desk) => {
    const slug = argument(desk, 0, 'article')
    const revision = Number(argument(desk, 1, 'revision'))
    if (!Number.isInteger(revision) || revision < 1) throw usage(`A revision is a whole number from 1; newsdesk revisions ${slug} lists them.`)
    return changeEach(
      desk,
      [slug],
      (api, _slug, precondition) => api.ask('POST', articlePath(slug, '/restore'), { ...precondition, body: { revision } }),
      (done) =>
        done.changed === false
          ? `${done.url}  unchanged: revision ${done.revision} says the same`
          : `${done.url}  revision ${revision} is filed again as ${done.revision}: ${standing(done)}`,
    )
  },
}
