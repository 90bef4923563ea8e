/** Pages that only the ledger can fill: days, searches, corrections, an article's history. The site comes from KV in one read. */
import { Hono } from 'hono'
import { dayAt, isDay, monthAt } from '../copy/calendar.ts'
import { isSlug } from '../copy/shapes/field.ts'
import { RESERVED_SECTIONS } from '../copy/shapes/section.ts'
import { type AppEnv, editionOf } from '../edge/app-context.ts'
import { redirectPermanently } from '../edge/caching.ts'
import { pagesOf, parsePageNumber, redirectWithoutPage } from './page-number.ts'
import { queryPress, tagOfAnswer } from './query-press.ts'
import { respondPage } from './respond-page.ts'

/** They come with the press's answer, and no reader of articles waits for them. */
const importArchivePages = () => import('./archive-page.tsx')
const importSearch = () => import('./search-handlers.tsx')

export const ledgerPages = new Hono<AppEnv>()
  .get('/most-read', async (c) => (await import('./most-read-page.tsx')).showMostRead(c))
  .get('/archive', async (c) => {
    const site = await editionOf(c).site()
    const { ArchivePage } = await importArchivePages()
    const { months, changedAt } = await queryPress(c, (press) => press.archiveMonths())
    const now = Date.now()
    return respondPage(c, {
      tags: [tagOfAnswer(months)],
      changedAt: [changedAt],
      site,
      style: 'listing',
      now,
      page: () => <ArchivePage months={months} site={site.value} now={now} />,
    })
  })
  .get('/archive/:year{\\d{4}}', async (c) => {
    const year = c.req.param('year')
    const site = await editionOf(c).site()
    const now = Date.now()
    const { YearPage } = await importArchivePages()
    const { months, changedAt } = await queryPress(c, (press) => press.archiveMonths())
    const isCurrent = monthAt(now, site.value.timeZone)?.startsWith(year)
    if (!isCurrent && !months.some(({ month }) => month.startsWith(year))) return c.notFound()
    return respondPage(c, {
      tags: [tagOfAnswer(months), year],
      changedAt: [changedAt],
      site,
      style: 'listing',
      now,
      page: () => <YearPage year={year} months={months} site={site.value} now={now} />,
    })
  })
  .get('/archive/:year{\\d{4}}/:month{\\d\\d}', async (c) => {
    const month = `${c.req.param('year')}-${c.req.param('month')}`
    if (!isDay(`${month}-01`)) return c.notFound()
    const site = await editionOf(c).site()
    const now = Date.now()
    const current = monthAt(now, site.value.timeZone) ?? ''
    if (month > current) return c.notFound()
    const { MonthPage } = await importArchivePages()
    const archive = await queryPress(c, (press) => press.archiveMonth(month))
    if (archive.days.length === 0 && isBeforeFirstStory(archive, month, current)) return c.notFound()
    return respondPage(c, {
      tags: [tagOfAnswer(archive)],
      changedAt: [archive.changedAt],
      site,
      style: 'listing',
      now,
      page: () => <MonthPage month={month} archive={archive} site={site.value} now={now} />,
    })
  })
  .get('/archive/:year{\\d{4}}/:month{\\d\\d}/:day{\\d\\d}', async (c) => {
    const { year, month, day: ofMonth } = c.req.param()
    const day = `${year}-${month}-${ofMonth}`
    const page = parsePageNumber(c.req.query('page'))
    if (page === 'no-page' || !isDay(day)) return c.notFound()
    const site = await editionOf(c).site()
    const now = Date.now()
    const today = dayAt(now, site.value.timeZone) ?? ''
    if (day > today) return c.notFound()
    const { DayPage } = await importArchivePages()
    const listing = await queryPress(c, (press) => press.archiveDay(day, page === 'spelt-out' ? 1 : page))
    if (listing.total === 0 && isBeforeFirstStory(listing, day, today)) return c.notFound()
    if (page === 'spelt-out') return redirectWithoutPage(c)
    if (page > pagesOf(listing.total)) return c.notFound()
    return respondPage(c, {
      tags: [tagOfAnswer(listing)],
      changedAt: [listing.changedAt],
      site,
      style: 'listing',
      now,
      page: () => <DayPage day={day} listing={listing} site={site.value} page={page} now={now} />,
    })
  })

  .get('/corrections', async (c) => {
    const page = parsePageNumber(c.req.query('page'))
    if (page === 'spelt-out') return redirectWithoutPage(c)
    if (page === 'no-page') return c.notFound()
    const site = await editionOf(c).site()
    const { CorrectionsPage } = await import('./corrections-page.tsx')
    const { items, total } = await queryPress(c, (press) => press.corrections(page))
    if (page > pagesOf(total)) return c.notFound()
    const now = Date.now()
    return respondPage(c, {
      tags: [tagOfAnswer([items, total])],
      site,
      style: 'listing',
      now,
      page: () => <CorrectionsPage items={items} total={total} page={page} site={site.value} now={now} />,
    })
  })
  .get('/:section/:slug/changes', async (c, next) => {
    const { section, slug } = c.req.param()
    if (RESERVED_SECTIONS.has(section)) return next()
    if (!isSlug(section) || !isSlug(slug)) return c.notFound()
    const { article, site } = await editionOf(c).article(slug)
    if (!article || !site.value.showChanges) return c.notFound()
    if ('withdrawn' in article) {
      if (article.withdrawn.to) return redirectPermanently(c, `${article.withdrawn.to}/changes`)
      return (await import('./error-pages.tsx')).respondGone(c, article, site)
    }
    if (article.value.section !== section) return redirectPermanently(c, `/${article.value.section}/${slug}/changes`)
    const { ChangesPage } = await import('./changes-page.tsx')
    const changes = await queryPress(c, (press) => press.changes(slug))
    const now = Date.now()
    return respondPage(c, {
      tags: [article.tag, tagOfAnswer(changes)],
      site,
      style: 'listing',
      now,
      page: () => <ChangesPage article={article.value} changes={changes} site={site.value} now={now} />,
    })
  })

  .get('/search', async (c) => (await importSearch()).showSearch(c))
  .get('/fragments/search', async (c) => (await importSearch()).showResults(c))

/** Days and months before the first story are not there: robots would follow them for ever. Today and its month always are. */
const isBeforeFirstStory = ({ before }: { before?: string }, asked: string, current: string) => !before && asked < current
