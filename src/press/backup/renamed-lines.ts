/**
 * Stories that were renamed since a line was written, or before: a line is its story's, whatever the story was called there. A
 * renaming here stands; one that this ledger has not heard of is made up for.
 */
import * as v from 'valibot'
import { Instant, Slug } from '../../copy/shapes/field.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { formerSlugsOf, storyCalled } from '../ledger/former-slugs.ts'
import { takeFormerSlug } from '../ledger/left-addresses.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { moveStory } from '../publishing/renaming.ts'

/** On the lines of a story that was renamed: what it was called before. */
export const FormerSlugs = v.optional(v.array(v.object({ slug: Slug, at: Instant, isPublic: v.boolean() })))
/** `at` and `by` are those of `revision`. */
export type FiledRevision = { revision: number; at?: string | undefined; by?: string | undefined }
type Named = FiledRevision & { slug: string; formerly?: v.InferOutput<typeof FormerSlugs> }

export function formerSlugsLine(ledger: Ledger, id: number) {
  const formerly = formerSlugsOf(ledger, id)
  return formerly.length > 0 ? { formerly } : {}
}

/** The slug that the story of this line has here. */
export function currentSlugOf(ledger: Ledger, line: Named, now: number): string {
  const { slug, formerly = [] } = line
  const here = storyCalled(ledger, slug)
  if (here) return here.slug
  const known = formerly.flatMap((former) => storyCalled(ledger, former.slug) ?? []).find(({ id }) => hasRevision(ledger, id, line))
  if (!known) return slug
  if (!formerly.some((former) => former.slug === known.slug)) return known.slug
  moveStory(ledger, known, slug, now)
  return slug
}

/** Another site may have called another story so. */
export const hasRevision = (ledger: Ledger, id: number, { revision, at = '', by = '' }: FiledRevision) =>
  row(ledger, 'SELECT 1 AS yes FROM revisions WHERE article = ? AND revision = ? AND at = ? AND by = ?', id, revision, at, by) !== undefined

/** What readers elsewhere had the story under leads to it here, too. `line` came after the story's revisions. */
export function importFormerSlugs(
  ledger: Ledger,
  it: ArticleRow,
  line: Named & { came_out: number; first_slug?: string | undefined; feed_id?: string | undefined },
) {
  const wasOut = line.came_out === 1
  const known = new Map(formerSlugsOf(ledger, it.id).map((former) => [former.slug, former]))
  for (const former of line.formerly ?? []) {
    const here = known.get(former.slug)
    if (here || !storyCalled(ledger, former.slug)) takeFormerSlug(ledger, it, { ...former, isPublic: former.isPublic || here?.isPublic === true })
  }
  const own = known.get(line.slug)
  if (own && wasOut) takeFormerSlug(ledger, it, { ...own, isPublic: true })
  // What readers of feeds know here stays.
  const feedId = it.came_out ? it.feed_id : (line.feed_id ?? null)
  const first = line.first_slug ?? (wasOut && line.slug !== it.slug ? line.slug : null)
  run(ledger, 'UPDATE articles SET first_slug = coalesce(first_slug, ?), feed_id = ? WHERE id = ?', first, feedId, it.id)
}
