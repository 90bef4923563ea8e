/** The front: one lead, seconds, what is new, then the sections, each row of another shape than its neighbour. */

import type { Card, Front } from '../copy/shapes/listing.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import type { NewsletterOffer } from '../edge/newsletter-offer.ts'
import { NewsletterBox } from '../newsletter/sign-up-form.tsx'
import { KindLabel } from '../page/kind-label.tsx'
import { Page } from '../page/page.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { socialPicture } from '../page/picture-address.ts'
import { dateDirectionOf, HeadlineLink, languageOf, Teaser } from '../page/teaser.tsx'
import { clockText, datelineText, dayOf, dayText, shortMomentText, zonedClockText } from '../page/time.ts'
import { unbroken } from '../page/unbroken.ts'
import { composeFront, haveStandfirsts, type Row } from './compose-front.ts'
import { MostRead } from './most-read-list.tsx'
import { websiteData } from './structured-data.ts'

type Props = { front: Front | undefined; site: Site; offer: NewsletterOffer; now: number }

const SIZES = {
  lead: '(min-width: 1240px) 650px, (min-width: 1000px) 54vw, 100vw',
  second: '(min-width: 1240px) 270px, (min-width: 768px) 30vw, 128px',
  big: '(min-width: 1240px) 650px, (min-width: 768px) 55vw, 100vw',
  third: '(min-width: 1240px) 380px, (min-width: 768px) 31vw, 128px',
}

export function FrontPage({ front, site, offer, now }: Props) {
  const phrases = phrasesFor(site.lang)
  const picture = front && composeFront(front).lead?.picture
  const social = picture && socialPicture(picture)
  const meta = {
    title: '',
    description: site.tagline,
    path: '/',
    ...(social && social.src !== picture.src && { picture: { ...social, alt: picture.alt } }),
  }
  return (
    <Page site={site} meta={meta} style="front" front data={[websiteData(site)]} now={now}>
      <div class="front">
        <div class="front-day">
          <h1 class="unseen">{site.name}</h1>
          {front && (
            <p class="times">
              <time datetime={dayOf(front.updatedAt, site.timeZone)}>{datelineText(front.updatedAt, site)}</time>
              <span>
                {phrases.printedAt} <time datetime={front.updatedAt}>{zonedClockText(front.updatedAt, site)}</time>
              </span>
            </p>
          )}
        </div>
        {front && <NewStories since={front.updatedAt} />}
        {front && front.cards.length > 0 ? <FrontSections front={front} site={site} phrases={phrases} /> : <EmptyFront phrases={phrases} />}
        {site.newsletter && <NewsletterBox newsletter={site.newsletter} offer={offer} phrases={phrases} />}
        {front && <FrontCorrections front={front} site={site} phrases={phrases} />}
      </div>
    </Page>
  )
}

/** Says that there are newer stories than this front. Shown over the page, so that nothing moves. */
const NewStories = ({ since }: { since: string }) => (
  <div class="new-stories" role="status" data-hx-get={`/fragments/new?since=${since}`} data-hx-trigger="every 120s" data-hx-swap="innerHTML" />
)

export function NewStoriesNotice({ count, more, phrases }: { count: number; more: boolean; phrases: Phrases }) {
  return count > 0 ? <a href="/">{more ? phrases.manyNewStories(count) : phrases.newStories(count)}</a> : null
}

function EmptyFront({ phrases }: { phrases: Phrases }) {
  return (
    <div class="front-empty">
      <h2>{phrases.frontEmpty}</h2>
      <p>{phrases.frontEmptyText}</p>
    </div>
  )
}

type ComposedProps = { front: Front; site: Site; phrases: Phrases }

function FrontSections({ front, site, phrases }: ComposedProps) {
  const { lead, related, seconds, strip, latest, rows } = composeFront(front)
  const standfirsts = haveStandfirsts(seconds)
  return (
    <>
      <div class={`top top-${seconds.length > 0 ? 'seconds' : 'alone'}${latest.length > 0 ? ' top-latest' : ''}${lead?.picture ? '' : ' top-words'}`}>
        {lead && <Lead card={lead} related={related} site={site} />}
        {seconds.length > 0 && (
          <div class="seconds">
            {seconds.map((card, at) => (
              <Teaser
                card={card}
                site={site}
                picture={at === 0 || !lead?.picture ? SIZES.second : undefined}
                standfirst={standfirsts}
                level={2}
                time="none"
                label={sectionName(site, card.section)}
                as={`second second-${at + 1}`}
              />
            ))}
          </div>
        )}
        {latest.length > 0 && <Latest cards={latest} site={site} phrases={phrases} edition={front.updatedAt} />}
      </div>
      {strip.length > 0 && (
        <div class="row row-lines row-strip">
          {strip.map((card) => (
            <Teaser card={card} site={site} level={2} time="none" label={sectionName(site, card.section)} />
          ))}
        </div>
      )}
      <Topics front={front} phrases={phrases} />
      {rows.map((row) => (
        <SectionRow row={row} voices={front.voices} site={site} phrases={phrases} />
      ))}
      <MostRead cards={front.mostRead} site={site} />
    </>
  )
}

