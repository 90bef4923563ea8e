/** The archive by years, months and days: asked of the press, and shown. */
import { dayAt, isDay, monthAt } from '../copy/calendar.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { ArchivePage, DayPage, MonthPage, YearPage } from './archive-page.tsx'
import { pagesOf, parsePageNumber, redirectWithoutPage } from './page-number.ts'
import { queryPress, tagOfAnswer } from './query-press.ts'
import { respondPage } from './respond-page.ts'

export async function showArchive(c: AppContext) {
  const site = await editionOf(c).site()
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
}

export async function showYear(c: AppContext, year: string) {
  const site = await editionOf(c).site()
  const now = Date.now()
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
}

export async function showMonth(c: AppContext, month: string) {
  if (!isDay(`${month}-01`)) return c.notFound()
  const site = await editionOf(c).site()
  const now = Date.now()
  const current = monthAt(now, site.value.timeZone) ?? ''
  if (month > current) return c.notFound()
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
}

export async function showDay(c: AppContext, day: string) {
  const page = parsePageNumber(c.req.query('page'))
  if (page === 'no-page' || !isDay(day)) return c.notFound()
  const site = await editionOf(c).site()
  const now = Date.now()
  const today = dayAt(now, site.value.timeZone) ?? ''
  if (day > today) return c.notFound()
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
}

/** Days and months before the first story are not there: robots would follow them for ever. Today and its month always are. */
const isBeforeFirstStory = ({ before }: { before?: string }, asked: string, current: string) => !before && asked < current
