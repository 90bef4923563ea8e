/** An author: who they are, how to reach them, and what they wrote. */

import type { Card, Listing } from '../../copy/shapes/listing.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { KindLabel, kindLabel } from '../../page/kind-label.tsx'
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { Portrait } from '../../page/portrait.tsx'
import { dateDirectionOf, HeadlineLink, languageOf, Standfirst } from '../../page/teaser.tsx'
import { dayText } from '../../page/time.ts'
import { unbroken } from '../../page/unbroken.ts'
import { profileData } from './author-data.ts'
import { FeedLink, ListingFrame, storyCount } from './listing-frame.tsx'
import type { ListingView } from './listing-view.ts'
import { MoreStories } from './more-stories.tsx'

export function AuthorPage({ view, now }: { view: ListingView; now: number }) {
  const { listing, site, page } = view
  const about = phrasesFor(site.lang).aboutAuthor(listing.title, site.name)
  return (
    <ListingFrame
      view={view}
      now={now}
      title={listing.title}
      description={(page === 1 && listing.author?.bio) || about}
      style="author"
      as="author"
      {...(page === 1 && { data: profileData(site, listing) })}
    >
      <Profile view={view} author={page === 1 ? listing.author : undefined} />
      <div class="author-stories">
        <AuthorPart view={view} />
      </div>
    </ListingFrame>
  )
}

function Profile({ view, author = {} }: { view: ListingView; author: Listing['author'] }) {
  const { listing, site } = view
  const { role, bio, portrait, contact } = author
  return (
    <header class="profile">
      {portrait && <Portrait portrait={portrait} sizes="(min-width: 1000px) 272px, (min-width: 768px) 224px, 112px" />}
      <div class="profile-name">
        <h1>{listing.title}</h1>
        {role && <p class="profile-role">{role}</p>}
      </div>
      <div class="profile-words">
        {bio && <p class="profile-bio">{unbroken(bio, site.lang)}</p>}
        <ul class="profile-ways">
          {contact?.email && (
            <li>
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </li>
          )}
          {contact?.url && (
            <li>
              <a href={contact.url} rel="me">
                {hostOf(contact.url)}
              </a>
            </li>
          )}
          <li>
            <FeedLink view={view} />
          </li>
          <li>{storyCount(listing.total, site)}</li>
        </ul>
      </div>
    </header>
  )
}

/** As people call a website. */
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') + new URL(url).pathname.replace(/\/$/, '') : url)

/** Opinion in Opinion is said once. */
function SectionLabel({ card, site }: { card: Card; site: Site }) {
  const name = sectionName(site, card.section)
  return name === kindLabel(card, phrasesFor(site.lang)) ? null : <span>{name}</span>
}

/** Headlines by date, as in a bibliography: whoever comes here looks for one of them, or for the newest. */
export function AuthorPart({ view, appended }: { view: ListingView; appended?: boolean }) {
  const { listing, site } = view
  const phrases = phrasesFor(site.lang)
  return (
    <>
      <ol class="works">
        {listing.cards.map((card, at) => (
          <li {...languageOf(card, site)}>
            <article class="teaser">
              <h2>
                <HeadlineLink card={card} site={site} focus={appended && at === 0} />
              </h2>
              <Standfirst card={card} site={site} />
              <p class="times">
                <KindLabel article={card} phrases={phrases} /> <SectionLabel card={card} site={site} />{' '}
                <time datetime={card.publishedAt} {...dateDirectionOf(card, site)}>
                  {dayText(card.publishedAt, site)}
                </time>
              </p>
            </article>
          </li>
        ))}
      </ol>
      <MoreStories view={view} appended={appended} />
    </>
  )
}
