/** Where a line of plain text may be broken, and how wide it is. */

/** Written without spaces between words. */
const SPACELESS = '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}'
const HAS_SPACELESS = new RegExp(`[${SPACELESS}]`, 'u')
/** Beside such a letter, or such a script's punctuation, a line may end. Digits and Latin letters among them stay together. */
const ENDS_SPACELESS = new RegExp(`[${SPACELESS}\\u3000-\\u303f\\uff01-\\uff60]$`, 'u')
const BEGINS_SPACELESS = new RegExp(`^[${SPACELESS}\\u3000-\\u303f\\uff01-\\uff60]`, 'u')
/** No line begins with these (kinsoku), nor with marks that belong to the letter before … */
const NEVER_FIRST = /^[\p{Pe}\p{Pf}\p{M}!%,.:;?¢°’”‰℃、。〃々〻ゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ・！％，．：；？｡､･～〜—…‥]/u
/** … or ends with these. */
const NEVER_LAST = /[\p{Ps}\p{Pi}$£¥‘“＄￡￥—]$/u

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
