/** Text in the pieces by which rules are found: words, single marks, spaces; of scripts written without spaces, single letters. */

/** `key` is what the piece is compared by. */
export type Token = { key: string; from: number; to: number }

const TOKEN =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]\p{M}*|[[\p{L}\p{M}\p{N}_]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]]+|./gsv

export const tokensOf = (text: string): Token[] =>
  Array.from(text.matchAll(TOKEN), ({ 0: piece, index }) => ({ key: foldCase(normaliseMarks(piece)), from: index, to: index + piece.length }))

/** Marks that are written in two ways are one. */
export const normaliseMarks = (text: string) => (PLAIN.test(text) ? text : normaliseAny(text))

const PLAIN = /^[!-~]*(?: [!-~]+)*$/

const normaliseAny = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[’‘ʼ＇]/g, "'")
    .replace(/[‐‑]/g, '-')

export const foldCase = (text: string) => text.toLowerCase()

export const isSpace = ({ key }: Token) => key === ' '
/** Whether a line ends in it. */
export const endsLine = (text: string, { from, to }: Token) => text.slice(from, to).includes('\n')
