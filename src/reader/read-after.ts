/** What follows a story in a list, whatever else has come out since. Loaded when somebody reads on. */
import { parseWith } from '../copy/parse.ts'
import { Instant } from '../copy/shapes/field.ts'
import type { Listing } from '../copy/shapes/listing.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import type { AppContext } from '../edge/app-context.ts'
import type { ListingPlace } from '../press/calls.ts'
import { placeAfter } from './page-number.ts'
import { queryPress, tagOfAnswer } from './query-press.ts'

/** `?after=` as asked; undefined for what is no place. */
function parsePlace(text: string): ListingPlace | undefined {
  const [publishedAt = '', slug = ''] = text.split('_')
  return parseWith(Instant, publishedAt).ok && isSlug(slug) && text === placeAfter({ publishedAt, slug }) ? { publishedAt, slug } : undefined
}

/** `tag`: of these cards; `more`: whether others follow. Undefined where nothing does. */
export async function readAfter(c: AppContext, first: Listing, after: string): Promise<{ listing: Listing; tag: string; more: boolean } | undefined> {
  const place = parsePlace(after)
  if (!place || first.total === 0) return undefined
  const { v, name, title, total, updatedAt } = first
  const { cards, more, voices } = await queryPress(c, (press) => press.listingAfter(name, place))
  if (cards.length === 0) return undefined
  const listing: Listing = { v, name, title, total, updatedAt, cards, ...(voices && { voices }) }
  return { listing, tag: tagOfAnswer(listing), more }
}
