/** Commands that change the state of articles by name: each slug is one call, and its line says what came of it. */

import { randomUUID } from 'node:crypto'
import type { Api, Call, Reply } from './api.ts'
import type { ArticleState } from './article-state.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT, usageError } from './exit-error.ts'
import { filedBy, newestRevision } from './newer-revision.ts'
import { type Problem, problemLines } from './problem.ts'

export type Changed = ArticleState & { changed?: boolean; stale?: string[]; notes?: string[] }

/** Under which condition, and under a key of its own: a change whose answer got lost is asked for again, and made once. */
type CallOptions = Required<Pick<Call, 'headers' | 'repeatable'>>

export type Change = {
  slugs: string[]
  /** The revision that must still be the newest. */
  ifMatch?: number | undefined
  call(api: Api, slug: string, options: CallOptions): Promise<Reply<Changed>>
  words(done: Changed): string
}

export async function changeEach(context: CommandContext, { slugs, ifMatch, call, words }: Change): Promise<number> {
  if (ifMatch !== undefined && slugs.length > 1) throw usageError('--if-match names a revision of one article.')
  let refused = 0
  for (const slug of slugs) {
    const headers = { 'Idempotency-Key': randomUUID(), ...(ifMatch !== undefined && { 'If-Match': `"${ifMatch}"` }) }
    const reply = await call(context.api, slug, { headers, repeatable: true })
    if (reply.ok) printChange(context, slug, reply.value, words(reply.value))
    else {
      refused++
      const lines = reply.problem.status === 412 && ifMatch !== undefined ? [await staleLine(context, slug, ifMatch)] : problemLines(slug, reply.problem)
      refuse(context, { slug }, reply.problem, lines)
    }
  }
  return refused > 0 ? EXIT.refused : EXIT.ok
}

function printChange({ print }: CommandContext, slug: string, done: Changed, line: string) {
  print.result({ ok: true, ...{ slug }, ...done }, line)
  for (const note of done.notes ?? []) print.remark(`${slug}: ${note}`)
  for (const path of done.stale ?? []) print.remark(print.colour.dim(`  made stale: ${path}`))
}

async function staleLine({ api }: CommandContext, slug: string, expected: number) {
  const newest = await newestRevision(api, slug)
  return newest
    ? `${slug}: nothing was changed. Revision ${expected} is not the newest: that is ${filedBy(newest)}. See what differs: ${api.command(`diff ${slug} --from ${expected}`)}`
    : `${slug}: nothing was changed, because revision ${expected} is not the newest.`
}

export function refuse({ print }: CommandContext, subject: object, problem: Problem, lines: string[]) {
  print.error(...lines)
  if (print.json) print.result({ ...subject, ok: false, ...problem })
}

/** One call that either answers or is refused. */
export async function showReply<T>(context: CommandContext, subject: string, reply: Reply<T>, show: (value: T) => unknown): Promise<number> {
  if (reply.ok) {
    await show(reply.value)
    return EXIT.ok
  }
  refuse(context, { subject }, reply.problem, problemLines(subject, reply.problem))
  return EXIT.refused
}
