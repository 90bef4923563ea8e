/** Commands that change the state of articles by name: each slug is one call, and its line says what came of it. */
import type { Api, Problem, Reply } from './api.ts'
import type { ArticleState } from './article-state.ts'
import type { CommandContext, Option } from './command.ts'
import { EXIT, usageError } from './exit.ts'
import { filedBy, newestRevision } from './newer-revision.ts'
import { problemLines } from './print.ts'

export type Changed = ArticleState & { changed?: boolean; stale?: string[]; notes?: string[] }

/** For every command that changes an article. */
export const IF_MATCH: Record<string, Option> = {
  'if-match': { type: 'string', value: 'N', help: 'only if revision N is still the newest' },
}

type Precondition = { headers?: { 'If-Match': string } }

export async function changeEach(
  context: CommandContext,
  slugs: string[],
  call: (api: Api, slug: string, precondition: Precondition) => Promise<Reply<Changed>>,
  words: (done: Changed) => string,
): Promise<number> {
  const expected = context.number('if-match')
  if (expected !== undefined && slugs.length > 1) throw usageError('--if-match names a revision of one article.')
  const precondition = expected === undefined ? {} : { headers: { 'If-Match': `"${expected}"` } }
  let refused = 0
  for (const slug of slugs) {
    const reply = await call(context.api, slug, precondition)
    if (reply.ok) {
      context.print.result({ ok: true, ...reply.value }, words(reply.value))
      for (const note of reply.value.notes ?? []) context.print.remark(`${slug}: ${note}`)
      for (const path of reply.value.stale ?? []) context.print.remark(context.print.colour.dim(`  made stale: ${path}`))
    } else {
      refused++
      const lines = reply.problem.status === 412 && expected !== undefined ? [await staleLine(context, slug, expected)] : problemLines(slug, reply.problem)
      refuse(context, { slug }, reply.problem, lines)
    }
  }
  return refused > 0 ? EXIT.refused : EXIT.ok
}

async function staleLine({ api }: CommandContext, slug: string, expected: number) {
  const newest = await newestRevision(api, slug)
  return newest
    ? `${slug}: nothing was changed. Revision ${expected} is not the newest: that is ${filedBy(newest)}. See what differs: newsdesk diff ${slug} --from ${expected}`
    : `${slug}: nothing was changed, for revision ${expected} is not the newest.`
}

export function refuse({ print }: CommandContext, subject: object, problem: Problem, lines: string[]) {
  print.complain(...lines)
  if (print.json) print.result({ ...subject, ok: false, ...problem })
}

/** One call that either answers or is refused. */
export async function showReply<T>(context: CommandContext, subject: string, reply: Reply<T>, show: (value: T) => void): Promise<number> {
  if (reply.ok) {
    show(reply.value)
    return EXIT.ok
  }
  refuse(context, { subject }, reply.problem, problemLines(subject, reply.problem))
  return EXIT.refused
}