const Lead = ({ card, related, site }: { card: Card; related: Card[]; site: Site }) => (
  <div class="lead">
    <Teaser
      card={card}
      site={site}
      picture={SIZES.lead}
      widest={1600}
      first
      standfirst
      level={2}
      time={card.kind === 'live' ? 'clock' : 'none'}
      label={sectionName(site, card.section)}
    />
    {related.length > 0 && (
      <ul class="related">
        {related.map((other) => (
          <li {...languageOf(other, site)}>
            <HeadlineLink card={other} site={site} />
          </li>
        ))}
      </ul>
    )}
  </div>
)

/** Stories of the front's own day carry the hour, older ones the date, too. */
function Latest({ cards, site, phrases, edition }: { cards: Card[]; site: Site; phrases: Phrases; edition: string }) {
  const today = dayOf(edition, site.timeZone)
  return (
    <section class="latest" aria-labelledby="latest">
      <h2 id="latest">
        <a href="/latest">{phrases.latest}</a>
      </h2>
      <ol>
        {cards.map((card) => (
          <li {...languageOf(card, site)}>
            <time datetime={card.publishedAt} {...dateDirectionOf(card, site)}>
              {dayOf(card.publishedAt, site.timeZone) === today ? clockText(card.publishedAt, site) : shortMomentText(card.publishedAt, site)}
            </time>
            <KindLabel article={card} phrases={phrases} /> <HeadlineLink card={card} site={site} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Topics({ front: { topics }, phrases }: { front: Front; phrases: Phrases }) {
  if (!topics?.length) return null
  return (
    <nav class="topics-line" aria-label={phrases.topics}>
      <ul>
        {topics.map(({ slug, name }) => (
          <li>
            <a href={`/topic/${slug}`} dir="auto">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type RowProps = { row: Row; voices: Front['voices']; site: Site; phrases: Phrases }

function SectionRow({ row: { section, shape, cards, standfirsts }, voices, site, phrases }: RowProps) {
  const id = `row-${section}`
  return (
    <section class="section-row" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          <a href={`/${section}`}>{sectionName(site, section)}</a>
        </h2>
        <a class="row-all" href={`/${section}`}>
          {phrases.allOf(sectionName(site, section))}
        </a>
      </header>
      <div class={`row row-${shape} of-${cards.length}`}>
        {cards.map((card, at) => (
          <Teaser
            card={card}
            site={site}
            time="none"
            standfirst={standfirsts}
            portrait={shape === 'voices' ? voices?.find(({ slug }) => slug === card.slug)?.portrait : undefined}
            {...teaserLooksOf(shape, at)}
          />
        ))}
      </div>
    </section>
  )
}

function teaserLooksOf(shape: Row['shape'], at: number): Partial<Parameters<typeof Teaser>[0]> {
  switch (shape) {
    case 'split':
    case 'mirror':
    case 'wide':
    case 'facing':
      return at === 0 ? { picture: SIZES.big, widest: 1280, as: 'big' } : { as: `line line-${at}` }
    case 'solo':
      return { picture: SIZES.big, widest: 1280, as: 'big' }
    case 'three':
    case 'pair':
      return { picture: SIZES.third }
    case 'voices':
      return { voice: true }
    case 'lines':
      return {}
  }
}

const MAX_CORRECTIONS = 3

/** At the foot, as in print. */
function FrontCorrections({ front: { corrections }, site, phrases }: ComposedProps) {
  if (!corrections?.length) return null
  return (
    <section class="front-corrections" aria-labelledby="corrections">
      <h2 id="corrections">
        <a href="/corrections">{phrases.corrections}</a>
      </h2>
      <ol>
        {corrections.slice(0, MAX_CORRECTIONS).map(({ slug, section, headline, at, text }) => (
          <li>
            <time datetime={at}>{dayText(at, site)}</time>
            <p>
              <a href={`/${section}/${slug}`}>{unbroken(headline, site.lang)}</a>
            </p>
            <p>{unbroken(text, site.lang)}</p>
          </li>
        ))}
      </ol>
      <a class="row-all" href="/corrections">
        {phrases.allCorrections}
      </a>
    </section>
  )
}
