/**
 * The Durable Object that holds the press. What it does stands in core.ts and is loaded when the object wakes: isolates
 * that only serve readers never parse it.
 */
import { DurableObject } from 'cloudflare:workers'
import type { PressCalls } from './calls.ts'
import type { PressCore } from './core.ts'

export class Press extends DurableObject<Env> {
  core: Promise<PressCore>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.core = ctx.blockConcurrencyWhile(async () => {
      const { PressCore } = await import('./core.ts')
      return new PressCore(ctx, env)
    })
  }

  override async alarm() {
    await (await this.core).alarm()
  }
}

const CALLS = {
  file: true,
  stop: true,
  publish: true,
  withdraw: true,
  embargo: true,
  liftEmbargo: true,
  unschedule: true,
  liftWithdrawal: true,
  correct: true,
  restore: true,
  rename: true,
  deleteArticle: true,
  eraseRevision: true,
  recordPictureWithdrawn: true,
  recordPictureAllowed: true,
  read: true,
  list: true,
  revisions: true,
  audit: true,
  recordAudit: true,
  setSite: true,
  readSite: true,
  setPins: true,
  pins: true,
  setCampaign: true,
  campaigns: true,
  removeCampaign: true,
  addToken: true,
  tokens: true,
  revokeToken: true,
  tokenHolder: true,
  listingPage: true,
  archiveDay: true,
  archiveMonth: true,
  search: true,
  corrections: true,
  changes: true,
  popularTopics: true,
  archiveMonths: true,
  sitemapMonth: true,
  publishedSince: true,
  savePreview: true,
  readPreview: true,
  publicState: true,
  reprint: true,
  exportPage: true,
  importLines: true,
  sweep: true,
  lastGoodCopy: true,
} satisfies Record<keyof PressCalls, true>

// RPC answers what is on the prototype, and nothing else.
for (const name of Object.keys(CALLS) as (keyof PressCalls)[]) {
  Object.defineProperty(Press.prototype, name, {
    async value(this: Press, ...given: unknown[]) {
      const core = await this.core
      return (core[name] as (...given: unknown[]) => Promise<unknown>).apply(core, given)
    },
  })
}
