/**
 * Corrections belong to the story, not to the revision that is live: once published they are never edited and never removed,
 * and whatever of the story comes out later carries them on, through withdrawals, embargoes and restored revisions.
 */
import type { Article } from '../../copy/shapes/article.ts'
import type { Correction } from '../../copy/shapes/correction.ts'
import type { ArticleRow } from './article-row.ts'
import { copyOfRevision } from './revisions.ts'
import { type Ledger, rows, run } from './sql.ts'

/** All that readers were ever given. */
export function publishedCorrectionsOf(ledger: Ledger, it: ArticleRow): Correction[] {
  if (!it.came_out) return []
  if (!it.corrections_known) gatherPublished(ledger, it.id)
  return rows<{ at: string; text: string }>(ledger, 'SELECT at, text FROM published_corrections WHERE article = ? ORDER BY at, text', it.id)
}

/** A ledger created or exported before published corrections were saved has them in what it released. */
function gatherPublished(ledger: Ledger, id: number) {
  const released = rows<{ revision: number }>(ledger, 'SELECT DISTINCT revision FROM releases WHERE article = ?', id)
  for (const { revision } of released) insertCorrections(ledger, id, copyOfRevision(ledger, id, revision)?.corrections)
  run(ledger, 'UPDATE articles SET corrections_known = 1 WHERE id = ?', id)
}

/** Called when this copy comes out; `it` is as it was before. */
export function savePublishedCorrections(ledger: Ledger, it: ArticleRow, { corrections }: Article) {
  if (it.came_out && !it.corrections_known) gatherPublished(ledger, it.id)
  insertCorrections(ledger, it.id, corrections)
}

function insertCorrections(ledger: Ledger, id: number, corrections: Correction[] = []) {
  for (const { at, text } of corrections) run(ledger, 'INSERT OR IGNORE INTO published_corrections (article, at, text) VALUES (?, ?, ?)', id, at, text)
}

/** The article with those that it lacks. */
export function withCorrections(article: Article, published: Pick<Article, 'corrections'> | null): Article {
  const has = new Set(article.corrections?.map(({ at, text }) => `${at} ${text}`))
  const missing = published?.corrections?.filter(({ at, text }) => !has.has(`${at} ${text}`)) ?? []
  return missing.length === 0 ? article : { ...article, corrections: [...missing, ...(article.corrections ?? [])].sort((a, b) => (a.at < b.at ? -1 : 1)) }
}
