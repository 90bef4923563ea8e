import * as v from 'valibot'
import { cleanProse, isVisible } from '../text/characters.ts'
import { Line, Prose, SiteUrl } from './field.ts'

const pixels = (side: string) => {
  const message = `A picture needs a ${side} in pixels: a whole number from 1 to 20,000.`
  return v.pipe(v.number(message), v.integer(message), v.minValue(1, message), v.maxValue(20000, message))
}
const fraction = v.pipe(
  v.number('A focus point must be two numbers from 0 to 1.'),
  v.minValue(0, 'A focus point must be two numbers from 0 to 1.'),
  v.maxValue(1, 'A focus point must be two numbers from 0 to 1.'),
)

/** `width` and `height` in pixels. `focus` is what must stay visible when the picture is cropped, as shares of its sides. */
export const Picture = v.looseObject({
  src: SiteUrl,
  /** What the picture shows, for readers who do not see it. Empty only where the picture says nothing. */
  alt: v.pipe(
    v.string('A picture needs alt text that says what it shows, for people who can’t see it.'),
    v.trim(),
    v.transform((text) => (isVisible(text) ? cleanProse(text) : '')),
    v.maxLength(1000, 'Alt text can have up to 1,000 characters.'),
  ),
  width: pixels('width'),
  height: pixels('height'),
  caption: v.optional(Prose),
  credit: v.optional(Line),
  focus: v.optional(v.object({ x: fraction, y: fraction }, 'A focus point must look like {"x": 0.5, "y": 0.3}.')),
})

export type Picture = v.InferOutput<typeof Picture>
