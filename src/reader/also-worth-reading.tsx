/** "Also worth reading": a placeholder that says it is loading, and what takes its place. */
import type { Article } from '../copy/shapes/article.ts'
import type { Card } from '../copy/shapes/listing.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { Phrases } from '../page/phrases/en.ts'
import { Teaser } from '../page/teaser.tsx'

/** The link serves readers without a script, and those whose request fails. */
export function AlsoPlaceholder({ article, sectionName, phrases }: { article: Article; sectionName: string; phrases: Phrases }) {
  const topic = article.topics?.[0]
  const more = topic ? { href: `/topic/${topic.slug}`, name: topic.name } : { href: `/${article.section}`, name: sectionName }
  return (
    <section class="also" id="also" aria-labelledby="also-title" aria-live="polite">
      <h2 id="also-title">{phrases.also}</h2>
      <div
        class="also-space"
        data-hx-get={`/fragments/also/${article.slug}`}
        data-hx-trigger="intersect once rootMargin:900px"
        data-failed={phrases.alsoFailed}
      >
        <p class="loading">{phrases.loading}</p>
        <p>
          <a href={more.href}>{phrases.moreIn(more.name)}</a>
        </p>
      </div>
    </section>
  )
}

/** One of the first leads: the first of these that has a picture. */
const LEAD_AMONG = 3

export const AlsoCards = ({ cards, site, phrases }: { cards: readonly Card[]; site: Site; phrases: Phrases }) =>
  cards.length === 0 ? (
    <p>
      {phrases.alsoEmpty} <a href="/latest">{phrases.latest}</a>
    </p>
  ) : (
    <ul class="also-cards">
      {pictureFirst(cards).map((card, at) => (
        <li>
          <Teaser card={card} site={site} picture={at === 0 ? '(max-width: 767px) 100vw, 400px' : '96px'} />
        </li>
      ))}
    </ul>
  )

function pictureFirst(cards: readonly Card[]): readonly Card[] {
  const lead = cards.slice(0, LEAD_AMONG).find(({ picture }) => picture)
  return lead ? [lead, ...cards.filter((card) => card !== lead)] : cards
}
