/** Fetches an export or a feed into a file: patient with a busy site, done with one that doesn't answer, and nothing of a private network. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Environment } from '../environment.ts'
import { EXIT, ExitError, usageError } from '../exit-error.ts'
import { whyUnreachable } from './connection-failures.ts'
import { retryAfterMs } from './fetch-old.ts'
import type { Validators } from './old-system.ts'
import { isPrivateHost } from './public-address.ts'

/** `known`: of the last time it was fetched. */
export type FetchOptions = { allowPrivate: boolean; resolveHost(hostname: string): Promise<readonly string[]>; known?: Validators | undefined }

const MOST_REDIRECTS = 5
const TRIES = 4
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 60_000
/** For the first byte; what has begun may take as long as it takes. */
const ANSWER_MS = 60_000

type Fetched = { url: string; validators: Validators }

export async function fetchInto(path: string, named: string, environment: Environment, options: FetchOptions): Promise<Fetched | 'unchanged' | 'missing'> {
  let at = new URL(named)
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!/^https?:$/.test(at.protocol)) throw new ExitError(EXIT.refused, `${named} leads to ${at.href}, which isn’t on the web.`)
    if (!options.allowPrivate && (await isPrivateHost(at.hostname, options.resolveHost).catch(() => false)))
      throw usageError(`${at.hostname} is on a private network. If the old site is there, use --allow-private.`)
    const response = await askPatiently(at, environment, options.known)
    const location = response.headers.get('Location')
    if (response.status === 304 && options.known) return 'unchanged'
    if (response.status >= 300 && response.status < 400 && location && URL.canParse(location, at)) {
      await response.body?.cancel()
      at = new URL(location, at)
      continue
    }
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel()
      return 'missing'
    }
    if (!response.ok || !response.body) throw new ExitError(EXIT.refused, `${at.href} answered ${response.status}.${adviceFor(response.status)}`)
    await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path)).catch((error: unknown) => {
      throw new ExitError(EXIT.unreachable, `${at.href} broke off (${error instanceof Error ? error.message : error}). Run the same command again.`)
    })
    const [etag, lastModified] = [response.headers.get('ETag'), response.headers.get('Last-Modified')]
    return { url: at.href, validators: { ...(etag && { etag }), ...(lastModified && { lastModified }) } }
  }
  throw new ExitError(EXIT.refused, `${named} redirects too often.`)
}

const adviceFor = (status: number) =>
  status === 401 || status === 403
    ? ' It isn’t open to everybody: download it in your browser, and name the file.'
    : status >= 500 || status === 429
      ? ' Try again later.'
      : ''

/** Busy sites say when to come back (RFC 9110, 10.2.3). */
async function askPatiently(at: URL, environment: Environment, known: Validators | undefined): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await ask(at, environment, known)
    if (tries === TRIES || !(response.status === 429 || response.status === 503)) return response
    const pause = retryAfterMs(response.headers.get('Retry-After'), environment.now()) ?? FIRST_PAUSE_MS * 2 ** (tries - 1)
    if (pause > LONGEST_PAUSE_MS) return response
    await response.body?.cancel()
    await environment.wait(pause)
  }
}

async function ask(at: URL, environment: Environment, known: Validators = {}): Promise<Response> {
  const tooLong = new AbortController()
  const timer = setTimeout(() => tooLong.abort(new Error(`no answer in ${ANSWER_MS / 1000} seconds`)), ANSWER_MS)
  const signal = environment.signal ? AbortSignal.any([environment.signal, tooLong.signal]) : tooLong.signal
  const headers = {
    Accept: '*/*',
    'User-Agent': 'newsdesk import',
    ...(known.etag && { 'If-None-Match': known.etag }),
    ...(known.lastModified && { 'If-Modified-Since': known.lastModified }),
  }
  try {
    return await environment.fetch(at, { redirect: 'manual', signal, headers })
  } catch (error) {
    throw new ExitError(EXIT.unreachable, whyUnreachable(error, at.host, 'download the export in a browser and name the file'))
  } finally {
    clearTimeout(timer)
  }
}
