/**
 * Numbers stay on one line with what they count or name: "11 hectares", "Quayside 2", "1 000", "§ 5", "2–2", "11公頃". Copy is filed with plain
 * spaces, so it is done wherever copy is shown, and by each language's own rules. Spaces become no-break spaces; between a digit and a
 * script without spaces, and after a dash between digits, a word joiner (U+2060) stands.
 */

import type { Article } from '../copy/shapes/article.ts'

const NBSP = '\u00a0'
const NARROW = '\u202f'
const JOINER = '\u2060'

type Rule = readonly [find: RegExp, put: string]

/** Tags, put aside, may stand between a number and its word. */
const TAGS = '(?:<>)*'

/** A number that is no year: a year says when, and counts nothing. A chain such as 1-1-1-… is looked at from each of its parts, but no further than this. */
const NUMBER = `(?<![\\p{Nd}.,])((?!(?:1[5-9]|20)\\p{Nd}\\p{Nd}(?!\\p{Nd}))[\\p{Nd}.,:–-]{0,30}\\p{Nd}${TAGS})`

/** In every language: groups of digits, and a number with the word or sign after it; but "Rovers 2 Quayside 2" are two names with their numbers. */
const EVERYWHERE: readonly Rule[] = [
  [/(\p{Nd}) (?=\p{Nd}{3}(?!\p{Nd}))/gu, `$1${NBSP}`],
  [new RegExp(`${NUMBER} (?=${TAGS}[\\p{Ll}\\p{Lo}%‰°€£$¥])`, 'gu'), `$1${NBSP}`],
  [new RegExp(`(?<!\\p{L}${NBSP})${NUMBER} (?=${TAGS}\\p{Lu})`, 'gu'), `$1${NBSP}`],
  [/([€£$¥§№]) (?=\p{Nd})/gu, `$1${NBSP}`],
  [/(\p{Nd}–)(?=\p{Nd})/gu, `$1${JOINER}`],
  [/(\p{Nd})(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu, `$1${JOINER}`],
]

/** A name and its number: "Quayside 2", "Line 14", "Nr. 3". Where every noun has a capital, only words that number things do. */
const NAMED: Record<string, RegExp> = {
  en: /((?<!\p{L})(?:\p{Lu}\p{Ll}{2,}|Nos?\.|pp?\.|vol\.)) (?=\p{Nd}{1,3}(?![\p{Nd}]|[.,]\p{Nd}))/gu,
  de: /((?<!\p{L})(?:Nr\.|S\.|Art\.|Abs\.|Kap\.|Bd\.|Linie|Gleis|Kai|Artikel|Absatz|Kapitel|Seite|Halle|Tor|Platz)) (?=\p{Nd})/gu,
  fr: /((?<!\p{L})(?:n[°º]|no|art\.|p\.|quai|ligne|page|article|chapitre)) (?=\p{Nd})/giu,
}

/** French sets a space before high marks and within its quotes; German within its abbreviations. */
const MARKS: Record<string, readonly Rule[]> = {
  fr: [
    [/ ([;!?])/g, `${NARROW}$1`],
    [/ ([:»])/g, `${NBSP}$1`],
    [/« /g, `«${NBSP}`],
  ],
  de: [[/(?<!\p{L})(z|d|u|o|i)\. (?=(?:B|h|a|Ä|d|R)\.)/gu, `$1.${NBSP}`]],
}

/** `html` may be plain text or inline HTML, in the language that `lang` (BCP 47) names. */
export function unbroken<T extends string>(html: T, lang: string): T {
  if (!/\p{Nd}|«| [;:!?»]|\. \p{L}\./u.test(html)) return html
  const language = lang.split('-')[0] ?? ''
  const named = NAMED[language]
  const rules: readonly Rule[] = [...(named ? [[named, `$1${NBSP}`] as const] : []), ...EVERYWHERE, ...(MARKS[language] ?? [])]
  // A tag's own text is nobody's: it is put aside, and code with it.
  const tags: string[] = []
  const text = html.replace(/<(code|pre)\b.*?<\/\1>|<[^>]*>/gs, (tag) => {
    tags.push(tag)
    return '<>'
  })
  const set = rules.reduce((it, [find, put]) => it.replace(find, put), text)
  let at = 0
  return set.replace(/<>/g, () => tags[at++] ?? '') as T // The same text but for its spaces.
}

/** The fields of an article, and of its blocks and updates, whose words readers see. */
const WORDS = new Set(['headline', 'standfirst', 'caption', 'text', 'cite', 'html', 'title'])

/** All that a page shows of an article. */
export const unbrokenArticle = (article: Article, lang: string) => setWords(article, undefined, lang) as Article // Of the same shape: only spaces differ.

function setWords(value: unknown, name: string | undefined, lang: string): unknown {
  if (typeof value === 'string') return name !== undefined && WORDS.has(name) ? unbroken(value, lang) : value
  if (Array.isArray(value)) return value.map((it) => setWords(it, LISTS[name ?? ''] ?? name, lang))
  if (typeof value !== 'object' || value === null || (value as { type?: unknown }).type === 'code') return value
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, setWords(it, key, lang)]))
}

/** Lists of text: of a list's items, of cells. */
const LISTS: Record<string, string> = { items: 'text', rows: 'text', head: 'text' }
