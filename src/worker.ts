/** The Worker's entry points. */
import { WorkerEntrypoint } from 'cloudflare:workers'
import { normalizeAddress } from './edge/address.ts'
import type { AnswerRecord } from './edge/answer-log.ts'
import { dropFrontCacheHeaders, fetchThroughFrontCache, frontCacheProps, type PageProps } from './edge/front-cache.ts'
import { answerFromMemory } from './edge/remembered-answers.ts'
import { type PressCalls, pressOf } from './press/calls.ts'
import { site } from './site.tsx'

export { MailingList } from './newsletter/mailing-list.ts'
export { Press } from './press/press.ts'
export { Readership } from './readership/readership.ts'
export { Search } from './search/search.ts'

/** What the front cache asks. Its cache can only be purged from within it. */
export class Pages extends WorkerEntrypoint<Env, PageProps> {
  override fetch(request: Request) {
    return answerFromMemory(request, this.env, this.ctx.props) ?? site.fetch(request, this.env, this.ctx)
  }

  /** A refusal is a value here too (`success: false`). Where there is no cache there is nothing to forget. */
  async purge(tags: string[] | 'everything'): Promise<CachePurgeResult> {
    const { success, errors } = (await this.ctx.cache?.purge(tags === 'everything' ? { purgeEverything: true } : { tags })) ?? { success: true, errors: [] }
    return { success, errors: errors.map(({ code, message }) => ({ code, message })) }
  }
}

export default {
  /** Without a promise where there is nothing to wait for: what is remembered is answered in one go. */
  fetch(asked, env, ctx) {
    const { url } = asked
    const known = ctx.cache ? undefined : answerFromMemory(asked, env, undefined, url)
    if (!known) return answer(asked, env, ctx)
    count(asked, url, known, env, ctx)
    if (Math.random() * ONE_IN.memory < 1) ctx.waitUntil(logAnswer(env, { request: asked, status: known.status, from: 'memory', ms: 0, oneIn: ONE_IN.memory }))
    return known
  },

  async scheduled(_event, env, ctx) {
    ctx.waitUntil(sweepKv(pressOf(env)))
    const { keepSchedules } = await import('./newsletter/sending/keep-schedules.ts')
    ctx.waitUntil(keepSchedules(env))
  },
} satisfies ExportedHandler<Env>

async function answer(asked: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const began = Date.now()
  const request = normalizeAddress(asked)
  // Where there is no front cache (development, tests), nothing is gained by the way around.
  const props = ctx.cache ? await frontCacheProps(request, env) : undefined
  const response = await (props ? fetchThroughFrontCache(ctx.exports.Pages({ props }), request) : answerHere(request, env, ctx))
  const ms = Date.now() - began
  if (props) response.headers.set('Server-Timing', `pages;dur=${ms}`)
  else dropFrontCacheHeaders(response.headers)
  const { status } = response
  if (isAddressCounted(status)) addresses ??= await importAddresses()
  count(request, request.url, response, env, ctx)
  const oneIn = status >= 500 ? 1 : ONE_IN.made
  if (Math.random() * oneIn < 1) await logAnswer(env, { request, status, from: props ? 'front-cache' : 'site', ms, oneIn })
  return response
}

async function answerHere(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  if (!request.body || request.method === 'GET' || request.method === 'HEAD') return site.fetch(request, env, ctx)
  const { answerThenDrain } = await import('./edge/refused-body.ts')
  return answerThenDrain(request, (request) => site.fetch(request, env, ctx))
}

/** Of so many answers one is logged, and each failure: a line costs as much as an answer from memory. */
const ONE_IN = { memory: 1000, made: 100 }

async function logAnswer(env: Env, read: AnswerRecord) {
  ;(await import('./edge/answer-log.ts')).logAnswer(env, site, read)
}

/** What is counted after the answer: reads, old addresses that were used, and addresses that lead nowhere. Waited for only where something is sent. */
function count(request: Request, url: string, response: Response, env: Env, ctx: ExecutionContext) {
  const { status } = response
  let counted: Promise<void> | undefined
  if (url.includes('/fragments/also/')) counted = reads ? reads.countRead(request, status, env) : countFirstRead(request, status, env)
  else if (isAddressCounted(status)) counted = addresses?.countAddress(request, response, env)
  if (counted) ctx.waitUntil(counted)
}

const importReads = () => import('./readership/count-read.ts')
let reads: Awaited<ReturnType<typeof importReads>> | undefined

async function countFirstRead(request: Request, status: number, env: Env) {
  reads = await importReads()
  await reads.countRead(request, status, env)
}

const importAddresses = () => import('./readership/count-address.ts')
let addresses: Awaited<ReturnType<typeof importAddresses>> | undefined

/** What is remembered was answered anew before, and then this is loaded. */
const isAddressCounted = (status: number) => status === 404 || status === 301 || status === 410

/** One run of the cron looks through at most 100,000 keys; the next goes on from there. */
const MAX_SWEEPS = 100

async function sweepKv(press: PressCalls) {
  for (let step = 0; step < MAX_SWEEPS; step++) {
    if ((await press.sweep({ name: 'cron', role: 'admin' })).done) return
  }
}
