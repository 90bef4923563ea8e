/** Most articles stay as they are: what shows updates, and keeps an open page up to date, is loaded with the first that doesn't. */
import type { Article } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { unbrokenArticle } from '../page/unbroken.ts'
import type { OpenPage, Updates } from './moving-story.tsx'

/** Without `open`, for a page that nobody follows, such as a preview. */
export async function updatesFor(article: Article, site: Site, now: number, open?: OpenPage): Promise<Updates> {
  const { kind, developing, updates, body } = article
  if (kind !== 'live' && !developing && !updates?.length && !body.some(({ type }) => type === 'scoreboard')) return undefined
  return (await import('./moving-story.tsx')).movingStory(unbrokenArticle(article, article.lang ?? site.lang), site, now, open)
}
