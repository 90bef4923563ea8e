/** The Worker's entry points. */
import { WorkerEntrypoint } from 'cloudflare:workers'
import { normalizeAddress } from './edge/address.ts'
import { fetchThroughFrontCache, frontCacheProps, type PageProps } from './edge/front-cache.ts'
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
  async fetch(asked, env, ctx) {
    const known = ctx.cache ? undefined : answerFromMemory(asked, env)
    if (known) return countedRead(asked, known, env, ctx)
    const request = normalizeAddress(asked)
    if (request.body && request.method !== 'GET' && request.method !== 'HEAD') {
      const { answerThenDrain } = await import('./edge/refused-body.ts')
      return answerThenDrain(request, (request) => site.fetch(request, env, ctx))
    }
    // Where there is no front cache (development, tests), nothing is gained by the way around.
    const props = ctx.cache ? await frontCacheProps(request, env) : undefined
    const response = await (props ? fetchThroughFrontCache(ctx.exports.Pages({ props }), request) : site.fetch(request, env, ctx))
    return countedRead(request, response, env, ctx)
  },

  async scheduled(_event, env, ctx) {
    ctx.waitUntil(sweepKv(pressOf(env)))
    const { keepSchedules } = await import('./newsletter/sending/keep-schedules.ts')
    ctx.waitUntil(keepSchedules(env))
  },
} satisfies ExportedHandler<Env>

/** The reader's answer, after which the read is counted, or the address that no page has. */
function countedRead(request: Request, response: Response, env: Env, ctx: ExecutionContext) {
  if (request.url.includes('/fragments/also/')) ctx.waitUntil(countReadLater(request, response.status, env))
  else if (response.status === 404 || response.headers.has('X-Old-Address')) ctx.waitUntil(countAddressLater(request, response, env))
  return response
}

const importCounting = () => import('./readership/count-read.ts')
let counting: Awaited<ReturnType<typeof importCounting>> | undefined

async function countReadLater(request: Request, status: number, env: Env) {
  counting ??= await importCounting()
  await counting.countRead(request, status, env)
}

async function countAddressLater(request: Request, response: Response, env: Env) {
  const { countAddress } = await import('./readership/count-address.ts')
  await countAddress(request, response, env)
}

/** One run of the cron looks through at most 100,000 keys; the next goes on from there. */
const MAX_SWEEPS = 100

async function sweepKv(press: PressCalls) {
  for (let step = 0; step < MAX_SWEEPS; step++) {
    if ((await press.sweep({ name: 'cron', role: 'admin' })).done) return
  }
}
