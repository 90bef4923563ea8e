import { PAGE_SIZE } from '../copy/shapes/listing.ts'
import type { AppContext } from '../edge/app-context.ts'
import { redirectPermanently } from '../edge/caching.ts'
import type { ListingPlace } from '../press/calls.ts'

/** `?page=` as asked: a page, the first page spelt otherwise than by leaving it out, or no page at all. */
export function parsePageNumber(text: string | undefined): number | 'spelt-out' | 'no-page' {
  if (text === undefined) return 1
  if (text === '' || text === '1') return 'spelt-out'
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 'no-page'
}

/** Where a card stands in its listing: what follows it is found by this, whatever else has come out since. */
export const placeAfter = ({ publishedAt, slug }: ListingPlace) => `${publishedAt}_${slug}`

/** How many pages a listing of so many articles has. */
export const pagesOf = (total: number) => Math.max(1, Math.ceil(total / PAGE_SIZE))

/** The address of a page of a listing; the first one has no number. */
export const pagePath = (path: string, page: number) => (page === 1 ? path : `${path}${path.includes('?') ? '&' : '?'}page=${page}`)

/** To this address, or to the same of another path, without a `page` that says nothing. */
export function redirectWithoutPage(c: AppContext, path?: string, page: number | 'spelt-out' = 'spelt-out') {
  const { pathname: asked, searchParams } = new URL(c.req.url)
  const pathname = path ?? asked
  if (page === 'spelt-out') searchParams.delete('page')
  return redirectPermanently(c, searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname)
}
