/** The stories of a sent issue, as readers see them now. */

import { lastPieceOf } from '../../copy/shapes/address-pieces.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { type ArticleCopy, type Edition, isArticle } from '../../edition/edition.ts'
import type { Copy } from '../../edition/memories.ts'

/** By the slugs they had in the letter; without those that were withdrawn. If one was renamed, a second bulk read is needed. */
export async function readArticles(edition: Edition, slugs: readonly string[]): Promise<ReadonlyMap<string, Copy<Article>>> {
  const found = await edition.articlesAndTombstones(slugs)
  const renamed = new Map(found.flatMap(renamingIn))
  const moved = renamed.size > 0 ? await edition.articles([...renamed.values()]) : []
  const bySlug = new Map([...found.filter(isArticle), ...moved].map((copy) => [copy.value.slug, copy]))
  const articles = new Map<string, Copy<Article>>()
  for (const slug of slugs) {
    const copy = bySlug.get(renamed.get(slug) ?? slug)
    if (copy) articles.set(slug, copy)
  }
  return articles
}

function renamingIn(copy: ArticleCopy): [slug: string, present: string][] {
  if (isArticle(copy)) return []
  const { slug, to } = copy.withdrawn
  return to?.startsWith('/') ? [[slug, lastPieceOf(to)]] : []
}
