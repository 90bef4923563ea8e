/** A headline or a name → the slug it would have in its address. */
import { foldName } from './name.ts'
import { isSlug, spellSlug, usualForms } from './slug-spelling.ts'

/** Letters that no decomposition turns into ASCII. */
const LETTERS_IN_ASCII: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'ng', ŧ: 't' }

/** Words run to here, so that an address can be read and sent on; a slug may be longer if somebody wants it so. */
const MAX_LENGTH = 80

/**
 * Latin letters lose their marks, other scripts keep their own letters; apostrophes vanish, everything else parts words. Undefined
 * where nothing is left, as of emoji.
 */
export const slugFromHeadline = (headline: string): string | undefined => asciiSlug(headline) ?? ownSlug(headline)

/** With letters from a to z alone; undefined where so much is lost that the slug would say something else. */
export function asciiSlug(text: string): string | undefined {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const words = plainLatin(text.normalize('NFKD').toLowerCase())
    .replace(/[\p{M}\p{DI}'’ʼ`´]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  return words.join('').length < letters / 2 ? undefined : joinWords(words)
}

const plainLatin = (text: string) => text.replace(/[ßæœøđðþłħıŋŧ]/g, (letter) => LETTERS_IN_ASCII[letter] ?? '')

/** Signs that are written to be read by, and that addresses are typed without: Arabic vowels and lengtheners, Hebrew points, apostrophes. */
const READING_SIGNS = /[\u0640\u064b-\u0652\u0670\u06d6-\u06dc\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7'’ʼ`´\u05f3\u05f4]/g
const BETWEEN_WORDS = /[^\p{L}\p{Nd}〇\p{Mn}\p{Mc}\u200c\u200d]+/u
const LATIN = /\p{Script=Latin}\p{M}*/gu

function ownSlug(text: string): string | undefined {
  const spelled = spellSlug(text)
    .replace(READING_SIGNS, '')
    .replace(LATIN, (letter) => plainLatin(letter.normalize('NFD').replace(/\p{M}/gu, '')))
  const words = spelled.split(BETWEEN_WORDS).map((word) => word.replace(/^[\p{M}\u200c\u200d]+/u, ''))
  const slug = spellSlug(joinWords(words.filter(Boolean)) ?? '')
  return isSlug(slug) ? slug : undefined
}

function joinWords(words: readonly string[]) {
  let slug = ''
  for (const word of words) {
    if (slug && slug.length + word.length + 1 > MAX_LENGTH) break
    slug = slug ? `${slug}-${word}` : beginningOf(word)
  }
  return slug || undefined
}

/** No half of a character stands at its end. */
const beginningOf = (word: string) => word.slice(0, MAX_LENGTH).replace(/[\ud800-\udbff\u200c\u200d]$/, '')

/** Marks that make one name another: C, C++ and C# are three languages. Amid words they are only punctuation. */
const NAMES_OF_MARKS: Record<string, string> = {
  '+': 'plus',
  '#': 'sharp',
  '*': 'star',
  '&': 'and',
  '@': 'at',
  '%': 'percent',
  '=': 'equals',
  '<': 'less',
  '>': 'more',
}
const CURRENCIES: Record<string, string> = { $: 'dollar', '€': 'euro', '£': 'pound', '¥': 'yen', '₹': 'rupee' }

/** A name's slug where its letters and marks can all be said in one, such as `c-plus-plus` or `北京`; `undefined` where not. */
export function slugFromName(name: string): string | undefined {
  const spelled = usualForms(name)
    .trim()
    .replace(/^#+(?=\p{L})/u, '')
    .replace(/(?<=[\p{L}\p{N}])[-−–]+$/u, (marks) => ' minus'.repeat(marks.length))
    .replace(/(?<=\p{N})\s?[%٪]/gu, ' percent ')
    .replace(/(?<=^|\s)\.(?=[\p{L}\p{N}])/gu, ' dot ')
    .replace(/(?<=\S)[+#*&@%=<>]|[+#*&@%=<>](?=\S)/g, (mark) => ` ${NAMES_OF_MARKS[mark]} `)
    .replace(/[$€£¥₹]/g, (sign) => ` ${CURRENCIES[sign]} `)
  if (spelled.length > MAX_LENGTH || SYMBOLS.test(spelled)) return undefined
  return hasOtherLetters(spelled) ? ownSlug(spelled) : asciiSlug(spelled)
}

/** They would be lost without a trace. */
const SYMBOLS = /(?!〇)[\p{So}\p{Sm}\p{No}\p{Nl}]/u

const hasOtherLetters = (text: string) => /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]/u.test(text.normalize('NFKD').replace(/[\p{Script=Latin}0-9ªº]/gu, ''))

/** For a name that no slug can say, such as one of emoji: always the same, and another for every other name. Arabic and Chinese names had these once. */
export function hashedSlugFromName(name: string): string {
  const readable = asciiSlug(name)
  const folded = foldName(name)
  const mark = [0x811c9dc5, 0x1000193]
    .map((seed) => hashOf(folded, seed).toString(36).padStart(7, '0'))
    .join('')
    .slice(0, 10)
  return readable === undefined ? `name-${mark}` : `${readable.slice(0, MAX_LENGTH).replace(/-+$/, '')}-${mark}`
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string, seed: number) {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
