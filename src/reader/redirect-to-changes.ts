/** `/phone-call/changes`: of an article's address without its section. Loaded when somebody asks for one. */
import { pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { redirectPermanently } from '../edge/caching.ts'
import type { Copy } from '../edition/memories.ts'

export async function redirectToChanges(c: AppContext, slug: string, site: Copy<Site>) {
  const { article } = site.value.showChanges ? await editionOf(c).article(slug) : { article: undefined }
  if (!article) return c.notFound()
  const path = 'withdrawn' in article ? article.withdrawn.to : pathOf(article.value)
  if (path) return redirectPermanently(c, `${path}/changes`)
  return 'withdrawn' in article ? (await import('./error-pages.tsx')).respondGone(c, article, site) : c.notFound()
}
