/** What readers ask of search, and what the press tells it. */
import type { TimeRange } from '../copy/calendar.ts'
import type { Card } from '../copy/shapes/listing.ts'

/** `between`: the first moment of publication that counts, and the first that no longer does. */
export type SearchQuery = { q: string; section?: string; between?: TimeRange; page?: number }
/** `excerpt` and `headline` are plain text cut into runs; `hit` runs matched. */
export type Hit = { card: Card; headline: Run[]; excerpt: Run[] }
export type Run = { text: string; hit?: true }
export type SearchResult = {
  q: string
  hits: Hit[]
  total: number
  page: number
  pages: number
  sections: { section: string; count: number }[]
  /** There may be more than were counted. */
  isMore?: true
  /** Where there are no hits: the topics that most articles are about. */
  topics?: PopularTopic[]
  /** Not every article is in the index yet. */
  isFilling?: true
  /** Too many are waiting: nothing was searched. */
  isBusy?: true
}
export type PopularTopic = { slug: string; name: string }

/** A published story as search knows it. `id` is the same under every slug; `names` and `text` are plain. */
export type SearchableStory = { id: number; card: Card; names: string; text: string }

/**
 * What the press tells. Each telling has a higher `sequence` than the one before; one that comes late is ignored, because the press tells
 * again what it got no answer for. `span`: of the stories with ids above `after`, up to `upTo` or all, exactly `stories` are published.
 */
export type Telling = { sequence: number; stories: SearchableStory[]; gone: number[]; topics: PopularTopic[]; span?: { after: number; upTo?: number } }
/** `isTaken`: false of one that came late. `sequence`: of the newest taken. `isFilled`: the index had all stories once. `changed`: stories that readers find otherwise now. */
export type Told = { isTaken: boolean; sequence: number; isFilled: boolean; changed: number }

export interface SearchCalls {
  find(query: SearchQuery): Promise<SearchResult>
  /** The topics that most articles are about. */
  popularTopics(): Promise<PopularTopic[]>
  /** Taken whole or not at all. */
  tell(telling: Telling): Promise<Told>
}

export const searchOf = (env: Env) => env.SEARCH.get(env.SEARCH.idFromName('search')) as unknown as SearchCalls
