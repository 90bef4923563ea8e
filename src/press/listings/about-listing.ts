/** What a listing's first page says of its subject beside the stories: an author, a topic, a section's sub-topics, the writers of opinions. */
import { explainerParts } from '../../copy/explainer-parts.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { Author } from '../../copy/shapes/author.ts'
import type { Card, ExplainerCard, Listing, Voice } from '../../copy/shapes/listing.ts'
import type { Site } from '../../copy/shapes/site.ts'
import type { TopicRecord } from '../../copy/shapes/topic.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { movedTo, nameRow } from '../ledger/names.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { isTakenOff } from '../ledger/shown-pictures.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import type { NameKind } from '../reference-calls.ts'

type About = Pick<Listing, 'author' | 'introduction' | 'explainer' | 'rows' | 'voices'>

/** `titleOf` names a topic without a record. */
export function aboutListing(
  ledger: Ledger,
  name: string,
  { cards, site, titleOf }: { cards: Card[]; site: Site | undefined; titleOf: (name: string) => string },
): About {
  const [kind, slug = ''] = name.split('/')
  switch (kind) {
    case 'author':
      return aboutAuthor(ledger, slug)
    case 'topic':
      return aboutTopic(ledger, slug)
    case 'section':
      return { ...subtopicRows(ledger, slug, site, titleOf), ...voicesOf(ledger, cards) }
    default:
      return {}
  }
}

/** What the newsroom says of a topic or an author; undefined where it says nothing. */
export function recordOf<R extends { slug: string; name: string }>(ledger: Ledger, kind: NameKind, slug: string): R | undefined {
  const json = nameRow(ledger, kind, slug)?.json
  // Saved by the call that takes records of this kind.
  return json ? (JSON.parse(json) as R) : undefined
}

function aboutAuthor(ledger: Ledger, slug: string): About {
  const { role, bio, portrait, contact } = shownAuthor(ledger, slug) ?? {}
  const author = { ...(role && { role }), ...(bio && { bio }), ...(portrait && { portrait }), ...(contact && { contact }) }
  return Object.keys(author).length > 0 ? { author } : {}
}

/** Without a portrait that we may show no more. */
function shownAuthor(ledger: Ledger, slug: string): Author | undefined {
  const author = recordOf<Author>(ledger, 'author', slug)
  if (!author?.portrait || !isTakenOff(ledger, author.portrait.src)) return author
  const { portrait: _, ...others } = author
  return others
}

function aboutTopic(ledger: Ledger, slug: string): About {
  const { introduction, explainer } = recordOf<TopicRecord>(ledger, 'topic', slug) ?? {}
  const card = explainer && explainerIn(ledger, `topic/${slug}`, explainer)
  return { ...(introduction && { introduction }), ...(card && { explainer: card }) }
}

/** Only of an explainer that readers find in this listing: the listing is printed again whenever that changes. */
function explainerIn(ledger: Ledger, listing: string, named: string): ExplainerCard | undefined {
  const it = storyCalled(ledger, named)
  if (!it || it.live === null) return undefined
  const found = row<{ card: string }>(
    ledger,
    'SELECT l.card FROM live l WHERE l.slug = ? AND EXISTS (SELECT 1 FROM listing_entries s WHERE s.slug = l.slug AND s.name = ?)',
    it.slug,
    listing,
  )
  const card = found && (JSON.parse(found.card) as Card)
  const article = copyOfRevision(ledger, it.id, it.live) as Article | undefined
  return card?.kind === 'explainer' && article ? { card, parts: explainerParts(article.body) } : undefined
}

const MAX_ROW_CARDS = 4
/** One story is no row. */
const LEAST_ROW_CARDS = 2

const IN_BOTH = `SELECT l.card FROM listing_entries t JOIN listing_entries s ON s.slug = t.slug AND s.name = ? AND s.published_at = t.published_at JOIN live l ON l.slug = t.slug
  WHERE t.name = ? ORDER BY t.published_at DESC, t.slug DESC LIMIT ?`

function subtopicRows(ledger: Ledger, slug: string, site: Site | undefined, titleOf: (name: string) => string): About {
  const named = site?.sections.find((section) => section.slug === slug)?.topics ?? []
  const topics = new Set(named.map((topic) => movedTo(ledger, 'topic', topic) ?? topic))
  const found = [...topics].map((topic) => ({
    topic: { slug: topic, name: nameRow(ledger, 'topic', topic)?.name ?? titleOf(`topic/${topic}`) },
    cards: rows<{ card: string }>(ledger, IN_BOTH, `section/${slug}`, `topic/${topic}`, MAX_ROW_CARDS).map(({ card }) => JSON.parse(card) as Card),
  }))
  const filled = found.filter(({ cards }) => cards.length >= LEAST_ROW_CARDS)
  return filled.length > 0 ? { rows: filled } : {}
}

const WRITERS = `SELECT name, title FROM listing_entries WHERE slug = ? AND name LIKE 'author/%' ORDER BY name`

/** The writers of those among the cards that are opinions, where the newsroom has a record of them. */
export function voicesOf(ledger: Ledger, cards: readonly Card[]): { voices?: Voice[] } {
  const opinions = new Map(cards.filter(({ kind }) => kind === 'opinion').map((card) => [card.slug, card]))
  const voices = [...opinions.values()].flatMap((card) => voiceOf(ledger, card) ?? [])
  return voices.length > 0 ? { voices } : {}
}

/** Of several writers, the one who is named first and has a record. */
function voiceOf(ledger: Ledger, { slug, by = [] }: Card): Voice | undefined {
  const [first] = rows<{ name: string; title: string }>(ledger, WRITERS, slug)
    .sort((a, b) => by.indexOf(a.title) - by.indexOf(b.title))
    .flatMap(({ name }) => shownAuthor(ledger, name.slice('author/'.length)) ?? [])
  return first && { slug, author: first.slug, ...(first.role && { role: first.role }), ...(first.portrait && { portrait: first.portrait }) }
}

/** The listings that say something of an author: their own, the front, and the sections where they speak for themselves. */
export const listingsShowingAuthor = (ledger: Ledger, slug: string) => [
  `author/${slug}`,
  'front',
  ...rows<{ section: string }>(
    ledger,
    `SELECT DISTINCT l.section FROM listing_entries s JOIN live l ON l.slug = s.slug WHERE s.name = ? AND json_extract(l.card, '$.kind') = 'opinion'`,
    `author/${slug}`,
  ).map(({ section }) => `section/${section}`),
]
