/**
 * What readers may see beyond one article: `live` and the listings it stands in. An article enters once it stands in KV,
 * and leaves the moment it is taken out, before KV is asked.
 */
import { type Article, isElsewhere, pathOf } from '../copy/article.ts'
import { cardOf } from '../copy/listing.ts'
import { hasPicked, pickAnew, refreshNeighbours, showing } from './also.ts'
import { enqueue } from './outbox.ts'
import { keptSite } from './publication.ts'
import { type Ledger, row, rows, run } from './rows.ts'
import { forgetWords, indexWords } from './search-index.ts'

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
  const before = row<{ card: string; published_at: string }>(ledger, 'SELECT card, published_at FROM live WHERE slug = ?', slug)
  const names = [...listingsOf(article).keys()]
  const namesBefore = placesOf(ledger, slug)
  const { card } = keepRows(ledger, id, article)
  count(ledger, namesBefore, -1)
  count(ledger, names, 1)
  if (before?.published_at.slice(0, 7) !== publishedAt.slice(0, 7)) {
    if (before) count(ledger, [`month/${before.published_at.slice(0, 7)}`], -1)
    count(ledger, [`month/${publishedAt.slice(0, 7)}`], 1)
  }
  const picksChanged = keepPicks(ledger, article)
  indexWords(ledger, id, article)
  for (const name of new Set([...namesBefore, ...names, 'front'])) enqueue(ledger, { kind: 'listing', name }, now, { bulk })
  const moved = before?.published_at !== publishedAt || namesBefore.toSorted().join() !== names.toSorted().join()
  // Picks that are here before the article came with it out of an archive.
  if (!before && hasPicked(ledger, slug)) enqueue(ledger, { kind: 'also', name: slug }, now, { bulk })
  else if (moved || picksChanged) pickAnew(ledger, slug, now, bulk)
  if (before && before.card !== card) for (const it of showing(ledger, slug)) enqueue(ledger, { kind: 'also', name: it }, now, { bulk })
  if (moved) refreshNeighbours(ledger, slug, now, bulk)
}

/** What readers' pages say of the article, and nothing of what stands beside it: rows that are right are left alone. */
export function keepRows(ledger: Ledger, id: number, article: Article) {
  const { slug, section, publishedAt, updatedAt } = article
  const card = JSON.stringify(cardOf(article))
  const live = {
    id,
    slug,
    section,
    published_at: publishedAt,
    modified_at: updatedAt ?? publishedAt,
    month: publishedAt.slice(0, 7),
    // The site is parsed for the few that name another page, not for every article of an import.
    noindex: Number(article.seo?.noindex || (article.canonical !== undefined && isElsewhere(article, keptSite(ledger)?.url ?? ''))),
    card,
    translations: translationsOf(article),
  }
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
  return { card }
}

const isSame = (a: object[], b: object[]) => JSON.stringify(a) === JSON.stringify(b)

/** As `live` keeps them. */
export const translationsOf = ({ translations = [] }: Article) => JSON.stringify(translations.map(({ lang, url }) => ({ lang, url })))

/** Out of every listing, and from beside every article. */
export function leave(ledger: Ledger, slug: string, now: number) {
  const it = row<{ id: number; published_at: string }>(ledger, 'SELECT id, published_at FROM live WHERE slug = ?', slug)
  if (!it) return
  const names = placesOf(ledger, slug)
  count(ledger, [...names, `month/${it.published_at.slice(0, 7)}`], -1)
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
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(article.publishedAt))
  return [pathOf(article), '/', '/latest', ...listings, `/archive/${day.replaceAll('-', '/')}`, '/feed.xml', '/feed.json', ...feeds]
}
