import type { Call } from './api.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT, ExitError } from './exit-error.ts'

const PAGE = 100

/** Follows a listing's cursor for at most `limit` items. */
export async function* itemsOf<T>(context: CommandContext, path: string, query: NonNullable<Call['query']>, limit: number): AsyncGenerator<T> {
  let cursor: string | undefined
  for (let left = limit; left > 0; ) {
    const reply = await context.api.ask<{ items: T[]; nextCursor?: string }>('GET', path, { query: { ...query, cursor, limit: Math.min(PAGE, left) } })
    if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
    if (!Array.isArray(reply.value.items))
      throw new ExitError(EXIT.unreachable, `What answers at ${context.api.url}${path} is not the editors' API. Check --url.`)
    const items = reply.value.items.slice(0, left)
    yield* items
    left -= items.length
    cursor = reply.value.nextCursor
    if (!cursor || items.length === 0) return
  }
}
