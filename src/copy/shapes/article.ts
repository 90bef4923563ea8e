/** The shape of an article: contract, section "The article". Unknown fields are kept and returned, never rendered. */
import * as v from 'valibot'
import { Body } from './block.ts'
import { Dateline, Headline, Kicker } from './bounded-line.ts'
import { Byline, Source } from './byline.ts'
import { Correction } from './correction.ts'
import { AsciiSlug, Instant, LAST_MOMENT, LanguageTag, Line, Prose, SiteUrl, Slug } from './field.ts'
import { Picture } from './picture.ts'
import { SectionSlug } from './section.ts'
import { encodeLetters } from './slug-spelling.ts'
import { Topic } from './topic.ts'

export const KINDS = ['news', 'live', 'analysis', 'explainer', 'opinion', 'sponsored'] as const

/** A list that fits a page: nobody reads more, and no input may make us carry it. */
const listOf = <S extends v.GenericSchema>(entry: S, most: number, what: string) =>
  v.pipe(v.array(entry, `This field must be a list of ${what}.`), v.maxLength(most, `An article can have up to ${most} ${what}.`))

const corrections = v.optional(listOf(Correction, 500, 'corrections'))
const flag = (name: string) => v.optional(v.boolean(`"${name}" must be true or false.`))

/** As many as one page can show. */
export const MAX_UPDATES = 500

/** One entry of a live article, newest first on the page. */
export const LiveUpdate = v.looseObject({
  id: AsciiSlug,
  at: Instant,
  headline: v.optional(Headline),
  body: Body,
  /** Stands above the others. */
  pinned: flag('pinned'),
  /** Is listed among the key moments. */
  key: flag('key'),
  /** Of this update alone, and shown with it. */
  corrections,
  /** Since when readers see nothing of it but that it was taken back. */
  takenBack: v.optional(Instant),
})

export const Article = v.looseObject({
  v: v.literal(1, 'This site only accepts articles with "v": 1.'),
  slug: Slug,
  lang: v.optional(LanguageTag),
  kind: v.optional(v.picklist(KINDS, `The kind must be one of ${KINDS.join(', ')}.`)),
  section: SectionSlug,
  kicker: v.optional(Kicker),
  headline: Headline,
  standfirst: v.optional(Prose),
  /** Place of reporting, as it is printed before the first sentence: "Bamako". */
  dateline: v.optional(Dateline),
  byline: v.optional(listOf(Byline, 50, 'writers')),
  source: v.optional(Source),
  publishedAt: Instant,
  updatedAt: v.optional(Instant),
  /** The story is still moving; readers are told that details may change. */
  developing: flag('developing'),
  picture: v.optional(Picture),
  body: Body,
  updates: v.optional(listOf(LiveUpdate, MAX_UPDATES, 'updates')),
  /** Live only: when the event was over, and nothing more is told of it. */
  ended: v.optional(Instant),
  topics: v.optional(listOf(Topic, 50, 'topics')),
  /** Slugs of articles the editors want under "Also worth reading", first. */
  related: v.optional(listOf(Slug, 50, 'related articles')),
  corrections,
  /** No advertisement is shown beside it. */
  sensitive: flag('sensitive'),
  seo: v.optional(v.looseObject({ title: v.optional(Line), description: v.optional(Prose), noindex: flag('noindex') })),
  canonical: v.optional(SiteUrl),
  /** The same article in other editions, for hreflang. */
  translations: v.optional(listOf(v.looseObject({ lang: LanguageTag, url: SiteUrl }), 100, 'translations')),
})

export type Article = v.InferOutput<typeof Article>
export type LiveUpdate = v.InferOutput<typeof LiveUpdate>
export type Kind = (typeof KINDS)[number]

/** Where an article is read on this site, as on the wire. */
export const pathOf = (article: { section: string; slug: string }) => encodeLetters(`/${article.section}/${article.slug}`)

/**
 * When an article last became other than it was, as its copy says: corrections and a live story's updates are changes, too.
 * A moment after `now` says nothing yet.
 */
export function lastChangedAt(article: Article, now = LAST_MOMENT) {
  const { publishedAt, updatedAt, updates = [], ended } = article
  const moments = [updatedAt, ended, ...[...updates, ...allCorrections(article)].map(({ at }) => at), ...updates.map(({ takenBack }) => takenBack)]
  return moments.reduce<string>((last, at) => (at && at > last && at <= now ? at : last), publishedAt)
}

/** The story's own, and those of its updates. */
export const allCorrections = ({ corrections = [], updates = [] }: Pick<Article, 'corrections' | 'updates'>): Correction[] => [
  ...corrections,
  ...updates.flatMap((update) => update.corrections ?? []),
]

/** Whether the article names a page other than its own as the one to be found. `siteUrl` is an origin. */
export const isCanonicalElsewhere = (article: Article, siteUrl: string) =>
  ![undefined, pathOf(article), siteUrl + pathOf(article)].includes(article.canonical && encodeLetters(article.canonical))
