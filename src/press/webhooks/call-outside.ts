/** One call of somebody else's server, which may hang, lie or send without end. */
import { outsideAddressFlaw } from '../../copy/text/outside-address.ts'
import { Unavailable, within } from '../../edition/within.ts'
import type { Outside } from '../outside.ts'
import { retryAfterMs } from './backoff.ts'

const PATIENCE_MS = 10_000
const MAX_ANSWER_BYTES = 1024
/** For how an answer goes on, once it has begun: others wait for the connection. */
const MAX_READING_MS = 1000

/** `said` is what was wrong; or, of an answer, how it begins. */
export type Called = { ok: boolean; status?: number; said: string; retryAfterMs: number }

export async function callOutside({ fetch, mayBeLocal, patienceMs = PATIENCE_MS }: Outside, url: string, init: RequestInit, now: number): Promise<Called> {
  // It was good when it was saved; rules may have become stricter since.
  const flaw = outsideAddressFlaw(url, { mayBeLocal })
  if (flaw) return failed(flaw)
  const stop = new AbortController()
  try {
    const response = await within(patienceMs, begin(fetch, url, { ...init, redirect: 'manual', signal: stop.signal }))
    return await answerOf(response, now)
  } catch (error) {
    return failed(isLate(error) ? `It gave no answer within ${patienceMs / 1000} seconds.` : reasonOf(error))
  } finally {
    stop.abort()
  }
}

/** What throws at once is a failure like any other. */
const begin = async (fetch: Outside['fetch'], url: string, init: RequestInit) => fetch(url, init)

const failed = (said: string): Called => ({ ok: false, said, retryAfterMs: 0 })
const isLate = (error: unknown) => error instanceof Unavailable

/** Workers name some failures by a reference for their maker alone: "internal error; reference = n7o008cmk3a2". */
function reasonOf(error: unknown) {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 200)
  return message.startsWith('internal error') ? 'It can’t be reached.' : `It can’t be reached: ${message}`
}

async function answerOf(response: Response, now: number): Promise<Called> {
  const { status, ok, headers } = response
  const answer = { ok, status, retryAfterMs: retryAfterMs(headers.get('retry-after'), now) }
  if (status < 300 || status >= 400) return { ...answer, said: await beginningOf(response) }
  response.body?.cancel().catch(() => undefined)
  return { ...answer, said: `It redirects to another address (${status}). Redirects aren’t followed: enter the address itself.` }
}

/** What comes after a kilobyte, or too late, is never read: its status says all that counts. */
async function beginningOf({ body }: Response) {
  if (!body) return ''
  const reader = body.getReader()
  const heard = { text: '' }
  await within(MAX_READING_MS, readBeginning(reader, heard)).catch(() => undefined)
  // A stream that hangs may never say that it was cancelled.
  reader.cancel().catch(() => undefined)
  return heard.text
}

async function readBeginning(reader: ReadableStreamDefaultReader<Uint8Array>, heard: { text: string }) {
  const decoder = new TextDecoder()
  for (let bytes = 0; bytes < MAX_ANSWER_BYTES; ) {
    const { done, value } = await reader.read()
    if (done) return
    heard.text += decoder.decode(value.subarray(0, MAX_ANSWER_BYTES - bytes), { stream: true })
    bytes += value.byteLength
  }
}
