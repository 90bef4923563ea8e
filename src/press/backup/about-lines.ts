/** What readers and feeds elsewhere knew an article by, that came here by another way than an export's own lines: through another system, or as Markdown. */
import * as v from 'valibot'
import { FeedId, Instant, Slug } from '../../copy/shapes/field.ts'
import type { LineResult } from '../calls.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import type { Ledger } from '../ledger/sql.ts'
import { importReadersLists } from './readers-lists.ts'
import { FormerSlugs, importFormerSlugs } from './renamed-lines.ts'

/** `publishedAt` tells the article from another of its slug. The others are as on an article's line. */
export const AboutLine = v.object({
  type: v.literal('about-article'),
  slug: Slug,
  publishedAt: Instant,
  came_out: v.picklist([0, 1]),
  feed_id: v.optional(FeedId),
  formerly: FormerSlugs,
  also: v.optional(v.array(Slug)),
  left_out_of_most_read: v.optional(v.boolean()),
})

/** What readers and feeds here know already stays. */
export function importAbout(ledger: Ledger, line: v.InferOutput<typeof AboutLine>, now: number): Omit<LineResult, 'line'> {
  const { slug } = line
  const it = storyCalled(ledger, slug)
  if (!it) return { ok: false, slug, message: `There is no article "${slug}" here yet. Import the articles first.` }
  if (it.published_at !== line.publishedAt) return { ok: false, slug, message: `"${slug}" is another article here, with another publishedAt.` }
  importFormerSlugs(ledger, it, { ...line, revision: it.revision })
  importReadersLists(ledger, it, line, now)
  const isLate = it.came_out === 1 && line.feed_id !== undefined && line.feed_id !== it.feed_id
  return { ok: true, slug: it.slug, ...(isLate && { notes: [`"${it.slug}" is out here already: feeds go on calling it what they do.`] }) }
}
