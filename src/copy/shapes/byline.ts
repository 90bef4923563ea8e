import * as v from 'valibot'
import { Name, Role } from './bounded-line.ts'
import { Line, Slug } from './field.ts'

/** One writer. With a slug, the name leads to `/author/{slug}`. */
export const Byline = v.looseObject({ name: Name, slug: v.optional(Slug), role: v.optional(Role) })

/** Where the story came from, printed as "Source: Reuters/ec": the agency and the initials of who edited it. */
export const Source = v.looseObject({ name: Line, credit: v.optional(Line) })

export type Byline = v.InferOutput<typeof Byline>
export type Source = v.InferOutput<typeof Source>
