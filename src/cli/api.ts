/** The editors' API as a client sees it: patient with a busy site, plain about what it refused. */
import { isObject } from '../copy/parse.ts'
import type { Environment } from './environment.ts'
import { EXIT, ExitError, usageError } from './exit-error.ts'
import { answerText, fetchOnSite } from './on-site.ts'
import { type Problem, problemOf } from './problem.ts'
import { isLocal, type Settings } from './settings.ts'

export type Reply<T> = { ok: true; status: number; value: T; headers: Headers } | { ok: false; problem: Problem }

export type Call = {
  query?: Record<string, string | number | undefined>
  /** An object goes as JSON; text and bytes go as `type`. */
  body?: unknown
  type?: string
  headers?: Record<string, string>
  /** A POST that may be sent twice without harm; the other methods always may. */
  repeatable?: boolean
}

export type Api = {
  url: string
  /** For what is asked past this client: where 503 is an answer, and no reason to try again. */
  authorization: Record<string, string>
  /** A newsdesk command to copy, for the same site: without its name, it would change the default one. */
  command(words: string): string
  ask<T>(method: string, path: string, call?: Call): Promise<Reply<T>>
  /** The answer as it came. */
  text(method: string, path: string, call?: Call): Promise<Reply<string>>
  /** The response itself, for streams and for links; refusals of access still end the command. */
  send(method: string, path: string, call?: Call): Promise<Response>
}

const TRIES = 6
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 60_000

export function apiOf(settings: Settings, environment: Environment): Api {
  let everAnswered = false

  /** Reading the answer belongs to the attempt: a connection that breaks in the middle of it is tried again like any other. */
  async function attempt<T>(method: string, path: string, call: Call, read: (response: Response) => T | Promise<T>): Promise<T> {
    const request = requestOf(settings, method, path, call)
    const mayRepeat = method !== 'POST' || call.repeatable
    for (let tries = 1; ; tries++) {
      let pause = FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.75 + Math.random() / 2)
      try {
        const response = await fetchOnSite(environment, request)
        everAnswered = true
        if (response.status === 401 || response.status === 403) throw noAccess(settings, await problemOf(response, settings.named))
        if (response.status !== 429 && response.status !== 503) return await read(response)
        pause = retryAfterMs(response.headers.get('Retry-After')) ?? pause
        const { detail, isOutcomeUnknown } = await problemOf(response, settings.named)
        // A site that asks for minutes is not busy but shut; its own words say why. What may have been carried out is not sent twice.
        if (tries === TRIES || pause > LONGEST_PAUSE_MS || (isOutcomeUnknown && !mayRepeat)) throw new ExitError(EXIT.unreachable, detail)
      } catch (error) {
        if (error instanceof ExitError) throw error
        if (environment.signal?.aborted) throw new ExitError(EXIT.refused, 'Stopped.')
        // A site that never answered is not asked again for long; one that stopped answering may come back.
        if (!mayRepeat || !everAnswered || tries === TRIES) throw unreachable(settings.url, error)
      }
      await environment.wait(pause)
      if (environment.signal?.aborted) throw new ExitError(EXIT.refused, 'Stopped.')
    }
  }

  const text = (method: string, path: string, call: Call = {}) =>
    attempt(method, path, call, async (response): Promise<Reply<string>> => {
      if (!response.ok) return { ok: false, problem: await problemOf(response, settings.named) }
      return { ok: true, status: response.status, value: await answerText(response), headers: response.headers }
    })

  async function ask<T>(method: string, path: string, call?: Call): Promise<Reply<T>> {
    const reply = await text(method, path, call)
    if (!reply.ok) return reply
    const value = jsonOf(reply.value)
    // A page, or some other service's JSON: another site lives at this address.
    if (!isObject(value)) throw new ExitError(EXIT.unreachable, `What answers at ${settings.url}${path} is not the editors' API. Check --url.`)
    return { ...reply, value: value as T }
  }

  return {
    url: settings.url,
    authorization: settings.token ? { Authorization: `Bearer ${settings.token}` } : {},
    command: (words) => `newsdesk ${words}${settings.named ?? ''}`,
    ask,
    text,
    send: (method, path, call = {}) => attempt(method, path, call, (response) => response),
  }
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}

function requestOf(settings: Settings, method: string, path: string, call: Call) {
  const url = new URL(path, settings.url)
  for (const [name, value] of Object.entries(call.query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value))
  const headers = new Headers({ Accept: 'application/json', ...call.headers })
  if (settings.token) headers.set('Authorization', `Bearer ${bearable(settings.token)}`)
  if (call.body === undefined) return { url, init: { method, headers } }
  const asIs = typeof call.body === 'string' || call.body instanceof Uint8Array
  headers.set('Content-Type', call.type ?? 'application/json')
  return { url, init: { method, headers, body: (asIs ? call.body : JSON.stringify(call.body)) as NonNullable<RequestInit['body']> } }
}

/** What a header cannot carry was pasted along; the error of `Headers` would print the token. */
function bearable(text: string) {
  const token = text.trim()
  if (!/^[\x21-\x7e]+$/.test(token)) throw usageError('This token has spaces or other characters that no token has. Copy it again.')
  return token
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | null) {
  if (!header) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

/** The entity tag of what was answered, to be sent as `If-Match`. */
export const tagOf = ({ headers }: { headers: Headers }) => headers.get('ETag') ?? undefined

/** The revision that an article's entity tag names: `"3"`, `"3-md"`. */
export function revisionOf(reply: { headers: Headers }): number | undefined {
  const digits = /^(?:W\/)?"(\d{1,9})(?:-[a-z]+)?"$/.exec(tagOf(reply) ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function noAccess(settings: Settings, problem: Problem) {
  if (problem.status === 401 && settings.token) return new ExitError(EXIT.noAccess, problem.detail)
  const here = isLocal(settings.url) ? ', or run this beside the .dev.vars that npm start made' : ''
  const hint =
    problem.status === 403 ? 'Ask an admin for a token with that role.' : `Give a token with --token or DATELINE_TOKEN, log in with newsdesk login${here}.`
  return new ExitError(EXIT.noAccess, `${problem.detail} ${hint}`)
}

function unreachable(url: string, error: unknown) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const why = cause instanceof Error ? cause.message || cause.name : String(cause)
  return new ExitError(EXIT.unreachable, `${url} cannot be reached (${why}). Is the site running, and is --url right?`)
}
