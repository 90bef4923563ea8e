/**
 * A question, cut into words. Each may be found in several spellings: as it was typed, which comes first, and as it is also written.
 * Nothing of it reaches the index raw: every word is quoted, and operators are words like any other.
 */
import { hasRunOnScript, normaliseSpelling, RUN_ON } from './search-letters.ts'
import { otherNumbersOf } from './search-numbers.ts'

/** Tokens of the index that follow each other, unless they stand `apart`; the last may be the beginning of one. */
export type Phrase = { tokens: string[]; begins?: true; apart?: true }
/** Characters of a script that runs on are looked for by pairs; all else by phrases, `exact` ones first. */
export type QuestionWord = { runOn: string } | { runOn?: undefined; exact: Phrase[]; loose: Phrase[] }

const MAX_QUESTION_UNITS = 200
const MAX_WORDS = 12
/** "ai" shall not find "airport". */
const MIN_BEGINNING = 3
/** Spelled-out initials ("u s a") are joined as far as this. */
const MAX_INITIALS = 4

/** Parts are held together by what a sentence does not need: F-16, AT&T, 9/11, example.com, C++. */
const PART = String.raw`[\p{L}\p{N}\p{M}]+`
const CHUNK = new RegExp(String.raw`${PART}(?:(?:[^\s\p{L}\p{N}\p{M}]{1,2})${PART})*(?:\+\+|#)?\.?`, 'gu')
const TOKEN = new RegExp(PART, 'gu')

export function parseQuestion(q: string): QuestionWord[] {
  const chunks = [...q.slice(0, MAX_QUESTION_UNITS).toWellFormed().normalize('NFC').matchAll(CHUNK)].flatMap(([chunk]) => wordsIn(chunk)).slice(0, MAX_WORDS)
  const asked = chunks.map(({ raw, tokens }, at) => parseWord(raw, tokens, at === chunks.length - 1))
  addNeighbours(chunks, asked)
  return asked
}

/** The tokens of a question, for what is spelled nearly so. */
export const tokensIn = (q: string) => normaliseSpelling(q.slice(0, MAX_QUESTION_UNITS).toWellFormed()).match(TOKEN) ?? []

type Chunk = { raw: string; tokens: string[] }

/** What runs on parts from what does not: 推出5G is two words. */
function wordsIn(raw: string): Chunk[] {
  const tokens = normaliseSpelling(raw).match(TOKEN) ?? []
  if (!tokens.some(hasRunOnScript)) return tokens.length > 0 ? [{ raw, tokens }] : []
  return tokens.map((token) => ({ raw: token, tokens: [token] }))
}

function parseWord(raw: string, tokens: string[], isLast: boolean): QuestionWord {
  const [first = ''] = tokens
  if (hasRunOnScript(first)) return { runOn: first }
  const whole = tokens.join('')
  const spellings = tokens.length === 1 || /^\d+$/.test(whole) ? [tokens] : [tokens, [whole]]
  const exact = spellings.flatMap(withArticle).map((tokens): Phrase => ({ tokens }))
  const loose: Phrase[] = [...otherSpellingsOf(raw, whole), ...partedFormsOf(raw, tokens), ...lastInOtherNumber(tokens)].map((tokens) => ({ tokens }))
  // "Paris-London" finds "from London to Paris"; parts of a number say nothing by themselves.
  if (tokens.length > 1 && tokens.every((token) => /\D{2}/.test(token))) loose.push({ tokens, apart: true })
  if (isLast && whole.length >= MIN_BEGINNING && /\D/.test(whole)) loose.push(...exact.map(({ tokens }): Phrase => ({ tokens, begins: true })))
  return { exact, loose }
}

const ARTICLE = 'ال'
/** What Arabic writes onto a word before it: and, with, so, as; to the. */
const BEFORE_ARTICLE = ['و', 'ب', 'ف', 'ك']

/** Arabic writes its article onto the word. */
const withArticle = (tokens: string[]): string[][] => (isArabic(tokens[0] ?? '') ? [tokens, [ARTICLE + tokens[0], ...tokens.slice(1)]] : [tokens])
const isArabic = (token: string) => /\p{sc=Arabic}/u.test(token)

