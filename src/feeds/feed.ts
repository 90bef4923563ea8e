/** What a feed is made of, before it is RSS or JSON: a listing's head and its newest stories, whole. */
import { type Article, pathOf } from '../copy/article.ts'
import type { Listing } from '../copy/listing.ts'
import { type Site, sectionName } from '../copy/site.ts'
import type { Edition } from '../edition/edition.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'

export type Feed = {
  site: Site
  title: string
  description: string
  /** Path of the page the feed belongs to, and of the feed itself. */
  home: string
  self: string
  stories: Article[]
  /** When anything in it last changed; undefined before the first story. */
  updatedAt: string | undefined
}

/** `name` is the listing's; a page of the site's own sections has a feed before its first story. */
export type FeedRequest = { name: string; home: string; self: string }

/** Two reads of the edition: the listing, then its articles in one. Undefined where there is no such listing. */
export async function gatherFeed(edition: Edition, request: FeedRequest): Promise<{ feed: Feed; tags: string[] } | undefined> {
  const { listing, site } = await edition.listing(request.name)
  if (!listing && !isExpected(request.name, site.value)) return undefined
  const articles = listing ? await edition.articles(listing.value.cards.map(({ slug }) => slug)) : []
  return {
    feed: feedOf(
      request,
      site.value,
      listing?.value,
      articles.map(({ value }) => value),
    ),
    tags: [listing?.tag ?? 'none', site.tag, ...articles.map(({ tag, value }) => `${value.slug.slice(0, 8)}${tag}`)],
  }
}

function feedOf({ name, home, self }: FeedRequest, site: Site, listing: Listing | undefined, stories: Article[]): Feed {
  const title = name === 'latest' ? site.name : `${site.name}: ${titleOf(name, site, listing)}`
  const section = site.sections.find(({ slug }) => name === `section/${slug}`)
  const updatedAt = [...(listing ? [listing.updatedAt] : []), ...stories.map(changedAt)].sort().at(-1)
  return { site, title, description: section?.description ?? (name === 'latest' ? site.tagline : undefined) ?? title, home, self, stories, updatedAt }
}

const titleOf = (name: string, site: Site, listing: Listing | undefined) =>
  name.startsWith('section/') ? sectionName(site, name.slice('section/'.length)) : (listing?.title ?? name)

const isExpected = (name: string, site: Site) => name === 'latest' || site.sections.some(({ slug }) => name === `section/${slug}`)

/** Editors correct without touching `updatedAt`; a correction is a change all the same. */
export const changedAt = ({ publishedAt, updatedAt = publishedAt, corrections = [] }: Article) => [updatedAt, ...corrections.map(({ at }) => at)].reduce(later)

const later = (one: string, other: string) => (Date.parse(one) > Date.parse(other) ? one : other)

export const addressOf = (article: Article, site: Site) => `${site.url}${pathOf(article)}`

/** What was paid for says so wherever it is read. */
export const titleOfStory = ({ kind, headline }: Article, site: Site) => (kind === 'sponsored' ? `${phrasesFor(site.lang).sponsored}: ${headline}` : headline)

export const categoriesOf = (article: Article, site: Site) => [sectionName(site, article.section), ...(article.topics ?? []).map(({ name }) => name)]
