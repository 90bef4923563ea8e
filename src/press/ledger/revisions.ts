/** Every revision of every article, and the state each article is in. Nothing here is ever overwritten or removed. */

import type { AgencyItem } from '../../copy/ninjs/item-version.ts'
import { Article, pathOf } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import type { Actor } from '../calls.ts'
import { type ArticleRow, articleRow } from './article-row.ts'
import { agencyItemOf, originOf, saveOrigin } from './origins.ts'
import { recordPictureUses } from './picture-uses.ts'
import { type Ledger, partsOf, row, rows, run } from './sql.ts'
import { takeWordsFrom } from './words-from-copy.ts'

/** The text of a revision as it was filed, under the slug that the story has now; `undefined` where there is none. */
export function textOfRevision(ledger: Ledger, id: number, revision: number) {
  const parts = rows<{ json: string; slug: string }>(
    ledger,
    'SELECT c.json, a.slug FROM copy c JOIN articles a ON a.id = c.article WHERE c.article = ? AND c.revision = ? ORDER BY c.part',
    ...[id, revision],
  )
  const text = parts.map(({ json }) => json).join('')
  // `textOfArticle` writes the slug second.
  return parts[0] && text.replace(/(?<=^\{"v":1,"slug":")[^"]*/, parts[0].slug)
}

/** A revision was parsed before it was filed, so its type is known. */
export const copyOfRevision = (ledger: Ledger, id: number, revision: number) => JSON.parse(textOfRevision(ledger, id, revision) ?? 'null') as Article | null

/** As the parser writes it, known fields in the schema's order first: the same article is the same bytes, however it was put together. */
export function textOfArticle(article: Article) {
  const known = Object.keys(Article.entries).filter((field) => article[field] !== undefined)
  const others = Object.keys(article).filter((field) => !(field in Article.entries))
  return JSON.stringify(Object.fromEntries([...known, ...others].map((field) => [field, article[field]])))
}

/** Whether the date of a revision is not the copy's own, but one that the newsroom gave it meanwhile. */
export const isUndated = (ledger: Ledger, id: number, revision: number) =>
  row<{ undated: number | null }>(ledger, 'SELECT undated FROM revisions WHERE article = ? AND revision = ?', id, revision)?.undated === 1

/**
 * Saves one more revision, and the article when it is the first. The state is the caller's affair. What came from
 * an agency's item still does after it was edited: `base` is the revision this one was made of, the newest unless said.
 */
export function saveRevision(
  ledger: Ledger,
  article: Article,
  actor: Actor,
  now: number,
  note?: string,
  { base, item, undated = false }: { base?: number | undefined; item?: AgencyItem | undefined; undated?: boolean | undefined } = {},
): ArticleRow {
  const { slug, section, headline, publishedAt } = article
  const at = instantOf(now)
  const before = articleRow(ledger, slug)
  if (!before) {
    run(
      ledger,
      `INSERT INTO articles (slug, section, headline, published_at, state, revision, path, at, by, by_role) VALUES (?, ?, ?, ?, 'draft', 1, ?, ?, ?, ?)`,
      ...[slug, section, headline, publishedAt, pathOf(article), at, actor.name, actor.role],
    )
  } else {
    run(
      ledger,
      'UPDATE articles SET section = ?, headline = ?, published_at = ?, revision = revision + 1, path = iif(live IS NULL, ?, path), at = ?, by = ?, by_role = ? WHERE id = ?',
      ...[section, headline, publishedAt, pathOf(article), at, actor.name, actor.role, before.id],
    )
  }
  const after = articleRow(ledger, slug) as ArticleRow // Written in the lines above.
  saveRevisionText(ledger, after.id, after.revision, textOfArticle(article), { at, by: actor.name, headline, note: note ?? null, undated })
  const origin = item ?? agencyItemOf(article) ?? (before && originOf(ledger, before.id, base ?? before.revision))
  if (origin) saveOrigin(ledger, after.id, after.revision, origin)
  if (before?.headline !== headline) indexForEditors(ledger, after.id, slug, headline)
  takeWordsFrom(ledger, article)
  return after
}

/** What editors look for an article by. */
export function indexForEditors(ledger: Ledger, id: number, slug: string, headline: string) {
  run(ledger, 'INSERT OR REPLACE INTO filed (rowid, slug, headline) VALUES (?, ?, ?)', id, slug, headline)
}

export function saveRevisionText(
  ledger: Ledger,
  id: number,
  revision: number,
  text: string,
  { at, by, headline, note, undated = false }: { at: string; by: string; headline: string; note: string | null; undated?: boolean },
) {
  run(
    ledger,
    'INSERT INTO revisions (article, revision, at, by, headline, note, hash, undated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, revision, at, by, headline, note, fingerprint(text), undated ? 1 : null],
  )
  for (const [part, json] of partsOf(text).entries())
    run(ledger, 'INSERT INTO copy (article, revision, part, json) VALUES (?, ?, ?, ?)', id, revision, part, json)
  recordPictureUses(ledger, id, text)
}
