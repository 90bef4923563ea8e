/**
 * Sanitising on demand. The sanitiser weighs as much as all pages, and only hand-put copy and `html` blocks need it: what else
 * the press files is canonical already. `html/sanitise.ts` installs itself here when it is loaded.
 */
import { cleanText } from './characters.ts'
import { type BlockHtml, type Inline, isCanonicalInline } from './inline.ts'

type Sanitiser = { sanitiseInline: (html: string) => Inline; sanitiseBlock: (html: string) => BlockHtml }
let sanitiser: Sanitiser | undefined

export function installSanitiser(loaded: Sanitiser) {
  sanitiser = loaded
}

/** Thrown where HTML needs sanitising before `withSanitiser` loaded what does it. */
export class SanitiserNotLoaded extends Error {}

function loadedSanitiser(): Sanitiser {
  if (!sanitiser) throw new SanitiserNotLoaded('The sanitiser is not loaded.')
  return sanitiser
}

export function sanitiseInlineText(html: string): Inline {
  const cleaned = cleanText(html)
  return isCanonicalInline(cleaned) ? cleaned : loadedSanitiser().sanitiseInline(cleaned)
}

export const sanitiseBlockText = (html: string): BlockHtml => loadedSanitiser().sanitiseBlock(cleanText(html))
