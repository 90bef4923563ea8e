/** Listings and their cards. A listing's value in KV is complete for its page: nothing else is read to render it. */
import * as v from 'valibot'
import { type Article, KINDS } from './article.ts'
import { Author } from './author.ts'
import { Instant, LanguageTag, Line, Prose, SiteUrl, Slug } from './field.ts'
import { Picture } from './picture.ts'
import { SectionSlug } from './section.ts'
import { Topic } from './topic.ts'

/** An article's teaser. */
export const Card = v.looseObject({
  slug: Slug,
  section: SectionSlug,
  headline: Line,
  kind: v.optional(v.picklist(KINDS)),
  kicker: v.optional(Line),
  standfirst: v.optional(Prose),
  lang: v.optional(LanguageTag),
  by: v.optional(v.array(Line)),
  publishedAt: Instant,
  updatedAt: v.optional(Instant),
  developing: v.optional(v.literal(true)),
  /** Live only: when the event was over. */
  ended: v.optional(Instant),
  picture: v.optional(v.pick(Picture, ['src', 'alt', 'width', 'height', 'focus'])),
})
export type Card = v.InferOutput<typeof Card>

/** An invalid card, from an older ledger for example, is left out: the page is shown without it. */
const Cards = v.pipe(
  v.array(v.unknown()),
  v.transform((cards) =>
    cards.flatMap((card) => {
      const parsed = v.safeParse(Card, card)
      return parsed.success ? [parsed.output] : []
    }),
  ),
)

/** Cards on a listing's first page; deeper pages have as many. */
export const PAGE_SIZE = 20

/** Who speaks in an opinion, as their record says: shown large beside their words. `slug` is the article's. */
const Voice = v.looseObject({ slug: Slug, author: Slug, ...v.pick(Author, ['role', 'portrait']).entries })
export type Voice = v.InferOutput<typeof Voice>

/** An explainer's teaser, with what its first headings say: what we know, key people, since when. */
export const ExplainerCard = v.looseObject({ card: Card, parts: v.array(v.looseObject({ title: Line, lines: v.array(Prose) })) })
export type ExplainerCard = v.InferOutput<typeof ExplainerCard>

/** What is known of the listing's subject, on its first page. */
const About = {
  author: v.optional(v.pick(Author, ['role', 'bio', 'portrait', 'contact'])),
  introduction: v.optional(Prose),
  explainer: v.optional(ExplainerCard),
  /** A section's sub-topics that have stories in it. */
  rows: v.optional(v.array(v.looseObject({ topic: Topic, cards: Cards }))),
  voices: v.optional(v.array(Voice)),
}

/** A section, topic, author or the latest: newest first. `name` is `section/world`, `topic/mali`, `author/…`, `latest`. */
export const Listing = v.looseObject({
  v: v.literal(1),
  name: Line,
  title: Line,
  cards: Cards,
  /** Slugs after the cards, of what came out within two days of the newest: feeds have them as well. */
  further: v.optional(v.array(Slug)),
  /** Articles in the whole listing, not only on this page. */
  total: v.number(),
  updatedAt: Instant,
  /** Of a section: the last 24 hours' most read. */
  mostRead: v.optional(Cards),
  /** It was renamed: the page that readers are sent to. */
  to: v.optional(SiteUrl),
  ...About,
})
export type Listing = v.InferOutput<typeof Listing>

/** What was read most from `from` until `until`, the most first; by section in the same time; and on days before, by the newsroom's clock. */
export const MostRead = v.looseObject({
  v: v.literal(1),
  name: v.literal('most-read'),
  from: Instant,
  until: Instant,
  cards: Cards,
  sections: v.array(v.looseObject({ section: SectionSlug, cards: Cards })),
  days: v.array(v.looseObject({ day: Line, cards: Cards })),
  updatedAt: Instant,
})
export type MostRead = v.InferOutput<typeof MostRead>

/** The front: what the editors pinned, then the newest; the latest with times; a row for each section. */
export const Front = v.looseObject({
  v: v.literal(1),
  name: v.literal('front'),
  cards: Cards,
  latest: Cards,
  rows: v.array(v.looseObject({ section: SectionSlug, cards: Cards })),
  topics: v.optional(v.array(Topic)),
  /** The last 24 hours'. */
  mostRead: v.optional(Cards),
  voices: v.optional(v.array(Voice)),
  corrections: v.optional(v.array(v.looseObject({ slug: Slug, section: SectionSlug, headline: Line, at: Instant, text: Prose }))),
  updatedAt: Instant,
})
export type Front = v.InferOutput<typeof Front>

/** "Also worth reading" beside one article: editors' picks first, then shared topics, then the section's newest. */
export const AlsoWorthReading = v.looseObject({ v: v.literal(1), slug: Slug, cards: Cards })
export type AlsoWorthReading = v.InferOutput<typeof AlsoWorthReading>

export function cardOf(article: Article): Card {
  const { slug, section, headline, kind, kicker, standfirst, lang, byline, publishedAt, updatedAt, developing, ended, picture } = article
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
    ...(kind === 'live' && ended && { ended }),
    ...(picture && { picture: pictureOf(picture) }),
  }
}

function pictureOf({ src, alt, width, height, focus }: Picture): NonNullable<Card['picture']> {
  return { src, alt, width, height, ...(focus && { focus }) }
}
