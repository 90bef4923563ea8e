/** A headline or a name → the slug it would have in its address. */
import { foldName } from './name.ts'

/** Letters that no decomposition turns into ASCII. */
const LETTERS_IN_ASCII: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'ng', ŧ: 't' }

/** Words run to here, so that an address can be read and sent on; a slug may be longer if somebody wants it so. */
const MAX_LENGTH = 80

/**
 * Latin letters lose their marks; apostrophes vanish, everything else parts words. Undefined where nothing is left, as of
 * a headline in Chinese or Arabic, and where so much is lost that the slug would say something else: then somebody must choose one.
 */
export function slugFromHeadline(headline: string): string | undefined {
  const letters = headline.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const words = headline
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøđðþłħıŋŧ]/g, (letter) => LETTERS_IN_ASCII[letter] ?? '')
    .replace(/[\p{M}'’ʼ`´]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  if (words.join('').length < letters / 2) return undefined
  let slug = ''
  for (const word of words) {
    if (slug && slug.length + word.length + 1 > MAX_LENGTH) break
    slug = slug ? `${slug}-${word}` : word.slice(0, MAX_LENGTH)
  }
  return slug || undefined
}

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

/** A name's slug where its letters and marks can all be said in one, such as `c-plus-plus`; `undefined` where not. */
export function slugFromName(name: string): string | undefined {
  const spelled = name
    .normalize('NFKC')
    .trim()
    .replace(/^#+(?=\p{L})/u, '')
    .replace(/(?<=[\p{L}\p{N}])[-−–]$/u, ' minus')
    .replace(/(?<=^|\s)\.(?=[\p{L}\p{N}])/gu, ' dot ')
    .replace(/(?<=\S)[+#*&@%=<>]|[+#*&@%=<>](?=\S)/g, (mark) => ` ${NAMES_OF_MARKS[mark]} `)
    .replace(/[$€£¥₹]/g, (sign) => ` ${CURRENCIES[sign]} `)
  const slug = slugFromHeadline(spelled)
  // Letters of another script beside Latin ones would be lost without a trace.
  return slug !== undefined && !hasOtherLetters(spelled) && spelled.length <= MAX_LENGTH ? slug : undefined
}

const hasOtherLetters = (text: string) => /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}\p{So}\p{Sm}]/u.test(text.normalize('NFKD').replace(/[\p{Script=Latin}0-9ªº]/gu, ''))

/** For a name that no slug can say, in Arabic or Chinese as they are: always the same, and another for every other name. */
export function hashedSlugFromName(name: string): string {
  const readable = slugFromHeadline(name)
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
