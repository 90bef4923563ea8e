/** Everything that is written for programs: loaded with the first request for it, so that no reader waits. */
import { jsonFeed } from './json-feed.ts'
import { robots } from './robots.ts'
import { rss } from './rss.ts'
import { newsSitemap, sitemapIndex, sitemapOfMonth, sitemapOfPages } from './sitemap.ts'
import { adsTxt, llmsTxt, securityTxt, webManifest } from './well-known-files.ts'

export const documents = { rss, jsonFeed, sitemapIndex, sitemapOfPages, sitemapOfMonth, newsSitemap, robots, adsTxt, llmsTxt, securityTxt, webManifest }
export type Documents = typeof documents
