/** How feeds, sitemaps and the small files are answered: loaded with the first that somebody asks for. */

import type { Site } from '../copy/shapes/site.ts'
import { encodeLetters, isSlug } from '../copy/shapes/slug-spelling.ts'
import { instantOf } from '../copy/text/instant.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL, redirectPermanently, respond } from '../edge/caching.ts'
import { propsOf } from '../edge/front-cache.ts'
import { logFor } from '../edge/log.ts'
import { EMBEDDABLE } from '../edge/security-headers.ts'
import { EditionUnavailable, isPlain } from '../edition/edition.ts'
import { fingerprint } from '../edition/fingerprint.ts'
import { websubHub } from '../edition/websub-hub.ts'
import { within } from '../edition/within.ts'
import { type MonthCount, type PressCalls, pressOf, type SitemapEntry } from '../press/calls.ts'
import { type Documents, documents } from './documents.ts'
import { type Feed, readFeed } from './feed.ts'
import { MAX_NEWS, NEWS_MS, recentNews } from './recent-news.ts'

const XML = 'application/xml; charset=utf-8'
const TEXT = 'text/plain; charset=utf-8'
const DAY_MS = 86_400_000
/** Topics with a page worth finding. */
const MAX_TOPICS = 1000
/** Robots wait, but not for ever. */
const PATIENCE_MS = 8000
/** A crowd of robots is told the same, until something is printed here. */
const HELD_MS = 1000

export const answers = {
  rss: (c: AppContext, name: string, home: string) => respondFeed(c, name, home, RSS),
  jsonFeed: (c: AppContext, name: string, home: string) => respondFeed(c, name, home, JSON_FEED),
  redirectToFeed,

  sitemapIndex: (c: AppContext) => respondFromPress(c, allMonths, (to) => to.sitemapIndex),
  sitemapOfPages: (c: AppContext) => respondFromPress(c, topicsByCount, (to) => to.sitemapOfPages),
  newsSitemap(c: AppContext) {
    const now = Date.now()
    const since = instantOf(now - NEWS_MS)
    return respondFromPress(
      c,
      (press) => newsSince(press, since, now),
      (to) => to.newsSitemap,
    )
  },
  sitemapOfMonth(c: AppContext, file: string) {
    const month = /^(\d{4}-(?:0[1-9]|1[0-2]))\.xml$/.exec(file)?.[1]
    return month
      ? respondFromPress(
          c,
          (press) => press.sitemapMonth(month),
          (to) => to.sitemapOfMonth,
          'found',
        )
      : c.notFound()
  },

  robots: (c: AppContext) => respondWellKnown(c, TEXT, (to) => to.robots),
  adsTxt: (c: AppContext) => respondWellKnown(c, TEXT, (to) => to.adsTxt),
  webManifest: (c: AppContext) => respondWellKnown(c, 'application/manifest+json; charset=utf-8', (to) => to.webManifest),
  securityTxt(c: AppContext) {
    const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
    return respondWellKnown(c, TEXT, (to) => (site) => to.securityTxt(site, today), [`d${today / DAY_MS}`])
  },
  async llmsTxt(c: AppContext) {
    const { listing, site } = await editionOf(c).listing('latest')
    requireSiteUrl(site.value)
    const { llmsTxt } = documents
    return respond(c, {
      tags: [listing?.tag ?? 'none', site.tag],
      changedAt: [listing?.at, site.at],
      cacheControl: CACHE_CONTROL.feed,
      ignoresQuery: true,
      contentType: TEXT,
      render: () => llmsTxt(site.value, listing?.value.cards ?? []),
    })
  },
}

type FeedFormat = { file: string; contentType: string; renderer: (to: Documents) => (feed: Feed) => string }
const RSS: FeedFormat = { file: 'feed.xml', contentType: 'application/rss+xml; charset=utf-8', renderer: (to) => to.rss }
const JSON_FEED: FeedFormat = { file: 'feed.json', contentType: 'application/feed+json; charset=utf-8', renderer: (to) => to.jsonFeed }

async function respondFeed(c: AppContext, name: string, path: string, { file, contentType, renderer }: FeedFormat) {
  if (!isSlug(name.slice(name.indexOf('/') + 1))) return c.notFound()
  const hub = websubHub(c.env)
  const home = encodeLetters(path)
  const gathered = await readFeed(editionOf(c), { name, home, self: `${home === '/' ? '' : home}/${file}` }, hub)
  if (!gathered) return c.notFound()
  if ('to' in gathered) return redirectPermanently(c, `${gathered.to}/${file}`)
  requireSiteUrl(gathered.feed.site)
  const render = renderer(documents)
  return respond(c, {
    // A tag for each of twenty stories would make a long header of it.
    tags: [fingerprint(gathered.tags.join())],
    changedAt: gathered.changedAt,
    cacheControl: CACHE_CONTROL.feed,
    ignoresQuery: true,
    contentType,
    // Anybody's page may read a feed.
    headers: { ...EMBEDDABLE, 'Access-Control-Allow-Origin': '*', 'X-Robots-Tag': 'noindex', ...(hub && { Link: hubLinks(gathered.feed, hub) }) },
    render: () => render(gathered.feed),
  })
}

