import * as v from 'valibot'
import { Line, Slug } from './field.ts'

/** First segments of URLs that belong to the site itself. A section of that name would never be reached. */
export const RESERVED = new Set([
  'admin',
  'api',
  'archive',
  'author',
  'cdn-cgi',
  'corrections',
  'desk',
  'fragments',
  'health',
  'latest',
  'newsletters',
  'offline',
  'pictures',
  'saved',
  'search',
  'static',
  'topic',
])

export const SectionSlug = v.pipe(
  Slug,
  v.check((slug) => !RESERVED.has(slug), 'This name belongs to a page of the site itself; choose another for the section.'),
)

export const Section = v.looseObject({ slug: SectionSlug, name: Line, description: v.optional(Line) })
export type Section = v.InferOutput<typeof Section>
