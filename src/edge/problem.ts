/** Errors of the API: `application/problem+json` (RFC 9457), with `flaws` where the body is at fault. */
import type { Flaw } from '../copy/parse.ts'

export type ProblemStatus = keyof typeof TITLES

/** `members` are extension members (RFC 9457 section 3.2), such as both revisions of a stale one. */
export type Problem = { status: ProblemStatus; detail: string; flaws?: Flaw[]; members?: Record<string, unknown>; headers?: Record<string, string> }

/** What was asked for, or why it cannot be had. */
export type OrProblem<T> = { ok: true; value: T } | { ok: false; problem: Problem }

export const refuseWith = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem })

const TITLES = {
  400: 'This request can’t be read',
  401: 'Sign-in needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Not possible in its current state',
  410: 'Withdrawn',
  412: 'This has changed in the meantime',
  413: 'Too large',
  415: 'Format not supported',
  416: 'Range not available',
  422: 'Some details need fixing',
  429: 'Too many attempts',
  500: 'Something went wrong on our side',
  503: 'Not available right now',
} as const

export function renderProblem({ status, detail, flaws, members, headers }: Problem, instance?: string): Response {
  const body = { type: 'about:blank', title: TITLES[status], status, detail, ...(instance && { instance }), ...members, ...(flaws && { flaws }) }
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers } })
}
