/** What is read most: over the last 24 hours, by section, and by day. Counted elsewhere; what readers may see of it is decided here. */
import { addDays, dayAt, rangeOfDay } from '../../copy/calendar.ts'
import type { Card, MostRead } from '../../copy/shapes/listing.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { enqueue } from '../ledger/outbox.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { readSite, timeZoneOf } from '../ledger/stored-values.ts'
import type { MostReadStory, Ranking, ReadingWindow } from '../most-read-calls.ts'

/** The window that goes on. */
const NOW = 'now'
const WINDOW_MS = 24 * 3_600_000
/** The window ends and begins on one of these, so that all of it is counted. */
const STEP_MS = 30 * 60_000
const LISTED_DAYS = 7

const OVERALL = 10
const IN_SECTION = 5
/** A list of one or two says nothing. */
const MIN_LISTED = 3
/** Of each window; a section's five are among them. */
const SAVED = 500

export function readingWindows(ledger: Ledger, now: number): ReadingWindow[] {
  const until = Math.ceil(now / STEP_MS) * STEP_MS
  const today = dayAt(now, timeZoneOf(ledger))
  const days = today ? Array.from({ length: LISTED_DAYS }, (_, back) => addDays(today, -back - 1)) : []
  return [{ name: NOW, from: until - WINDOW_MS, until }, ...days.map((day) => windowOfDay(ledger, day)).filter((window) => !isRanked(ledger, window))]
}

function windowOfDay(ledger: Ledger, day: string): ReadingWindow {
  const [from, until] = rangeOfDay(day, timeZoneOf(ledger)).map((bound) => Date.parse(bound)) as [number, number]
  return { name: day, from, until }
}

/** A newsroom that changes its zone has other days. */
const isRanked = (ledger: Ledger, { name, from, until }: ReadingWindow) =>
  row(ledger, 'SELECT 1 AS it FROM most_read_windows WHERE window = ? AND from_at = ? AND until_at = ?', name, from, until) !== undefined

export function saveMostRead(ledger: Ledger, windows: readonly (ReadingWindow & { ranking: Ranking })[], now: number) {
  for (const { name, from, until, ranking } of windows) {
    run(ledger, 'INSERT OR REPLACE INTO most_read_windows (window, from_at, until_at) VALUES (?, ?, ?)', name, from, until)
    run(ledger, 'DELETE FROM most_read WHERE window = ?', name)
    for (const [place, { article, reads }] of byArticle(ledger, ranking).entries())
      run(ledger, 'INSERT INTO most_read (window, place, article, reads) VALUES (?, ?, ?, ?)', name, place, article, reads)
  }
  const today = dayAt(now, timeZoneOf(ledger))
  if (today) for (const table of ['most_read', 'most_read_windows'] as const) run(ledger, `DELETE FROM ${table} WHERE window < ?`, addDays(today, -LISTED_DAYS))
  enqueueListings(ledger, now)
}

/** A story that was renamed was read under several slugs. */
function byArticle(ledger: Ledger, ranking: Ranking) {
  const reads = new Map<number, number>()
  for (const { slug, count } of ranking) {
    const id = storyCalled(ledger, slug)?.id
    if (id !== undefined) reads.set(id, (reads.get(id) ?? 0) + count)
  }
  return [...reads]
    .map(([article, reads]) => ({ article, reads }))
    .sort((a, b) => b.reads - a.reads || a.article - b.article)
    .slice(0, SAVED)
}

function enqueueListings(ledger: Ledger, now: number) {
  const sections = readSite(ledger)?.sections.map(({ slug }) => `section/${slug}`) ?? []
  for (const name of ['most-read', 'front', ...sections]) enqueue(ledger, { kind: 'listing', name }, now, { bulk: true })
}

/** Sponsored copy is never among them, whoever reads it. */
const SHOWN = `SELECT l.card FROM most_read m JOIN live l ON l.id = m.article
  WHERE m.window = ? AND (?2 = '' OR l.section = ?2) AND m.article NOT IN (SELECT article FROM left_out_of_most_read)
    AND coalesce(json_extract(l.card, '$.kind'), '') <> 'sponsored' ORDER BY m.place LIMIT ?3`

function cardsOf(ledger: Ledger, window: string, section: string, limit: number) {
  const cards = rows<{ card: string }>(ledger, SHOWN, window, section, limit).map(({ card }) => JSON.parse(card) as Card)
  return cards.length < MIN_LISTED ? [] : cards
}

