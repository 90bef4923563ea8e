/** Search in published copy: the better match first, the newer of two alike; where nothing matches, what is spelled nearly so. */
import { AFTER_ALL } from '../copy/calendar.ts'
import { type Card, PAGE_SIZE } from '../copy/shapes/listing.ts'
import { normaliseSpelling } from '../press/search/search-letters.ts'
import { matchOf, parseQuestion, type QuestionWord, tokensIn } from '../press/search/search-question.ts'
import { gramsOf } from '../press/search/search-words.ts'
import type { Hit, SearchQuery, SearchResult } from './calls.ts'
import { excerptOf, runsOf } from './search-runs.ts'

const MAX_PAGES = 50
/** Twice as many as have a place on a page. */
const MAX_RANKED = 2000
/** A word that all articles have would be counted for seconds: of more than these, the last that were filed. */
export const MAX_COUNTED = 10_000
/** Of what is spelled nearly so, only the likeliest are looked at. */
const MAX_SIMILAR = 60
const MIN_SHARED_GRAMS = 0.5

/** Matches in the headline weigh most; `pairs` holds all texts of run-on scripts at once. */
const RANK = `bm25(words, 10.0, 4.0, 5.0, 1.0, 2.0) * (1.0 + 0.5 / (1.0 + max(0, julianday(?) - julianday(s.published_at)) / 30.0))`

/** Articles with the exact spelling come before those with another form: "museum" before "museums". */
const AS_TYPED = 'words.rowid IN (SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ?)'

const MATCHING = 'FROM words JOIN stories s ON s.id = words.rowid WHERE words MATCH ? AND s.published_at >= ? AND s.published_at < ?'

/** `now` is an instant: of what matches equally well, the newer comes first. */
export function findStories(sql: SqlStorage, query: SearchQuery, now: string): SearchResult {
  const page = Math.max(1, Math.min(Math.floor(query.page ?? 1) || 1, MAX_PAGES))
  const asked = parseQuestion(query.q)
  const match = matchOf(asked, 'any')
  const nothing: SearchResult = { q: query.q, hits: [], total: 0, page, pages: 0, sections: [] }
  if (!match) return nothing
  const [from, to] = query.between ?? ['', AFTER_ALL]
  const sections = sql
    .exec<{ section: string; count: number }>(
      `SELECT section, count(*) AS count FROM (SELECT s.section ${MATCHING} ORDER BY words.rowid DESC LIMIT ?) GROUP BY section ORDER BY count DESC, section`,
      ...[match, from, to, MAX_COUNTED],
    )
    .toArray()
  const counted = sections.reduce((sum, { count }) => sum + count, 0)
  const isMore = counted === MAX_COUNTED
  if (sections.length === 0) return findSimilar(sql, query, asked, nothing)
  const exact = matchOf(asked, 'exact') ?? match
  const within = { match, from, to, section: query.section, since: 0 }
  const total = query.section ? (isMore ? countOf(sql, within) : (sections.find(({ section }) => section === query.section)?.count ?? 0)) : counted
  const since = total > MAX_RANKED ? leastRanked(sql, within) : 0
  const ids = rankedIds(sql, { ...within, since }, { exact, now, offset: (page - 1) * PAGE_SIZE })
  const hits = ids.flatMap((id) => hitOf(sql, id, asked))
  return { q: query.q, hits, total, page, pages: Math.min(MAX_PAGES, Math.ceil(total / PAGE_SIZE)), sections, ...(isMore && { isMore }) }
}

/** `since`: the least id of a story that counts. */
type Within = { match: string; from: string; to: string; section: string | undefined; since: number }

const WITHIN = `${MATCHING} AND words.rowid >= ? AND (? = '' OR s.section = ?)`
const boundTo = ({ match, from, to, since, section = '' }: Within) => [match, from, to, since, section, section]

const countOf = (sql: SqlStorage, within: Within) =>
  sql.exec<{ count: number }>(`SELECT count(*) AS count FROM (SELECT 1 ${WITHIN} LIMIT ?)`, ...boundTo(within), MAX_COUNTED).one().count

/** Of what a common word finds, the last so many that were filed are weighed against each other. */
function leastRanked(sql: SqlStorage, within: Within) {
  const query = `SELECT min(id) AS least FROM (SELECT words.rowid AS id ${WITHIN} ORDER BY words.rowid DESC LIMIT ?)`
  return sql.exec<{ least: number | null }>(query, ...boundTo(within), MAX_RANKED).one().least ?? 0
}

function rankedIds(sql: SqlStorage, within: Within, { exact, now, offset }: { exact: string; now: string; offset: number }) {
  const query = `SELECT s.id ${WITHIN} ORDER BY ${AS_TYPED} DESC, ${RANK}, s.published_at DESC LIMIT ? OFFSET ?`
  return sql
    .exec<{ id: number }>(query, ...boundTo(within), exact, within.since, now, PAGE_SIZE, offset)
    .toArray()
    .map(({ id }) => id)
}

function findSimilar(sql: SqlStorage, { q, section, between = ['', AFTER_ALL] }: SearchQuery, asked: QuestionWord[], nothing: SearchResult): SearchResult {
  const grams = gramsOf(tokensIn(q))
  if (grams.length === 0) return nothing
  const found = sql
    .exec<{ id: number; card: string }>(
      `SELECT s.id, s.card FROM grams JOIN stories s ON s.id = grams.rowid WHERE grams MATCH ? AND s.published_at >= ? AND s.published_at < ? ORDER BY bm25(grams) LIMIT ?`,
      ...[grams.map((gram) => `"${gram}"`).join(' OR '), ...between, MAX_SIMILAR],
    )
    .toArray()
    .map(({ id, card }) => ({ id, card: JSON.parse(card) as Card }))
  const alike = found.filter(({ card }) => sharedGrams(grams, card) >= MIN_SHARED_GRAMS)
  const counts = new Map<string, number>()
  for (const { card } of alike) counts.set(card.section, (counts.get(card.section) ?? 0) + 1)
  const inSection = alike.filter(({ card }) => !section || card.section === section)
  const hits = inSection.slice(0, PAGE_SIZE).flatMap(({ id }) => hitOf(sql, id, asked))
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

function hitOf(sql: SqlStorage, id: number, asked: QuestionWord[]): Hit[] {
  const found = sql.exec<{ card: string; text: string }>('SELECT s.card, t.text FROM stories s JOIN texts t ON t.id = s.id WHERE s.id = ?', id).toArray()
  return found.map((it) => {
    const card = JSON.parse(it.card) as Card // As it was saved.
    const text = [card.standfirst, it.text].filter(Boolean).join(' ')
    return { card, headline: runsOf(card.headline, asked), excerpt: excerptOf(text, asked) }
  })
}
