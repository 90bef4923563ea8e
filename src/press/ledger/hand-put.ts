/** Which revision a copy became that an editor put straight into KV. */

import type { Article } from '../../copy/shapes/article.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import type { ArticleRow } from './article-row.ts'
import { withCorrections } from './corrections.ts'
import { formerSlugsOf } from './former-slugs.ts'
import { copyOfRevision, textOfArticle, textOfRevision } from './revisions.ts'
import { type Ledger, row, rows } from './sql.ts'

/** The note of a revision that came from KV. */
export const HAND_PUT_NOTE = 'put into KV by hand'
/** A hand-put copy seen late is one of the last few. */
const MAX_HAND_PUT_COMPARED = 5

/**
 * The revision that this hand-put copy became, if the ledger has it. It may have been filed with corrections that were live
 * then and are no more, and with updates that were told meanwhile, and so differ from what was in KV.
 */
export function revisionOfHandPut(ledger: Ledger, it: ArticleRow, article: Article): number | undefined {
  // It was filed under the slug of its day.
  for (const slug of [it.slug, ...formerSlugsOf(ledger, it.id).map(({ slug }) => slug)]) {
    const same = row<{ revision: number }>(
      ledger,
      'SELECT revision FROM revisions WHERE article = ? AND hash = ? ORDER BY revision DESC LIMIT 1',
      ...[it.id, fingerprint(textOfArticle({ ...article, slug }))],
    )
    if (same) return same.revision
  }
  return rows<{ revision: number }>(
    ledger,
    'SELECT revision FROM revisions WHERE article = ? AND note LIKE ? ORDER BY revision DESC LIMIT ?',
    ...[it.id, `${HAND_PUT_NOTE}%`, MAX_HAND_PUT_COMPARED],
  ).find(({ revision }) => becameThis(article, copyOfRevision(ledger, it.id, revision), textOfRevision(ledger, it.id, revision)))?.revision
}

function becameThis(article: Article, filed: Article | null, text: string | undefined) {
  const corrected = withCorrections(article, filed)
  return [corrected, withUpdatesOf(corrected, filed)].some((copy) => textOfArticle(copy) === text)
}

/** With its updates where all of the article's own are among them. */
function withUpdatesOf(article: Article, filed: Article | null): Article {
  if (!filed?.updates || !article.updates?.every(({ id }) => filed.updates?.some((update) => update.id === id))) return article
  return { ...article, updates: filed.updates, ...(filed.ended && { ended: filed.ended }) }
}
