/** The archive: every month, a month's days, and a day's stories. */
import { LATE_STYLES } from '../build/late-styles.ts'
import type { Site } from '../copy/shapes/site.ts'
import { Page } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { datelineText, dayInMonthText, monthText } from '../page/time.ts'
import type { ArchiveDay, ArchiveMonth, MonthCount } from '../press/calls.ts'
import { CardList } from './listings/card-list.tsx'
import { pagePath, pagesOf } from './page-number.ts'
import { neighbourLinks, Pagination } from './pagination.tsx'
import { collectionData } from './structured-data.ts'

type DayProps = { day: string; listing: ArchiveDay; site: Site; page: number; now: number }

export const dayPath = (day: string) => `/archive/${day.replaceAll('-', '/')}`
const yearPath = (year: string) => `/archive/${year}`
export const monthPath = (month: string) => `/archive/${month.replace('-', '/')}`
/** A calendar day is the same in every zone once it is told without one. */
const calendarText = (day: string, site: Site) => datelineText(`${day}T12:00:00Z`, { ...site, timeZone: 'UTC' })

export function DayPage({ day, listing, site, page, now }: DayProps) {
  const phrases = phrasesFor(site.lang)
  const title = calendarText(day, site)
  const path = dayPath(day)
  const pages = pagesOf(listing.total)
  const meta = {
    title: page === 1 ? title : phrases.pageTitle(title, String(page)),
    description: phrases.aboutDay(title, site.name),
    path: pagePath(path, page),
    noindex: listing.cards.length === 0,
    ...neighbourLinks(path, page, pages),
  }
  return (
    <Page site={site} meta={meta} style={LATE_STYLES.listing} data={[collectionData(site, { title, path: meta.path, cards: listing.cards })]} now={now}>
      <div class="listing listing-day">
        <header class="listing-head">
          <p class="kicker">
            <a href="/archive">{phrases.archive}</a> <a href={monthPath(day.slice(0, 7))}>{monthText(day, site)}</a>
          </p>
          <h1>{title}</h1>
        </header>
        {listing.cards.length === 0 && <p>{phrases.dayEmpty}</p>}
        <CardList cards={listing.cards} site={site} section time="clock" />
        <Pagination site={site} path={path} page={page} pages={pages} />
        <NeighbourLinks site={site} {...listing} path={dayPath} name={calendarText} />
      </div>
    </Page>
  )
}

type NeighbourLinksProps = { site: Site; before?: string; after?: string; path: (when: string) => string; name: (when: string, site: Site) => string }

/** To the nearest with stories: nobody pages through days on which nothing came out. */
function NeighbourLinks({ site, before, after, path, name }: NeighbourLinksProps) {
  const phrases = phrasesFor(site.lang)
  if (!before && !after) return null
  return (
    <nav class="pages days-around" aria-label={phrases.archive}>
      {before && <a href={path(before)}>{phrases.archiveBefore(name(before, site))}</a>}
      {after && <a href={path(after)}>{phrases.archiveAfter(name(after, site))}</a>}
    </nav>
  )
}

export function ArchivePage({ months, site, now }: { months: readonly MonthCount[]; site: Site; now: number }) {
  const phrases = phrasesFor(site.lang)
  const years = Map.groupBy(months, ({ month }) => month.slice(0, 4))
  return (
    <Page site={site} meta={{ title: phrases.archive, description: phrases.archiveIntro, path: '/archive' }} style={LATE_STYLES.listing} now={now}>
      <div class="listing listing-archive">
        <header class="listing-head">
          <h1>{phrases.archive}</h1>
          <p class="standfirst">{months.length > 0 ? phrases.archiveIntro : phrases.listingEmpty}</p>
        </header>
        {[...years].map(([year, ofYear]) => (
          <section class="year">
            <h2>
              <a href={yearPath(year)}>{year}</a>
            </h2>
            <Counts rows={monthRows(ofYear, site)} site={site} />
          </section>
        ))}
      </div>
    </Page>
  )
}

const monthRows = (months: readonly MonthCount[], site: Site) =>
  months.map(({ month, count }) => ({ href: monthPath(month), name: monthText(month, site), count }))

type YearProps = { year: string; months: readonly MonthCount[]; site: Site; now: number }

/** `months` are all there are: the nearest years with stories are among them. */
export function YearPage({ year, months, site, now }: YearProps) {
  const phrases = phrasesFor(site.lang)
  const ofYear = months.filter(({ month }) => month.startsWith(year))
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))]
  const [before, after] = [years.find((other) => other < year), years.findLast((other) => other > year)]
  const meta = { title: year, description: phrases.aboutYear(year, site.name), path: yearPath(year), noindex: ofYear.length === 0 }
  return (
    <Page site={site} meta={meta} style={LATE_STYLES.listing} now={now}>
      <div class="listing listing-archive">
        <header class="listing-head">
          <p class="kicker">
            <a href="/archive">{phrases.archive}</a>
          </p>
          <h1>{year}</h1>
        </header>
        {ofYear.length === 0 && <p>{phrases.listingEmpty}</p>}
        <Counts rows={monthRows(ofYear, site)} site={site} />
        <NeighbourLinks site={site} {...(before && { before })} {...(after && { after })} path={yearPath} name={(other) => other} />
      </div>
    </Page>
  )
}

type MonthProps = { month: string; archive: ArchiveMonth; site: Site; now: number }

export function MonthPage({ month, archive: { days, ...around }, site, now }: MonthProps) {
  const phrases = phrasesFor(site.lang)
  const title = monthText(month, site)
  return (
    <Page
      site={site}
      meta={{ title, description: phrases.aboutMonth(title, site.name), path: monthPath(month), noindex: days.length === 0 }}
      style={LATE_STYLES.listing}
      now={now}
    >
      <div class="listing listing-archive">
        <header class="listing-head">
          <p class="kicker">
            <a href="/archive">{phrases.archive}</a> <a href={yearPath(month.slice(0, 4))}>{month.slice(0, 4)}</a>
          </p>
          <h1>{title}</h1>
        </header>
        {days.length === 0 && <p>{phrases.monthEmpty}</p>}
        <Counts rows={days.map(({ day, count }) => ({ href: dayPath(day), name: dayInMonthText(day, site), count }))} site={site} />
        <NeighbourLinks site={site} {...around} path={monthPath} name={monthText} />
      </div>
    </Page>
  )
}

const Counts = ({ rows, site }: { rows: { href: string; name: string; count: number }[]; site: Site }) =>
  rows.length === 0 ? null : (
    <ul class="counts">
      {rows.map(({ href, name, count }) => (
        <li>
          <a href={href}>{name}</a> <span class="times">{phrasesFor(site.lang).stories(new Intl.NumberFormat(site.lang).format(count), count === 1)}</span>
        </li>
      ))}
    </ul>
  )
