/** Sections, topics, writers and the latest: stories by time, newest first. */
import { LATE_STYLES } from '../build/late-styles.ts'
import type { Card, Listing } from '../copy/shapes/listing.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { Page } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { Teaser } from '../page/teaser.tsx'
import { datelineText, dayOf } from '../page/time.ts'
import { pagePath, pagesOf } from './page-number.ts'
import { neighbourLinks, Pagination } from './pagination.tsx'
import { collectionData } from './structured-data.ts'

const PICTURE = '(min-width: 768px) 220px, 112px'
const SECOND_PICTURE = '(min-width: 1240px) 320px, (min-width: 768px) 30vw, 112px'
const LEAD_PICTURE = '(min-width: 1240px) 690px, (min-width: 768px) 58vw, 100vw'

/** Where a listing is read: `section/world` is `/world`, the others are called as they are. */
export const pathOfListing = (name: string) => `/${name.replace(/^section\//, '')}`

export type ListingProps = {
  listing: Listing
  site: Site
  page: number
  now: number
  /** Kept from search engines: there is nothing to find. */
  noindex?: boolean
}

export function ListingPage({ listing, site, page, now, noindex }: ListingProps) {
  const phrases = phrasesFor(site.lang)
  const [kind, slug] = listing.name.split('/')
  const path = pathOfListing(listing.name)
  const pages = pagesOf(listing.total)
  const section = kind === 'section' ? slug : undefined
  const title = section ? sectionName(site, section) : kind === 'latest' ? phrases.latest : listing.title
  const description = site.sections.find((one) => one.slug === section)?.description
  const feed = kind === 'section' || kind === 'topic' || kind === 'author' ? { title: `${site.name}: ${title}`, path: `${path}/feed.xml` } : undefined
  const meta = {
    title: page === 1 ? title : phrases.pageTitle(title, String(page)),
    description: description ?? describeListing(kind, title, site),
    path: pagePath(path, page),
    noindex,
    ...(feed && { feeds: [feed] }),
    ...neighbourLinks(path, page, pages),
  }
  return (
    <Page
      site={site}
      meta={meta}
      style={LATE_STYLES.listing}
      section={section}
      data={[collectionData(site, { title, path: meta.path, cards: listing.cards })]}
      now={now}
    >
      <div class={`listing listing-${kind}`}>
        <header class="listing-head">
          <h1>{title}</h1>
          {description && page === 1 && <p class="standfirst">{description}</p>}
          {(kind === 'topic' || kind === 'author') && (
            <p class="times">{phrases.stories(new Intl.NumberFormat(site.lang).format(listing.total), listing.total === 1)}</p>
          )}
          {feed && (
            <p class="listing-feed">
              <a href={feed.path}>{phrases.feed}</a>
            </p>
          )}
          {kind === 'latest' && (
            <p class="listing-feed">
              <a href="/archive">{phrases.archive}</a>
            </p>
          )}
        </header>
        {listing.cards.length === 0 && <p>{phrases.listingEmpty}</p>}
        <ListingPart listing={listing} site={site} page={page} lead={kind === 'section' && page === 1} />
        <p class="unseen" id="said" role="status" />
      </div>
    </Page>
  )
}

function describeListing(kind: string | undefined, title: string, site: Site) {
  const phrases = phrasesFor(site.lang)
  switch (kind) {
    case 'topic':
      return phrases.aboutTopic(title, site.name)
    case 'author':
      return phrases.aboutAuthor(title, site.name)
    case 'latest':
      return phrases.aboutLatest(site.name)
    default:
      return phrases.aboutSection(title, site.name)
  }
}

type PartProps = { listing: Listing; site: Site; page: number; lead?: boolean; appended?: boolean }

/** One page's stories and the way to the next: inside the page, and by itself for "More articles". */
export function ListingPart({ listing, site, page, lead, appended }: PartProps) {
  const [kind] = listing.name.split('/')
  const head = lead && listing.cards.length > 2 && listing.cards[0]?.picture ? listing.cards.slice(0, 3) : []
  const cards = listing.cards.slice(head.length)
  return (
    <>
      {head.length > 0 && <SectionTop cards={head} site={site} />}
      {kind === 'latest' ? (
        <ByDay cards={cards} site={site} arrived={appended} />
      ) : (
        <CardList cards={cards} site={site} section={kind !== 'section'} appended={appended} />
      )}
      <Pagination
        site={site}
        path={pathOfListing(listing.name)}
        page={page}
        pages={pagesOf(listing.total)}
        fragment={`/fragments/listing/${listing.name}`}
        appended={appended}
      />
    </>
  )
}

const SectionTop = ({ cards, site }: { cards: Card[]; site: Site }) => (
  <div class="section-top">
    {cards.map((card, at) => (
      <Teaser
        card={card}
        site={site}
        picture={at === 0 ? LEAD_PICTURE : at === 1 ? SECOND_PICTURE : undefined}
        widest={at === 0 ? 1280 : 640}
        first={at === 0}
        standfirst
        level={2}
        as={`section-top-${at + 1}`}
      />
    ))}
  </div>
)

type ListProps = { cards: readonly Card[]; site: Site; section?: boolean | undefined; appended?: boolean | undefined; level?: 2 | 3; time?: 'day' | 'clock' }

export const CardList = ({ cards, site, section, appended, level = 2, time = 'day' }: ListProps) => (
  <ol class="cards">
    {cards.map((card, at) => (
      <li>
        <Teaser
          card={card}
          site={site}
          picture={PICTURE}
          standfirst
          level={level}
          time={time}
          label={section ? sectionName(site, card.section) : undefined}
          focus={Boolean(appended) && at === 0}
        />
      </li>
    ))}
  </ol>
)

function ByDay({ cards, site, arrived }: { cards: readonly Card[]; site: Site; arrived?: boolean | undefined }) {
  const days = Map.groupBy(cards, ({ publishedAt }) => dayOf(publishedAt, site.timeZone))
  return (
    <>
      {[...days].map(([day, ofDay], at) => (
        <section class="day">
          <h2>
            <a href={`/archive/${day.replaceAll('-', '/')}`}>{datelineText(ofDay[0]?.publishedAt ?? day, site)}</a>
          </h2>
          <CardList cards={ofDay} site={site} section level={3} time="clock" appended={arrived && at === 0} />
        </section>
      ))}
    </>
  )
}
