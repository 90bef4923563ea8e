/**
 * The way to older stories: a link to what follows the last one shown, so that nothing comes twice when something new came out
 * meanwhile. A script brings them here instead.
 */
import { phrasesFor } from '../../page/phrases/phrases.ts'
import { pagePath } from '../page-number.ts'
import { type ListingView, pathOfListing } from './listing-view.ts'

/** It stays a link then. */
const UNLESS_FAILED = { 'data-hx-status:4xx': 'swap:none', 'data-hx-status:5xx': 'swap:none' }

export function MoreStories({ view: { listing, site, page, next }, appended }: { view: ListingView; appended?: boolean | undefined }) {
  const phrases = phrasesFor(site.lang)
  const path = pathOfListing(listing.name)
  const isFirst = page === 1 || appended
  if (!next && isFirst) return null
  return (
    <nav class="pages" id="pages" aria-label={phrases.pages}>
      {next && (
        <a
          class="pages-more"
          rel="next"
          href={`${path}?after=${next}`}
          data-hx-get={`/fragments/listing/${listing.name}?after=${next}`}
          data-hx-target="#pages"
          data-hx-swap="outerHTML"
          {...UNLESS_FAILED}
        >
          {phrases.moreStories}
        </a>
      )}
      {!isFirst && (
        <a rel="prev" href={pagePath(path, page === undefined ? 1 : page - 1)}>
          {phrases.newerStories}
        </a>
      )}
    </nav>
  )
}
