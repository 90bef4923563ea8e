/**
 * "Also worth reading", as an editor would choose it: the editors' own picks; the rest of the story, which is what picks this article or
 * is picked with it; what shares its topics or its writer, most in common first, then the newest; and the section's newest. Never what
 * is paid for, and never by itself a page about the publication. The choice is saved once made, so that a reprint brings back what readers saw; it is made anew when an article
 * near it is published or withdrawn.
 */

import { lastPieceOf } from '../../copy/shapes/address-pieces.ts'
import type { AlsoWorthReading, Card } from '../../copy/shapes/listing.ts'
import { enqueue } from '../ledger/outbox.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { cardOfLive } from './listings.ts'

const MAX_CARDS = 6
/** How far to look: so many newer and so many older than the article, in each of its listings. */
const NEWER = 6
const OLDER = 12

export function alsoOf(ledger: Ledger, slug: string): AlsoWorthReading | undefined {
  if (!row(ledger, 'SELECT 1 AS yes FROM live WHERE slug = ?', slug)) return undefined
  if (!hasChosenAlso(ledger, slug)) saveAlso(ledger, slug, chooseAlso(ledger, slug))
  const found = rows<{ card: string }>(
    ledger,
    'SELECT l.card FROM also a JOIN live l ON l.slug = a.card WHERE a.slug = ? AND a.place > 0 ORDER BY a.place',
    slug,
  )
  return { v: 1, slug, cards: found.map(({ card }) => JSON.parse(card) as Card) }
}

export const hasChosenAlso = (ledger: Ledger, slug: string) => row(ledger, 'SELECT 1 AS yes FROM also WHERE slug = ? AND place = 0', slug) !== undefined

/** What was picked for this article, if it was. */
export const chosenAlsoOf = (ledger: Ledger, slug: string) =>
  hasChosenAlso(ledger, slug)
    ? rows<{ card: string }>(ledger, 'SELECT card FROM also WHERE slug = ? AND place > 0 ORDER BY place', slug).map(({ card }) => card)
    : undefined

/** Place 0 says that the picking is done, even where nothing was found. */
export function saveAlso(ledger: Ledger, slug: string, picks: string[]) {
  run(ledger, 'DELETE FROM also WHERE slug = ?', slug)
  for (const [place, card] of ['', ...picks].entries()) run(ledger, 'INSERT INTO also (slug, place, card) VALUES (?, ?, ?)', slug, place, card)
}

/** Cards that could be chosen stay, for readers saw them; those of unpublished articles are removed. */
export function removeUnpublishedAlso(ledger: Ledger, slug: string) {
  const found = rows<{ place: number; card: string; isLive: number }>(
    ledger,
    'SELECT place, card, EXISTS (SELECT 1 FROM articles a WHERE a.slug = also.card AND a.live IS NOT NULL) AS isLive FROM also WHERE slug = ? ORDER BY place',
    slug,
  )
  if (found.length === 0) return
  const cards = [...new Set(found.filter(({ place, card, isLive }) => place > 0 && isLive && card !== slug).map(({ card }) => card))].slice(0, MAX_CARDS)
  if (found[0]?.place !== 0) run(ledger, 'DELETE FROM also WHERE slug = ?', slug)
  else if (found.map(({ place, card }) => `${place} ${card}`).join() !== ['', ...cards].map((card, place) => `${place} ${card}`).join())
    saveAlso(ledger, slug, cards)
}

/** What the story is called now that an editor picked under this slug. */
const CURRENT_SLUG = 'coalesce((SELECT a.slug FROM redirects r JOIN articles a ON a.id = r.article WHERE r.slug = p.card), p.card)'

