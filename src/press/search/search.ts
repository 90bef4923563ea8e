/** Search in published copy: the better match first, the newer of two alike; where nothing matches, what is spelled nearly so. */
import type { Article } from '../../copy/shapes/article.ts'
import { type Card, PAGE_SIZE } from '../../copy/shapes/listing.ts'
import type { Hit, SearchQuery, SearchResult } from '../calls.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { momentBounds } from './search-dates.ts'
import { normaliseSpelling } from './search-letters.ts'
import { matchOf, parseQuestion, type QuestionWord, tokensIn } from './search-question.ts'
import { excerptOf, runsOf } from './search-runs.ts'
import { gramsOf, plainTextOf } from './search-words.ts'

const MAX_PAGES = 50
/** Of what is spelled nearly so, only the likeliest are looked at. */
const MAX_SIMILAR = 60
const MIN_SHARED_GRAMS = 0.5

/** Matches in the headline weigh most; `pairs` holds all texts of run-on scripts at once. */
const RANK = `bm25(words, 10.0, 4.0, 5.0, 1.0, 2.0) * (1.0 + 0.5 / (1.0 + max(0, julianday(?) - julianday(l.published_at)) / 30.0))`

/** Articles with the exact spelling come before those with another form: "museum" before "museums". */
const AS_TYPED = 'words.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)'

export function search(ledger: Ledger, query: SearchQuery, now: string): SearchResult {
  const page = Math.max(1, Math.min(Math.floor(query.page ?? 1) || 1, MAX_PAGES))
  const asked = parseQuestion(query.q)
  const match = matchOf(asked, 'any')
  const nothing: SearchResult = { q: query.q, hits: [], total: 0, page, pages: 0, sections: [] }
  if (!match) return nothing
  const exact = matchOf(asked, 'exact') ?? match
  const [from, to] = momentBounds(ledger, query.from, query.to)
  const FROM = 'FROM words JOIN live l ON l.id = words.rowid WHERE words MATCH ? AND l.published_at >= ? AND l.published_at < ?'
  const sections = rows<{ section: string; count: number }>(
    ledger,
    `SELECT l.section, count(*) AS count ${FROM} GROUP BY l.section ORDER BY count DESC, l.section`,
    match,
    from,
    to,
  )
  const total = sections.reduce((sum, { section, count }) => sum + (!query.section || query.section === section ? count : 0), 0)
  if (sections.length === 0) return searchSimilar(ledger, query, asked, nothing, [from, to])
  const found = rows<{ card: string }>(
    ledger,
    `SELECT l.card ${FROM} ${query.section ? 'AND l.section = ?' : ''} ORDER BY ${AS_TYPED} DESC, ${RANK}, l.published_at DESC LIMIT ? OFFSET ?`,
    ...[match, from, to, ...(query.section ? [query.section] : []), exact, now, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  )
  const hits = found.map(({ card }) => hitOf(ledger, JSON.parse(card) as Card, asked))
  return { q: query.q, hits, total, page, pages: Math.min(MAX_PAGES, Math.ceil(total / PAGE_SIZE)), sections }
}

function searchSimilar(ledger: Ledger, { q, section }: SearchQuery, asked: QuestionWord[], nothing: SearchResult, [from, to]: [string, string]): SearchResult {
  const grams = gramsOf(tokensIn(q))
  if (grams.length === 0) return nothing
  const found = rows<{ card: string }>(
    ledger,
    `SELECT l.card FROM grams JOIN live l ON l.id = grams.rowid WHERE grams MATCH ? AND l.published_at >= ? AND l.published_at < ? ORDER BY bm25(grams) LIMIT ?`,
    ...[grams.map((gram) => `"${gram}"`).join(' OR '), from, to, MAX_SIMILAR],
  ).map(({ card }) => JSON.parse(card) as Card)
  const alike = found.filter((card) => sharedGrams(grams, card) >= MIN_SHARED_GRAMS)
  const inSection = alike.filter((card) => !section || card.section === section)
  const counts = new Map<string, number>()
  for (const card of alike) counts.set(card.section, (counts.get(card.section) ?? 0) + 1)
  const hits = inSection.slice(0, PAGE_SIZE).map((card) => hitOf(ledger, card, asked))
  return {
    ...nothing,
    page: 1,
    hits,
    total: hits.length,
    pages: hits.length > 0 ? 1 : 0,
    sections: [...counts].map(([name, count]) => ({ section: name, count })),
  }
}

function sharedGrams(grams: string[], { headline, kicker = '', by = [] }: Card) {
  const text = normaliseSpelling([headline, kicker, ...by].join(' '))
  return grams.filter((gram) => text.includes(gram)).length / grams.length
}

function hitOf(ledger: Ledger, card: Card, asked: QuestionWord[]): Hit {
  const it = storyCalled(ledger, card.slug)
  const article = it?.live == null ? null : (copyOfRevision(ledger, it.id, it.live) as Article)
  const text = [card.standfirst, article && plainTextOf(article)].filter(Boolean).join(' ')
  return { card, headline: runsOf(card.headline, asked), excerpt: excerptOf(text, asked) }
}
