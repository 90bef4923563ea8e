/** What the pages of all listings have in common: their head for machines, their name, and where they are subscribed to. */

import { LATE_STYLES } from '../../build/late-styles.ts'
import type { Site } from '../../copy/shapes/site.ts'
import type { Child } from '../../markup/markup.ts'
import { Page } from '../../page/page.tsx'
import type { Phrases } from '../../page/phrases/en.ts'
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { pagePath, pagesOf } from '../page-number.ts'
import { neighbourLinks } from '../pagination.tsx'
import { collectionData } from '../structured-data.ts'
import { type ListingView, pathOfListing } from './listing-view.ts'

export type ListingStyle = keyof typeof LATE_STYLES

type Props = {
  view: ListingView
  now: number
  title: string
  description: string
  style: ListingStyle
  /** The layout's name. */
  as: string
  section?: string
  hasFeed?: boolean
  /** What else search engines are told. */
  data?: object
  children: Child
}

export function ListingFrame({ view, now, title, description, style, as, section, hasFeed = true, data, children }: Props) {
  const { listing, site, page } = view
  const phrases = phrasesFor(site.lang)
  const path = pathOfListing(listing.name)
  const meta = {
    title: titleOfPart(title, page, phrases),
    description,
    path: pagePath(path, page ?? 1),
    // What follows a story is found under the stories themselves.
    noindex: listing.total === 0 || page === undefined,
    ...(hasFeed && { feeds: [{ title: `${site.name}: ${title}`, path: `${path}/feed.xml` }] }),
    ...(page !== undefined && neighbourLinks(path, page, pagesOf(listing.total))),
  }
  return (
    <Page
      site={site}
      meta={meta}
      style={LATE_STYLES[style]}
      section={section}
      data={[collectionData(site, { title, path: meta.path, cards: listing.cards }), ...(data ? [data] : [])]}
      now={now}
    >
      <div class={`listing listing-${as}`}>
        {children}
        <p class="unseen" id="said" role="status" />
      </div>
    </Page>
  )
}

function titleOfPart(title: string, page: number | undefined, phrases: Phrases) {
  if (page === undefined) return phrases.moreIn(title)
  return page === 1 ? title : phrases.pageTitle(title, String(page))
}

export const FeedLink = ({ view: { listing, site } }: { view: ListingView }) => (
  <a href={`${pathOfListing(listing.name)}/feed.xml`}>{phrasesFor(site.lang).feed}</a>
)

export const storyCount = (total: number, site: Site) => phrasesFor(site.lang).stories(new Intl.NumberFormat(site.lang).format(total), total === 1)
