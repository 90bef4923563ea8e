/** Slugs of ours for the old system's names. */
import { decodePiece } from '../../copy/shapes/address-pieces.ts'
import { hashedSlugFromName, slugFromHeadline } from '../../copy/shapes/slug.ts'
import { isSlug } from '../../copy/shapes/slug-spelling.ts'

const MAX_SLUG = 140

/** What the old address called it, else what its title says. Names in other scripts come percent-encoded. */
export function slugFor(name: string, title: string, id: string): string {
  const decoded = decodedName(name)
  if (isSlug(decoded) && decoded.length <= MAX_SLUG) return decoded
  const words = slugFromHeadline(decoded.replace(/[-_]+/g, ' ')) ?? (decoded ? undefined : slugFromHeadline(title))
  return words ?? hashedSlugFromName(decoded || title || id).slice(0, MAX_SLUG)
}

/** A name with a plain % is meant as it stands. */
const decodedName = (name: string) => (decodePiece(name) ?? name).toLowerCase()

/** No two stories of one import have the same. */
export function freeSlug(wanted: string, taken: { has(slug: string): boolean }): string {
  let slug = wanted
  for (let n = 2; taken.has(slug); n++) slug = numbered(wanted, n)
  return slug
}

/** As long as an address may be. */
function numbered(wanted: string, n: number) {
  let stem = wanted
  while (!isSlug(`${stem}-${n}`) && stem.length > 1) stem = stem.slice(0, -1)
  return `${stem}-${n}`
}
