/** What the API's handlers are sent beside copy: pieces of the path, the query, JSON bodies. Each is parsed once. */
import type * as v from 'valibot'
import { isObject, NO_OBJECT, parseWith } from '../../copy/parse.ts'
import { isSlug } from '../../copy/shapes/slug-spelling.ts'
import { type OrProblem, refuseWith } from '../../edge/problem.ts'
import { readText } from '../../edge/request-body.ts'
import type { ApiContext } from './api-context.ts'
import { flawsProblem, parseJsonText } from './json-text.ts'

/** Settings, bookings and short notes. */
const MAX_BODY_BYTES = 500_000

/** What cannot be a slug was never filed. Some computers send letters and their marks apart. */
export const slugParam = (c: ApiContext) => {
  const slug = (c.req.param('slug') ?? '').normalize('NFC')
  return isSlug(slug) ? slug : undefined
}

export const mediaTypeOf = (c: ApiContext) => (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** Pointers name the query's fields. */
export const readQuery = <S extends v.GenericSchema>(c: ApiContext, schema: S): OrProblem<v.InferOutput<S>> => parseInput(schema, c.req.query())

/** `maxElements` of any list in it. Where `optional`, no body is an empty object. */
type BodyLimits = { optional?: boolean; maxBytes?: number; maxElements?: number }

export async function readJsonBody<S extends v.GenericSchema>(
  c: ApiContext,
  schema: S,
  { optional = false, maxBytes = MAX_BODY_BYTES, maxElements }: BodyLimits = {},
): Promise<OrProblem<v.InferOutput<S>>> {
  const text = await readText(c.req.raw, maxBytes)
  if (!text.ok) return text
  if (optional && text.value.trim() === '') return parseInput(schema, {})
  if (mediaTypeOf(c) !== 'application/json')
    return refuseWith({ status: 415, detail: 'Send JSON with "Content-Type: application/json".', headers: { Accept: 'application/json' } })
  const input = parseJsonText(text.value, maxElements)
  if (!input.ok) return input
  // To Valibot a list is an object that has none of its fields.
  return isObject(input.value) ? parseInput(schema, input.value) : refuseWith(flawsProblem([{ pointer: '', message: NO_OBJECT }]))
}

export function parseInput<S extends v.GenericSchema>(schema: S, input: unknown): OrProblem<v.InferOutput<S>> {
  const result = parseWith(schema, input)
  return result.ok ? result : refuseWith(flawsProblem(result.flaws))
}

/** Without what was not given: an absent option is not an undefined one. */
export const withoutUndefined = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
