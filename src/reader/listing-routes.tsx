/** The front, the listings, and the parts of them that htmx brings: URL → read → component. */
import { Hono } from 'hono'
import { parseWith } from '../copy/parse.ts'
import { pathOf } from '../copy/shapes/article.ts'
import { Instant } from '../copy/shapes/field.ts'
import { type Listing, PAGE_SIZE } from '../copy/shapes/listing.ts'
import { RESERVED_SECTIONS } from '../copy/shapes/section.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, type AppEnv, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, redirectPermanently } from '../edge/caching.ts'
import type { StyleName } from '../edge/headers.ts'
import { newsletterOffer } from '../edge/newsletter-offer.ts'
import type { Copy } from '../edition/memories.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { pagesOf, parsePageNumber, placeAfter, redirectWithoutPage } from './page-number.ts'
import { queryPress, tagOfAnswer } from './query-press.ts'
import { respondFragment, respondPage } from './respond-page.ts'

/** They come with their style, and no reader of articles waits for them. */
const importListingPages = () => import('./listings/listing-pages.tsx')
const importFront = () => import('./front-page.tsx')

export const listings = new Hono<AppEnv>()
  .get('/', async (c) => {
    const moved = c.req.url.includes('?') && (await (await import('./respond-missing.tsx')).answerFrontQuery(c))
    if (moved) return moved
    const { front, site } = await editionOf(c).front()
    const { FrontPage } = await importFront()
    const now = Date.now()
    const offer = newsletterOffer(c, site.value)
    return respondPage(c, {
      tags: [front?.tag ?? 'empty', offer],
      cacheControl: CACHE_CONTROL.page,
      changedAt: [front?.at],
      site,
      style: 'front',
      now,
      page: () => <FrontPage front={front?.value} site={site.value} offer={offer} now={now} />,
    })
  })
  .get('/feed', (c) => redirectPermanently(c, '/feed.xml'))
  .get('/latest', (c) => listingPage(c, 'latest'))
  .get('/topic/:topic', (c) => listingPage(c, `topic/${c.req.param('topic')}`))
  .get('/author/:author', (c) => listingPage(c, `author/${c.req.param('author')}`))

  .get('/fragments/new', async (c) => {
    const since = parseWith(Instant, c.req.query('since'))
    if (!since.ok) return c.notFound()
    const { listing, site } = await editionOf(c).listing('latest')
    const count = listing?.value.cards.filter(({ publishedAt }) => publishedAt > since.value).length ?? 0
    const phrases = phrasesFor(site.value.lang)
    const { NewStoriesNotice } = await importFront()
    return respondFragment(c, {
      tags: [listing?.tag ?? 'empty'],
      site,
      part: () => <NewStoriesNotice count={count} more={count >= PAGE_SIZE} phrases={phrases} />,
    })
  })
  .get('/fragments/latest', async (c) => {
    const { listing, site } = await editionOf(c).listing('latest')
    const { Headlines } = await import('./error-pages.tsx')
    return respondFragment(c, { tags: [listing?.tag ?? 'empty'], site, part: () => <Headlines cards={listing?.value.cards ?? []} site={site.value} /> })
  })
  .get('/fragments/listing/:name{.+}', async (c) => {
    const read = await readListing(c, c.req.param('name'))
    if (!('listing' in read)) return read.instead
    const { listing, site, page, next } = read
    const { ListingPart } = await importListingPages()
    return respondFragment(c, {
      tags: [listing.tag],
      site,
      part: () => (
        <>
          <ListingPart view={{ listing: listing.value, site: site.value, page, next }} />
          <hx-partial data-hx-target="#said" data-hx-swap="innerHTML">
            {phrasesFor(site.value.lang).storiesLoaded(listing.value.cards.length)}
          </hx-partial>
        </>
      ),
    })
  })

  // Last: every other name of one word is a section's.
  .get('/:section', async (c, next) => {
    const section = c.req.param('section')
    return RESERVED_SECTIONS.has(section) ? next() : ((await redirectUnknownSection(c, section)) ?? listingPage(c, `section/${section}`))
  })

