/**
 * What readers may see beyond one article: `live` and the listings it stands in. An article enters once it stands in KV,
 * and leaves the moment it is taken out, before KV is asked.
 */

import { dayAt } from '../../copy/calendar.ts'
import { type Article, isElsewhere, lastChangedAt, pathOf } from '../../copy/shapes/article.ts'
import { cardOf } from '../../copy/shapes/listing.ts'
import { enqueue } from '../printing/outbox.ts'
import { keptSite } from '../publishing/publication.ts'
import { isoOf, type Ledger, later, row, rows, run } from '../rows.ts'
import { forgetWords, indexWords } from '../search/search-index.ts'
import { hasPicked, pickAnew, refreshNeighbours, showing } from './also.ts'
import { countingZone, monthTotal, noteInMonth } from './dates.ts'

/** The listings an article stands in, and how it names them. */
export function listingsOf({ section, topics = [], byline = [] }: Article): Map<string, string> {
  return new Map([
    ['latest', 'Latest'],
    [`section/${section}`, section],
    ...topics.map(({ slug, name }): [string, string] => [`topic/${slug}`, name]),
    ...byline.flatMap(({ slug, name }): [string, string][] => (slug ? [[`author/${slug}`, name]] : [])),
  ])
}

/** Called in the transaction that notes that the article stands in KV. */
export function enter(ledger: Ledger, id: number, article: Article, now: number, bulk: boolean) {
  const { slug, publishedAt } = article
  const zone = countingZone(ledger, now)
  const before = row<Standing>(ledger, 'SELECT card, published_at, modified_at, noindex, translations FROM live WHERE slug = ?', slug)
  const names = [...listingsOf(article).keys()]
  const namesBefore = placesOf(ledger, slug)
  const stands = keepRows(ledger, id, article, now)
  count(ledger, [...namesBefore, ...(before ? monthTotal(before.published_at, zone) : [])], -1)
  count(ledger, [...names, ...monthTotal(publishedAt, zone)], 1)
  if (JSON.stringify(before) !== JSON.stringify(stands))
    for (const at of new Set([before?.published_at ?? publishedAt, publishedAt])) noteInMonth(ledger, at, zone, now)
  const picksChanged = keepPicks(ledger, article)
  indexWords(ledger, id, article)
  for (const name of new Set([...namesBefore, ...names, 'front'])) enqueue(ledger, { kind: 'listing', name }, now, { bulk })
  const moved = before?.published_at !== publishedAt || namesBefore.toSorted().join() !== names.toSorted().join()
  // Picks that are here before the article came with it out of an archive.
  if (!before && hasPicked(ledger, slug)) enqueue(ledger, { kind: 'also', name: slug }, now, { bulk })
  else if (moved || picksChanged) pickAnew(ledger, slug, now, bulk)
  if (before && before.card !== stands.card) for (const it of showing(ledger, slug)) enqueue(ledger, { kind: 'also', name: it }, now, { bulk })
  if (moved) refreshNeighbours(ledger, slug, now, bulk)
}

