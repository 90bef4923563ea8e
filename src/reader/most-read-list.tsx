/** A short list of what was read most: on the front, in a section, and on the page of its own. */
import type { Card } from '../copy/shapes/listing.ts'
import type { Site } from '../copy/shapes/site.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { HeadlineLink, languageOf } from '../page/teaser.tsx'

/** With its title, which says over what time, and leads to the rest. Nothing where there is nothing. */
export const MostRead = ({ cards, site }: { cards: readonly Card[] | undefined; site: Site }) =>
  cards?.length ? (
    <section class="most-read" aria-labelledby="most-read">
      <h2 id="most-read">
        <a href="/most-read">{phrasesFor(site.lang).mostRead}</a>
      </h2>
      <MostReadList cards={cards} site={site} />
    </section>
  ) : null

export const MostReadList = ({ cards, site }: { cards: readonly Card[]; site: Site }) => (
  <ol class="ranking">
    {cards.map((card) => (
      <li {...languageOf(card, site)}>
        <HeadlineLink card={card} site={site} />
      </li>
    ))}
  </ol>
)
