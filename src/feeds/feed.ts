/** What a feed is made of, before it is RSS or JSON: a listing's head and its newest stories, whole. */
import { type Article, lastChangedAt, pathOf } from '../copy/shapes/article.ts'
import type { Card, Listing } from '../copy/shapes/listing.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import type { Edition } from '../edition/edition.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'

export type Feed = {
  site: Site
  title: string
  description: string
  /** Path of the page the feed belongs to, and of the feed itself. */
  home: string
  self: string
  stories: Story[]
  /** When anything in it last changed; undefined before the first story. */
  updatedAt: string | undefined
}

/** `feedId`: what feeds call it for ever. */
export type Story = Article & { feedId: string }

/** `name` is the listing's; a page of the site's own sections has a feed before its first story. */
export type FeedRequest = { name: string; home: string; self: string }

type ReadFeed = { feed: Feed; tags: string[]; changedAt: (number | undefined)[] }

/** Two reads of the edition: the listing, then its articles in one. Undefined where there is no such listing; `to` where it was renamed. */
export async function readFeed(edition: Edition, request: FeedRequest): Promise<ReadFeed | { to: string } | undefined> {
  const { listing, site } = await edition.listing(request.name)
  if (!listing && !isOwnListing(request.name, site.value)) return undefined
  if (listing?.value.to) return { to: listing.value.to }
  const { cards = [], further = [] } = listing?.value ?? {}
  const articles = listing ? await edition.articles([...cards.map(({ slug }) => slug), ...further]) : []
  // Those that came out before stories had an id of their own, or were put into KV by hand, are called as they were.
  const stories = articles.map(({ value, first, id }) => ({ ...value, feedId: id ?? `urn:dateline:${edition.lang}:${first ?? value.slug}` }))
  return {
    feed: feedOf(request, site.value, listing?.value, stories),
    changedAt: isInconsistent(cards, further, stories) ? [undefined] : [listing?.at, site.at, ...articles.map(({ at }) => at)],
    tags: [listing?.tag ?? 'none', site.tag, ...articles.map(({ tag, value }) => `${value.slug.slice(0, 8)}${tag}`)],
  }
}

/**
 * The listing and its articles are read under keys of their own, and one may arrive at this edge before the other: then
 * nobody may believe that this is all there is to hear.
 */
function isInconsistent(cards: readonly Card[], further: readonly string[], stories: readonly Article[]) {
  const bySlug = new Map(stories.map((story) => [story.slug, story]))
  const isOld = ({ slug, headline, updatedAt }: Card) => bySlug.get(slug)?.headline !== headline || bySlug.get(slug)?.updatedAt !== updatedAt
  return cards.some(isOld) || further.some((slug) => !bySlug.has(slug))
}

function feedOf({ name, home, self }: FeedRequest, site: Site, listing: Listing | undefined, stories: Story[]): Feed {
  const title = name === 'latest' ? site.name : `${site.name}: ${titleOf(name, site, listing)}`
  const section = site.sections.find(({ slug }) => name === `section/${slug}`)
  const updatedAt = [...(listing ? [listing.updatedAt] : []), ...stories.map((story) => lastChangedAt(story))].sort().at(-1)
  return { site, title, description: section?.description ?? (name === 'latest' ? site.tagline : undefined) ?? title, home, self, stories, updatedAt }
}

const titleOf = (name: string, site: Site, listing: Listing | undefined) =>
  name.startsWith('section/') ? sectionName(site, name.slice('section/'.length)) : (listing?.title ?? name)

const isOwnListing = (name: string, site: Site) => name === 'latest' || site.sections.some(({ slug }) => name === `section/${slug}`)

export const addressOf = (article: Article, site: Site) => `${site.url}${pathOf(article)}`

/** What was paid for says so wherever it is read. */
export const titleOfStory = ({ kind, headline }: Article, site: Site) => (kind === 'sponsored' ? `${phrasesFor(site.lang).sponsored}: ${headline}` : headline)

export const categoriesOf = (article: Article, site: Site) => [sectionName(site, article.section), ...(article.topics ?? []).map(({ name }) => name)]
