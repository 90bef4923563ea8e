/** Listings and their cards. A listing's value in KV is complete for its page: nothing else is read to render it. */
import type { Article, Kind } from './article.ts'
import type { Picture } from './picture.ts'
import type { Topic } from './topic.ts'

/** An article's teaser. */
export type Card = {
  slug: string
  section: string
  headline: string
  kind?: Kind
  kicker?: string
  standfirst?: string
  lang?: string
  by?: string[]
  publishedAt: string
  updatedAt?: string
  developing?: true
  picture?: Pick<Picture, 'src' | 'alt' | 'width' | 'height' | 'focus'>
}

/** Cards on a listing's first page; deeper pages have as many. */
export const PAGE_SIZE = 20

/** A section, topic, author or the latest: newest first. `name` is `section/world`, `topic/mali`, `author/…`, `latest`. */
export type Listing = {
  v: 1
  name: string
  title: string
  cards: Card[]
  /** Articles in the whole listing, not only on this page. */
  total: number
  updatedAt: string
}

/** The front: what the editors pinned, then the newest; the latest with times; a row for each section. */
export type Front = {
  v: 1
  name: 'front'
  cards: Card[]
  latest: Card[]
  rows: { section: string; cards: Card[] }[]
  topics?: Topic[]
  corrections?: { slug: string; section: string; headline: string; at: string; text: string }[]
  updatedAt: string
}

/** "Also worth reading" beside one article: editors' picks first, then shared topics, then the section's newest. */
export type Also = { v: 1; slug: string; cards: Card[] }

export function cardOf(article: Article): Card {
  const { slug, section, headline, kind, kicker, standfirst, lang, byline, publishedAt, updatedAt, developing, picture } = article
  return {
    slug,
    section,
    headline,
    ...(kind && kind !== 'news' && { kind }),
    ...(kicker && { kicker }),
    ...(standfirst && { standfirst }),
    ...(lang && { lang }),
    ...(byline?.length && { by: byline.map(({ name }) => name) }),
    publishedAt,
    ...(updatedAt && { updatedAt }),
    ...(developing && { developing }),
    ...(picture && { picture: pictureOf(picture) }),
  }
}

function pictureOf({ src, alt, width, height, focus }: Picture): NonNullable<Card['picture']> {
  return { src, alt, width, height, ...(focus && { focus }) }
}
