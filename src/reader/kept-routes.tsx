import { Hono } from 'hono'
import type { Site } from '../copy/shapes/site.ts'
import { type AppContext, type AppEnv, editionOf } from '../edge/app-context.ts'
import { OfflinePage, SavedPage } from './kept-pages.tsx'
import { printPage } from './print-page.ts'

export const keptPages = new Hono<AppEnv>()
  .get('/saved', (c) => still(c, (site, now) => <SavedPage site={site} now={now} />))
  .get('/offline', (c) => still(c, (site, now) => <OfflinePage site={site} now={now} />))

/** A page that depends on the site alone. */
async function still(c: AppContext, page: (site: Site, now: number) => { toString(): string }) {
  const site = await editionOf(c).site()
  const now = Date.now()
  return printPage(c, { tags: [], site, style: 'article', now, page: () => page(site.value, now) })
}