/** Where a name of one word leads that is no section's: an article's slug without its section, or a feed as others name it. */
async function redirectUnknownSection(c: AppContext, name: string) {
  const slug = name.endsWith('.md') ? name.slice(0, -3) : name
  if (!isSlug(slug)) return undefined
  const { listing, article, site } = await editionOf(c).section(slug)
  if (listing || site.value.sections.some((section) => section.slug === slug)) return undefined
  const extension = name.slice(slug.length)
  if (article && 'withdrawn' in article) {
    const { to } = article.withdrawn
    return to === undefined ? (await import('./error-pages.tsx')).respondGone(c, article, site) : redirectPermanently(c, to + extension)
  }
  if (article) return redirectPermanently(c, pathOf(article.value) + extension)
  return name === 'rss' ? redirectPermanently(c, '/feed.xml') : undefined
}

async function listingPage(c: AppContext, name: string) {
  const read = await readListing(c, name)
  if (!('listing' in read)) return read.instead
  const { listing, site, page, next } = read
  const { ListingPage } = await importListingPages()
  const now = Date.now()
  return respondPage(c, {
    tags: [listing.tag],
    changedAt: [listing.at],
    site,
    style: STYLE_OF[listing.value.name.split('/')[0] ?? ''] ?? 'listing',
    now,
    page: () => <ListingPage view={{ listing: listing.value, site: site.value, page, next }} now={now} />,
  })
}

const STYLE_OF: Record<string, StyleName> = { section: 'section', topic: 'topic', author: 'author' }

type ListingRead = { listing: Copy<Listing>; site: Copy<Site>; page: number | undefined; next: string | undefined } | { instead: Response | Promise<Response> }

/**
 * One page of a listing, or what follows a story. The first page costs one KV read. That same value says how many pages there are,
 * so that the press is only ever asked for a page that exists.
 */
async function readListing(c: AppContext, name: string): Promise<ListingRead> {
  const page = parsePageNumber(c.req.query('page'))
  if (page === 'no-page' || !isListing(name)) return { instead: c.notFound() }
  const { listing, site } = await editionOf(c).listing(name)
  if (listing?.value.to) return { instead: (await import('./redirect-by-name.ts')).redirectToListing(c, name, listing.value.to, page) }
  const first = listing ?? emptyListing(name, site.value)
  if (!first || (page !== 'spelt-out' && page > pagesOf(first.value.total))) return { instead: c.notFound() }
  if (page === 'spelt-out') return { instead: redirectWithoutPage(c) }
  const after = c.req.query('after')
  if (after !== undefined) {
    const read = await (await import('./read-after.ts')).readAfter(c, first.value, after)
    if (!read) return { instead: c.notFound() }
    return { listing: { value: read.listing, tag: `${site.tag}-${read.tag}` }, site, page: undefined, next: nextPlace(read.listing, read.more) }
  }
  if (page === 1) return { listing: first, site, page, next: nextPlace(first.value, pagesOf(first.value.total) > 1) }
  const deeper = await queryPress(c, (press) => press.listingPage(name, page))
  if (!deeper) return { instead: c.notFound() }
  const next = nextPlace(deeper, page < pagesOf(deeper.total))
  return { listing: { value: deeper, tag: `${first.tag}-${tagOfAnswer(deeper)}` }, site, page, next }
}

function nextPlace({ cards }: Listing, more: boolean) {
  const last = cards.at(-1)
  return more && last ? placeAfter(last) : undefined
}

const isListing = (name: string) => {
  if (name === 'latest') return true
  const [kind, slug, ...rest] = name.split('/')
  return rest.length === 0 && (kind === 'section' || kind === 'topic' || kind === 'author') && isSlug(slug ?? '')
}

/** A section the site names is there before its first story; so is the latest. */
function emptyListing(name: string, site: Site): Copy<Listing> | undefined {
  const section = name.replace(/^section\//, '')
  if (name !== 'latest' && !site.sections.some(({ slug }) => slug === section)) return undefined
  return { value: { v: 1, name, title: sectionName(site, section), cards: [], total: 0, updatedAt: '1970-01-01T00:00:00Z' }, tag: 'empty' }
}
