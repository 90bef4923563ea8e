/** The ledger as editors read it: articles, their revisions, and lists of them. */

import type { Article } from '../../copy/shapes/article.ts'
import type { Entry, Erasure, ListQuery, Page, Refusal, Revision } from '../calls.ts'
import { type ArticleRow, articleRow } from './article-row.ts'
import { missingRevisionRefusal } from './erasures.ts'
import { missingRefusal } from './former-slugs.ts'
import { withPresentNames } from './names.ts'
import { copyOfRevision } from './revisions.ts'
import { type Ledger, rows } from './sql.ts'

export function entryOf(it: ArticleRow): Entry {
  return {
    slug: it.slug,
    revision: it.revision,
    state: it.state,
    ...(it.live !== null && { live: it.live }),
    url: it.path,
    section: it.section,
    headline: it.headline,
    publishedAt: it.published_at,
    ...(it.until && { until: it.until, ready: it.ready ?? it.revision }),
    ...(it.withdraw_at && { withdrawAt: it.withdraw_at }),
    at: it.at,
    by: it.by,
  }
}

/** As it was filed, or as it is shown: with its topics and authors as they are called now. */
export function readRevision(
  ledger: Ledger,
  slug: string,
  revision?: number,
  as: 'filed' | 'shown' = 'filed',
): { ok: true; article: Article; entry: Entry; revision: number } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const article = copyOfRevision(ledger, it.id, revision ?? it.revision)
  if (!article) return missingRevisionRefusal(ledger, it, revision ?? it.revision)
  return { ok: true, article: as === 'shown' ? withPresentNames(ledger, article) : article, entry: entryOf(it), revision: revision ?? it.revision }
}

export function revisionsOf(ledger: Ledger, slug: string): { ok: true; revisions: Revision[] } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const found = rows<{ revision: number; at: string; by: string; headline: string; note: string | null; erased: string | null }>(
    ledger,
    'SELECT revision, at, by, headline, note, erased FROM revisions WHERE article = ? ORDER BY revision DESC',
    it.id,
  )
  return {
    ok: true,
    revisions: found.map(({ note, erased, ...revision }) => ({
      ...revision,
      ...(note && { note }),
      live: revision.revision === it.live,
      ...(erased && { erased: JSON.parse(erased) as Erasure }),
    })),
  }
}

const MAX_LIST = 200
/** Newest filed first. The cursor is the last entry's moment and number, so that filing meanwhile repeats or skips nothing older. */
export function listEntries(ledger: Ledger, { state, section, q, cursor, limit = 50 }: ListQuery): Page<Entry> {
  const size = Math.max(1, Math.min(limit, MAX_LIST))
  const [at, id] = cursorOf(cursor)
  const where: string[] = []
  const bound: (string | number)[] = []
  if (state) where.push('state = ?') && bound.push(state)
  if (section) where.push('section = ?') && bound.push(section)
  if (at) where.push('(at, id) < (?, ?)') && bound.push(at, id)
  for (const word of (q ?? '')
    // SQLite ends a query at NUL, and is then missing a quote.
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 5)) {
    const isShort = [...word].length < 3
    where.push(isShort ? 'id IN (SELECT rowid FROM filed WHERE headline LIKE ?)' : 'id IN (SELECT rowid FROM filed WHERE filed MATCH ?)')
    bound.push(isShort ? `%${word}%` : `"${word.replaceAll('"', '')}"`)
  }
  const found = rows<ArticleRow>(
    ledger,
    `SELECT * FROM articles ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY at DESC, id DESC LIMIT ?`,
    ...bound,
    size + 1,
  )
  const page = found.slice(0, size)
  const last = page.at(-1)
  return { items: page.map(entryOf), ...(found.length > size && last && { nextCursor: `${last.at}~${last.id}` }) }
}

function cursorOf(cursor: string | undefined): [string, number] {
  const [, at = '', id = '0'] = /^([\dT:Z-]{20})~(\d{1,15})$/.exec(cursor ?? '') ?? []
  return [at, Number(id)]
}
