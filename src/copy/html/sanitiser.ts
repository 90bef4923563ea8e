/**
 * The way to the sanitiser, which weighs as much as all pages and which only hand-put copy and `html` blocks need:
 * what else the press files is canonical. `clean.ts` takes its post here when it loads.
 */
import { mendWords } from '../characters.ts'
import type { BlockHtml } from './clean.ts'
import { type Inline, isCanonicalInline } from './inline.ts'

type Sanitiser = { cleanInline: (html: string) => Inline; cleanBlock: (html: string) => BlockHtml }
let sanitiser: Sanitiser | undefined

export function takePost(loaded: Sanitiser) {
  sanitiser = loaded
}

class SanitiserAway extends Error {}

function present(): Sanitiser {
  if (!sanitiser) throw new SanitiserAway('The sanitiser is not loaded.')
  return sanitiser
}

export function inlineFrom(html: string): Inline {
  const mended = mendWords(html)
  return isCanonicalInline(mended) ? mended : present().cleanInline(mended)
}

export const blockHtmlFrom = (html: string): BlockHtml => present().cleanBlock(mendWords(html))

/** Parses; where that takes a sanitiser and none is loaded, loads it and parses anew. */
export async function withSanitiser<T>(parse: () => T): Promise<T> {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof SanitiserAway)) throw error
    await import('./clean.ts')
    return parse()
  }
}
