/** A section: a lead and its seconds, a row for each sub-topic, then all others. */
import type { Card } from '../../copy/shapes/listing.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { Teaser } from '../../page/teaser.tsx'
import { MostRead } from '../most-read-list.tsx'
import { CardList } from './card-list.tsx'
import { composeSection, type Second, type SubtopicRow } from './compose-section.ts'
import { FeedLink, ListingFrame } from './listing-frame.tsx'
import type { ListingView } from './listing-view.ts'
import { MoreStories } from './more-stories.tsx'

const LEAD_PICTURE = '(min-width: 1240px) 790px, (min-width: 768px) 62vw, 100vw'
const SECOND_PICTURE = '(min-width: 1240px) 370px, (min-width: 768px) 30vw, 112px'
const ROW_PICTURE = '(min-width: 1240px) 380px, (min-width: 768px) 31vw, 112px'

export function SectionPage({ view, now }: { view: ListingView; now: number }) {
  const { listing, site, page } = view
  const phrases = phrasesFor(site.lang)
  const slug = listing.name.slice('section/'.length)
  const title = sectionName(site, slug)
  const description = site.sections.find((one) => one.slug === slug)?.description
  return (
    <ListingFrame
      view={view}
      now={now}
      title={title}
      description={description ?? phrases.aboutSection(title, site.name)}
      style="section"
      as="section"
      section={slug}
    >
      <SectionHead view={view} title={title} description={page === 1 ? description : undefined} />
      {listing.cards.length === 0 && <p>{phrases.listingEmpty}</p>}
      {page === 1 ? <Composed view={view} title={title} /> : <SectionPart view={view} />}
    </ListingFrame>
  )
}

export function SectionHead({ view, title, description }: { view: ListingView; title: string; description: string | undefined }) {
  const { listing, site, page } = view
  const rows = page === 1 ? (listing.rows ?? []) : []
  return (
    <header class="section-head">
      <h1>{title}</h1>
      {description && <p class="standfirst">{description}</p>}
      <p class="section-feed">
        <FeedLink view={view} />
      </p>
      {rows.length > 0 && (
        <nav aria-label={phrasesFor(site.lang).topics}>
          <ul>
            {rows.map(({ topic }) => (
              <li>
                <a href={`/topic/${topic.slug}`}>{topic.name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}

function Composed({ view, title }: { view: ListingView; title: string }) {
  const { listing, site } = view
  const { lead, seconds, rows, rest } = composeSection(listing)
  return (
    <>
      {lead && <SectionTop lead={lead} seconds={seconds} site={site} />}
      {rows.map((row, at) => (
        <TopicRow row={row} site={site} pictures={at % 2 === 0} />
      ))}
      {rest.length > 0 && (
        <section class="rest" aria-labelledby="rest">
          <h2 id="rest">{phrasesFor(site.lang).moreIn(title)}</h2>
          <CardList cards={rest} site={site} level={3} />
        </section>
      )}
      <MoreStories view={view} />
      <MostRead cards={listing.mostRead} site={site} />
    </>
  )
}

/** Others of the same section, as they come below the first. */
export const SectionPart = ({ view, appended }: { view: ListingView; appended?: boolean }) => (
  <>
    <CardList cards={view.listing.cards} site={view.site} appended={appended} />
    <MoreStories view={view} appended={appended} />
  </>
)

/** A standfirst under each of the seconds, or under none. */
function SectionTop({ lead, seconds, site }: { lead: Card; seconds: Second[]; site: Site }) {
  const standfirst = seconds.every(({ card }) => card.standfirst)
  return (
    <div class={`section-top${lead.picture ? '' : ' section-top-words'}`}>
      <Teaser card={lead} site={site} picture={LEAD_PICTURE} widest={1600} first standfirst level={2} as="section-lead" />
      {seconds.length > 0 && (
        <div class="section-seconds">
          {seconds.map(({ card, pictured }) => (
            <Teaser card={card} site={site} picture={pictured ? SECOND_PICTURE : undefined} standfirst={standfirst} level={2} as="section-second" />
          ))}
        </div>
      )}
    </div>
  )
}

/** Pictures only where each story has one, and not in neighbouring rows. */
function TopicRow({ row: { topic, cards }, site, pictures }: { row: SubtopicRow; site: Site; pictures: boolean }) {
  const id = `topic-${topic.slug}`
  const standfirst = cards.every((card) => card.standfirst)
  const pictured = pictures && cards.every((card) => card.picture)
  return (
    <section class="topic-row" aria-labelledby={id}>
      <h2 id={id}>
        <a href={`/topic/${topic.slug}`}>{topic.name}</a>
      </h2>
      <div class={`topic-cards of-${cards.length}`}>
        {cards.map((card) => (
          <Teaser card={card} site={site} picture={pictured ? ROW_PICTURE : undefined} standfirst={standfirst} time="none" />
        ))}
      </div>
    </section>
  )
}
