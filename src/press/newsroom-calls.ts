/**
 * What the newsroom asks of many stories at once: its list and its calendar. Callers hold these types beside `PressCalls`. Times are
 * ISO 8601 in UTC to the second.
 */
import type { Kind } from '../copy/shapes/article.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { Actor, Entry, ExpectedRevision, Outcome, Page, Refusal, State } from './calls.ts'

/** A story's moment and number, so that filing meanwhile repeats or skips nothing older. With `~back` it leads to what is newer. */
export const STORY_CURSOR = /^([\dT:Z-]{20})~(\d{1,15})(~back)?$/

/**
 * `embargoed`: an embargo has not ended. `scheduled`: something comes out later. `needs-correction`: readers see an older revision than the
 * newest, and that is not scheduled. `waiting`: a reporter filed the newest revision, and no editor has published or scheduled it.
 */
export const STORY_MARKS = ['embargoed', 'scheduled', 'needs-correction', 'waiting'] as const
export type StoryMark = (typeof STORY_MARKS)[number]

/** `by` filed the newest revision. `q` finds words of the slug, the headline, and of what readers see; its first 500 matches at most. */
export type ListQuery = { state?: State; section?: string; by?: string; is?: StoryMark; q?: string; cursor?: string; limit?: number }

/** `ended`: when the event was over that readers followed in it. `drafts`: who has unfiled work on it, last saved first. `openNotes`: how many notes nobody has resolved. `approval`: the latest link. */
export type ListedStory = Entry & {
  kind?: Kind
  ended?: string
  is?: StoryMark[]
  openNotes?: number
  approval?: { state: 'open' | 'approved' | 'sent-back'; revision: number }
  drafts?: { by: string; savedAt: string }[]
}
/** `previousCursor`: of what is newer. */
export type StoryPage = Page<ListedStory> & { previousCursor?: string }

/** `embargo`: one that ends before its story comes out. Of a publication that an embargo holds back, `embargoed` is true. */
export type CalendarItem = Pick<Entry, 'slug' | 'headline' | 'section' | 'state' | 'url'> & {
  at: string
  what: 'publication' | 'embargo' | 'withdrawal'
  /** What comes out. */
  revision?: number
  embargoed?: true
}

/** `expect`: the newest revision that whoever orders has seen. */
export type BulkStory = { slug: string; expect?: ExpectedRevision }
/** A section or topic is changed in a new revision; what readers see and what waits stays that. */
export type BulkOrder =
  | { order: 'publish' }
  /** What `publicationsToUndo` lists. */
  | { order: 'undo-publish' }
  /** `onlyOut`: of what readers have, or are going to. */
  | { order: 'withdraw'; reason?: string; onlyOut?: true }
  | { order: 'section'; section: string }
  | { order: 'add-topic'; topic: { slug: string; name: string } }
export type BulkResult = { slug: string; outcome: Outcome }
/** What became of an order for many, for whoever gave it, for a day. `same`: those that were like that already. */
export type BulkReport = { order: BulkOrder['order']; done: string[]; same: string[]; refused: { slug: string; refusal: Refusal }[] }
/** A publication that can be taken back for so many milliseconds yet. `revision`: the story's newest now. */
export type UndoOffer = { slug: string; revision: number; leftMs: number }

export interface NewsroomCalls {
  /** In any state, most recently filed first. Two hundred at once. */
  list(query: ListQuery): Promise<StoryPage>
  /** From a moment up to another, in order; `more` where there are more than five hundred. */
  scheduledBetween(from: string, to: string): Promise<{ items: CalendarItem[]; more: boolean }>
  /**
   * One order for up to a hundred stories, each in a transaction of its own and answered for itself, in their order. Printed soon after.
   * `key`: sent again under it, also after it was cut off, what is done is not done twice; `bulkReport` tells of it.
   */
  bulk(order: BulkOrder, stories: BulkStory[], actor: Actor, key?: string): Promise<BulkResult[]>
  bulkReport(key: string, actor: Actor): Promise<BulkReport | null>
  /** For ten seconds, for whoever published them, and only while nothing else has happened to them. */
  publicationsToUndo(slugs: string[], actor: Actor): Promise<UndoOffer[]>
}

/** The same press as `pressOf`'s. */
export const newsroomPressOf = (env: Env) => pressStub(env) as NewsroomCalls
