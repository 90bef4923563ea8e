/** Plain text cut into runs, so that a page can mark what matched without trusting any of it. */
import type { Run } from './calls.ts'
import { folded, spelledAlike } from './search-words.ts'

const EXCERPT_UNITS = 220
const LEAD_UNITS = 60

export function runsOf(text: string, words: string[]): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const { 0: hit, index } of folded(text).matchAll(patternOf(words))) {
    if (index > at) runs.push({ text: text.slice(at, index) })
    runs.push({ text: text.slice(index, index + hit.length), hit: true })
    at = index + hit.length
  }
  if (at < text.length || runs.length === 0) runs.push({ text: text.slice(at) })
  return runs
}

/** Around the first match, from a word to a word. */
export function excerptOf(text: string, words: string[]): Run[] {
  const first = folded(text).search(patternOf(words))
  if (text.length <= EXCERPT_UNITS) return runsOf(text, words)
  const from = first <= LEAD_UNITS ? 0 : wordStart(text, first - LEAD_UNITS, first)
  const to = wordEnd(text, Math.min(from + EXCERPT_UNITS, text.length))
  return runsOf(`${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`, words)
}

function wordStart(text: string, from: number, limit: number) {
  const space = text.indexOf(' ', from)
  return space === -1 || space >= limit ? wholeLetter(text, from) : space + 1
}

function wordEnd(text: string, to: number) {
  if (to === text.length) return to
  const space = text.lastIndexOf(' ', to)
  return space > to - LEAD_UNITS ? space : wholeLetter(text, to)
}

/** Never between the halves of a surrogate pair. */
const wholeLetter = (text: string, at: number) => (/[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at)

/** A word's beginning, or anywhere in scripts that run on. */
function patternOf(words: string[]) {
  const terms = words.map((word) => {
    const plain = folded(spelledAlike(word)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(word)) return plain
    return `(?<![\\p{L}\\p{N}\\p{M}])(?:\u0627\u0644)?${plain}`
  })
  return new RegExp(terms.join('|'), 'gu')
}
