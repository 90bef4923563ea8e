/** What the newsroom knows of an uploaded picture: words that are proposed wherever it is used, what must stay visible, and whose it is. */
import * as v from 'valibot'
import { Instant, Line } from './field.ts'
import { Picture } from './picture.ts'

/** In place of a licence: we looked, and have no right to show it. */
export const NO_LICENCE = 'none'

/** `licence`: by what right we show it, in the newsroom's words; left out, nobody has said yet. `until`: the last moment we may. */
export const PictureRights = v.object({ licence: v.optional(Line), holder: v.optional(Line), until: v.optional(Instant) }, 'Rights must be an object.')

const { alt, caption, credit, focus } = Picture.entries

/** All may be left out. An `alt` is never empty here: whether a picture says nothing is decided where it is used. */
export const PictureDetails = v.object({
  alt: v.optional(v.pipe(alt, v.minLength(1, 'Write what the picture shows, or leave the alt text out.'))),
  caption,
  credit,
  focus,
  rights: v.optional(PictureRights),
})

export type PictureRights = v.InferOutput<typeof PictureRights>
export type PictureDetails = v.InferOutput<typeof PictureDetails>
