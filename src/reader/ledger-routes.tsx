/** Pages that only the ledger can fill: days, searches, corrections, an article's history. The site comes from KV in one read. */
import { Hono } from 'hono'
import { RESERVED_SECTIONS } from '../copy/shapes/section.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import type { AppEnv } from '../edge/app-context.ts'

/** They come with the press's answer, and no reader of articles waits for them. */
const importArchive = () => import('./archive-handlers.tsx')
const importHistory = () => import('./history-handlers.tsx')
const importSearch = () => import('./search-handlers.tsx')

export const ledgerPages = new Hono<AppEnv>()
  .get('/most-read', async (c) => (await import('./most-read-page.tsx')).showMostRead(c))
  .get('/archive', async (c) => (await importArchive()).showArchive(c))
  .get('/archive/:year{\\d{4}}', async (c) => (await importArchive()).showYear(c, c.req.param('year')))
  .get('/archive/:year{\\d{4}}/:month{\\d\\d}', async (c) => {
    const { year, month } = c.req.param()
    return (await importArchive()).showMonth(c, `${year}-${month}`)
  })
  .get('/archive/:year{\\d{4}}/:month{\\d\\d}/:day{\\d\\d}', async (c) => {
    const { year, month, day } = c.req.param()
    return (await importArchive()).showDay(c, `${year}-${month}-${day}`)
  })
  .get('/corrections', async (c) => (await importHistory()).showCorrections(c))
  .get('/:section/:slug/changes', async (c, next) => {
    const { section, slug } = c.req.param()
    if (RESERVED_SECTIONS.has(section)) return next()
    return isSlug(section) && isSlug(slug) ? (await importHistory()).showChanges(c, section, slug) : c.notFound()
  })

  .get('/search', async (c) => (await importSearch()).showSearch(c))
  .get('/fragments/search', async (c) => (await importSearch()).showResults(c))