/** For the front, or for one section's page: the last 24 hours' five. */
export const mostReadCards = (ledger: Ledger, section = '') => cardsOf(ledger, NOW, section, IN_SECTION)

/** The page of its own; undefined where nothing was counted, or too little for a list. */
export function mostReadOf(ledger: Ledger): MostRead | undefined {
  const window = windowCalled(ledger, NOW)
  const cards = cardsOf(ledger, NOW, '', OVERALL)
  const days = rows<{ window: string }>(ledger, 'SELECT window FROM most_read_windows WHERE window <> ? ORDER BY window DESC', NOW)
    .map(({ window: day }) => ({ day, cards: cardsOf(ledger, day, '', IN_SECTION) }))
    .filter(({ cards }) => cards.length > 0)
  if (!window || (cards.length === 0 && days.length === 0)) return undefined
  const sections = (readSite(ledger)?.sections ?? []).flatMap(({ slug }) => {
    const cards = mostReadCards(ledger, slug)
    return cards.length > 0 ? [{ section: slug, cards }] : []
  })
  return { v: 1, name: 'most-read', ...window, cards, sections, days, updatedAt: window.until }
}

function windowCalled(ledger: Ledger, name: string) {
  const found = row<{ from_at: number; until_at: number }>(ledger, 'SELECT from_at, until_at FROM most_read_windows WHERE window = ?', name)
  return found && { from: instantOf(found.from_at), until: instantOf(found.until_at) }
}

/** Whether pages say that this one is read: what changes of it changes them. */
export const isMostRead = (ledger: Ledger, id: number) => row(ledger, 'SELECT 1 AS it FROM most_read WHERE article = ? LIMIT 1', id) !== undefined

const SEEN_BY_EDITORS = 100

export function listMostRead(ledger: Ledger): { window?: { from: string; until: string }; items: MostReadStory[] } {
  const window = windowCalled(ledger, NOW)
  const items = rows<{ card: string; reads: number; left_out: number }>(
    ledger,
    `SELECT l.card, m.reads, m.article IN (SELECT article FROM left_out_of_most_read) AS left_out FROM most_read m JOIN live l ON l.id = m.article
     WHERE m.window = ? ORDER BY m.place LIMIT ?`,
    ...[NOW, SEEN_BY_EDITORS],
  ).map(({ card, reads, left_out }) => {
    const { slug, section, headline } = JSON.parse(card) as Card
    return { slug, section, headline, reads, isLeftOut: left_out === 1 }
  })
  return { ...(window && { window }), items }
}

const LEAVE_OUT = 'leave-out-of-most-read'
const PUT_BACK = 'put-back-into-most-read'

export function leaveOut(ledger: Ledger, slug: string, isLeftOut: boolean, actor: Actor, now: number) {
  const story = storyCalled(ledger, slug)
  if (!story || story.live === null) return false
  if (isLeftOut) saveLeftOut(ledger, story.id)
  else run(ledger, 'DELETE FROM left_out_of_most_read WHERE article = ?', story.id)
  recordAudit(ledger, actor, now, { what: isLeftOut ? LEAVE_OUT : PUT_BACK, slug: story.slug, isNoDecision: true })
  enqueueListings(ledger, now)
  enqueue(ledger, { kind: 'listing', name: 'most-read' }, now)
  return true
}

const saveLeftOut = (ledger: Ledger, id: number) => run(ledger, 'INSERT OR IGNORE INTO left_out_of_most_read (article) VALUES (?)', id)

export const isLeftOutOfMostRead = (ledger: Ledger, id: number) => row(ledger, 'SELECT 1 AS it FROM left_out_of_most_read WHERE article = ?', id) !== undefined

/** From an export, which doesn't say since when: what an editor here put back stays there. */
export function importLeftOut(ledger: Ledger, { id, slug }: { id: number; slug: string }, now: number) {
  const last = row<{ what: string }>(ledger, 'SELECT what FROM audit WHERE slug = ? AND what IN (?, ?) ORDER BY id DESC LIMIT 1', slug, LEAVE_OUT, PUT_BACK)
  if (last?.what === PUT_BACK) return
  saveLeftOut(ledger, id)
  enqueueListings(ledger, now)
}
