/** Providers that are called over HTTP: what each kind of answer, or no answer, means for the letters that were sent. */
import { readSetting } from '../../edge/setting.ts'
import type { Delivery } from './mailer.ts'
import { plainReason } from './plain-reason.ts'

/** `none`: no answer at all. `broken`: a status, and a body that is incomplete or isn't JSON. */
export type HttpAnswer =
  | { kind: 'whole'; status: number; body: unknown; headers: Headers }
  | { kind: 'broken'; status: number; headers: Headers }
  | { kind: 'none'; reason: string }

export type Fetcher = (request: Request) => Promise<Response>

/** A key that is valid in a header. Secrets that were piped in end with a line break, which is removed; any other control character makes it invalid. */
export function keyIn(env: Env, name: string): string | undefined {
  const key = readSetting(env, name)?.trim()
  return key && /^[\x21-\x7e]+$/.test(key) ? key : undefined
}

/** Another origin than the provider's own, for tests and proxies. Keys are only sent over TLS or within this machine; any other origin is ignored. */
export function originIn(env: Env, name: string): { origin?: string } {
  const text = readSetting(env, name)
  if (!text || !URL.canParse(text)) return {}
  const { protocol, hostname, origin } = new URL(text)
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' ? { origin } : {}
}

/** Longer than any provider needs for a batch, and much less than an alarm may take. */
const TIMEOUT_MS = 30_000
/** No answer about 100 letters is larger. */
const MAX_ANSWER_BYTES = 1_000_000
const MAX_RETRY_AFTER_SECONDS = 86_400
const DEFAULT_RETRY_AFTER_SECONDS = 60

export async function ask(fetcher: Fetcher, request: Request, timeoutMs = TIMEOUT_MS): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  let response: Response
  try {
    response = await withinSignal(fetcher(new Request(request, { signal, redirect: 'manual' })), signal)
  } catch {
    return { kind: 'none', reason: signal.aborted ? `no answer within ${timeoutMs / 1000} seconds` : 'the connection broke' }
  }
  const { status, headers } = response
  try {
    return { kind: 'whole', status, headers, body: JSON.parse(await withinSignal(textOf(response), signal)) }
  } catch {
    // Incomplete, too large or not JSON: only the status is known.
    return { kind: 'broken', status, headers }
  }
}

/** Some bodies, and fakes in tests, ignore a signal. */
function withinSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    promise.then(resolve, reject)
  })
}

async function textOf(response: Response): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let text = ''
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_ANSWER_BYTES) throw new RangeError('The answer is too large.')
  }
  return text + decoder.decode()
}

export const isSuccess = (answer: HttpAnswer) => answer.kind === 'whole' && answer.status >= 200 && answer.status < 300

/**
 * What any answer other than a complete success means for the letters. A 5xx may come after they were accepted; a 4xx
 * comes before. 401, 402, 403 and 404 are about the account, not about a letter.
 */
export function failureOf(provider: string, answer: HttpAnswer, said: string): Delivery {
  if (answer.kind === 'none') return { result: 'uncertain', reason: `${provider}: ${answer.reason}.` }
  const { status } = answer
  const reason = `${provider}: ${status} ${said}`.trimEnd()
  if (status === 429) return { result: 'deferred', reason, retryAfterSeconds: retryAfterOf(answer.headers) ?? DEFAULT_RETRY_AFTER_SECONDS }
  if ([401, 402, 403, 404, 405].includes(status)) return { result: 'deferred', reason }
  if (status >= 400 && status < 500 && ![408, 409, 425].includes(status)) return { result: 'rejected', reason }
  return { result: 'uncertain', reason }
}

/** RFC 9110 section 10.2.3: seconds or a date. At most a day. */
export function retryAfterOf(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value || !/^(?:\d+$|[A-Z][a-z]+, )/.test(value)) return undefined
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), MAX_RETRY_AFTER_SECONDS) : undefined
}

/** A field of the JSON in the answer, if it is a string. */
export function saidIn(answer: HttpAnswer, field: string, secrets: readonly string[] = []): string {
  const value = answer.kind === 'whole' && typeof answer.body === 'object' && answer.body !== null ? (answer.body as Record<string, unknown>)[field] : ''
  return typeof value === 'string' && value ? plainReason(value, secrets) : ''
}
