/** Which articles are in a letter. The ledger is asked, not KV: it knows at once what came out, and what was withdrawn. */

import { type Article, pathOf } from '../../copy/shapes/article.ts'
import type { NewsletterList } from '../../copy/shapes/site.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { PressCalls } from '../../press/calls.ts'

type Press = Pick<PressCalls, 'read' | 'publishedSince' | 'presentSlugs' | 'pins'>

/** As readers see it now; undefined of what is unknown, not out yet, embargoed or withdrawn. */
export async function publishedArticle(press: Press, slug: string): Promise<Article | undefined> {
  const newest = await press.read(slug, undefined, 'shown')
  if (!newest.ok && newest.reason === 'renamed') return publishedArticle(press, newest.current)
  if (!newest.ok || newest.entry.state !== 'published' || newest.entry.live === undefined) return undefined
  if (newest.entry.live === newest.revision) return newest.article
  const live = await press.read(slug, newest.entry.live, 'shown')
  // It may have been withdrawn between the two.
  return live.ok && live.entry.state === 'published' && live.entry.live === live.revision ? live.article : undefined
}

const DEFAULT_MAX = 10
/** Of what came out since the last issue; a newsroom of a thousand stories between two letters narrows them by section. */
const MAX_LOOKED_AT = 1000
const READ_AT_ONCE = 10
const MINUTE_MS = 60_000
/** A story is listed some moments after it is published: what fell between two issues is looked at again, and sent once all the same. */
const OVERLAP_MS = 15 * MINUTE_MS

type Asked = { list: NewsletterList; since: number; exclude: readonly string[] }

/** The articles of a digest by its list's rule: pinned articles first if the list says so, then the newest. */
export async function digestArticles(press: Press, { list, since, exclude }: Asked): Promise<Article[]> {
  const { max = DEFAULT_MAX, pinsFirst = false, sections, kinds } = list.content ?? {}
  const { entries } = await press.publishedSince(instantOf(since - OVERLAP_MS), MAX_LOOKED_AT)
  // A story may have been renamed since it was sent.
  const sent = new Set(exclude.length > 0 ? await press.presentSlugs([...exclude]) : [])
  const candidates = entries
    // What an advertiser paid for is no news; a list that wants it says so.
    .filter(({ sponsored }) => !sponsored || kinds?.includes('sponsored'))
    .map(({ path }) => path)
    .filter((path) => !sections || sections.includes(path.split('/')[1] ?? ''))
    .map(slugIn)
    .filter((slug) => !sent.has(slug))
  const pins = pinsFirst ? (await press.pins()).filter((slug) => candidates.includes(slug)) : []
  return firstOf(press, [...new Set([...pins, ...candidates])], max, (article) => !sent.has(article.slug) && fits(article, list))
}

const slugIn = (path: string) => path.slice(path.lastIndexOf('/') + 1)

function fits(article: Article, { content: { sections, topics, kinds } = {} }: NewsletterList) {
  if (sections && !sections.includes(pathOf(article).split('/')[1] ?? '')) return false
  if (topics && !article.topics?.some(({ slug }) => topics.includes(slug))) return false
  return !kinds || kinds.includes(article.kind ?? 'news')
}

/** Reads no more than it needs. */
async function firstOf(press: Press, slugs: readonly string[], max: number, isWanted: (article: Article) => boolean) {
  const found: Article[] = []
  for (let at = 0; at < slugs.length && found.length < max; at += READ_AT_ONCE) {
    const read = await Promise.all(slugs.slice(at, at + READ_AT_ONCE).map((slug) => publishedArticle(press, slug)))
    for (const article of read) if (article && isWanted(article)) found.push(article)
  }
  return found.slice(0, max)
}
