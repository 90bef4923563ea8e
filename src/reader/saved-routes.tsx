import { Hono } from 'hono'
import type { Site } from '../copy/shapes/site.ts'
import { type AppContext, type AppEnv, editionOf } from '../edge/app-context.ts'
import { respondPage } from './respond-page.ts'

/** They come when somebody opens one. */
const importSavedPages = () => import('./saved-pages.tsx')

export const savedPages = new Hono<AppEnv>()
  .get('/saved', async (c) => {
    const { SavedPage } = await importSavedPages()
    return respondSitePage(c, (site, now) => <SavedPage site={site} now={now} />)
  })
  .get('/offline', async (c) => {
    const { OfflinePage } = await importSavedPages()
    return respondSitePage(c, (site, now) => <OfflinePage site={site} now={now} />)
  })

/** A page that depends on the site alone. */
async function respondSitePage(c: AppContext, page: (site: Site, now: number) => { toString(): string }) {
  const site = await editionOf(c).site()
  const now = Date.now()
  return respondPage(c, { tags: [], site, style: 'article', now, page: () => page(site.value, now) })
}
