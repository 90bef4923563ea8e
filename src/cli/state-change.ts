/** Commands that change the state of articles by name: each slug is one call, and its line says what came of it. */
import type { Api, Reply } from './api.ts'
import type { Desk } from './command.ts'
import { EXIT } from './exit.ts'
import { problemLines } from './print.ts'

export type Changed = { slug: string; revision: number; state: string; url: string; changed?: boolean; stale?: string[] }

export async function changeEach(
  desk: Desk,
  slugs: string[],
  call: (api: Api, slug: string) => Promise<Reply<Changed>>,
  words: (done: Changed) => string,
): Promise<number> {
  let refused = 0
  for (const slug of slugs) {
    const reply = await call(desk.api, slug)
    if (reply.ok) {
      desk.print.result({ ok: true, ...reply.value }, words(reply.value))
      for (const path of reply.value.stale ?? []) desk.print.remark(desk.print.colour.dim(`  made stale: ${path}`))
    } else {
      refused++
      for (const line of problemLines(slug, reply.problem)) desk.print.complain(line)
      if (desk.print.json) desk.print.result({ slug, ok: false, ...reply.problem })
    }
  }
  return refused > 0 ? EXIT.refused : EXIT.ok
}

/** One call that either answers or is refused. */
export async function answered<T>(desk: Desk, subject: string, reply: Reply<T>, show: (value: T) => void): Promise<number> {
  if (reply.ok) {
    show(reply.value)
    return EXIT.ok
  }
  for (const line of problemLines(subject, reply.problem)) desk.print.complain(line)
  if (desk.print.json) desk.print.result({ ok: false, subject, ...reply.problem })
  return EXIT.refused
}
