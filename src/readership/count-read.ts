/**
 * Counts reads of articles without cookies or identifiers: a reader's browser asks for "Also worth reading" once it comes near the
 * place where that is shown, and that request is the beacon. What is counted is an article's slug and nothing about who read it.
 * Nobody waits for it.
 */
import { isbot } from 'isbot'
import { decodePiece } from '../copy/shapes/address-pieces.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { networkOf } from '../edge/network.ts'
import { isOverLimit } from '../edge/rate-limit.ts'
import { within } from '../edition/within.ts'
import { type Reads, readershipOf } from './calls.ts'

const BEACON = /^https?:\/\/[^/]+\/fragments\/also\/([^/?#]+)(?:[?#]|$)/

/** Gathered in this isolate, and sent together. */
const FLUSH_MS = 20_000
/** An archive that is read through fills no memory. */
const MAX_SLUGS = 500

/** Nobody waits for it; but what never comes to an end holds an isolate. */
const PATIENCE_MS = 10_000

let gathered = new Map<string, number>()

/**
 * Called after the answer. A promise where there is something to wait for (`waitUntil`): the limiter, or until what was gathered with this read
 * is sent.
 */
export function countRead(request: Request, status: number, env: Env, wait: Wait = (ms) => scheduler.wait(ms)): Promise<void> | undefined {
  const slug = slugRead(request, status)
  if (slug === undefined) return undefined
  const { READS, READS_OF_STORY } = env as Partial<Env>
  return READS || READS_OF_STORY ? gatherUnlessOverdone(request, slug, env, wait) : gather(slug, env, wait)
}

type Wait = (ms: number) => Promise<unknown>

async function gatherUnlessOverdone(request: Request, slug: string, env: Env, wait: Wait) {
  if (!(await isOverdone(request, slug, env))) await gather(slug, env, wait)
}

/** The first of many waits for all of them. */
function gather(slug: string, env: Env, wait: Wait): Promise<void> | undefined {
  const isFirst = gathered.size === 0
  if (gathered.size < MAX_SLUGS || gathered.has(slug)) gathered.set(slug, (gathered.get(slug) ?? 0) + 1)
  return isFirst ? flushAfter(wait, env) : undefined
}

async function flushAfter(wait: Wait, env: Env) {
  await wait(FLUSH_MS)
  const reads = [...gathered].map(([slug, count]) => ({ slug, count }))
  gathered = new Map()
  await tellReadership(env, reads)
}

/** Reads that can't be told are lost: told twice, they would count twice. */
async function tellReadership(env: Env, reads: readonly Reads[]) {
  try {
    await within(PATIENCE_MS, readershipOf(env).record(reads))
  } catch (error) {
    console.log(JSON.stringify({ event: 'reads-lost', slugs: reads.length, error: String(error) }))
  }
}

/** How a request says that nobody has asked for it yet: of today's browsers, and of older ones. */
const PREPARED_AHEAD = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']

/**
 * The article that a person's browser shows; undefined for robots, for pages prepared ahead and for what is no answer. A slug
 * that no story has is answered 404, and one that is withdrawn 410.
 */
export function slugRead(request: Request, status: number) {
  const { method, headers } = request
  if (method !== 'GET' || (status !== 200 && status !== 304) || headers.get('hx-request') !== 'true') return undefined
  const program = headers.get('user-agent')
  if (!program || isRobot(program) || PREPARED_AHEAD.some((name) => headers.has(name))) return undefined
  const slug = decodePiece(BEACON.exec(request.url)?.[1] ?? '')
  return slug && isSlug(slug) ? slug : undefined
}

/** Names of programs and whether each is a robot: thousands of readers have the same browser, and a name is matched against hundreds of patterns. */
const robots = new Map<string, boolean>()
const MAX_PROGRAMS = 500
const MAX_NAME = 500

function isRobot(program: string) {
  const known = robots.get(program)
  if (known !== undefined) return known
  const found = isbot(program)
  if (robots.size >= MAX_PROGRAMS) robots.clear()
  if (program.length <= MAX_NAME) robots.set(program, found)
  return found
}

/**
 * Of one network one read of a story counts in a minute, and no more of all stories than the limiter lets through. It is told
 * the network, and forgets it with the minute; nothing of it is sent on or stored.
 */
async function isOverdone(request: Request, slug: string, env: Env) {
  const { READS, READS_OF_STORY } = env as Partial<Env>
  const network = networkOf(request.headers.get('cf-connecting-ip') ?? undefined)
  return (await isOverLimit(READS_OF_STORY, `${network} ${slug}`)) || (await isOverLimit(READS, network))
}
