/** A topic: its stories by day beside what one has to know first. */

import type { Card, ExplainerCard, Listing } from '../../copy/shapes/listing.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { HeadlineLink, languageOf, Standfirst, Teaser } from '../../page/teaser.tsx'
import { dayText } from '../../page/time.ts'
import { unbroken } from '../../page/unbroken.ts'
import { FeedLink, ListingFrame, storyCount } from './listing-frame.tsx'
import type { ListingView } from './listing-view.ts'
import { MoreStories } from './more-stories.tsx'

const FIRST_PICTURE = '(min-width: 1240px) 600px, (min-width: 768px) 60vw, 100vw'
const PICTURE = '(min-width: 768px) 160px, 96px'

export function TopicPage({ view, now }: { view: ListingView; now: number }) {
  const { listing, site, page } = view
  const phrases = phrasesFor(site.lang)
  const explainer = page === 1 ? listing.explainer : undefined
  return (
    <ListingFrame
      view={view}
      now={now}
      title={listing.title}
      description={listing.introduction ?? phrases.aboutTopic(listing.title, site.name)}
      style="topic"
      as={explainer ? 'topic listing-explained' : 'topic'}
    >
      <TopicHead view={view} />
      {explainer && <Explainer explainer={explainer} site={site} />}
      <div class="topic-stories">
        <TopicPart view={view} />
      </div>
    </ListingFrame>
  )
}

function TopicHead({ view }: { view: ListingView }) {
  const { listing, site, page } = view
  return (
    <header class="topic-head">
      <p class="kicker">{phrasesFor(site.lang).topic}</p>
      <h1>{listing.title}</h1>
      {page === 1 && listing.introduction && <p class="standfirst">{unbroken(listing.introduction, site.lang)}</p>}
      <p class="topic-facts">
        <span>{storyCount(listing.total, site)}</span> <FeedLink view={view} />
      </p>
    </header>
  )
}

/** What we know, key people, since when: whatever the explainer's first headings are. On phones the first, so that the stories are near. */
function Explainer({ explainer: { card, parts }, site }: { explainer: ExplainerCard; site: Site }) {
  const phrases = phrasesFor(site.lang)
  const lang = card.lang ?? site.lang
  return (
    <aside class="explainer" aria-labelledby="explainer" {...languageOf(card, site)}>
      <p class="kicker">{phrases.explainer}</p>
      <h2 id="explainer">
        <HeadlineLink card={card} site={site} />
      </h2>
      {parts.length === 0 && <Standfirst card={card} site={site} />}
      {parts.slice(0, 1).map((part) => (
        <ExplainerPart {...part} lang={lang} />
      ))}
      {parts.length > 1 && (
        <details class="explainer-more">
          <summary>
            {parts
              .slice(1)
              .map(({ title }) => title)
              .join(' · ')}
          </summary>
          {parts.slice(1).map((part) => (
            <ExplainerPart {...part} lang={lang} />
          ))}
        </details>
      )}
      <p class="times">
        {phrases.updated} <time datetime={card.updatedAt ?? card.publishedAt}>{dayText(card.updatedAt ?? card.publishedAt, site)}</time>
      </p>
    </aside>
  )
}

const ExplainerPart = ({ title, lines, lang }: { title: string; lines: string[]; lang: string }) => (
  <section>
    <h3>{title}</h3>
    {lines.length === 1 ? (
      <p>{unbroken(lines[0] ?? '', lang)}</p>
    ) : (
      <ul>
        {lines.map((line) => (
          <li>{unbroken(line, lang)}</li>
        ))}
      </ul>
    )}
  </section>
)

/** Stories by the day on which they came out, each day named once. */
export function TopicPart({ view, appended }: { view: ListingView; appended?: boolean }) {
  const { listing, site, page } = view
  return (
    <>
      <ol class="dated-cards">
        {storiesOf(listing, page).map((card, at) => (
          <li class={page === 1 && at === 0 && card.picture ? 'dated-first' : undefined}>
            <time datetime={card.publishedAt}>{dayText(card.publishedAt, site)}</time>
            <Teaser
              card={card}
              site={site}
              picture={page === 1 && at === 0 ? FIRST_PICTURE : PICTURE}
              first={page === 1 && at === 0}
              widest={page === 1 && at === 0 ? 1280 : 640}
              standfirst
              level={2}
              time="none"
              label={sectionName(site, card.section)}
              focus={Boolean(appended) && at === 0}
            />
          </li>
        ))}
      </ol>
      <MoreStories view={view} appended={appended} />
    </>
  )
}

/** The explainer is beside them already. */
const storiesOf = ({ cards, explainer }: Listing, page: number | undefined): Card[] =>
  page === 1 && explainer && cards.length > 1 ? cards.filter(({ slug }) => slug !== explainer.card.slug) : cards
