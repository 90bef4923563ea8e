/** What the newsroom knows of an uploaded picture: words that are proposed wherever it is used, what must stay visible, and whose it is. */
import * as v from 'valibot'
import { DIGITAL_SOURCES } from './digital-source.ts'
import { Instant, Line, Prose } from './field.ts'
import { Picture } from './picture.ts'

/** In place of a licence: we looked, and have no right to show it. */
export const NO_LICENCE = 'none'

const MAX_PEOPLE = 50

const WebAddress = v.pipe(
  Line,
  v.regex(/^https?:\/\/[^\s/]+\.[^\s]+$/i, 'An address must start with https:// or http://, such as https://example.com/licence.'),
)

/**
 * `licence`: by what right we show it, in the newsroom's words; left out, nobody has said yet. `until`: the last moment we may. `terms`: how it
 * may be used, and `notice` whose copyright it is, in the owner's words; `licenceUrl` and `acquireUrl`: pages about the licence, and where to get one.
 */
export const PictureRights = v.object(
  {
    licence: v.optional(Line),
    holder: v.optional(Line),
    until: v.optional(Instant),
    terms: v.optional(Prose),
    notice: v.optional(Line),
    licenceUrl: v.optional(WebAddress),
    acquireUrl: v.optional(WebAddress),
  },
  'Rights must be an object.',
)

const { alt, caption, credit, focus } = Picture.entries

/** All may be left out. An `alt` is never empty here: whether a picture says nothing is decided where it is used. `place`: what it shows, in words. */
export const PictureDetails = v.object({
  alt: v.optional(v.pipe(alt, v.minLength(1, 'Write what the picture shows, or leave the alt text out.'))),
  caption,
  credit,
  source: v.optional(Line),
  people: v.optional(v.pipe(v.array(Line, '"people" must be a list of names.'), v.maxLength(MAX_PEOPLE, 'A picture can name up to 50 people.'))),
  place: v.optional(Line),
  digitalSource: v.optional(v.picklist(DIGITAL_SOURCES, `"digitalSource" must be one of ${DIGITAL_SOURCES.join(', ')}.`)),
  focus,
  rights: v.optional(PictureRights),
})

export type PictureRights = v.InferOutput<typeof PictureRights>
export type PictureDetails = v.InferOutput<typeof PictureDetails>
