import { Hono } from 'hono'
import type { Site } from '../copy/site.ts'
import { answer, CACHE_CONTROL } from '../edge/caching.ts'
import { type Door, type DoorContext, editionOf } from '../edge/door.ts'
import { pagePolicy } from '../edge/headers.ts'
import { breakingAt } from '../page/breaking.tsx'
import { sheet } from '../page/page.tsx'
import { OfflinePage, SavedPage } from './kept-pages.tsx'

export const keptPages = new Hono<Door>()
  .get('/saved', (c) => still(c, (site, now) => <SavedPage site={site} now={now} />))
  .get('/offline', (c) => still(c, (site, now) => <OfflinePage site={site} now={now} />))

/** A page that depends on the site alone. */
async function still(c: DoorContext, page: (site: Site, now: number) => { toString(): string }) {
  const site = await editionOf(c).site()
  const now = Date.now()
  return answer(c, {
    tags: [site.tag, ...(breakingAt(site.value, now) ? ['b'] : [])],
    cacheControl: CACHE_CONTROL.listing,
    headers: { 'Content-Security-Policy': pagePolicy('article') },
    print: () => sheet(page(site.value, now)),
  })
}
