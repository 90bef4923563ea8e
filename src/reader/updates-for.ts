/** Most articles are not told live: what shows updates is loaded with the first that is. */
import type { Child } from 'hono/jsx'
import type { Article } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { unbrokenArticle } from '../page/unbroken.ts'

export type Updates = Child | undefined

export async function updatesFor(article: Article, site: Site, now: number): Promise<Updates> {
  if (article.kind !== 'live' && !article.updates?.length) return undefined
  return (await import('./live-updates.tsx')).LiveUpdates({ article: unbrokenArticle(article, article.lang ?? site.lang), site, now })
}
