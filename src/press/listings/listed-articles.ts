/**
 * What readers may see beyond one article: `live` and the listings that name it. An article is added once it is in KV,
 * and removed the moment it is withdrawn, before KV is asked.
 */

import { dayAt } from '../../copy/calendar.ts'
import { type Article, allCorrections, isCanonicalElsewhere, lastChangedAt, pathOf } from '../../copy/shapes/article.ts'
import { cardOf } from '../../copy/shapes/listing.ts'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { enqueueBookingsNaming } from '../ledger/bookings.ts'
import { forgetEvent, trackEvent } from '../ledger/open-events.ts'
import { enqueue } from '../ledger/outbox.ts'
import { queueForSearch } from '../ledger/search-queue.ts'
import { type Ledger, laterOf, row, rows, run } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { forgetWords, indexWords } from '../search/search-index.ts'
import { articlesShowing, hasChosenAlso, rechooseAlso, rechooseNearby } from './also-worth-reading.ts'
import { countingZone, monthTotalNames, recordMonthChange } from './days-and-months.ts'
import { isMostRead } from './most-read.ts'

/** The listings an article belongs to, and how it names them. */
export function listingsOf({ section, topics = [], byline = [] }: Article): Map<string, string> {
  return new Map([
    ['latest', 'Latest'],
    [`section/${section}`, section],
    ...topics.map(({ slug, name }): [string, string] => [`topic/${slug}`, name]),
    ...byline.flatMap(({ slug, name }): [string, string][] => (slug ? [[`author/${slug}`, name]] : [])),
  ])
}

/** Called in the transaction that notes that the article is in KV. */
export function addToListings(ledger: Ledger, id: number, article: Article, now: number, bulk: boolean) {
  const { slug, publishedAt } = article
  const zone = countingZone(ledger, now)
  const before = row<ListedArticle>(ledger, 'SELECT card, published_at, modified_at, noindex, translations FROM live WHERE slug = ?', slug)
  const names = [...listingsOf(article).keys()]
  const namesBefore = listingNamesOf(ledger, slug)
  const listed = saveListedArticle(ledger, id, article, now)
  trackEvent(ledger, id, article, now, bulk)
  addToTotals(ledger, [...namesBefore, ...(before ? monthTotalNames(before.published_at, zone) : [])], -1)
  addToTotals(ledger, [...names, ...monthTotalNames(publishedAt, zone)], 1)
  if (JSON.stringify(before) !== JSON.stringify(listed))
    for (const at of new Set([before?.published_at ?? publishedAt, publishedAt])) recordMonthChange(ledger, at, zone, now)
  const picksChanged = savePicks(ledger, article)
  indexWords(ledger, id, article)
  queueForSearch(ledger, id, now, bulk)
  enqueueBookingsNaming(ledger, slug, now)
  for (const name of new Set([...namesBefore, ...names, 'front', ...(isMostRead(ledger, id) ? ['most-read'] : [])]))
    enqueue(ledger, { kind: 'listing', name }, now, { bulk })
  const moved = before?.published_at !== publishedAt || namesBefore.toSorted().join() !== names.toSorted().join()
  // Picks that are here before the article came with it out of an archive.
  if (!before && hasChosenAlso(ledger, slug)) enqueue(ledger, { kind: 'also', name: slug }, now, { bulk })
  else if (moved || picksChanged) rechooseAlso(ledger, slug, now, bulk)
  if (before && before.card !== listed.card) for (const it of articlesShowing(ledger, slug)) enqueue(ledger, { kind: 'also', name: it }, now, { bulk })
  if (moved) rechooseNearby(ledger, slug, now, bulk)
}

