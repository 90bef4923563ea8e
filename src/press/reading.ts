/** What readers' pages ask beyond the first page of a listing. Only what stands in the edition is ever looked at. */
import { pathOf } from '../copy/article.ts'
import { type Card, type Listing, PAGE_SIZE } from '../copy/listing.ts'
import type { Version } from '../copy/translation.ts'
import { editsBetween } from '../copy/word-diff.ts'
import type { Change, CorrectionLine, MapEntry } from './calls.ts'
import { copyOfRevision, held } from './ledger.ts'
import { correctionLines } from './listings.ts'
import { keptSite } from './publication.ts'
import { isoOf, type Ledger, later, row, rows, run } from './rows.ts'
import { translationsOf } from './standing.ts'

export function correctionsPage(ledger: Ledger, page: number): { items: CorrectionLine[]; total: number } {
  const total = row<{ total: number }>(ledger, 'SELECT count(*) AS total FROM corrections')?.total ?? 0
  return { items: correctionLines(ledger, PAGE_SIZE, (page - 1) * PAGE_SIZE), total }
}

/** One day of the newsroom's own time zone. `date` is `2023-10-10`. */
export function dayOf(ledger: Ledger, date: string, page: number): Listing {
  const zone = keptSite(ledger)?.timeZone ?? 'UTC'
  const [from, to] = [startOfDay(date, zone), startOfDay(dayAfter(date), zone)].map(isoOf) as [string, string]
  const cards = rows<{ card: string }>(
    ledger,
    'SELECT card FROM live WHERE published_at >= ? AND published_at < ? ORDER BY published_at DESC, slug DESC LIMIT ? OFFSET ?',
    ...[from, to, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  ).map(({ card }) => JSON.parse(card) as Card)
  const total = row<{ total: number }>(ledger, 'SELECT count(*) AS total FROM live WHERE published_at >= ? AND published_at < ?', from, to)?.total ?? 0
  const updatedAt = cards.reduce((last, { publishedAt, updatedAt = publishedAt }) => later(updatedAt, last), from)
  return { v: 1, name: `day/${date}`, title: date, cards, total, updatedAt }
}

/** The days of a search, or moments, as bounds for `published_at`: from the first, and before the second. */
export function momentsBetween(ledger: Ledger, from = '', to = ''): [string, string] {
  const zone = keptSite(ledger)?.timeZone ?? 'UTC'
  const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  const isMoment = (text: string) => text.length > 10 && !Number.isNaN(Date.parse(text))
  return [
    isDay(from) ? isoOf(startOfDay(from, zone)) : isMoment(from) ? isoOf(Date.parse(from)) : '',
    isDay(to) ? isoOf(startOfDay(dayAfter(to), zone)) : isMoment(to) ? isoOf(Date.parse(to) + 1000) : '9999',
  ]
}

const dayAfter = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** Local midnight, in milliseconds: what the zone's clock shows decides, twice, because its offset may change that night. */
function startOfDay(date: string, timeZone: string) {
  const wanted = Date.parse(`${date}T00:00:00Z`)
  const shown = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const offsetAt = (at: number) => {
    const part = Object.fromEntries(shown.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second) - at
  }
  const guess = wanted - offsetAt(wanted)
  return wanted - offsetAt(guess)
}

export function monthsOf(ledger: Ledger) {
  return rows<{ month: string; count: number; lastModified: string }>(
    ledger,
    `SELECT substr(t.name, 7) AS month, t.total AS count, (SELECT max(l.modified_at) FROM live l WHERE l.month = substr(t.name, 7)) AS lastModified
     FROM totals t WHERE t.kind = 'month' ORDER BY month DESC`,
  )
}

type Mapped = { card: string; modified_at: string; noindex: number; translations: string | null }

export function monthOf(ledger: Ledger, month: string): MapEntry[] {
  lookUpTranslations(ledger, month)
  return rows<Mapped>(ledger, 'SELECT card, modified_at, noindex, translations FROM live WHERE month = ? ORDER BY modified_at DESC', month).map(mapEntry)
}

/** Articles looked up at once: the press is one line, and others wait behind it. */
const MAX_LOOKED_UP = 1000

/** What came out before `live` had its translations gets them from its copy, once. */
function lookUpTranslations(ledger: Ledger, month: string) {
  const without = rows<{ id: number; live: number }>(
    ledger,
    `SELECT a.id, a.live FROM live l JOIN articles a ON a.id = l.id WHERE l.month = ? AND l.translations IS NULL AND a.live IS NOT NULL
     ORDER BY l.modified_at DESC LIMIT ?`,
    ...[month, MAX_LOOKED_UP],
  )
  for (const { id, live } of without) {
    const copy = copyOfRevision(ledger, id, live)
    run(ledger, 'UPDATE live SET translations = ? WHERE id = ?', copy ? translationsOf(copy) : '[]', id)
  }
}

const MAX_SINCE = 1000

export const publishedSince = (ledger: Ledger, at: string, limit: number): MapEntry[] =>
  rows<Mapped>(
    ledger,
    'SELECT card, modified_at, noindex, translations FROM live WHERE published_at >= ? ORDER BY published_at DESC, slug DESC LIMIT ?',
    ...[at, Math.min(limit, MAX_SINCE)],
  ).map(mapEntry)

function mapEntry({ card, modified_at, noindex, translations }: Mapped): MapEntry {
  const it = JSON.parse(card) as Card
  const others = JSON.parse(translations ?? '[]') as Version[]
  return {
    path: pathOf(it),
    lastModified: modified_at,
    publishedAt: it.publishedAt,
    headline: it.headline,
    ...(it.lang && { lang: it.lang }),
    ...(it.picture && { picture: it.picture.src }),
    ...(noindex === 1 && { noindex: true as const }),
    ...(others.length > 0 && { translations: others }),
  }
}

export function fateOf(ledger: Ledger, slug: string): 'published' | 'withdrawn' | 'unknown' {
  const it = held(ledger, slug)
  if (it?.state === 'published') return 'published'
  return it?.state === 'withdrawn' && it.came_out ? 'withdrawn' : 'unknown'
}

/** A live story may have been out in hundreds of revisions. */
const MAX_CHANGES = 20

/** From one published revision to the next: what readers saw change. */
export function changesOf(ledger: Ledger, slug: string): Change[] {
  const it = held(ledger, slug)
  if (it?.live == null) return []
  const released = rows<{ revision: number; at: string }>(
    ledger,
    'SELECT revision, at FROM releases WHERE article = ? ORDER BY id DESC LIMIT ?',
    it.id,
    MAX_CHANGES + 1,
  ).reverse()
  const changes: Change[] = []
  for (const [n, { revision, at }] of released.entries()) {
    const from = released[n - 1]?.revision
    if (from === undefined || from === revision) continue
    const [before, after] = [copyOfRevision(ledger, it.id, from), copyOfRevision(ledger, it.id, revision)]
    const edits = before && after ? editsBetween(before, after) : []
    if (edits.length > 0) changes.unshift({ at, from, to: revision, edits })
  }
  return changes
}
