/** A section of opinions: its writers large, with their portraits, and what they say. */

import type { Card, Voice } from '../../copy/shapes/listing.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { Portrait } from '../../page/portrait.tsx'
import { HeadlineLink, languageOf, Standfirst, Teaser } from '../../page/teaser.tsx'
import { dayText } from '../../page/time.ts'
import { ListingFrame } from './listing-frame.tsx'
import type { ListingView } from './listing-view.ts'
import { MoreStories } from './more-stories.tsx'
import { SectionHead } from './section-page.tsx'

export function OpinionPage({ view, now }: { view: ListingView; now: number }) {
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
      as="opinion"
      section={slug}
    >
      <SectionHead view={view} title={title} description={page === 1 ? description : undefined} />
      <OpinionPart view={view} />
    </ListingFrame>
  )
}

export const OpinionPart = ({ view, appended }: { view: ListingView; appended?: boolean }) => (
  <>
    <ol class="writers">
      {view.listing.cards.map((card, at) => (
        <li>
          <Column card={card} voice={view.listing.voices?.find(({ slug }) => slug === card.slug)} site={view.site} focus={Boolean(appended) && at === 0} />
        </li>
      ))}
    </ol>
    <MoreStories view={view} appended={appended} />
  </>
)

type ColumnProps = { card: Card; voice: Voice | undefined; site: Site; focus: boolean }

/** What is nobody's own view, a notice by the editors say, is a teaser like others. */
function Column({ card, voice, site, focus }: ColumnProps) {
  if (card.kind !== 'opinion' || !card.by) return <Teaser card={card} site={site} standfirst level={2} focus={focus} as="column column-plain" />
  return (
    <article class="teaser column" {...languageOf(card, site)}>
      {voice?.portrait && <Portrait portrait={voice.portrait} sizes="(min-width: 768px) 160px, 88px" />}
      <div class="column-writer">
        <p class="voice">{voice ? <a href={`/author/${voice.author}`}>{card.by.join(', ')}</a> : card.by.join(', ')}</p>
        {voice?.role && <p class="column-role">{voice.role}</p>}
      </div>
      <div class="column-words">
        <h2>
          <HeadlineLink card={card} site={site} focus={focus} />
        </h2>
        <Standfirst card={card} site={site} />
        <p class="times">
          <time datetime={card.publishedAt}>{dayText(card.publishedAt, site)}</time>
        </p>
      </div>
    </article>
  )
}
