/** The breaking banner as editors send it. */
import * as v from 'valibot'
import { Instant } from '../copy/shapes/field.ts'
import { Site } from '../copy/shapes/site.ts'

export const BannerBody = v.object({
  ...v.unwrap(Site.entries.breaking).entries,
  until: v.optional(
    v.pipe(
      Instant,
      v.check((at) => Date.parse(at) > Date.now(), 'This time has passed. Enter a time in the future.'),
    ),
  ),
})
