/**
 * Text and questions in the form the index knows. Languages written without spaces are indexed by pairs of neighbouring
 * characters; a question never reaches the index raw: it is cut into words, and each word stands in quotes.
 */
import type { Article } from '../copy/article.ts'
import type { Block, ListItem } from '../copy/block.ts'
import { textOf } from '../copy/inline.ts'

/** Han, kana, Hangul, Thai, Lao, Khmer, Burmese: scripts in which a word is not told by its spaces (Hangul: by its endings). */
const RUN_ON = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}々ー]+/gu
const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** No index is worth more of one article. */
const MAX_BODY_UNITS = 200_000
const MAX_WORDS = 12
const MAX_QUESTION_UNITS = 200

export function plainTextOf({ body, updates = [] }: Pick<Article, 'body' | 'updates'>) {
  const texts = [...body.flatMap(textsOf), ...updates.flatMap((update) => [update.headline ?? '', ...update.body.flatMap(textsOf)])]
  return texts.filter(Boolean).join(' ').replace(/\s+/g, ' ').slice(0, MAX_BODY_UNITS)
}

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [textOf(block.text)]
    case 'quote':
    case 'pullquote':
      return [textOf(block.text), block.cite ?? '']
    case 'list':
      return block.items.flatMap(textsOfItem)
    case 'table':
      return [block.caption ?? '', ...(block.head ?? []).map(textOf), ...block.rows.flat().map(textOf)]
    case 'picture':
      return [block.caption ?? block.alt]
    case 'embed':
      return [block.title, block.text ?? '']
    case 'html':
      return [textOf(block.html.replace(/<(?:p|div|li|td|h\d|br)\b/g, ' $&'))]
    case 'code':
    case 'divider':
      return []
  }
}

const textsOfItem = (item: ListItem): string[] =>
  typeof item === 'string' ? [textOf(item)] : [textOf(item.text), ...(item.list?.items ?? []).flatMap(textsOfItem)]

export const namesOf = ({ topics = [], byline = [], kicker, dateline, source }: Article) =>
  [...topics.map(({ name }) => name), ...byline.map(({ name }) => name), kicker, dateline, source?.name].filter(Boolean).join(' ')

/** 北京大学 → 北京 京大 大学, and the characters themselves for questions of one. */
export function pairsIn(text: string) {
  const pairs = new Set<string>()
  for (const [run] of text.matchAll(RUN_ON)) {
    const letters = [...run]
    for (const [at, letter] of letters.entries()) pairs.add(letter + (letters[at + 1] ?? ''))
  }
  return [...pairs].join(' ')
}

/** One spelling for letters that are typed in several ways: full and half width, Arabic with its vowel signs and its forms of alef. */
export const spelledAlike = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u0640\u064b-\u065f\u0670]/g, '')
    .replace(/[\u0622\u0623\u0625]/g, '\u0627')
    .replace(/\u0649/g, '\u064a')
    .replace(/\u0629/g, '\u0647')

const ARTICLE = '\u0627\u0644'

/** The words of a question, as typed. Operators are words like any other; quotes and signs are nothing. */
export function wordsOf(q: string): string[] {
  return [...spelledAlike(q.slice(0, MAX_QUESTION_UNITS)).matchAll(WORD)].map(([word]) => word).slice(0, MAX_WORDS)
}

/** Every word must be there; the last may be the beginning of one. `undefined` where nothing can be looked for. */
export function matchOf(words: string[]): string | undefined {
  const terms = words.map((word, at) => {
    const runs = word.match(RUN_ON)
    if (runs?.join('') === word) return `pairs : (${pairTerms(word)})`
    const begins = at === words.length - 1 && [...word].length > 1 ? ' *' : ''
    // Arabic writes its article onto the word.
    return /\p{sc=Arabic}/u.test(word) ? `("${word}"${begins} OR "${ARTICLE}${word}"${begins})` : `"${word}"${begins}`
  })
  return terms.length === 0 ? undefined : terms.join(' AND ')
}

function pairTerms(word: string) {
  const letters = [...word]
  if (letters.length === 1) return `"${word}" *`
  return letters
    .slice(0, -1)
    .map((letter, at) => `"${letter}${letters[at + 1] ?? ''}"`)
    .join(' AND ')
}

/** For words that are not found as they were typed: most of their threes of letters must be there. */
export function gramsOf(words: string[]): string[] {
  const letters = [...words.join(' ').toLowerCase()]
  return [...new Set(letters.slice(0, -2).map((_, at) => letters.slice(at, at + 3).join('')))].filter((gram) => !gram.includes(' '))
}

/** Without case and marks, one UTF-16 unit for each of the original, so that places found in it hold in the original. */
export function folded(text: string) {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string // `at` lies within.
    const plain = unit.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    out += plain.length === 1 ? plain : unit
  }
  return out
}
