/** Listings as readers get them, built from what readers may see. Same articles, same bytes: no clock here. */
import { type Card, type Front, type Listing, PAGE_SIZE } from '../../copy/shapes/listing.ts'
import type { Site } from '../../copy/shapes/site.ts'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { CorrectionLine, ListingPlace, ListingRest } from '../calls.ts'
import { movedSection } from '../ledger/moved-sections.ts'
import { isOfEdition, nameRow } from '../ledger/names.ts'
import { type Ledger, laterOf, row, rows } from '../ledger/sql.ts'
import { readPins, readSite } from '../ledger/stored-values.ts'
import { NAME_KINDS } from '../reference-calls.ts'
import { aboutListing, voicesOf } from './about-listing.ts'
import { mostReadCards } from './most-read.ts'

const FRONT_CARDS = 14
const FRONT_LATEST = 18
const ROW_CARDS = 6
const FRONT_TOPICS = 10
const FRONT_CORRECTIONS = 3

/** Of an empty listing. */
const NEVER = '1970-01-01T00:00:00Z'

const CARDS = 'SELECT l.card FROM listing_entries s JOIN live l ON l.slug = s.slug WHERE s.name = ? ORDER BY s.published_at DESC, s.slug DESC LIMIT ? OFFSET ?'

export const cardsIn = (ledger: Ledger, name: string, limit: number, offset = 0) =>
  rows<{ card: string }>(ledger, CARDS, name, limit, offset).map(({ card }) => JSON.parse(card) as Card)

export const totalOf = (ledger: Ledger, name: string) => row<{ total: number }>(ledger, 'SELECT total FROM totals WHERE name = ?', name)?.total ?? 0

/** `undefined` where no such listing is: a topic, author or unknown section without articles, a page after the last. */
export function listingOf(ledger: Ledger, name: string, page = 1): Listing | undefined {
  const site = readSite(ledger)
  const moved = page === 1 ? movedListing(ledger, name) : undefined
  if (moved) return moved
  const total = totalOf(ledger, name)
  const section = name.startsWith('section/') ? site?.sections.find(({ slug }) => `section/${slug}` === name) : undefined
  if (total === 0 && !section && name !== 'latest') return undefined
  const cards = cardsIn(ledger, name, PAGE_SIZE, (page - 1) * PAGE_SIZE)
  if (cards.length === 0 && page > 1) return undefined
  const listing = { v: 1 as const, name, title: section?.name ?? titleOf(ledger, name), cards, total, updatedAt: newestUpdateIn(cards) }
  if (page > 1) return listing
  const further = furtherSlugsIn(ledger, name, cards)
  const mostRead = section ? mostReadCards(ledger, section.slug) : []
  const about = aboutListing(ledger, name, { cards, site, titleOf: (topic) => titleOf(ledger, topic) })
  return { ...listing, ...(further.length > 0 && { further }), ...(mostRead.length > 0 && { mostRead }), ...about }
}

const CARDS_AFTER = `SELECT l.card FROM listing_entries s JOIN live l ON l.slug = s.slug WHERE s.name = ? AND (s.published_at, s.slug) < (?, ?)
  ORDER BY s.published_at DESC, s.slug DESC LIMIT ?`

/** The page that follows a story, wherever that story is in the listing by now: nothing comes twice because something new came out. */
export function listingAfter(ledger: Ledger, name: string, { publishedAt, slug }: ListingPlace): ListingRest {
  const cards = rows<{ card: string }>(ledger, CARDS_AFTER, name, publishedAt, slug, PAGE_SIZE + 1).map(({ card }) => JSON.parse(card) as Card)
  return { cards: cards.slice(0, PAGE_SIZE), more: cards.length > PAGE_SIZE, ...voicesOf(ledger, cards) }
}

/** Of a section, a topic or an author that was renamed or merged: nothing but where readers are sent. */
function movedListing(ledger: Ledger, name: string): Listing | undefined {
  // While its stories are being moved, a section has a page for those that are left.
  const section = name.startsWith('section/') && totalOf(ledger, name) === 0 ? movedSection(ledger, name.slice('section/'.length)) : undefined
  if (section) return { v: 1, name, title: section.to, cards: [], total: 0, updatedAt: section.at, to: encodeLetters(`/${section.to}`) }
  const kind = NAME_KINDS.find((it) => name.startsWith(`${it}/`))
  const moved = kind && nameRow(ledger, kind, name.slice(kind.length + 1))
  return moved?.moved_to
    ? { v: 1, name, title: moved.moved_to, cards: [], total: 0, updatedAt: moved.at, to: encodeLetters(`/${kind}/${moved.moved_to}`) }
    : undefined
}

/** A feed reader that asks twice a day misses nothing. */
const FEED_MS = 48 * 3_600_000
/** Workers KV gives a hundred values at once, and one is the site's. */
const MAX_IN_FEED = 99

