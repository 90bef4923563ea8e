/** The only gate for outside JSON: unknown → copy, or what is wrong with it and where. */
import * as v from 'valibot'
import { Article } from './shapes/article.ts'
import { isFilingRuleIssue } from './shapes/field.ts'
import { findJsonError } from './text/json-syntax.ts'

/** What is wrong with an input. `pointer` is a JSON Pointer (RFC 6901) into it; `message` says what to write instead. */
export type Flaw = { pointer: string; message: string }

export type Parsed<T> = { ok: true; value: T } | { ok: false; flaws: Flaw[] }

/** More than this many flaws help nobody. */
const MAX_FLAWS = 50

/**
 * The gate for articles that are in the edition or the ledger already. Throws where the sanitiser is needed and not loaded:
 * call it within `withSanitiser`, or take `parseArticle`, which is for what is filed.
 */
export function parseStoredArticle(input: unknown): Parsed<Article> {
  const flaw = structureFlaw(input)
  if (flaw) return { ok: false, flaws: [flaw] }
  return parseStored(Article, input)
}

export const NO_OBJECT = 'This must be a JSON object.'

/** What is wrong with an article as a whole: it is none, is nested without end, or bears the mark of what was withdrawn. */
export function structureFlaw(input: unknown): Flaw | undefined {
  if (!isObject(input)) return { pointer: '', message: NO_OBJECT }
  if ('withdrawn' in input) return { pointer: '/withdrawn', message: 'An article can’t have this field. Withdraw the article instead.' }
  return nestingFlaw(input)
}

/** Fields that nobody knows are kept as they are; what is nested without end could not be written again. */
const MAX_DEPTH = 64

/** The top-level field that nests too deeply. */
function nestingFlaw(input: Record<string, unknown>): Flaw | undefined {
  const deep = Object.entries(input).find(([, value]) => isDeeper(value, MAX_DEPTH))
  return deep && { pointer: `/${escapePointer(deep[0])}`, message: `This is nested more than ${MAX_DEPTH} levels deep.` }
}

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)))

const escapePointer = (key: string) => key.replace(/~/g, '~0').replace(/\//g, '~1')

export function parseWith<S extends v.GenericSchema>(schema: S, input: unknown): Parsed<v.InferOutput<S>> {
  const result = v.safeParse(schema, input)
  return result.success ? { ok: true, value: result.output } : refuseWith(result.issues)
}

const refuseWith = (issues: readonly v.BaseIssue<unknown>[]) => ({ ok: false as const, flaws: issues.slice(0, MAX_FLAWS).map(flawOf) })

/** Parses what is in the ledger or the edition already: rules made since it was filed are no reason not to show it. */
export function parseStored<S extends v.GenericSchema>(schema: S, input: unknown): Parsed<v.InferOutput<S>> {
  const result = v.safeParse(schema, input)
  return result.typed && (result.issues ?? []).every(isFilingRuleIssue) ? { ok: true, value: result.output } : refuseWith(result.issues ?? [])
}

/** Parses JSON text, with the line and column of a syntax error in the flaw's message. */
export function parseJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(replaceHalfPairs(text)) }
  } catch (error) {
    return { ok: false, flaws: [{ pointer: '', message: `This isn’t valid JSON: ${describeSyntaxError(text, error)}` }] }
  }
}

/**
 * Half a surrogate pair, which only an escape can bring into UTF-8, becomes U+FFFD wherever it is in the value: no address
 * can be made of it, and no page.
 */
const replaceHalfPairs = (text: string) =>
  text.includes('\\u') && HALF_PAIR.test(text)
    ? text.replace(ESCAPES, (written: string, half: string | undefined) => (half === undefined ? written : '\\ufffd'))
    : text

const HALF_PAIR = /\\u[dD][89a-fA-F]/
/** Pairs, halves, and every other escape, so that none is read from its middle. */
const ESCAPES = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u([dD][89a-fA-F][\da-fA-F]{2})|.)/g

function flawOf(issue: v.BaseIssue<unknown>): Flaw {
  const pointer = (issue.path ?? []).map((step) => `/${escapePointer(String(step.key))}`).join('')
  const missing = issue.input === undefined && issue.path !== undefined
  const message = issue.message.startsWith('Invalid ') ? typeMessage(pointer, missing) : issue.message
  return { pointer, message: missing && issue.kind === 'schema' ? `This field is missing. ${message}`.trim() : message }
}

/** Valibot's own words for a missing key name its types; ours, where a field has some, say what to write. */
function typeMessage(pointer: string, missing: boolean) {
  if (missing) return ''
  return pointer ? 'This field has the wrong type.' : NO_OBJECT
}

/** V8 says "… at position 17 (line 2 column 3)", or leaves the place out, or quotes half the text. */
function describeSyntaxError(text: string, error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  const what = message.replace(/, (?:\.\.\.)?"[\s\S]*" is not valid JSON$/, '').replace(/ in JSON at position \d+.*$/, '')
  const before = text.slice(0, findJsonError(text)).split('\n')
  return `${what} (line ${before.length} column ${(before.at(-1) ?? '').length + 1}).`
}
