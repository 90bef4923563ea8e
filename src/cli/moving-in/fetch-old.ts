/** Files of the old site: patient with a slow one, polite to a busy one, done with a dead one; and nothing of a private network. */
import Queue from 'p-queue'
import type { Environment } from '../environment.ts'
import { EXIT, ExitError } from '../exit-error.ts'
import { whyUnreachable } from './connection-failures.ts'
import { isPrivateHost } from './public-address.ts'

export type Fetched = { ok: true; bytes: Uint8Array; address: string } | { ok: false; why: string; isMissing?: boolean }

type Answer = Fetched & { retryAfter?: number | undefined; mayRetry?: boolean }

export type FetchOld = (address: string, maxBytes: number) => Promise<Fetched>

const AT_ONCE = 4
const TRIES = 4
/** Without a byte. */
const TIMEOUT_MS = 30_000
/** Of one file in all: a site may send its bytes one by one. */
const LONGEST_FILE_MS = 5 * 60_000
const FIRST_PAUSE_MS = 500
/** As long as a busy site may ask to be left alone. */
const LONGEST_PAUSE_MS = 10 * 60_000
const MOST_REDIRECTS = 5
/** Failures in a row, after which a host is not asked again. */
const MOST_FAILURES = 8

type Options = {
  allowPrivate: boolean
  resolve(hostname: string): Promise<readonly string[]>
  /** Hears that it waits for long. */
  say?: (sentence: string) => void
}

export function fetcherOfOld(environment: Environment, { allowPrivate, resolve, say }: Options): FetchOld {
  const queues = new Map<string, Queue>()
  const failures = new Map<string, number>()
  const privateHosts = new Map<string, Promise<boolean>>()

  const queueOf = (host: string) => {
    const queue = queues.get(host) ?? new Queue({ concurrency: AT_ONCE })
    queues.set(host, queue)
    return queue
  }

  async function refusalOf(url: URL): Promise<string | undefined> {
    if (!/^https?:$/.test(url.protocol)) return `Its address, ${url.href}, isn’t on the web.`
    if (allowPrivate) return undefined
    const isPrivate = privateHosts.get(url.hostname) ?? isPrivateHost(url.hostname, resolve).catch(() => false)
    privateHosts.set(url.hostname, isPrivate)
    return (await isPrivate) ? `${url.hostname} is on a private network. If the old site is there, use --allow-private.` : undefined
  }

  /** An address is where it redirects to. */
  async function askOnce(at: URL, maxBytes: number, patience: Patience): Promise<Answer | URL> {
    patience.renew()
    const headers = { Accept: 'image/*,*/*;q=0.5', 'User-Agent': 'newsdesk import' }
    const response = await environment.fetch(at, { redirect: 'manual', signal: patience.signal, headers })
    const location = response.headers.get('Location')
    if (response.status >= 300 && response.status < 400 && location && URL.canParse(location, at)) {
      await response.body?.cancel()
      return withoutUser(new URL(location, at))
    }
    if (response.ok) return await readBody(response, at.href, maxBytes, patience)
    await response.body?.cancel()
    const mayRetry = response.status === 429 || response.status >= 500
    return {
      ok: false,
      why: `The old site answered ${response.status}${response.status === 429 ? ': it’s asked too often. Run the same command again later' : ''}.`,
      isMissing: response.status === 404 || response.status === 410,
      mayRetry,
      retryAfter: mayRetry ? retryAfterMs(response.headers.get('Retry-After'), environment.now()) : undefined,
    }
  }

  async function ask(address: string, maxBytes: number): Promise<Answer> {
    let at = withoutUser(new URL(address))
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const refusal = await refusalOf(at)
      if (refusal) return { ok: false, why: refusal }
      const patience = new Patience(environment.signal)
      try {
        const answer = await askOnce(at, maxBytes, patience)
        if (!(answer instanceof URL)) return answer
        at = answer
      } finally {
        patience.end()
      }
    }
    return { ok: false, why: 'Its address redirects too often.' }
  }

  async function patiently(address: string, maxBytes: number): Promise<Fetched> {
    const { host } = new URL(address)
    for (let tries = 1; ; tries++) {
      if ((failures.get(host) ?? 0) >= MOST_FAILURES) return { ok: false, why: `${host} failed ${MOST_FAILURES} times in a row and was not asked again.` }
      let pause = FIRST_PAUSE_MS * 2 ** (tries - 1)
      let why: string
      try {
        const answer = await ask(address, maxBytes)
        if (answer.ok || !answer.mayRetry) {
          failures.set(host, 0)
          return answer
        }
        why = answer.why
        pause = answer.retryAfter ?? pause
      } catch (error) {
        if (environment.signal?.aborted) throw new ExitError(EXIT.refused, 'Stopped. Run the same command again: it goes on from here.')
        why =
          error instanceof Error && error.name === 'TimeoutError'
            ? `${host} didn’t answer after ${TIMEOUT_MS / 1000} seconds.`
            : whyUnreachable(error, host, 'use --uploads with a copy of its files')
      }
      if (tries === TRIES || pause > LONGEST_PAUSE_MS) {
        failures.set(host, (failures.get(host) ?? 0) + 1)
        return { ok: false, why }
      }
      if (pause >= TIMEOUT_MS) say?.(`${host} asks to be left alone for ${Math.round(pause / 1000)} seconds. Waiting …`)
      await environment.wait(pause)
    }
  }

  return async (address, maxBytes) => {
    if (!URL.canParse(address)) return { ok: false, why: `“${address}” is no address.` }
    return await queueOf(new URL(address).host).add(() => patiently(address, maxBytes))
  }
}

/** A password in an address is nobody's business here, and `fetch` takes none. */
function withoutUser(url: URL): URL {
  url.username = ''
  url.password = ''
  return url
}

/** Ends a request that no byte comes of any more, or that takes too long in all. */
class Patience {
  readonly #controller = new AbortController()
  readonly #end = performance.now() + LONGEST_FILE_MS
  readonly signal: AbortSignal
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(stop: AbortSignal | undefined) {
    this.signal = stop ? AbortSignal.any([stop, this.#controller.signal]) : this.#controller.signal
  }

  renew() {
    clearTimeout(this.#timer)
    const left = Math.min(TIMEOUT_MS, this.#end - performance.now())
    this.#timer = setTimeout(() => this.#controller.abort(new DOMException('No byte came.', 'TimeoutError')), Math.max(0, left))
  }

  end() {
    clearTimeout(this.#timer)
  }
}

async function readBody(response: Response, address: string, maxBytes: number, patience: Patience): Promise<Fetched> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body ?? []) {
    patience.renew()
    length += piece.length
    if (length > maxBytes) return { ok: false, why: `The file is larger than ${Math.round(maxBytes / 1_000_000)} MB.` }
    pieces.push(piece)
  }
  return { ok: true, bytes: Buffer.concat(pieces), address }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | null, now: number) {
  if (!header) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
