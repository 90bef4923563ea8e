/**
 * A reader's question on its way to search. What was answered lately in this isolate is not asked again; of the rest, a network has so many a minute
 * (wrangler.toml says how many).
 */
import { AFTER_ALL, rangeOfDay, type TimeRange } from '../copy/calendar.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { logFor } from '../edge/log.ts'
import { networkOf } from '../edge/network.ts'
import { isOverLimit } from '../edge/rate-limit.ts'
import { Memo } from '../edition/memo.ts'
import { within } from '../edition/within.ts'
import { type PopularTopic, type SearchCalls, type SearchResult, searchOf } from '../search/calls.ts'
import type { SearchOutcome } from './search-page.tsx'
import type { SearchQuery } from './search-query.ts'

/** As long as an article is believed that KV gave. */
const FRESH_MS = 10_000
const ANSWER_MS = 5000

type Answer = { result?: SearchResult; topics: readonly PopularTopic[] }
const answers = new Memo<Answer>({ maxEntries: 300, maxBytes: 3_000_000 })

/** For tests. */
export const forgetAnswers = () => answers.clear()

/** Results; or, where nothing was asked or found, the topics that most articles are about. */
export async function askSearch(c: AppContext, asked: SearchQuery, page: number, timeZone: string | undefined): Promise<SearchOutcome> {
  editionOf(c).usesMore()
  const isQuestion = asked.q !== '' && asked.flaw === undefined
  const key = isQuestion ? JSON.stringify([asked.q, asked.section, asked.from, asked.to, page, timeZone]) : ''
  const remembered = answers.isFresh(key, Date.now()) && answers.get(key)
  if (remembered) return { asked, ...remembered.value }
  if (await isOverdone(c)) return isQuestion ? { asked, topics: [], refusal: 'too-many' } : { asked, topics: [] }
  const found = await answerOf(c, (search) => (isQuestion ? find(search, asked, page, timeZone) : search.popularTopics().then((topics) => ({ topics }))))
  // The form works without topics, too.
  if (!found || found.result?.isBusy) return isQuestion ? { asked, topics: [], refusal: 'away' } : { asked, topics: [] }
  if (!found.result?.isFilling) answers.set(key, found, { freshUntil: Date.now() + FRESH_MS, bytes: 2 * (key.length + JSON.stringify(found).length) })
  return { asked, ...found }
}

async function find(search: SearchCalls, { q, section, from, to }: SearchQuery, page: number, timeZone = 'UTC'): Promise<Answer> {
  const between: TimeRange = [from ? rangeOfDay(from, timeZone)[0] : '', to ? rangeOfDay(to, timeZone)[1] : AFTER_ALL]
  const { topics = [], ...result } = await search.find({ q, page, ...(section && { section }), ...((from || to) && { between }) })
  return { result, topics }
}

async function answerOf(c: AppContext, question: (search: SearchCalls) => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await within(ANSWER_MS, question(searchOf(c.env)))
  } catch (error) {
    logFor(c.get('requestId'))({ event: 'search-unavailable', error: String(error) })
    return undefined
  }
}

/** The address is asked by the limiter, and kept nowhere. */
const isOverdone = (c: AppContext) => isOverLimit((c.env as Partial<Env>).SEARCHES, networkOf(c.req.header('cf-connecting-ip')))