function chooseAlso(ledger: Ledger, slug: string): string[] {
  const listings = rows<{ name: string; published_at: string }>(ledger, 'SELECT name, published_at FROM listing_entries WHERE slug = ?', slug)
  const shared = nearestIn(
    ledger,
    slug,
    listings.filter(({ name }) => /^(?:topic|author)\//.test(name)),
  )
  const ofSection = listings.filter(({ name }) => name.startsWith('section/')).flatMap(({ name }) => newestIn(ledger, name))
  const ofHouse = pagesOfHouse(ledger)
  const chosen = [...whatItPicked(ledger, slug), ...[...whoPicked(ledger, slug), ...shared, ...ofSection].filter((it) => !ofHouse.has(it))]
  return [...new Set(chosen)].filter((it) => it !== slug && isEditorial(cardOfLive(ledger, it))).slice(0, MAX_CARDS)
}

/** Who picked an article, under whatever slug it had, newest first: editors tie the parts of a story together from either end. */
const whoPicked = (ledger: Ledger, slug: string) =>
  rows<{ slug: string }>(
    ledger,
    `SELECT p.slug FROM picks p JOIN live l ON l.slug = p.slug
     WHERE p.card = ?1 OR p.card IN (SELECT r.slug FROM redirects r JOIN articles a ON a.id = r.article WHERE a.slug = ?1) ORDER BY l.published_at DESC LIMIT ?2`,
    slug,
    OLDER,
  ).map(({ slug: it }) => it)

const whatItPicked = (ledger: Ledger, slug: string) =>
  rows<{ card: string }>(ledger, `SELECT ${CURRENT_SLUG} AS card FROM picks p WHERE p.slug = ? ORDER BY p.place`, slug).map(({ card }) => card)

const newestIn = (ledger: Ledger, name: string) =>
  rows<{ slug: string }>(ledger, 'SELECT slug FROM listing_entries WHERE name = ? ORDER BY published_at DESC, slug DESC LIMIT ?', name, OLDER).map(
    ({ slug }) => slug,
  )

const isEditorial = (card: Card | undefined) => card !== undefined && card.kind !== 'sponsored'

/** Articles that the site's own footer leads to say how it works, not what happened. */
function pagesOfHouse(ledger: Ledger) {
  const site = readSite(ledger)
  return new Set((site?.footer ?? []).map(({ url }) => lastPieceOf(url)))
}

/** Those in most of these listings first, then the newest. */
function nearestIn(ledger: Ledger, slug: string, listings: { name: string; published_at: string }[]) {
  const found = new Map<string, { at: string; shared: number }>()
  for (const { name, published_at } of listings) {
    for (const it of [...nextInListing(ledger, name, published_at, slug, 'newer', NEWER), ...nextInListing(ledger, name, published_at, slug, 'older', OLDER)]) {
      found.set(it.slug, { at: it.published_at, shared: (found.get(it.slug)?.shared ?? 0) + 1 })
    }
  }
  const order = ([a, x]: [string, { at: string; shared: number }], [b, y]: [string, { at: string; shared: number }]) =>
    y.shared - x.shared || (x.at < y.at ? 1 : x.at > y.at ? -1 : a < b ? 1 : -1)
  return [...found].sort(order).map(([it]) => it)
}

const NEXT_IN_LISTING = {
  newer: 'SELECT slug, published_at FROM listing_entries WHERE name = ? AND (published_at, slug) > (?, ?) ORDER BY published_at, slug LIMIT ?',
  older: 'SELECT slug, published_at FROM listing_entries WHERE name = ? AND (published_at, slug) < (?, ?) ORDER BY published_at DESC, slug DESC LIMIT ?',
}
const nextInListing = (ledger: Ledger, name: string, at: string, slug: string, side: keyof typeof NEXT_IN_LISTING, limit: number) =>
  rows<{ slug: string; published_at: string }>(ledger, NEXT_IN_LISTING[side], name, at, slug, limit)

/** Those who picked a newcomer or whom it picked, and those for whom it is among the nearest, pick anew. In bulk only the first: the others have yet to pick. */
export function rechooseNearby(ledger: Ledger, slug: string, now: number, bulk: boolean) {
  const listings = rows<{ name: string; published_at: string }>(
    ledger,
    `SELECT name, published_at FROM listing_entries WHERE slug = ? AND (name LIKE 'topic/%' OR name LIKE 'section/%') ORDER BY name DESC`,
    slug,
  )
  const near = (bulk ? [] : (['older', 'newer'] as const)).flatMap((side) =>
    listings.flatMap(({ name, published_at }) => nextInListing(ledger, name, published_at, slug, side, NEWER)),
  )
  for (const it of [...new Set([...whoPicked(ledger, slug), ...whatItPicked(ledger, slug), ...near.map((it) => it.slug)])].slice(0, MAX_REFRESHED))
    if (hasChosenAlso(ledger, it)) rechooseAlso(ledger, it, now, bulk)
}

/** One publication asks at most so many others to pick anew. */
const MAX_REFRESHED = 20

export function rechooseAlso(ledger: Ledger, slug: string, now: number, bulk = false) {
  run(ledger, 'DELETE FROM also WHERE slug = ?', slug)
  enqueue(ledger, { kind: 'also', name: slug }, now, { bulk })
}

/** Everyone who shows this card. */
export const articlesShowing = (ledger: Ledger, card: string) =>
  rows<{ slug: string }>(ledger, 'SELECT slug FROM also WHERE card = ?', card).map(({ slug }) => slug)
