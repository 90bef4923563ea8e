/** `/world/feed`, as other systems call a section's feed. Loaded when somebody asks for one. */
import type { Site } from '../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { redirectPermanently } from '../edge/caching.ts'

/** A section that the site names is known without another read. What else is called so, as a story was, is read with it. */
export async function redirectToFeed(c: AppContext, section: string, { sections }: Site) {
  if (sections.some(({ slug }) => slug === section)) return redirectPermanently(c, `/${section}/feed.xml`)
  const { listing } = await editionOf(c).section(section)
  return listing ? redirectPermanently(c, `${listing.value.to ?? `/${section}`}/feed.xml`) : c.notFound()
}
