/** What of a listing a reader asked for. */
import type { Listing } from '../../copy/shapes/listing.ts'
import type { Site } from '../../copy/shapes/site.ts'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'

/** A page by its number; or, without one, what follows a story. `next` is the place after the last card, where there is more. */
export type ListingView = { listing: Listing; site: Site; page: number | undefined; next: string | undefined }

/** Where a listing is read: `section/world` is `/world`, the others are called as they are. */
export const pathOfListing = (name: string) => encodeLetters(`/${name.replace(/^section\//, '')}`)

export const kindOf = ({ name }: Listing) => name.slice(0, name.indexOf('/') + 1 || undefined).replace('/', '')

/** More than half of a section is somebody's own view: it is set by its writers. */
export const isOpinion = ({ cards }: Listing) => cards.filter(({ kind, by }) => kind === 'opinion' && by?.length).length * 2 > cards.length
