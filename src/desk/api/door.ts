/** What the API's handlers find in their context, and how they answer. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type * as v from 'valibot'
import { parseWith } from '../../copy/parse.ts'
import { isSlug } from '../../copy/shapes/field.ts'
import type { AppEnv } from '../../edge/app-context.ts'
import { type Problem, problemResponse } from '../../edge/problem.ts'
import { jsonFrom, type Read, readText, sentenceOf } from '../../edge/request-body.ts'
import type { Actor, Outcome, PressCalls, Success } from '../../press/calls.ts'
import { pressOf } from '../../press/calls.ts'
import { refusalProblem } from './refusal.ts'

export type ApiDoor = { Bindings: Env; Variables: AppEnv['Variables'] & { actor: Actor; expiresAt: string | undefined } }
export type ApiContext = Context<ApiDoor>
export type Handler = (c: ApiContext) => Response | Promise<Response>

/** Settings, bookings and short notes. */
const MAX_FORM_BYTES = 500_000

export const press = (c: ApiContext): PressCalls => pressOf(c.env)

export const problem = (c: ApiContext, what: Problem) => problemResponse(what, c.req.path)

export const json = (c: ApiContext, body: unknown, status: ContentfulStatusCode = 200, headers: Record<string, string> = {}) =>
  c.json(body as object, status, headers)

/** A piece of the path. What cannot be a slug was never filed. */
export const slugOf = (c: ApiContext) => {
  const slug = c.req.param('slug') ?? ''
  return isSlug(slug) ? slug : undefined
}

export const unknownArticle = (c: ApiContext) => problem(c, refusalProblem({ ok: false, reason: 'unknown-article', slug: c.req.param('slug') ?? '' }))

/** What an accepted change answers: the article's entry, and the readers' paths that it made stale. */
export function outcome(c: ApiContext, result: Outcome, status?: 200 | 201, notes: string[] = []) {
  return result.ok ? json(c, doneBody(result, notes), status ?? (result.created ? 201 : 200), doneHeaders(result)) : problem(c, refusalProblem(result))
}

export function doneBody({ entry, created, changed, stale, others, notes: said = [] }: Success, notes: string[] = []) {
  const all = [...said, ...notes]
  return { ...entry, created, changed, stale, ...(others && { others }), ...(all.length > 0 && { notes: all }) }
}
const doneHeaders = ({ entry, created }: Success): Record<string, string> => ({
  ETag: `"${entry.revision}"`,
  ...(created && { Location: `/api/articles/${entry.slug}` }),
})

/** A JSON body, parsed once. Where `optional`, no body is an empty object. */
export async function bodyOf<S extends v.GenericSchema>(c: ApiContext, schema: S, { optional = false } = {}): Promise<Read<v.InferOutput<S>>> {
  const text = await readText(c.req.raw, MAX_FORM_BYTES)
  if (!text.ok) return text
  if (optional && text.value.trim() === '') return parsed(schema, {})
  if (mediaType(c) !== 'application/json')
    return { ok: false, problem: { status: 415, detail: 'Send JSON with "Content-Type: application/json".', headers: { Accept: 'application/json' } } }
  const input = jsonFrom(text.value)
  return input.ok ? parsed(schema, input.value) : input
}

/** The query, parsed once. Pointers name its fields. */
export const queryOf = <S extends v.GenericSchema>(c: ApiContext, schema: S): Read<v.InferOutput<S>> => parsed(schema, c.req.query())

export function parsed<S extends v.GenericSchema>(schema: S, input: unknown): Read<v.InferOutput<S>> {
  const result = parseWith(schema, input)
  return result.ok ? result : { ok: false, problem: { status: 422, detail: sentenceOf(result.flaws), flaws: result.flaws } }
}

export const mediaType = (c: ApiContext) => (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
