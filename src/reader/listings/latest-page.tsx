/** The latest: every story by day, with the hour of each. */
import type { Card } from '../../copy/shapes/listing.ts'
import type { Site } from '../../copy/shapes/site.ts'
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { datelineText, dayOf } from '../../page/time.ts'
import { CardList } from './card-list.tsx'
import { ListingFrame } from './listing-frame.tsx'
import type { ListingView } from './listing-view.ts'
import { MoreStories } from './more-stories.tsx'

export function LatestPage({ view, now }: { view: ListingView; now: number }) {
  const { listing, site } = view
  const phrases = phrasesFor(site.lang)
  return (
    <ListingFrame view={view} now={now} title={phrases.latest} description={phrases.aboutLatest(site.name)} style="listing" as="latest" hasFeed={false}>
      <header class="listing-head">
        <h1>{phrases.latest}</h1>
        <p class="listing-feed">
          <a href="/archive">{phrases.archive}</a>
        </p>
      </header>
      {listing.cards.length === 0 && <p>{phrases.listingEmpty}</p>}
      <LatestPart view={view} />
    </ListingFrame>
  )
}

export const LatestPart = ({ view, appended }: { view: ListingView; appended?: boolean }) => (
  <>
    <ByDay cards={view.listing.cards} site={view.site} appended={appended} />
    <MoreStories view={view} appended={appended} />
  </>
)

function ByDay({ cards, site, appended }: { cards: readonly Card[]; site: Site; appended: boolean | undefined }) {
  const days = Map.groupBy(cards, ({ publishedAt }) => dayOf(publishedAt, site.timeZone))
  return (
    <>
      {[...days].map(([day, ofDay], at) => (
        <section class="day">
          <h2>
            <a href={`/archive/${day.replaceAll('-', '/')}`}>{datelineText(ofDay[0]?.publishedAt ?? day, site)}</a>
          </h2>
          <CardList cards={ofDay} site={site} section level={3} time="clock" appended={appended && at === 0} />
        </section>
      ))}
    </>
  )
}
