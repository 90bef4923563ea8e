/**
 * Search has a copy of what readers may see, and the index of its words. The press tells it what was published and what is gone; lost, it is
 * told everything once more.
 */
import { instantOf } from '../copy/text/instant.ts'
import { type SearchFiller, searchFillerOf } from '../press/search-filler.ts'
import type { PopularTopic, SearchQuery, SearchResult, Telling, Told } from './calls.ts'
import { findStories } from './find-stories.ts'
import { createTables, forgetSpan, forgetStory, readValue, saveStory, saveValue } from './story-index.ts'

/** The press is asked so often at most to begin with all stories. */
const ASK_AGAIN_MS = 60_000
/** Who comes after them is better told so than kept waiting. */
const MAX_WAITING = 40

const letOthersIn = () => new Promise((resolve) => setTimeout(resolve, 1))

export class SearchCore {
  /** Tests put others in place of these. */
  clock = () => Date.now()
  press: SearchFiller

  #ctx: DurableObjectState
  #askedAt = -Infinity
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(ctx: DurableObjectState, env: Env) {
    this.#ctx = ctx
    this.press = searchFillerOf(env)
    createTables(ctx.storage.sql)
  }

  /** One after the other, and whoever else shares this thread is heard in between. What is told waits for none of them. */
  async find(query: SearchQuery): Promise<SearchResult> {
    if (this.#waiting >= MAX_WAITING) return { q: query.q, hits: [], total: 0, page: 1, pages: 0, sections: [], isBusy: true }
    this.#waiting++
    const turn = this.#last.then(letOthersIn)
    this.#last = turn
    await turn
    this.#waiting--
    return this.#find(query)
  }

  #find(query: SearchQuery): SearchResult {
    const result = findStories(this.#ctx.storage.sql, query, instantOf(this.clock()))
    const isFilled = this.#isFilled()
    if (!isFilled) this.#askToBeFilled()
    return { ...result, ...(result.hits.length === 0 && { topics: this.popularTopics() }), ...(!isFilled && { isFilling: true }) }
  }

  popularTopics(): PopularTopic[] {
    return readValue<PopularTopic[]>(this.#ctx.storage.sql, 'topics') ?? []
  }

  tell({ sequence, stories, gone, topics, span }: Telling): Told {
    const { sql } = this.#ctx.storage
    return this.#ctx.storage.transactionSync(() => {
      const last = readValue<number>(sql, 'sequence') ?? 0
      if (sequence <= last) return { isTaken: false, sequence: last, isFilled: this.#isFilled(), changed: 0 }
      let changed = 0
      for (const id of gone) changed += Number(forgetStory(sql, id))
      if (span) changed += forgetSpan(sql, span, new Set(stories.map(({ id }) => id)))
      for (const story of stories) changed += Number(saveStory(sql, story))
      saveValue(sql, 'topics', topics)
      saveValue(sql, 'sequence', sequence)
      if (span && span.upTo === undefined) saveValue(sql, 'filled', true)
      return { isTaken: true, sequence, isFilled: this.#isFilled(), changed }
    })
  }

  #isFilled() {
    return readValue<boolean>(this.#ctx.storage.sql, 'filled') ?? false
  }

  /** The press may be asleep, or take for told what was lost here. */
  #askToBeFilled() {
    const now = this.clock()
    if (now < this.#askedAt + ASK_AGAIN_MS) return
    this.#askedAt = now
    const asked = this.press.fillSearch().catch((error: unknown) => console.log(JSON.stringify({ event: 'search-not-filled', error: String(error) })))
    this.#ctx.waitUntil(asked)
  }
}
