/**
 * The Durable Object that holds the readers of newsletters, apart from everything that other code can reach. What it does stands in
 * list/core.ts and is loaded when the object wakes.
 */
import { DurableObject } from 'cloudflare:workers'
import type { MailingListCalls } from './calls.ts'
import type { MailingListCore } from './list/core.ts'

export class MailingList extends DurableObject<Env> {
  core: Promise<MailingListCore>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.core = ctx.blockConcurrencyWhile(async () => {
      const { openMailingList } = await import('./list/core.ts')
      return openMailingList(ctx, env)
    })
  }

  override async alarm() {
    await (await this.core).alarm()
  }
}

const CALLS = {
  signUp: true,
  mailLink: true,
  stamp: true,
  confirmation: true,
  confirm: true,
  resend: true,
  settings: true,
  change: true,
  exportReader: true,
  unsubscription: true,
  unsubscribe: true,
  subscribers: true,
  consents: true,
  importSubscribers: true,
  forget: true,
  counts: true,
  report: true,
} satisfies Record<keyof MailingListCalls, true>

// RPC answers what stands on the prototype, and nothing else.
for (const name of Object.keys(CALLS) as (keyof MailingListCalls)[]) {
  Object.defineProperty(MailingList.prototype, name, {
    async value(this: MailingList, ...given: unknown[]) {
      const core = await this.core
      return (core[name] as (...given: unknown[]) => Promise<unknown>).apply(core, given)
    },
  })
}
