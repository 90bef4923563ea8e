/**
 * Slugs in Latin letters, where a newsroom wants its addresses so: Cyrillic, Greek, Georgian, kana and Hangul have one usual spelling
 * each. Arabic and Hebrew are written without the vowels, and how Han characters are read depends on the language: they stay as they are.
 */
import { isAsciiSlug } from './slug-spelling.ts'

const tableOf = (letters: string, latin: string): [string, string][] => {
  const all = latin.split(' ')
  return [...letters].map((letter, at) => [letter, all[at] === '_' ? '' : (all[at] ?? '')])
}

/** As passports and maps have them (BGN/PCGN, simplified; ELOT 743; the Georgian national system). */
const LETTERS = new Map<string, string>([
  ...tableOf('абвгдежзийклмнопрстуфхцчшщъыьэюя', 'a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya'),
  ...tableOf('ёіїєґўђјљњћџѓќѕ', 'yo i yi ye g u dj j lj nj c dz gj kj dz'),
  ...tableOf('әғқңөұүһ', 'a gh q ng o u u h'),
  ...tableOf('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
  ...tableOf('აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ', 'a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h'),
])
const GREEK_PAIRS: [RegExp, string][] = [
  [/ου/g, 'ou'],
  [/(α|ε|η)υ(?=[βγδζλμνραεηιουω])/g, '$1v'],
  [/(α|ε|η)υ/g, '$1f'],
  [/γ(?=[γξχ])/g, 'n'],
]

/** Where a language reads a letter otherwise than Russian does. */
const OF_LANGUAGE: Record<string, Map<string, string>> = {
  uk: new Map(tableOf('гиєїйхщюя', 'h y ie i i kh shch iu ia')),
  be: new Map(tableOf('гў', 'h u')),
  bg: new Map(tableOf('щъхх', 'sht a h h')),
  sr: new Map(tableOf('жхцчш', 'z h c c s')),
  mk: new Map(tableOf('жхцчш', 'zh h c ch sh')),
}

/** Hepburn; of katakana as of hiragana. */
const KANA = new Map<string, string>([
  ...tableOf(
    'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをんゔ',
    'a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa i e o n vu',
  ),
  ...tableOf(
    'がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉ',
    'ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po a i u e o',
  ),
])

/** The Revised Romanisation, syllable by syllable. */
const INITIALS = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ').map((it) => (it === '_' ? '' : it))
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const FINALS = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ').map((it) => (it === '_' ? '' : it))
const FIRST_SYLLABLE = 0xac00

/** The slug in letters from a to z; the slug as it is where it has others for which there is no usual spelling. `lang` is a BCP 47 tag. */
export function latinSlug(slug: string, lang = 'en'): string {
  const own = OF_LANGUAGE[lang.split('-')[0]?.toLowerCase() ?? '']
  const plain = GREEK_PAIRS.reduce((text, [pair, latin]) => text.replace(pair, latin), withoutMarks(slug))
  const latin = romanKana(plain).replace(/./gu, (letter) => own?.get(letter) ?? LETTERS.get(letter) ?? syllableOf(letter) ?? letter)
  return isAsciiSlug(latin) ? latin : slug
}

/** Greek accents go; й and ї are letters of their own. */
const withoutMarks = (text: string) => text.replace(/[\p{Script=Greek}]/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))

function romanKana(text: string) {
  const hiragana = text.replace(/[ァ-ヴ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
  return hiragana
    .replace(/([きしちにひみりぎじびぴ])([ゃゅょ])/g, (_, before: string, small: string) => {
      const stem = (KANA.get(before) ?? '').slice(0, -1)
      return `${stem}${/^(?:sh|ch|j)$/.test(stem) ? '' : 'y'}${{ ゃ: 'a', ゅ: 'u', ょ: 'o' }[small]}`
    })
    .replace(/[ぁ-ゔ]/g, (letter) => (letter === 'っ' ? letter : (KANA.get(letter) ?? letter)))
    .replace(/っ(?=ch)/g, 't')
    .replace(/っ([a-z])/g, '$1$1')
    .replace(/([a-z])ー/g, '$1')
}

function syllableOf(letter: string) {
  const at = letter.charCodeAt(0) - FIRST_SYLLABLE
  if (at < 0 || at >= 19 * 21 * 28) return undefined
  return `${INITIALS[Math.floor(at / 588)]}${VOWELS[Math.floor((at % 588) / 28)]}${FINALS[at % 28]}`
}