/** What readers' pages say of the article, and nothing of what stands beside it: rows that are right are left alone. */
export function keepRows(ledger: Ledger, id: number, article: Article, now: number): Standing {
  const { slug, section, publishedAt } = article
  const stands: Standing = {
    card: JSON.stringify(cardOf(article)),
    published_at: publishedAt,
    modified_at: modifiedAt(ledger, id, article, now),
    // The site is parsed for the few that name another page, not for every article of an import.
    noindex: Number(article.seo?.noindex || (article.canonical !== undefined && isElsewhere(article, keptSite(ledger)?.url ?? ''))),
    translations: translationsOf(article),
  }
  const live = { id, slug, section, month: publishedAt.slice(0, 7), ...stands }
  const columns = Object.keys(live).join(', ')
  const kept = rows(ledger, `SELECT ${columns} FROM live WHERE id = ? OR slug = ?`, id, slug)
  if (!isSame(kept, [live])) run(ledger, `INSERT OR REPLACE INTO live (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, ...Object.values(live))
  const standing = [...listingsOf(article)].map(([name, title]) => ({ name, published_at: publishedAt, title })).sort((a, b) => (a.name < b.name ? -1 : 1))
  if (!isSame(rows(ledger, 'SELECT name, published_at, title FROM standing WHERE slug = ? ORDER BY name', slug), standing)) {
    run(ledger, 'DELETE FROM standing WHERE slug = ?', slug)
    for (const { name, title } of standing)
      run(ledger, 'INSERT INTO standing (name, published_at, slug, title) VALUES (?, ?, ?, ?)', name, publishedAt, slug, title)
  }
  keepCorrections(ledger, article)
  return stands
}

const isSame = (a: object[], b: object[]) => JSON.stringify(a) === JSON.stringify(b)

/** What readers and machines are told of an article beyond its page. */
type Standing = { card: string; published_at: string; modified_at: string; noindex: number; translations: string | null }

/** When its page last changed: as the copy says; and whoever changes the copy without saying so has changed the page when that came out. */
function modifiedAt(ledger: Ledger, id: number, article: Article, now: number) {
  const releases = row<{ count: number; last: string | null }>(ledger, 'SELECT count(*) AS count, max(at) AS last FROM releases WHERE article = ?', id)
  const told = lastChangedAt(article, isoOf(now))
  return releases?.last && releases.count > 1 ? later(told, releases.last) : told
}

/** As `live` keeps them. */
export const translationsOf = ({ translations = [] }: Article) => JSON.stringify(translations.map(({ lang, url }) => ({ lang, url })))

/** Out of every listing, and from beside every article. */
export function leave(ledger: Ledger, slug: string, now: number) {
  const it = row<{ id: number; published_at: string }>(ledger, 'SELECT id, published_at FROM live WHERE slug = ?', slug)
  if (!it) return
  const names = placesOf(ledger, slug)
  const zone = countingZone(ledger, now)
  count(ledger, [...names, ...monthTotal(it.published_at, zone)], -1)
  noteInMonth(ledger, it.published_at, zone, now)
  for (const table of ['standing', 'live', 'corrections', 'picks'] as const) run(ledger, `DELETE FROM ${table} WHERE slug = ?`, slug)
  forgetWords(ledger, it.id)
  for (const other of showing(ledger, slug)) pickAnew(ledger, other, now)
  pickAnew(ledger, slug, now)
  for (const name of [...names, 'front']) enqueue(ledger, { kind: 'listing', name }, now)
}

const placesOf = (ledger: Ledger, slug: string) => rows<{ name: string }>(ledger, 'SELECT name FROM standing WHERE slug = ?', slug).map(({ name }) => name)

export const kindOfListing = (name: string) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : name)

function count(ledger: Ledger, names: string[], by: 1 | -1) {
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

function keepCorrections(ledger: Ledger, { slug, corrections = [] }: Article) {
  run(ledger, 'DELETE FROM corrections WHERE slug = ?', slug)
  for (const [number, { at, text }] of corrections.entries())
    run(ledger, 'INSERT INTO corrections (at, slug, number, text) VALUES (?, ?, ?, ?)', at, slug, number, text)
}

/** Whether the editors' picks changed. */
export function keepPicks(ledger: Ledger, { slug, related = [] }: Article) {
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
  const listings = names.map((name) => (name.startsWith('section/') ? `/${name.slice('section/'.length)}` : `/${name}`))
  const feeds = listings.filter((path) => !path.startsWith('/author/')).map((path) => `${path}/feed.xml`)
  const day = dayAt(Date.parse(article.publishedAt), timeZone)
  const days = day ? [`/archive/${day.replaceAll('-', '/')}`] : []
  return [pathOf(article), '/', '/latest', ...listings, ...days, '/feed.xml', '/feed.json', ...feeds]
}
