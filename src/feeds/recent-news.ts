/** What Google News takes: at most two days old, at most a thousand, and nothing that was paid for. */
import type { SitemapEntry } from '../press/calls.ts'

export const MAX_NEWS = 1000
export const NEWS_MS = 48 * 3_600_000

export const recentNews = (entries: readonly SitemapEntry[], now: number) =>
  entries
    .filter(({ publishedAt, noindex, sponsored }) => !noindex && !sponsored && Date.parse(publishedAt) >= now - NEWS_MS && Date.parse(publishedAt) <= now)
    .slice(0, MAX_NEWS)
