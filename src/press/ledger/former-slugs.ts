/**
 * The slugs that stories had before they were renamed. Each belongs to its story for good: readers are sent on from those it
 * was out under, and nothing else is filed under any of them. They lead to the story and not to a slug, so there are no chains.
 */
import type { Refusal } from '../calls.ts'
import { type ArticleRow, articleRow } from './article-row.ts'
import { type Ledger, row, rows, run } from './sql.ts'

/** The story that was called so once, and is called otherwise now. */
export const renamedFrom = (ledger: Ledger, slug: string) =>
  row<ArticleRow & { is_public: number; renamed_at: string }>(
    ledger,
    'SELECT a.*, r.is_public, r.at AS renamed_at FROM redirects r JOIN articles a ON a.id = r.article WHERE r.slug = ?',
    slug,
  )

/** The story that is called so, or was before it was renamed. */
export const storyCalled = (ledger: Ledger, slug: string): ArticleRow | undefined => articleRow(ledger, slug) ?? renamedFrom(ledger, slug)

/** `at`: when the story was renamed. `isPublic`: readers had it under this slug. */
export type FormerSlug = { slug: string; at: string; isPublic: boolean }

export const formerSlugsOf = (ledger: Ledger, id: number): FormerSlug[] =>
  rows<{ slug: string; at: string; is_public: number }>(ledger, 'SELECT slug, at, is_public FROM redirects WHERE article = ? ORDER BY slug', id).map(
    ({ is_public, ...former }) => ({ ...former, isPublic: is_public === 1 }),
  )

export const saveFormerSlug = (ledger: Ledger, id: number, { slug, at, isPublic }: FormerSlug) =>
  run(ledger, 'INSERT OR REPLACE INTO redirects (slug, article, at, is_public) VALUES (?, ?, ?, ?)', slug, id, at, Number(isPublic))

export const deleteFormerSlug = (ledger: Ledger, slug: string) => run(ledger, 'DELETE FROM redirects WHERE slug = ?', slug)

/** Why there is no story of this name. */
export function missingRefusal(ledger: Ledger, slug: string): Refusal {
  const story = renamedFrom(ledger, slug)
  return story ? renamedRefusal(slug, story) : { ok: false, reason: 'unknown-article', slug }
}

export const renamedRefusal = (slug: string, { slug: current }: { slug: string }): Refusal => ({
  ok: false,
  reason: 'renamed',
  slug,
  current,
  message: `"${slug}" was renamed to "${current}".`,
})
