/** A rule proposed from a correction that an editor made in a text. */
import type { StyleRule } from './rule.ts'
import { isSpace, type Token, tokensOf } from './tokens.ts'

/** More than so many words are a sentence rewritten, not a rule. */
const MAX_WORDS = 6

/**
 * The rule that turns `before` into `after`, if one word or a few were replaced, in one place; `undefined` otherwise. Where words were
 * only added or removed, the word beside them is part of the rule.
 */
export function learnRule(before: string, after: string): StyleRule | undefined {
  const [old, young] = [tokensOf(before), tokensOf(after)]
  let [start, end] = [0, 0]
  while (start < Math.min(old.length, young.length) && textAt(before, old[start]) === textAt(after, young[start])) start++
  while (end < Math.min(old.length, young.length) - start && textAt(before, old.at(-1 - end)) === textAt(after, young.at(-1 - end))) end++
  const changed = wholeWords(before, after, old, young, widen({ old, young, start, end }))
  const [wrong, right] = [sliceOf(before, old, changed), sliceOf(after, young, changed)]
  if (wrong === '' || wrong === right || !/[\p{L}\p{N}]/u.test(wrong) || countWords(tokensOf(wrong)) > MAX_WORDS || countWords(tokensOf(right)) > MAX_WORDS)
    return undefined
  if (isOtherNumber(wrong, right)) return undefined
  return startsSentence(before, old, changed.start) ? inSmallLetters(wrong, right) : { wrong, right }
}

/** Twelve boats that were thirteen are a fact, and no way of writing; 1,000 that becomes 1000 is. */
function isOtherNumber(wrong: string, right: string) {
  const [before, after] = [wrong, right].map((text) => text.replace(/\P{Nd}/gu, ''))
  return Boolean(before && after) && before !== after
}

type Change = { old: Token[]; young: Token[]; start: number; end: number }

const textAt = (text: string, token: Token | undefined) => token && text.slice(token.from, token.to)

/** Without spaces at either end; and where nothing but space or a mark is left, with the words beside it. */
function widen({ old, young, start, end }: Change): { start: number; end: number } {
  const isWord = (token: Token | undefined) => token !== undefined && /[\p{L}\p{N}]/u.test(token.key)
  const hasWord = (tokens: Token[]) => tokens.slice(start, tokens.length - end).some(isWord)
  if (hasWord(old) && hasWord(young)) return joined({ old, young, start, end })
  while (start > 0 && !isWord(old[start - 1])) start--
  if (start > 0) start--
  while (end > 0 && !isWord(old[old.length - end])) end--
  if (end > 0) end--
  return { start, end }
}

/** What is joined by a hyphen or an apostrophe without a space is one expression: e-mail. */
function joined({ old, young, start, end }: Change) {
  const joins = (token: Token | undefined) => token !== undefined && /^[-']$/.test(token.key)
  while (start > 1 && joins(old[start - 1])) start -= 2
  while (end > 1 && joins(old[old.length - end])) end -= 2
  while (joins(old[start]) && start > 0) start--
  while (joins(young[young.length - end - 1]) && end > 0) end--
  return { start, end }
}

/** In scripts written without spaces, tokens are letters: a rule is of words. */
function wholeWords(before: string, after: string, old: Token[], young: Token[], { start, end }: { start: number; end: number }) {
  const texts = [before, after].map((text) => boundariesIn(text))
  const places = (at: (tokens: Token[]) => Token | undefined, side: 'from' | 'to') => [old, young].map((tokens) => at(tokens)?.[side])
  const isBetweenWords = (offsets: (number | undefined)[]) => offsets.every((offset, which) => offset === undefined || texts[which]?.has(offset))
  while (start > 0 && !isBetweenWords(places((tokens) => tokens[start], 'from'))) start--
  while (end > 0 && !isBetweenWords(places((tokens) => tokens[tokens.length - end - 1], 'to'))) end--
  return { start, end }
}

function boundariesIn(text: string) {
  const words = new Intl.Segmenter('en', { granularity: 'word' }).segment(text)
  return new Set([...Array.from(words, ({ index }) => index), text.length])
}

const sliceOf = (text: string, tokens: Token[], { start, end }: { start: number; end: number }) =>
  text.slice(tokens[start]?.from ?? text.length, tokens[tokens.length - end - 1]?.to ?? 0).trim()

const countWords = (tokens: Token[]) => tokens.filter((token) => !isSpace(token)).length

const startsSentence = (text: string, tokens: Token[], at: number) =>
  /(?:^|[.!?:…。！？؟]["'”»)\]]*\s+)["'“«(]*$/u.test(text.slice(Math.max(0, (tokens[at]?.from ?? 0) - 6), tokens[at]?.from))

/** A capital that only the sentence's beginning gave is none of the rule's. A name, in either, keeps it. */
function inSmallLetters(wrong: string, right: string): StyleRule {
  const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
  const isOrdinary = [wrong, right].every((text) => /^\p{Lu}\p{Ll}/u.test(text) && !/\p{Lu}/u.test(text.slice(1)))
  return isOrdinary ? { wrong: small(wrong), right: small(right) } : { wrong, right }
}
