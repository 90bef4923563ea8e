import { Hono } from 'hono'
import type { Site } from '../copy/shapes/site.ts'
import { type Door, type DoorContext, editionOf } from '../edge/door.ts'
import { OfflinePage, SavedPage } from './kept-pages.tsx'
import { printPage } from './print-page.ts'

export const keptPages = new Hono<Door>()
  .get('/saved', (c) => still(c, (site, now) => <SavedPage site={site} now={now} />))
  .get('/offline', (c) => still(c, (site, now) => <OfflinePage site={site} now={now} />))

/** A page that depends on the site alone. */
async function still(c: DoorContext, page: (site: Site, now: number) => { toString(): string }) {
  const site = await editionOf(c).site()
  const now = Date.now()
  return printPage(c, { tags: [], site, style: 'article', now, page: () => page(site.value, now) })
}
