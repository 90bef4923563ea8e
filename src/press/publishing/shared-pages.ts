/** Two names with one slug share a page: whoever files the second hears of it. */
import type { Article } from '../../copy/shapes/article.ts'
import { foldName } from '../../copy/shapes/name.ts'
import { nameRow } from '../ledger/names.ts'
import type { Ledger } from '../ledger/sql.ts'
import { isTopic } from '../ledger/topic-addresses.ts'
import { titleOf } from '../listings/listings.ts'

/** What has a record is called as that says, and its sender is told so elsewhere. `before` had its topics already. */
export function sharedPageNotes(ledger: Ledger, { topics = [] }: Article, before: Article | undefined): string[] {
  const had = new Set(before?.topics?.map(({ slug }) => slug))
  return topics.flatMap(({ slug, name }) => {
    if (had.has(slug) || nameRow(ledger, 'topic', slug) || !isTopic(ledger, slug)) return []
    const other = titleOf(ledger, `topic/${slug}`)
    return foldName(other) === foldName(name)
      ? []
      : [`/topics: “${name}” and “${other}” have the same slug, "${slug}", so they share a page. If they are two topics, give one of them another slug.`]
  })
}
