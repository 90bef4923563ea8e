/** How the API's handlers answer. */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { type Problem, renderProblem } from '../../edge/problem.ts'
import type { Outcome, Success } from '../../press/calls.ts'
import type { ApiContext } from './api-context.ts'
import { refusalProblem } from './refusal.ts'
import { withoutAddresses } from './without-addresses.ts'

export const problemResponse = (c: ApiContext, problem: Problem) => renderProblem(problem, withoutAddresses(c.req.path))

export const jsonResponse = (c: ApiContext, body: unknown, status: ContentfulStatusCode = 200, headers: Record<string, string> = {}) =>
  c.json(body as object, status, headers)

export const unknownArticleResponse = (c: ApiContext) =>
  problemResponse(c, refusalProblem({ ok: false, reason: 'unknown-article', slug: c.req.param('slug') ?? '' }))

/** What an accepted change answers: the article's entry, and the readers' paths that it made stale. */
export function outcomeResponse(c: ApiContext, outcome: Outcome, status?: 200 | 201, notes: string[] = []) {
  return outcome.ok
    ? jsonResponse(c, outcomeBody(outcome, notes), status ?? (outcome.created ? 201 : 200), outcomeHeaders(outcome))
    : problemResponse(c, refusalProblem(outcome))
}

/** `notes` of the copy follow those of the press. */
export function outcomeBody({ entry, created, changed, stale, others, notes: pressNotes = [] }: Success, notes: string[] = []) {
  const allNotes = [...pressNotes, ...notes]
  return { ...entry, created, changed, stale, ...(others && { others }), ...(allNotes.length > 0 && { notes: allNotes }) }
}

const outcomeHeaders = ({ entry, created }: Success): Record<string, string> => ({
  ETag: `"${entry.revision}"`,
  ...(created && { Location: encodeLetters(`/api/articles/${entry.slug}`) }),
})
