/**
 * Search is told what readers may see, and what they may see no more, in the order in which it was queued. What was told stays in the queue
 * until search has said that it has it; a telling that got no answer is told again, with what is true by then. So nothing is lost by a crash of
 * either side, and nothing old comes after something new.
 */
import type { Card } from '../../copy/shapes/listing.ts'
import { within } from '../../edition/within.ts'
import type { SearchableStory, SearchCalls, Telling, Told } from '../../search/calls.ts'
import { otherNamesIn, withPresentNames } from '../ledger/names.ts'
import { PURGE_RANK, queuePurge } from '../ledger/purge-queue.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { beginFilling, dequeueForSearch, type Filling, isForSearch, nextForSearch, type QueuedStory, readFilling, saveFilling } from '../ledger/search-queue.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import { topicsByTotal } from '../listings/listings.ts'
import { namesOf, plainTextOf } from '../search/search-words.ts'
import type { PressContext } from './press-context.ts'

/** Of one telling. Copy is read whole, and a call between objects takes 32 MB. */
const MAX_STORIES = 50
const MAX_TEXT_UNITS = 1_000_000
const MAX_TOPICS = 12
/** What takes longer is told again. */
const ANSWER_MS = 10_000
const RETRY_MS = 1000
const MAX_RETRY_MS = 60_000
/** The tag of readers' search pages in the front cache. */
const PAGES_TAG = 'search'

type Prepared = { telling: Telling; queued: QueuedStory[]; filling: Filling }

/** One telling, if one is due. Answers how many stories it was about; 0 also where it failed. */
export async function tellSearch({ ledger, transact, clock, log }: PressContext, search: Pick<SearchCalls, 'tell'>, answerMs = ANSWER_MS): Promise<number> {
  const prepared = transact(() => prepareTelling(ledger, clock()))
  if (!prepared) return 0
  let told: Told
  try {
    told = await within(answerMs, search.tell(prepared.telling))
  } catch (error) {
    const failures = transact(() => postpone(ledger, clock()))
    log({ event: 'search-not-told', stories: prepared.telling.stories.length, gone: prepared.telling.gone.length, failures, error: String(error) })
    return 0
  }
  transact(() => noteTold(ledger, prepared, told, clock()))
  return prepared.telling.stories.length + prepared.telling.gone.length + 1
}

/** In milliseconds; undefined where search knows everything. */
export function nextTelling(ledger: Ledger): number | undefined {
  const { done, notBefore } = readFilling(ledger)
  return done && !isForSearch(ledger) ? undefined : Math.max(1, notBefore)
}

export function fillSearch(ledger: Ledger) {
  if (readFilling(ledger).done) beginFilling(ledger)
}

function prepareTelling(ledger: Ledger, now: number): Prepared | undefined {
  const before = readFilling(ledger)
  if (before.notBefore > now) return undefined
  const filling = { ...before, sequence: before.sequence + 1 }
  const told = preparedChanges(ledger) ?? (filling.done ? undefined : preparedSpan(ledger, filling))
  if (!told) return undefined
  saveFilling(ledger, filling)
  const topics = topicsByTotal(ledger, MAX_TOPICS).map(({ slug, name }) => ({ slug, name }))
  return { telling: { ...told.part, topics, sequence: filling.sequence }, queued: told.queued, filling }
}

type Part = { part: Omit<Telling, 'topics' | 'sequence'>; queued: QueuedStory[] }

function preparedChanges(ledger: Ledger): Part | undefined {
  const stories: SearchableStory[] = []
  const gone: number[] = []
  const queued: QueuedStory[] = []
  for (const it of nextForSearch(ledger, MAX_STORIES)) {
    const story = searchableStory(ledger, it.article)
    if (story && stories.length > 0 && unitsIn(stories) + story.text.length > MAX_TEXT_UNITS) break
    if (story) stories.push(story)
    else gone.push(it.article)
    queued.push(it)
  }
  return queued.length === 0 ? undefined : { part: { stories, gone }, queued }
}

/** The next stories of all, by their numbers. */
function preparedSpan(ledger: Ledger, { after }: Filling): Part {
  const ids = rows<{ id: number }>(ledger, 'SELECT id FROM live WHERE id > ? ORDER BY id LIMIT ?', after, MAX_STORIES).map(({ id }) => id)
  const stories: SearchableStory[] = []
  let upTo: number | undefined
  for (const [at, id] of ids.entries()) {
    const story = searchableStory(ledger, id)
    if (story) stories.push(story)
    if (at === MAX_STORIES - 1 || unitsIn(stories) > MAX_TEXT_UNITS) {
      upTo = id
      break
    }
  }
  return { part: { stories, gone: [], span: { after, ...(upTo !== undefined && { upTo }) } }, queued: [] }
}

const unitsIn = (stories: SearchableStory[]) => stories.reduce((sum, { text }) => sum + text.length, 0)

/** As readers have it; undefined of what they have not. */
function searchableStory(ledger: Ledger, id: number): SearchableStory | undefined {
  const found = row<{ card: string; live: number }>(
    ledger,
    'SELECT l.card, a.live FROM live l JOIN articles a ON a.id = l.id WHERE l.id = ? AND a.live IS NOT NULL',
    id,
  )
  const copy = found && copyOfRevision(ledger, id, found.live)
  if (!copy) return undefined
  const article = withPresentNames(ledger, copy)
  const names = [namesOf(article), ...otherNamesIn(ledger, article)].join(' ')
  return { id, card: JSON.parse(found.card) as Card, names, text: plainTextOf(article) }
}

/** Answers how often in a row. */
function postpone(ledger: Ledger, now: number) {
  const filling = readFilling(ledger)
  const failures = filling.failures + 1
  saveFilling(ledger, { ...filling, failures, notBefore: now + Math.min(RETRY_MS * 2 ** Math.min(failures - 1, 10), MAX_RETRY_MS) })
  return failures
}

function noteTold(ledger: Ledger, { telling: { gone, span }, queued, filling: asked }: Prepared, { isTaken, sequence, isFilled, changed }: Told, now: number) {
  const filling = { ...readFilling(ledger), sequence, failures: 0, notBefore: 0 }
  // This ledger was set back to an earlier day, and search took the telling for a late one: it is told again.
  if (!isTaken) return void saveFilling(ledger, filling)
  for (const it of queued) dequeueForSearch(ledger, it)
  if (span && filling.round === asked.round) saveFilling(ledger, { ...filling, after: span.upTo ?? filling.after, done: span.upTo === undefined })
  else saveFilling(ledger, filling)
  // Search has lost what it had.
  if (!isFilled && filling.done) beginFilling(ledger)
  if (changed > 0) queuePurge(ledger, PAGES_TAG, now, gone.length > 0 ? PURGE_RANK.removal : PURGE_RANK.listing)
}
