/**
 * `/world/feed`, as other systems call a section's feed, `/harvest/changes`, of an article without its section, stories that are
 * elsewhere, and the pages of what has another name now. Loaded when somebody asks for one.
 */
import { OLD_ADDRESS_HEADER } from '../copy/old-address-header.ts'
import { pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { encodeLetters } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { redirectPermanently } from '../edge/caching.ts'
import type { Copy } from '../edition/memories.ts'
import { redirectWithoutPage } from './page-number.ts'

export const redirectByName = (c: AppContext, name: string, before: string, site: Copy<Site>) =>
  name === 'changes' ? redirectToChanges(c, before, site) : redirectToFeed(c, before, site.value)

/** A section that the site names is known without another read. What else is called so, as a story was, is read with it. */
async function redirectToFeed(c: AppContext, section: string, { sections }: Site) {
  if (sections.some(({ slug }) => slug === section)) return redirectPermanently(c, `/${section}/feed.xml`)
  const { listing } = await editionOf(c).section(section)
  return listing ? redirectPermanently(c, `${listing.value.to ?? `/${section}`}/feed.xml`) : c.notFound()
}

async function redirectToChanges(c: AppContext, slug: string, site: Copy<Site>) {
  const { article } = site.value.showChanges ? await editionOf(c).article(slug) : { article: undefined }
  if (!article) return c.notFound()
  const path = 'withdrawn' in article ? article.withdrawn.to : pathOf(article.value)
  if (path) return redirectPermanently(c, `${path}/changes`)
  return 'withdrawn' in article ? (await import('./error-pages.tsx')).respondGone(c, article, site) : c.notFound()
}

/** Of a story that is elsewhere now. */
export function redirectToStory(c: AppContext, path: string) {
  c.header(OLD_ADDRESS_HEADER, '1')
  return redirectPermanently(c, path)
}

/** Of a topic, author or section; a fragment of one, too. A section's name has more before it than its address. */
export function redirectToListing(c: AppContext, name: string, to: string, page: Parameters<typeof redirectWithoutPage>[2]) {
  const was = encodeLetters(`/${name.replace(/^section\//, '')}`)
  c.header(OLD_ADDRESS_HEADER, '1')
  return redirectWithoutPage(c, c.req.path.slice(0, c.req.path.length - was.length) + encodeLetters(to), page)
}
