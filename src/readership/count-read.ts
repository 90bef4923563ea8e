/**
 * Counts reads of articles without cookies or identifiers: a reader's browser asks for "Also worth reading" once it comes near the
 * place where that is shown, and that request is the beacon. What is counted is an article's slug and nothing about who read it.
 * Nobody waits for it.
 */
import { isbot } from 'isbot'
import { isSlug } from '../copy/shapes/field.ts'
import { networkOf } from '../edge/network.ts'
import { readershipOf } from './calls.ts'

/** Gathered in this isolate, and sent together. */
const FLUSH_MS = 20_000
/** A made-up slug for every request fills no memory. */
const MAX_SLUGS = 500

let gathered = new Map<string, number>()

/** Called after the answer. Waits until what was gathered with it is sent: for `waitUntil`. */
export async function countRead(request: Request, status: number, env: Env, wait: (ms: number) => Promise<unknown> = (ms) => scheduler.wait(ms)) {
  const slug = slugRead(request, status)
  if (slug === undefined || (await isOverdone(request, env))) return
  const isFirst = gathered.size === 0
  if (gathered.size < MAX_SLUGS || gathered.has(slug)) gathered.set(slug, (gathered.get(slug) ?? 0) + 1)
  if (!isFirst) return
  await wait(FLUSH_MS)
  const reads = [...gathered].map(([slug, count]) => ({ slug, count }))
  gathered = new Map()
  await readershipOf(env).record(reads)
}

/** The article that a person's browser shows; undefined for robots, for pages prepared ahead and for what is no answer. */
export function slugRead(request: Request, status: number) {
  const { method, headers } = request
  if (method !== 'GET' || (status !== 200 && status !== 304) || headers.get('hx-request') !== 'true') return undefined
  const program = headers.get('user-agent')
  if (!program || isbot(program) || headers.has('sec-purpose')) return undefined
  const slug = /^https?:\/\/[^/]+\/fragments\/also\/([^/?#]+)(?:[?#]|$)/.exec(request.url)?.[1]
  return slug && isSlug(slug) ? slug : undefined
}

/** Of one network no more counts than the limiter lets through. The address is asked by it, and forgotten. */
async function isOverdone(request: Request, env: Env) {
  const { READS } = env as Partial<Env>
  if (!READS) return false
  return !(await READS.limit({ key: networkOf(request.headers.get('cf-connecting-ip') ?? undefined) })).success
}
