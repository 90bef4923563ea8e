/**
 * Sanitising on demand. The sanitiser weighs as much as all pages, and only hand-put copy and `html` blocks need it: what else
 * the press files is canonical already. `html/sanitise.ts` installs itself here when it is loaded.
 */
import { mendWords } from './characters.ts'
import { type BlockHtml, type Inline, isCanonicalInline } from './inline.ts'

type Sanitiser = { cleanInline: (html: string) => Inline; cleanBlock: (html: string) => BlockHtml }
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

export function inlineFrom(html: string): Inline {
  const mended = mendWords(html)
  return isCanonicalInline(mended) ? mended : loadedSanitiser().cleanInline(mended)
}

export const blockHtmlFrom = (html: string): BlockHtml => loadedSanitiser().cleanBlock(mendWords(html))
