/** Sends lines to `POST /api/import` and hears what became of each. What was not heard of is sent again: the same line twice is one story. */
import type { Api } from '../api.ts'
import { EXIT, ExitError } from '../exit-error.ts'

export type LineResult = { line: number; ok: boolean; slug?: string; message?: string; result?: 'created' | 'updated' | 'unchanged' | 'kept'; notes?: string[] }

const TRIES = 4

/** One result for each line, in their order. */
export async function fileLines(api: Api, lines: readonly string[], wait: (ms: number) => Promise<void>): Promise<LineResult[]> {
  const results = new Map<number, LineResult>()
  for (let tries = 1; results.size < lines.length; tries++) {
    const left = lines.flatMap((line, at) => (results.has(at) ? [] : [{ line, at }]))
    const reply = await api.text('POST', '/api/import', {
      body: `${left.map(({ line }) => line).join('\n')}\n`,
      type: 'application/jsonl',
      headers: { Accept: 'application/jsonl' },
      repeatable: true,
    })
    if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
    for (const result of reply.value.split('\n').flatMap(resultIn)) {
      const at = left[result.line - 1]?.at
      if (at !== undefined && !(tries < TRIES && isUnsent(result))) results.set(at, result)
    }
    if (results.size === lines.length) break
    if (tries >= TRIES) throw new ExitError(EXIT.unreachable, 'The site stopped answering. Run the same command again: it goes on from here.')
    await wait(1000 * tries)
  }
  return lines.map((_, at) => results.get(at) as LineResult) // All are heard of by now.
}

/** The press was away for this line; it will be back. */
const isUnsent = ({ ok, message = '' }: LineResult) => !ok && /Send (?:this line|it) again\.$/.test(message)

/** A line that breaks off says nothing. */
function resultIn(line: string): LineResult[] {
  try {
    return line.trim() === '' ? [] : [JSON.parse(line) as LineResult]
  } catch {
    return []
  }
}
