import { Hono } from 'hono'
import type { Site } from '../copy/shapes/site.ts'
import { type AppContext, type AppEnv, editionOf } from '../edge/app-context.ts'
import { respondPage } from './respond-page.ts'

export const savedPages = new Hono<AppEnv>()
  .get('/saved', async (c) => respondSitePage(c, (await import('./saved-pages.tsx')).SavedPage))
  .get('/offline', async (c) => respondSitePage(c, (await import('./saved-pages.tsx')).OfflinePage))

/** A page that depends on the site alone. */
async function respondSitePage(c: AppContext, page: (props: { site: Site; now: number }) => { toString(): string }) {
  const site = await editionOf(c).site()
  const now = Date.now()
  return respondPage(c, { tags: [], site, style: 'article', now, page: () => page({ site: site.value, now }) })
}
