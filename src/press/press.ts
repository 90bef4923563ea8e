/**
 * The Durable Object that holds the press. What it does is in core.ts and is loaded when the object wakes: isolates that only
 * serve readers never parse it.
 */
import { DurableObject } from 'cloudflare:workers'
import type { PressCore } from './core.ts'

export class Press extends DurableObject<Env> {
  core: Promise<PressCore>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // No call is looked up before this is done.
    this.core = ctx.blockConcurrencyWhile(async () => {
      const { PressCore } = await import('./core.ts')
      const core = new PressCore(ctx, env)
      for (const name of Object.keys(core.calls) as (keyof PressCore['calls'])[]) answerCall(name)
      return core
    })
  }

  override async alarm() {
    await (await this.core).alarm()
  }
}

/** RPC answers what is on the prototype, and nothing else. */
function answerCall(name: keyof PressCore['calls']) {
  if (Object.hasOwn(Press.prototype, name)) return
  Object.defineProperty(Press.prototype, name, {
    async value(this: Press, ...asked: unknown[]) {
      const { calls } = await this.core
      return (calls[name] as (...asked: unknown[]) => Promise<unknown>)(...asked)
    },
  })
}
