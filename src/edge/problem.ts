/** Errors of the API: `application/problem+json` (RFC 9457), with `flaws` where the body is at fault. */
import type { Flaw } from '../copy/parse.ts'

export type ProblemStatus = keyof typeof TITLES

/** `members` are extension members (RFC 9457 section 3.2), such as both revisions of a stale one. */
export type Problem = { status: ProblemStatus; detail: string; flaws?: Flaw[]; members?: Record<string, unknown>; headers?: Record<string, string> }

/** What was asked for, or why it cannot be had. */
export type OrProblem<T> = { ok: true; value: T } | { ok: false; problem: Problem }

export const refuseWith = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem })

const TITLES = {
  400: 'This could not be read',
  401: 'Who is asking?',
  403: 'Not allowed',
  404: 'There is no such thing here',
  405: 'This address does not do that',
  409: 'Not in its present state',
  410: 'It was taken down',
  412: 'Somebody else was faster',
  413: 'Too large',
  415: 'Not a form of copy that is taken here',
  416: 'No such part',
  422: 'The copy has flaws',
  500: 'Something broke on our side',
  503: 'Not available now',
} as const

export function problemResponse({ status, detail, flaws, members, headers }: Problem, instance?: string): Response {
  const body = { type: 'about:blank', title: TITLES[status], status, detail, ...(instance && { instance }), ...members, ...(flaws && { flaws }) }
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers } })
}
