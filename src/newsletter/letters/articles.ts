/** Which articles are in a letter. This asks the ledger, not KV, because it knows immediately what was published or withdrawn. */

import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { NewsletterList } from '../../copy/shapes/site.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { LiveArticle, PressCalls } from '../../press/calls.ts'

type Press = Pick<PressCalls, 'liveArticles' | 'publishedSince' | 'pins'>

/** Whether a newsletter already sent an article, given all slugs that it has or had. */
export type WasSent = (slugs: readonly string[]) => boolean

const DEFAULT_MAX = 10
/** Newest first. A newsroom with more than this between two issues will have newsletters for sections. */
const MAX_LOOKED_AT = 1000
const READ_AT_ONCE = 20
const MINUTE_MS = 60_000
/** A story is listed a moment after it is published, so the time just before the last issue is looked at again. Nothing is sent twice. */
const OVERLAP_MS = 15 * MINUTE_MS

type Asked = { list: NewsletterList; since: number; wasSent: WasSent }

/** The articles of a digest by its list's rule: pinned articles first if the list says so, then the newest. */
export async function digestArticles(press: Press, { list, since, wasSent }: Asked): Promise<Article[]> {
  const { max = DEFAULT_MAX, pinsFirst = false, sections, kinds } = list.content ?? {}
  const { entries } = await press.publishedSince(instantOf(since - OVERLAP_MS), MAX_LOOKED_AT)
  const candidates = entries
    // Sponsored articles are included only if the newsletter asks for them.
    .filter(({ sponsored }) => !sponsored || kinds?.includes('sponsored'))
    .map(({ path }) => path)
    .filter((path) => !sections || sections.includes(piecesOf(path)[0] ?? ''))
    .map(slugIn)
  const pins = pinsFirst ? (await press.pins()).filter((slug) => candidates.includes(slug)) : []
  // A story may have been renamed since it was sent, or since it was listed.
  const isWanted = ({ article, formerSlugs }: LiveArticle) => fits(article, list) && !wasSent([article.slug, ...formerSlugs])
  return firstOf(press, [...new Set([...pins, ...candidates])], max, isWanted)
}

const slugIn = (path: string) => piecesOf(path).at(-1) ?? ''

function fits(article: Article, { content: { sections, topics, kinds } = {} }: NewsletterList) {
  if (sections && !sections.includes(article.section)) return false
  if (topics && !article.topics?.some(({ slug }) => topics.includes(slug))) return false
  return !kinds || kinds.includes(article.kind ?? 'news')
}

/** Reads no more than it needs. */
async function firstOf(press: Press, slugs: readonly string[], max: number, isWanted: (found: LiveArticle) => boolean) {
  const found = new Map<string, Article>()
  for (let at = 0; at < slugs.length && found.size < max; at += READ_AT_ONCE) {
    const read = await press.liveArticles(slugs.slice(at, at + READ_AT_ONCE))
    for (const live of read) if (live && isWanted(live)) found.set(live.article.slug, live.article)
  }
  return [...found.values()].slice(0, max)
}
