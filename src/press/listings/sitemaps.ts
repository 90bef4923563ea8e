/** Articles as sitemaps name them. */

import { BEFORE_ALL } from '../../copy/calendar.ts'
import { pathOf } from '../../copy/shapes/article.ts'
import type { Card } from '../../copy/shapes/listing.ts'
import type { LanguageVersion } from '../../copy/shapes/translation.ts'
import type { SitemapEntry, SitemapPage } from '../calls.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import { changeTimeOf } from './change-times.ts'
import { ensureMonthCounts, momentsOfMonth } from './days-and-months.ts'
import { translationsOf } from './listed-articles.ts'

type Row = { card: string; modified_at: string; noindex: number; translations: string | null }

export function sitemapMonthOf(ledger: Ledger, month: string, now: number): SitemapPage {
  ensureMonthCounts(ledger, now)
  const stretch = momentsOfMonth(ledger, month)
  lookUpTranslations(ledger, stretch)
  const found = rows<Row>(
    ledger,
    'SELECT card, modified_at, noindex, translations FROM live WHERE published_at >= ? AND published_at < ? ORDER BY modified_at DESC, slug',
    ...stretch,
  )
  return { entries: found.map(sitemapEntryOf), changedAt: changeTimeOf(ledger, 'month', month) }
}

/** Articles looked up at once: the press is one line, and others wait behind it. */
const MAX_LOOKED_UP = 1000

/** What came out before `live` had its translations gets them from its copy, once. */
function lookUpTranslations(ledger: Ledger, stretch: [string, string]) {
  const without = rows<{ id: number; live: number }>(
    ledger,
    `SELECT a.id, a.live FROM live l JOIN articles a ON a.id = l.id WHERE l.published_at >= ? AND l.published_at < ? AND l.translations IS NULL AND a.live IS NOT NULL LIMIT ?`,
    ...[...stretch, MAX_LOOKED_UP],
  )
  for (const { id, live } of without) {
    const copy = copyOfRevision(ledger, id, live)
    run(ledger, 'UPDATE live SET translations = ? WHERE id = ?', copy ? translationsOf(copy) : '[]', id)
  }
}

const MAX_SINCE = 1000

export function publishedSince(ledger: Ledger, at: string, limit: number, now: number): SitemapPage & { newestBefore?: string } {
  ensureMonthCounts(ledger, now)
  const found = rows<Row>(
    ledger,
    'SELECT card, modified_at, noindex, translations FROM live WHERE published_at >= ? ORDER BY published_at DESC, slug DESC LIMIT ?',
    ...[at, Math.min(limit, MAX_SINCE)],
  )
  const before = row<{ at: string | null }>(ledger, 'SELECT max(published_at) AS at FROM live WHERE published_at >= ? AND published_at < ?', BEFORE_ALL, at)?.at
  return { entries: found.map(sitemapEntryOf), changedAt: changeTimeOf(ledger, 'month', ''), ...(before && { newestBefore: before }) }
}

function sitemapEntryOf({ card, modified_at, noindex, translations }: Row): SitemapEntry {
  const it = JSON.parse(card) as Card
  const others = JSON.parse(translations ?? '[]') as LanguageVersion[]
  return {
    path: pathOf(it),
    lastModified: modified_at,
    publishedAt: it.publishedAt,
    headline: it.headline,
    ...(it.kind === 'sponsored' && { sponsored: true as const }),
    ...(it.lang && { lang: it.lang }),
    ...(it.picture && { picture: it.picture.src }),
    ...(noindex === 1 && { noindex: true as const }),
    ...(others.length > 0 && { translations: others }),
  }
}
