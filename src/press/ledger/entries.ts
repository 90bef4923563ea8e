/** The ledger as editors read it: articles and their revisions. */

import type { Article } from '../../copy/shapes/article.ts'
import type { Entry, Erasure, Refusal, Revision } from '../calls.ts'
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
    ...(it.embargo_until && { embargoUntil: it.embargo_until }),
    ...(it.withdraw_at && { withdrawAt: it.withdraw_at }),
    at: it.at,
    by: it.by,
  }
}

export function entryCalled(ledger: Ledger, slug: string) {
  const it = articleRow(ledger, slug)
  return it && entryOf(it)
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