/** The same word in other forms. */
function otherSpellingsOf(raw: string, word: string): string[][] {
  if (isArabic(word)) {
    const bare = word.length > 4 && word.startsWith(ARTICLE) ? word.slice(ARTICLE.length) : word
    return [...new Set([bare, ...BEFORE_ARTICLE.map((letter) => letter + ARTICLE + bare), `لل${bare}`])].map((form) => [form])
  }
  const forms = [...otherNumbersOf(word), ...withDigraphs(raw, word)]
  const owner = /^(.+)['’]s$/iu.exec(raw)?.[1]
  return [...forms.map((form) => [form]), ...(owner ? [normaliseSpelling(owner).match(TOKEN) ?? []] : [])]
}

const DIGRAPHS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }

/** Ålborg is Aalborg, Müller is Mueller. */
function withDigraphs(raw: string, word: string): string[] {
  const spread = normaliseSpelling(raw.toLowerCase().replace(/[äöüåø]/g, (letter) => DIGRAPHS[letter] ?? letter))
  const drawnIn = word.replace(/aa|ae|oe|ue/g, (pair) => pair.charAt(0))
  return [spread, ...(drawnIn.length > 3 ? [drawnIn] : [])].filter((form) => form !== word && /^[\p{L}\p{N}\p{M}]+$/u.test(form))
}

/** They are written with a hyphen, with a space, or with nothing before the word. */
const PREFIXED = /^(anti|co|counter|cross|cyber|e|ex|inter|micro|mid|mini|multi|non|over|post|pre|pro|re|self|semi|sub|super|trans|ultra|under|vice)(.{4,})$/

/** F16 as F 16, #MeToo as Me Too, cooperation as co operation. */
function partedFormsOf(raw: string, tokens: string[]): string[][] {
  const [, prefix, rest] = PREFIXED.exec(tokens.length === 1 ? (tokens[0] ?? '') : '') ?? []
  if (prefix && rest) return [[prefix, rest]]
  const parts = normaliseSpelling(raw.replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')).match(TOKEN) ?? []
  return parts.length > tokens.length ? [parts] : []
}

const lastInOtherNumber = (tokens: string[]) => (tokens.length > 1 ? otherNumbersOf(tokens.at(-1) ?? '').map((form) => [...tokens.slice(0, -1), form]) : [])

/** "co operation" is met by "cooperation", "u s a" by "USA". */
function addNeighbours(chunks: Chunk[], asked: QuestionWord[]) {
  for (let from = 0; from < chunks.length - 1; from++) {
    for (let to = from + 1; to < Math.min(chunks.length, from + MAX_INITIALS); to++) {
      const together = chunks.slice(from, to + 1).map(({ tokens }) => tokens.join(''))
      if (together.some(hasRunOnScript) || (together.length > 2 && together.some((word) => word.length > 1))) break
      const joined = together.join('')
      const forms = [joined, ...otherNumbersOf(joined)].map((form): Phrase => ({ tokens: [form] }))
      for (const word of asked.slice(from, to + 1)) if (word.runOn === undefined) word.loose.push(...forms)
    }
  }
}

/** The index's own query: every word must be there. `undefined` where nothing can be looked for. */
export function matchOf(asked: QuestionWord[], how: 'exact' | 'any'): string | undefined {
  const terms = asked.map((word) => (word.runOn === undefined ? anyOf(how === 'exact' ? word.exact : [...word.exact, ...word.loose]) : pairsOf(word.runOn)))
  return terms.length === 0 ? undefined : terms.join(' AND ')
}

function anyOf(phrases: Phrase[]) {
  const terms = phrases.map(({ tokens, begins, apart }) =>
    apart ? `(${tokens.map((token) => `"${token}"`).join(' AND ')})` : `"${tokens.join(' ')}"${begins ? ' *' : ''}`,
  )
  return `(${[...new Set(terms)].join(' OR ')})`
}

function pairsOf(runOn: string) {
  const letters = [...runOn.matchAll(RUN_ON)].flatMap(([run]) => [...run])
  if (letters.length === 1) return `pairs : ("${letters[0]}" *)`
  const pairs = letters.slice(0, -1).map((letter, at) => `"${letter}${letters[at + 1] ?? ''}"`)
  return `pairs : (${pairs.join(' AND ')})`
}
