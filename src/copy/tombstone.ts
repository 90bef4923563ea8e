/** What stands in the edition where an article was withdrawn: enough for its 410 page. */
import * as v from 'valibot'
import { Instant, Slug } from './field.ts'
import { SectionSlug } from './section.ts'

export const Tombstone = v.looseObject({ v: v.literal(1), withdrawn: v.literal(true), slug: Slug, section: SectionSlug, at: Instant })
export type Tombstone = v.InferOutput<typeof Tombstone>