/** Subscribers find the hub and the feed's own address in the headers, or in the feed (w3.org/TR/websub, 4). */
const hubLinks = ({ site, self }: Feed, hub: string) => `<${hub}>; rel="hub", <${site.url}${self}>; rel="self"`

/** From the address that other sites' feeds have to ours, in one step; from what has no feed, nowhere. */
async function redirectToFeed(c: AppContext, name: string) {
  if (!isSlug(name.slice(name.indexOf('/') + 1))) return c.notFound()
  const { listing } = await editionOf(c).listing(name)
  return listing ? redirectPermanently(c, `${listing.value.to ?? `/${name}`}/feed.xml`) : c.notFound()
}

/** What the press lists, and when that last changed, in milliseconds. */
type Listed<T> = { entries: readonly T[]; changedAt: number }

async function allMonths(press: PressCalls): Promise<Listed<MonthCount>> {
  const { months, changedAt } = await press.archiveMonths()
  return { entries: months, changedAt }
}

/** Topics are counted whenever an article is published or withdrawn, as months are. */
async function topicsByCount(press: PressCalls): Promise<Listed<{ slug: string }>> {
  const [{ changedAt }, entries] = await Promise.all([press.archiveMonths(), press.popularTopics(MAX_TOPICS)])
  return { entries, changedAt }
}

/** An article that is news no longer changes the list by the passing of time alone. */
async function newsSince(press: PressCalls, since: string, now: number): Promise<Listed<SitemapEntry>> {
  const { entries, changedAt, newestBefore } = await press.publishedSince(since, MAX_NEWS)
  const leftAt = newestBefore ? Date.parse(newestBefore) + NEWS_MS : 0
  return { entries: recentNews(entries, now), changedAt: Math.max(changedAt, leftAt) }
}

async function respondWellKnown(c: AppContext, contentType: string, renderer: (to: Documents) => (site: Site) => string, tags: string[] = []) {
  const site = await readSite(c)
  const render = renderer(documents)
  return respond(c, { tags: [site.tag, ...tags], cacheControl: CACHE_CONTROL.feed, ignoresQuery: true, contentType, render: () => render(site.value) })
}

/** Policies and canonical addresses must not be guessed: while KV fails and nothing is remembered, there is no answer. */
async function readSite(c: AppContext) {
  const edition = editionOf(c)
  const site = await edition.site()
  if (!isPlain(site)) return site
  if (await edition.isReachable()) {
    const found = await edition.site()
    requireSiteUrl(found.value)
    return found
  }
  throw new EditionUnavailable('The site’s settings can’t be read.')
}

/** What is made of absolute URLs has to wait until the site's own URL is set. */
function requireSiteUrl({ url }: Site) {
  if (!url) throw new EditionUnavailable('The site has no address yet.')
}

/** Only the ledger knows every article. When it does not answer, crawlers are told when to come back. */
async function respondFromPress<T extends object>(
  c: AppContext,
  ask: (press: PressCalls) => Promise<Listed<T>>,
  renderer: (to: Documents) => (site: Site, entries: readonly T[]) => string,
  whenEmpty: 'empty' | 'found' = 'empty',
) {
  const site = await readSite(c)
  // Behind the front cache, what is held here could be printed there again after a withdrawal took it away.
  editionOf(c).askedLedger(propsOf(c) ? 0 : HELD_MS)
  let listed: Listed<T>
  try {
    listed = await within(PATIENCE_MS, ask(pressOf(c.env)))
  } catch (error) {
    logFor(c.get('requestId'))({ event: 'press-unavailable', path: c.req.path, error: String(error) })
    return c.text('The list of articles isn’t available right now. Please try again in a minute.', 503, {
      'Retry-After': '60',
      'Cache-Control': CACHE_CONTROL.never,
    })
  }
  const { entries, changedAt } = listed
  if (entries.length === 0 && whenEmpty === 'found') return c.notFound()
  const render = renderer(documents)
  return respond(c, {
    tags: [site.tag, fingerprint(JSON.stringify(entries))],
    changedAt: [changedAt, site.at],
    cacheControl: CACHE_CONTROL.feed,
    ignoresQuery: true,
    contentType: XML,
    render: () => render(site.value, entries),
  })
}