/** Counted back from the newest, so that no clock is asked: what is younger than two days is among them at any time. */
function furtherSlugsIn(ledger: Ledger, name: string, cards: Card[]) {
  const [first, last] = [cards[0], cards[PAGE_SIZE - 1]]
  if (!first || !last) return []
  return rows<{ slug: string }>(
    ledger,
    `SELECT json_extract(l.card, '$.slug') AS slug FROM listing_entries s JOIN live l ON l.slug = s.slug WHERE s.name = ? AND (s.published_at, s.slug) < (?, ?) AND s.published_at >= ?
     ORDER BY s.published_at DESC, s.slug DESC LIMIT ?`,
    ...[name, last.publishedAt, last.slug, instantOf(Date.parse(first.publishedAt) - FEED_MS), MAX_IN_FEED - PAGE_SIZE],
  ).map(({ slug }) => slug)
}

/** Where none of so many calls it in the edition's language, it is called as the newest does. */
const TITLES_READ = 100
const TITLES = `SELECT s.title, json_extract(l.card, '$.lang') AS lang FROM listing_entries s JOIN live l ON l.slug = s.slug WHERE s.name = ?
  ORDER BY s.published_at DESC, s.slug DESC LIMIT ?`

/** As the newsroom calls it, or as its newest article in the edition's language does; as one in another only where there is no such article. */
export const titleOf = (ledger: Ledger, name: string): string =>
  recordedName(ledger, name) ?? titleInEdition(ledger, name, 1) ?? titleInEdition(ledger, name, TITLES_READ) ?? newestTitle(ledger, name) ?? 'Latest'

const titleInEdition = (ledger: Ledger, name: string, newest: number) =>
  rows<{ title: string; lang: string | null }>(ledger, TITLES, name, newest).find(({ lang }) => isOfEdition(ledger, lang ?? undefined))?.title

const newestTitle = (ledger: Ledger, name: string) =>
  row<{ title: string }>(ledger, 'SELECT title FROM listing_entries WHERE name = ? ORDER BY published_at DESC, slug DESC LIMIT 1', name)?.title

function recordedName(ledger: Ledger, name: string) {
  const kind = NAME_KINDS.find((it) => name.startsWith(`${it}/`))
  return kind && nameRow(ledger, kind, name.slice(kind.length + 1))?.name
}

export function frontOf(ledger: Ledger, pins: readonly string[] = readPins(ledger)): Front {
  const site = readSite(ledger)
  const pinned = pins.flatMap((slug) => cardOfLive(ledger, slug) ?? [])
  const newestCards = cardsIn(ledger, 'latest', FRONT_CARDS + pinned.length)
  const isPinned = new Set(pinned.map(({ slug }) => slug))
  const cards = [...pinned, ...newestCards.filter(({ slug }) => !isPinned.has(slug))].slice(0, Math.max(FRONT_CARDS, pinned.length))
  const latest = newestCards.slice(0, FRONT_LATEST)
  const rowsBySection = sectionsOf(site).map((section) => ({ section, cards: cardsIn(ledger, `section/${section}`, ROW_CARDS) }))
  const voices = voicesOf(ledger, [...cards, ...rowsBySection.flatMap((it) => it.cards)])
  const topics = topicsByTotal(ledger, FRONT_TOPICS).map(({ slug, name }) => ({ slug, name }))
  const corrections = correctionLines(ledger, FRONT_CORRECTIONS)
  const mostRead = mostReadCards(ledger)
  return {
    v: 1,
    name: 'front',
    cards,
    latest,
    rows: rowsBySection.filter((it) => it.cards.length > 0),
    ...(topics.length > 0 && { topics }),
    ...(mostRead.length > 0 && { mostRead }),
    ...voices,
    ...(corrections.length > 0 && { corrections }),
    updatedAt: newestUpdateIn([...cards, ...latest]),
  }
}

const sectionsOf = (site: Site | undefined) => site?.sections.map(({ slug }) => slug) ?? []

const newestUpdateIn = (cards: Card[]) => cards.reduce((last, { publishedAt, updatedAt = publishedAt }) => laterOf(updatedAt, last), NEVER)

export function cardOfLive(ledger: Ledger, slug: string) {
  const found = row<{ card: string }>(ledger, 'SELECT card FROM live WHERE slug = ?', slug)
  return found && (JSON.parse(found.card) as Card)
}

export const topicsByTotal = (ledger: Ledger, limit: number) =>
  rows<{ name: string; total: number }>(ledger, `SELECT name, total FROM totals WHERE kind = 'topic' ORDER BY total DESC, name LIMIT ?`, limit).map(
    ({ name, total }) => ({
      slug: name.slice('topic/'.length),
      name: titleOf(ledger, name),
      count: total,
    }),
  )

export const correctionLines = (ledger: Ledger, limit: number, offset = 0): CorrectionLine[] =>
  rows<{ at: string; text: string; card: string }>(
    ledger,
    'SELECT c.at, c.text, l.card FROM corrections c JOIN live l ON l.slug = c.slug ORDER BY c.at DESC, c.slug DESC, c.number DESC LIMIT ? OFFSET ?',
    ...[limit, offset],
  ).map(({ at, text, card }) => {
    const { slug, section, headline } = JSON.parse(card) as Card
    return { slug, section, headline, at, text }
  })