/** What readers' pages say of the article, and nothing of what is beside it: rows that are right are left alone. */
export function saveListedArticle(ledger: Ledger, id: number, article: Article, now: number): ListedArticle {
  const { slug, section, publishedAt } = article
  const listed: ListedArticle = {
    card: JSON.stringify(cardOf(article)),
    published_at: publishedAt,
    modified_at: modifiedAt(ledger, id, article, now),
    // The site is parsed for the few that name another page, not for every article of an import.
    noindex: Number(article.seo?.noindex || (article.canonical !== undefined && isCanonicalElsewhere(article, readSite(ledger)?.url ?? ''))),
    translations: translationsOf(article),
  }
  const live = { id, slug, section, month: publishedAt.slice(0, 7), ...listed }
  const columns = Object.keys(live).join(', ')
  const before = rows(ledger, `SELECT ${columns} FROM live WHERE id = ? OR slug = ?`, id, slug)
  if (!isSame(before, [live])) run(ledger, `INSERT OR REPLACE INTO live (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, ...Object.values(live))
  const entries = [...listingsOf(article)].map(([name, title]) => ({ name, published_at: publishedAt, title })).sort((a, b) => (a.name < b.name ? -1 : 1))
  if (!isSame(rows(ledger, 'SELECT name, published_at, title FROM listing_entries WHERE slug = ? ORDER BY name', slug), entries)) {
    run(ledger, 'DELETE FROM listing_entries WHERE slug = ?', slug)
    for (const { name, title } of entries)
      run(ledger, 'INSERT INTO listing_entries (name, published_at, slug, title) VALUES (?, ?, ?, ?)', name, publishedAt, slug, title)
  }
  saveCorrectionLines(ledger, article)
  return listed
}

const isSame = (a: object[], b: object[]) => JSON.stringify(a) === JSON.stringify(b)

/** What readers and machines are told of an article beyond its page. */
type ListedArticle = { card: string; published_at: string; modified_at: string; noindex: number; translations: string | null }

/** When its page last changed: as the copy says; and whoever changes the copy without saying so has changed the page when that came out. */
function modifiedAt(ledger: Ledger, id: number, article: Article, now: number) {
  const releases = row<{ count: number; last: string | null }>(ledger, 'SELECT count(*) AS count, max(at) AS last FROM releases WHERE article = ?', id)
  const told = lastChangedAt(article, instantOf(now))
  return releases?.last && releases.count > 1 ? laterOf(told, releases.last) : told
}

/** As `live` keeps them. */
export const translationsOf = ({ translations = [] }: Article) => JSON.stringify(translations.map(({ lang, url }) => ({ lang, url })))

/** Out of every listing, and from beside every article. */
export function removeFromListings(ledger: Ledger, slug: string, now: number) {
  const it = row<{ id: number; published_at: string }>(ledger, 'SELECT id, published_at FROM live WHERE slug = ?', slug)
  if (!it) return
  const names = listingNamesOf(ledger, slug)
  const zone = countingZone(ledger, now)
  addToTotals(ledger, [...names, ...monthTotalNames(it.published_at, zone)], -1)
  recordMonthChange(ledger, it.published_at, zone, now)
  for (const table of ['listing_entries', 'live', 'corrections', 'picks'] as const) run(ledger, `DELETE FROM ${table} WHERE slug = ?`, slug)
  forgetWords(ledger, it.id)
  queueForSearch(ledger, it.id, now)
  forgetEvent(ledger, it.id)
  for (const other of articlesShowing(ledger, slug)) rechooseAlso(ledger, other, now)
  rechooseAlso(ledger, slug, now)
  enqueueBookingsNaming(ledger, slug, now)
  for (const name of [...names, 'front', ...(isMostRead(ledger, it.id) ? ['most-read'] : [])]) enqueue(ledger, { kind: 'listing', name }, now)
}

const listingNamesOf = (ledger: Ledger, slug: string) =>
  rows<{ name: string }>(ledger, 'SELECT name FROM listing_entries WHERE slug = ?', slug).map(({ name }) => name)

export const kindOfListing = (name: string) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : name)

function addToTotals(ledger: Ledger, names: string[], by: 1 | -1) {
  for (const name of names) {
    run(
      ledger,
      'INSERT INTO totals (name, kind, total) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET total = total + excluded.total',
      name,
      kindOfListing(name),
      by,
    )
    if (by < 0) run(ledger, 'DELETE FROM totals WHERE name = ? AND total <= 0', name)
  }
}

function saveCorrectionLines(ledger: Ledger, article: Article) {
  const { slug } = article
  run(ledger, 'DELETE FROM corrections WHERE slug = ?', slug)
  for (const [number, { at, text }] of allCorrections(article).entries())
    run(ledger, 'INSERT INTO corrections (at, slug, number, text) VALUES (?, ?, ?, ?)', at, slug, number, text)
}

/** Whether the editors' picks changed. */
export function savePicks(ledger: Ledger, { slug, related = [] }: Article) {
  const before = rows<{ card: string }>(ledger, 'SELECT card FROM picks WHERE slug = ? ORDER BY place', slug).map(({ card }) => card)
  const picks = [...new Set(related)]
  if (before.join() === picks.join()) return false
  run(ledger, 'DELETE FROM picks WHERE slug = ?', slug)
  for (const [place, card] of picks.entries()) run(ledger, 'INSERT INTO picks (card, slug, place) VALUES (?, ?, ?)', card, slug, place)
  return true
}

/** The readers' paths that show this article. */
export function pathsShowing(article: Article, timeZone: string): string[] {
  const names = [...listingsOf(article).keys()].filter((name) => name !== 'latest')
  const listings = names.map((name) => encodeLetters(name.startsWith('section/') ? `/${name.slice('section/'.length)}` : `/${name}`))
  const feeds = listings.filter((path) => !path.startsWith('/author/')).map((path) => `${path}/feed.xml`)
  const day = dayAt(Date.parse(article.publishedAt), timeZone)
  const days = day ? [`/archive/${day.replaceAll('-', '/')}`] : []
  return [pathOf(article), '/', '/latest', ...listings, ...days, '/feed.xml', '/feed.json', ...feeds]
}
