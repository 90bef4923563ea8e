/** Where a line of plain text may be broken, and how wide it is. */

/**
 * Written without spaces between words: Thai, Lao, Burmese, Khmer, Chinese and Japanese, with their punctuation. Beside these a line may
 * end; digits and Latin letters among them stay together.
 */
const SPACELESS = '[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3000-\\u312f\\uff01-\\uff60\\p{sc=Han}]'
const HAS_SPACELESS = new RegExp(SPACELESS, 'u')
const ENDS_SPACELESS = new RegExp(`${SPACELESS}$`, 'u')
const BEGINS_SPACELESS = new RegExp(`^${SPACELESS}`, 'u')
/** No line begins with marks that close, end, join or lengthen (kinsoku) … */
const NEVER_FIRST = /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{M}\p{Lm}]/u
/** … or ends with those that open, or with a currency's sign. */
const NEVER_LAST = /[\p{Ps}\p{Pi}\p{Sc}]$/u

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The pieces of a word that stay whole; `space` is what is written before one when it isn't the first on its line. */
export function piecesOf(word: string): { piece: string; space: '' | ' ' }[] {
  if (!HAS_SPACELESS.test(word)) return [{ piece: word, space: ' ' }]
  const pieces: string[] = []
  for (const { segment } of words.segment(word)) {
    const last = pieces.at(-1)
    if (last === undefined || mayBreak(last, segment)) pieces.push(segment)
    else pieces[pieces.length - 1] = last + segment
  }
  return pieces.map((piece, at) => ({ piece, space: at === 0 ? ' ' : '' }))
}

const mayBreak = (before: string, after: string) =>
  (ENDS_SPACELESS.test(before) || BEGINS_SPACELESS.test(after)) && !NEVER_FIRST.test(after) && !NEVER_LAST.test(before)

/** Two columns each, in fonts that give every letter the same width. What is beyond the first plane has two code units anyway. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g

export const columnsOf = (text: string) => text.length + (text.match(WIDE)?.length ?? 0)

export const padTo = (text: string, columns: number) => text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
