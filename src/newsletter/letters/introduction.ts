/** What an editor says before an issue's articles. */
import type { Inline } from '../../copy/html/inline.ts'
import { inlineFrom } from '../../copy/html/sanitiser.ts'
import { plain } from '../../copy/summary.ts'

/** As much as editors may send (desk/api). */
const MAX_INTRODUCTION_CHARACTERS = 4000

/** Paragraphs stand between empty lines; in them may be what may be in any paragraph of ours. To be called within `withSanitiser`. */
export const introductionOf = (text: string): Inline[] =>
  text
    .slice(0, MAX_INTRODUCTION_CHARACTERS)
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => inlineFrom(paragraph.trim()))
    .filter((paragraph) => plain(paragraph) !== '')
