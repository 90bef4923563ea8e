/** What the edition has in place of an article that was there: withdrawn, and enough for its 410 page; or renamed, and where it is now. */
import * as v from 'valibot'
import { Instant, SiteUrl, Slug } from './field.ts'
import { SectionSlug } from './section.ts'

/** `to`: readers are sent there, a path of this site or an address elsewhere. */
export const Tombstone = v.looseObject({
  v: v.literal(1),
  withdrawn: v.literal(true),
  slug: Slug,
  section: SectionSlug,
  at: Instant,
  to: v.optional(SiteUrl),
})
export type Tombstone = v.InferOutput<typeof Tombstone>

/** An article that says it is withdrawn is none, and no tombstone either: `body` is an article's. */
export const isTombstone = (input: unknown) =>
  typeof input === 'object' && input !== null && !Array.isArray(input) && 'withdrawn' in input && !('body' in input)
