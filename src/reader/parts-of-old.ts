/**
 * Pages, feeds and embeds as WordPress names them, below what they are of: `/world/page/2`, `/tag/crops/feed/atom`, `/comments/feed`,
 * `/2019/05/harvest/embed`. No import has a row for each of them: they are where the list or story is by now.
 */
import { type OldPlace, placeOfOld, spellOldAddress } from '../copy/old-address.ts'
import { pathOf } from '../copy/shapes/article.ts'
import { RESERVED_SECTIONS } from '../copy/shapes/section.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { pagePath, pagesOf } from './page-number.ts'

/** `of`: the list or story, as an old address is spelled. `page`: undefined for the feed. */
export type PartOfOld = { of: string; page: number | undefined }

/** There are no comments here: who followed all of them gets the site's feed. */
const PART = /^(.*?)\/(?:(?:comments\/)?feed(?:\/(?:rss2?|atom|rdf))?|(embed)|page\/(\d{1,6}))\/?$/i

export function partOfOld(pathname: string): PartOfOld | undefined {
  const found = PART.exec(pathname)
  const of = found ? spellOldAddress(found[1] || '/') : undefined
  const [, , embed, page] = found ?? []
  return of === undefined ? undefined : { of, page: page !== undefined ? Number(page) : embed ? 1 : undefined }
}

/** What a name of one word can be: read together with the address that was asked for, so that a made-up one costs one read. */
export function placesOfWhole(part: PartOfOld | undefined): OldPlace[] {
  const slug = part?.of.slice(1) ?? ''
  if (!isSlug(slug)) return []
  return [
    { kind: 'listing', name: `section/${slug}` },
    { kind: 'article', name: slug },
  ]
}

/** Where the list or story is by now; null where it is gone, undefined where there never was one. */
export async function findWhole(c: AppContext, { of }: PartOfOld): Promise<string | null | undefined> {
  const edition = editionOf(c)
  const name = listingAt(of)
  if (name === 'latest') return of
  const place = placeOfOld(of)
  const { old, article } = await edition.old(place, 'latest')
  if (old[of] !== undefined) return old[of]
  const { listing, site } = name?.startsWith('section/') ? await edition.section(place.name) : await besideNothing(c, name)
  if (listing) return listing.value.to ?? of
  if (site.value.sections.some(({ slug }) => `/${slug}` === of)) return of
  if (!article) return undefined
  return 'withdrawn' in article ? (article.withdrawn.to ?? null) : pathOf(article.value)
}

const besideNothing = async (c: AppContext, name: string | undefined) =>
  name === undefined ? { listing: undefined, site: await editionOf(c).site() } : editionOf(c).listing(name)

/** The part of what is at `to`, or that itself: a list can be shorter than it was, and a story has neither pages nor a feed. */
export async function addressOfPart(c: AppContext, { page }: PartOfOld, to: string): Promise<string> {
  const name = listingAt(to)
  if (name === undefined) return to
  if (page === undefined) return name === 'latest' ? '/feed.xml' : `${to}/feed.xml`
  if (page <= 1) return to
  const { listing } = await editionOf(c).listing(name)
  return page <= pagesOf(listing?.value.total ?? 0) ? pagePath(to === '/' ? '/latest' : to, page) : to
}

/** The front goes on with the latest. */
function listingAt(path: string): string | undefined {
  if (path === '/' || path === '/latest') return 'latest'
  const [first = '', second, ...more] = path.slice(1).split('/')
  if (more.length > 0 || !isSlug(second ?? first)) return undefined
  if (second !== undefined) return first === 'topic' || first === 'author' ? `${first}/${second}` : undefined
  return RESERVED_SECTIONS.has(first) ? undefined : `section/${first}`
}
