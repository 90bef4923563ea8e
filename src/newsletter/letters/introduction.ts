/** An editor's introduction to an issue. */

import { plainTextOf } from '../../copy/summary.ts'
import type { Inline } from '../../copy/text/inline.ts'
import { sanitiseInlineText } from '../../copy/text/sanitiser.ts'

/** The same limit as in desk/api. */
const MAX_INTRODUCTION_CHARACTERS = 4000

/** Empty lines separate paragraphs, which can contain the same inline HTML as an article's. To be called within `withSanitiser`. */
export const introductionOf = (text: string): Inline[] =>
  text
    .slice(0, MAX_INTRODUCTION_CHARACTERS)
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => sanitiseInlineText(paragraph.trim()))
    .filter((paragraph) => plainTextOf(paragraph) !== '')
