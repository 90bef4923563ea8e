import * as v from 'valibot'
import { Line, Slug } from './field.ts'

/**
 * First segments of URLs that belong to the site itself, now or one day. A section of that name would never be reached.
 * An article's slug comes after its section, where only names with a dot (`feed.xml`) are the site's: no slug collides there.
 */
export const RESERVED_SECTIONS = new Set([
  'about',
  'account',
  'admin',
  'ads',
  'api',
  'archive',
  'assets',
  'author',
  'cdn-cgi',
  'corrections',
  'desk',
  'feed',
  'fragments',
  'health',
  'latest',
  'login',
  'logout',
  'mcp',
  'most-read',
  'newsletter',
  'newsletters',
  'offline',
  'pictures',
  'preview',
  'reader',
  'saved',
  'search',
  'sitemap',
  'static',
  'topic',
  'topics',
])

export const SectionSlug = v.pipe(
  Slug,
  v.check((slug) => !RESERVED_SECTIONS.has(slug), 'The site uses this name for one of its own pages. Choose another name.'),
)

/** Rows that a section's page has room for. */
const MAX_SUBTOPICS = 12

export const Section = v.looseObject({
  slug: SectionSlug,
  name: Line,
  description: v.optional(Line),
  /** Topics that have a row of their own on the section's page, in this order. */
  topics: v.optional(
    v.pipe(
      v.array(Slug, 'A section’s topics must be a list of their slugs.'),
      v.maxLength(MAX_SUBTOPICS, `A section can have rows for up to ${MAX_SUBTOPICS} topics.`),
    ),
  ),
})
export type Section = v.InferOutput<typeof Section>
