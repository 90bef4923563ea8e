/**
 * When a story was published: what its copy says. Copy that does not say is dated when the newsroom publishes it, not when
 * it was written; and a story that was out keeps its date, for an update is no new story.
 */
import type { Article } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Filing } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { copyOfRevision, isUndated } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'

type DatedFiling = { article: Article; undated: boolean }

/** A filing, with its date. An agency's times are the agency's: published directly, an item keeps them, and no item moves a story of ours. */
export function dateFiling(ledger: Ledger, it: ArticleRow | undefined, { article, agency, undated, publish }: Filing, now: number): DatedFiling {
  if (agency) return { article: it?.came_out ? withDate(article, dateOfStory(ledger, it, now)) : article, undated: true }
  const wasUndated = it !== undefined && isUndated(ledger, it.id, it.revision)
  // Whoever sends back what was read has not said a date by that.
  const isRepeated = undated !== false && wasUndated && article.publishedAt === it.published_at
  if (!undated && !isRepeated) return { article, undated: false }
  const isFirst = publish === 'now' && !it?.came_out && (it === undefined || wasUndated)
  if (isFirst && (undated || article.publishedAt <= instantOf(now))) return { article: withDate(article, instantOf(now)), undated: true }
  if (!undated) return { article, undated: true }
  return { article: withDate(article, it ? dateOfStory(ledger, it, now) : instantOf(now)), undated: it ? wasUndated : true }
}

/** As the newest revision says; but a date ahead that nothing waits for any more is not the date of a story that is out. */
function dateOfStory(ledger: Ledger, it: ArticleRow, now: number) {
  if (it.live === null || it.until !== null || it.published_at <= instantOf(now)) return it.published_at
  return copyOfRevision(ledger, it.id, it.live)?.publishedAt ?? it.published_at
}

/** Nothing is updated before it is published. */
export function withDate(article: Article, publishedAt: string): Article {
  const { updatedAt, ...rest } = { ...article, publishedAt }
  return { ...rest, ...(updatedAt && updatedAt > publishedAt && { updatedAt }) } as Article // The same fields, less one that may be absent.
}
