/** What the press says of an article for sitemaps. */
import type { LanguageVersion } from '../copy/shapes/translation.ts'

/** One article for a sitemap. */
export type SitemapEntry = {
  path: string
  /** When its page last changed, whether or not the copy says so. */
  lastModified: string
  publishedAt: string
  headline: string
  lang?: string
  picture?: string
  sponsored?: true
  /** Not for search engines, or they are sent to another page. */
  noindex?: true
  /** The article in other editions. */
  translations?: LanguageVersion[]
}

/** `changedAt`: milliseconds since when the answer has been as it is, or later. */
export type SitemapPage = { entries: SitemapEntry[]; changedAt: number }
