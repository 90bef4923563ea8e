/**
 * One spelling for what is written in several ways, of copy before it is indexed and of questions before they are asked.
 * Whatever changes here changes the indexes: count `SPELLING_VERSION` up, and they are made anew by and by.
 */

export const SPELLING_VERSION = 3

/** Han, kana, Hangul, Thai, Lao, Khmer, Burmese: scripts in which a word is not told by its spaces (Hangul: by its endings). */
export const RUNS_ON = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}々ー`
/** Latin letters and digits stand by themselves beside these, whether or not a space parts them: 推出5G晶片. */
const APART = String.raw`${RUNS_ON}\p{sc=Arabic}\p{sc=Hebrew}`
const LATIN = String.raw`\p{sc=Latin}\d`

export const RUN_ON = new RegExp(`[${RUNS_ON}]+`, 'gu')
const ANY_RUN_ON = new RegExp(`[${RUNS_ON}]`, 'u')
export const hasRunOnScript = (word: string) => ANY_RUN_ON.test(word)
const BOUNDARY = new RegExp(`(?<=[${LATIN}])(?=[${APART}])|(?<=[${APART}])(?=[${LATIN}])`, 'gu')

/** The zero of each set of decimal digits that newsrooms write. */
const ZEROS = '٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐'
const DIGITS = new Map([...ZEROS].flatMap((zero) => Array.from({ length: 10 }, (_, n) => [String.fromCodePoint((zero.codePointAt(0) ?? 0) + n), String(n)])))
const OTHER_DIGIT = new RegExp(`[${[...DIGITS.keys()].join('')}]`, 'g')

/** Letters that no decomposition takes to plain ones. */
const LETTERS: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'ng', ŧ: 't', ĸ: 'k', ə: 'e', ƒ: 'f' },
  ...{ ɓ: 'b', ƀ: 'b', ɖ: 'd', ɗ: 'd', ɛ: 'e', ǥ: 'g', ɣ: 'g', ɨ: 'i', ƙ: 'k', ɫ: 'l', ɲ: 'n', ɔ: 'o', ɵ: 'o', ʉ: 'u', ʋ: 'v', ƴ: 'y', ƶ: 'z', ς: 'σ' },
  // Arabic, Persian, Urdu: yeh, kaf, heh and alef have several code points each.
  ...{ ى: 'ي', ی: 'ي', ې: 'ي', ے: 'ي', ک: 'ك', ڪ: 'ك', ة: 'ه', ۃ: 'ه', ہ: 'ه', ھ: 'ه', ە: 'ه', ٱ: 'ا' },
}
const OTHER_LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

/**
 * Latin, Greek and Cyrillic accents, but not that of й, which is a letter; Hebrew points, Arabic vowel signs, hamzas and
 * tatweel, Indic nuktas. The vowel signs of Indic scripts are letters like others.
 */
const MARK = /(?<!и)[\u0300-\u036f]|[\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u093c\u09bc\u0a3c\u0abc]/g
/** Soft hyphens, zero-width spaces, marks of direction and variation: nobody sees them. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\ufe00-\ufe0f]/g
const APOSTROPHE = /[\u2018\u2019\u02bb\u02bc\u02b9\u02be\u02bf\u2032\u00b4`\uff07]/g

/** 1,000 · 1.000 · 1’000 · 1,00,000: a sign parts threes, or threes and twos as in India. */
const GROUPED = /(?<![\d.,])\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*(?!\d)|(?<![\d.,])\d{1,2}(?:,\d{2})+,\d{3}(?!\d)/g
const THIN_SPACE = /(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g
/** U.S. · U.K. · a.m. */
const INITIAL = String.raw`(?![${RUNS_ON}])\p{L}`
const INITIALS = new RegExp(String.raw`(?<![\p{L}\p{N}.])${INITIAL}(?:\.${INITIAL})+\.?(?![\p{L}\p{N}]|\.\p{L})`, 'gu')
/** C++ and C# are not C. */
const SIGNED = /(?<![\p{L}\p{N}])([a-z])(\+\+|#)(?![\p{L}\p{N}+#])/gu

export function normaliseSpelling(text: string): string {
  return text
    .replace(OTHER_DIGIT, (digit) => DIGITS.get(digit) ?? digit)
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',')
    .replace(THIN_SPACE, ',')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARK, '')
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(OTHER_LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(APOSTROPHE, "'")
    .replace(BOUNDARY, ' ')
    .replace(GROUPED, (number) => number.replace(/\D/g, ''))
    .replace(INITIALS, (initials) => initials.replaceAll('.', ''))
    .replace(SIGNED, (_, letter, sign) => `${letter}${sign === '#' ? 'sharp' : 'plusplus'}`)
}

/** A word by itself. Most are plain ASCII, and a page looks at thousands of them. */
export const normaliseWord = (word: string) => (/^[a-zA-Z0-9]+$/.test(word) ? word.toLowerCase() : normaliseSpelling(word))

/** What holds the parts of one word together: co-operation, don’t, AT&T, col·legi, @edith_coyle, بزرگ‌ترین. */
const JOINT = "[-'&·_\u2010\u2011\u200c\u200d\u05be\u05f3\u05f4]"
const LETTER = String.raw`[\p{L}\p{N}\p{M}]`
const COMPOUND = new RegExp(`${LETTER}+(?:${JOINT}${LETTER}+)*`, 'gu')
const JOINTS = new RegExp(JOINT, 'u')
const SPACED_NUMBER = /(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g

/** No name is longer; what is has no spelling as one word. */
const MAX_PARTS = 6
const MAX_JOINED = 40

/** Words of several parts as one word each: "co-operation" may be asked for as "cooperation". The spelling of `text` is normalised. */
export function joinCompounds(text: string): string {
  const joined = new Set<string>()
  for (const [compound] of text.matchAll(COMPOUND)) {
    const parts = compound.split(JOINTS)
    if (parts.length === 1 || parts.length > MAX_PARTS) continue
    for (const together of parts.length === 2 ? [parts] : [parts, ...parts.slice(1).map((part, at) => [parts[at] ?? '', part])]) {
      const word = together.join('')
      if (word.length <= MAX_JOINED && !together.every((part) => /^\d+$/.test(part)) && !hasRunOnScript(word)) joined.add(word)
    }
  }
  for (const [number] of text.matchAll(SPACED_NUMBER)) joined.add(number.replaceAll(' ', ''))
  return [...joined].join(' ')
}
