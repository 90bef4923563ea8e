/** The Durable Object that readers search, apart from the press: no editor waits for them. Its code is loaded when it wakes. */
import { DurableObject } from 'cloudflare:workers'
import type { SearchCalls, SearchQuery, Telling } from './calls.ts'
import type { SearchCore } from './search-core.ts'

export class Search extends DurableObject<Env> implements SearchCalls {
  core: Promise<SearchCore>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.core = ctx.blockConcurrencyWhile(async () => {
      const { SearchCore } = await import('./search-core.ts')
      return new SearchCore(ctx, env)
    })
  }

  async find(query: SearchQuery) {
    return (await this.core).find(query)
  }

  async popularTopics() {
    return (await this.core).popularTopics()
  }

  async tell(telling: Telling) {
    return (await this.core).tell(telling)
  }
}
