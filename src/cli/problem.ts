/** What the API refused, read from its answer and put in words. */
import type { Flaw } from '../copy/parse.ts'
import { answerText } from './on-site.ts'
import { inOwnWords } from './own-words.ts'

/**
 * RFC 9457, with our `flaws` where the body is at fault. `held` and `got` are versions of an agency's item. `isOutcomeUnknown`: nobody knows
 * whether it was carried out.
 */
export type Problem = { status: number; title?: string; detail: string; flaws: Flaw[]; held?: number; got?: number; isOutcomeUnknown?: true }

/** `named`: see `Settings`. */
export async function problemOf(response: Response, named?: string): Promise<Problem> {
  const text = await answerText(response)
  const said = asObject(text)
  const title = typeof said.title === 'string' ? { title: said.title } : {}
  const detail =
    typeof said.detail === 'string' ? inOwnWords(said.detail, named) : (title.title ?? `The site answered ${response.status} ${response.statusText}`.trim())
  const versions = typeof said.held === 'number' && typeof said.got === 'number' ? { held: said.held, got: said.got } : {}
  const unknown = said.outcome === 'unknown' ? { isOutcomeUnknown: true as const } : {}
  return {
    status: response.status,
    ...title,
    detail,
    ...versions,
    ...unknown,
    flaws: Array.isArray(said.flaws) ? (said.flaws as unknown[]).filter(isFlaw) : [],
  }
}

function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  } catch {
    // Not JSON, such as a proxy's own error page: its status has to do.
    return {}
  }
}

const isFlaw = (value: unknown): value is Flaw =>
  typeof value === 'object' &&
  value !== null &&
  'pointer' in value &&
  typeof value.pointer === 'string' &&
  'message' in value &&
  typeof value.message === 'string'

/**
 * A problem in words, each flaw on a line of its own; `place` says where a pointer stands in the editor's file.
 * Of Markdown the site knows the line better, and says it at the end of its sentence.
 */
export function problemLines(subject: string, problem: Problem, place?: (pointer: string) => string): string[] {
  if (problem.flaws.length === 0) return [`${subject}: ${problem.detail}`]
  return problem.flaws.map(({ pointer, message }) => {
    const [said, line] = (place && / ?\(line (\d+)(?: column \d+)?\)/.exec(message)) ?? []
    const where = !place ? subject : line ? `${subject}:${line}` : place(pointer)
    return `${where}: ${pointer ? `${pointer}: ` : ''}${said && pointer ? message.replace(said, '') : message}`
  })
}
