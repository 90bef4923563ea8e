/**
 * Rules of words, found by a tree of their tokens: from each word of a text as far as a rule goes, whatever the number of rules.
 * Twice the text is twice the work; twice the rules is none.
 */
import { isInCapitals, replacementFor } from './letter-case.ts'
import type { StyleRule } from './rule.ts'
import { endsLine, isSpace, normaliseMarks, type Token, tokensOf } from './tokens.ts'

/** `steps`, here and below, counts the work done. */
export type Work = { steps: number }
export type StyleMatch = { rule: StyleRule; from: number; to: number; fix: string }

type Node = { next: Map<string, Node>; rules: StyleRule[] }
export type WordRules = Node

const newNode = (): Node => ({ next: new Map(), rules: [] })

/** Of rules for the same words, the first that fits is taken. */
export function compileWords(rules: readonly StyleRule[], work: Work = { steps: 0 }): WordRules {
  const root = newNode()
  for (const rule of rules) {
    let node = root
    for (const { key } of tokensOf(rule.wrong.trim())) {
      work.steps++
      const next: Node = node.next.get(key) ?? newNode()
      node.next.set(key, next)
      node = next
    }
    if (node !== root) node.rules.push({ ...rule, wrong: rule.wrong.trim() })
  }
  return root
}

/** The longest rule at each place; matches don't overlap. */
export function matchWords(root: WordRules, text: string, work: Work = { steps: 0 }): StyleMatch[] {
  const tokens = tokensOf(text)
  const inCapitals = isInCapitals(text)
  const matches: StyleMatch[] = []
  let startsSentence = true
  for (let at = 0; at < tokens.length; ) {
    const longest = longestAt(root, { text, tokens, at, startsSentence, inCapitals }, work)
    if (longest) matches.push(longest.match)
    const end = longest?.end ?? at + 1
    for (; at < end; at++) startsSentence = isSentenceStart(text, tokens, at, startsSentence)
  }
  return matches
}

type Search = { text: string; tokens: readonly Token[]; at: number; startsSentence: boolean; inCapitals: boolean }

function longestAt(root: WordRules, { text, tokens, at, startsSentence, inCapitals }: Search, work: Work) {
  let longest: { match: StyleMatch; end: number } | undefined
  let node: Node | undefined = root
  for (let end = at; end < tokens.length; end++) {
    work.steps++
    node = node.next.get((tokens[end] as Token).key)
    if (!node) break
    const [from, to] = [(tokens[at] as Token).from, (tokens[end] as Token).to]
    const found = normaliseMarks(text.slice(from, to))
    for (const rule of node.rules) {
      const fix = replacementFor({ wrong: normaliseMarks(rule.wrong), right: rule.right }, { found, startsSentence, inCapitals })
      if (fix === undefined || fix === text.slice(from, to) || isRightAlready(text, { from, to }, fix)) continue
      longest = { match: { rule, from, to, fix }, end: end + 1 }
      break
    }
  }
  return longest
}

/** Whether the place is already part of what is right, as “data” is in “data set”. */
function isRightAlready(text: string, { from, to }: { from: number; to: number }, fix: string) {
  const found = text.slice(from, to)
  for (let offset = fix.indexOf(found); offset >= 0; offset = fix.indexOf(found, offset + 1))
    if (from >= offset && text.startsWith(fix, from - offset)) return true
  return false
}

/** Whether the token after `at` starts a sentence. */
function isSentenceStart(text: string, tokens: readonly Token[], at: number, before: boolean) {
  const token = tokens[at] as Token
  if (isSpace(token)) return before ? true : endsLine(text, token) || endsSentence(tokens, at - 1)
  // Quotation marks and brackets open before a first word, and close after the last.
  return before && !/[\p{L}\p{N}]/u.test(token.key)
}

function endsSentence(tokens: readonly Token[], last: number) {
  // Two closing marks at most stand between the full stop and the space.
  for (const at of [last, last - 1, last - 2]) {
    const key = tokens[at]?.key ?? ''
    if (/^[.!?:…。！？؟]$/u.test(key)) return true
    if (!/^["'”»)\]]$/u.test(key)) return false
  }
  return false
}
