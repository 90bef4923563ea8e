/** Somebody who writes for the newsroom, as its pages name them. Bylines lead here by the slug. */
import * as v from 'valibot'
import { Name, Role } from './bounded-line.ts'
import { Prose, SiteUrl, Slug } from './field.ts'
import { Picture } from './picture.ts'

/** How readers reach an author. */
const Contact = v.looseObject({
  email: v.optional(v.pipe(v.string('An address is text.'), v.email('An email address is written as name@example.org.'))),
  url: v.optional(SiteUrl),
})

export const Author = v.looseObject({
  slug: Slug,
  name: Name,
  role: v.optional(Role),
  bio: v.optional(Prose),
  portrait: v.optional(v.pick(Picture, ['src', 'alt', 'width', 'height', 'focus'])),
  contact: v.optional(Contact),
})
export type Author = v.InferOutput<typeof Author>
