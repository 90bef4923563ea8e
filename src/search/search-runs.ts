/** Plain text cut into runs, so that a page can mark what matched without trusting any of it. */
import { hasRunOnScript, normaliseWord, RUNS_ON } from '../press/search/search-letters.ts'
import type { QuestionWord } from '../press/search/search-question.ts'
import type { Run } from './calls.ts'

const EXCERPT_UNITS = 220
const LEAD_UNITS = 60
/** What matches only further on is not worth looking for. */
const LOOKED_THROUGH_UNITS = 20_000

export function runsOf(text: string, asked: QuestionWord[]): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const [from, to] of hitsIn(text, asked)) {
    if (from > at) runs.push({ text: text.slice(at, from) })
    runs.push({ text: text.slice(from, to), hit: true })
    at = to
  }
  if (at < text.length || runs.length === 0) runs.push({ text: text.slice(at) })
  return runs
}

/** Around the first match, from a word to a word. */
export function excerptOf(text: string, asked: QuestionWord[]): Run[] {
  if (text.length <= EXCERPT_UNITS) return runsOf(text, asked)
  const [first] = hitsIn(text.slice(0, LOOKED_THROUGH_UNITS), asked).next().value ?? [0]
  const from = first <= LEAD_UNITS ? 0 : wordStart(text, first - LEAD_UNITS, first)
  const to = wordEnd(text, Math.min(from + EXCERPT_UNITS, text.length))
  return runsOf(`${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`, asked)
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

type Part = { from: number; to: number; raw: string }

/** A word, with what nobody sees in it. Scripts that run on stand apart from the others. */
const PART = new RegExp(String.raw`[[\p{L}\p{N}\p{M}\u00ad\u200b\u2060\ufeff]--[${RUNS_ON}]]+|[${RUNS_ON}]+`, 'gv')
/** C++ and C# are more than their letter. */
const SIGN = /(?:\+\+|#)(?![\p{L}\p{N}+#])/uy
/** Between parts of what may be one word or one number. */
const JOINED_BY = /[-'’ʼ&·_.,\u2010\u2011\u200c\u00a0\u2009\u202f]|\u200d/
/** More parts than these are no word. */
const MAX_PARTS = 6

/** Where in `text` something of the question stands, in order, none over another. */
function* hitsIn(text: string, asked: QuestionWord[]): Generator<[from: number, to: number], undefined> {
  const wanted = wantedOf(asked)
  const parts: Part[] = []
  const words = partsOf(text)
  const look = (at: number) => {
    while (parts.length <= at) {
      const next = words.next()
      if (next.done) return undefined
      parts.push(next.value)
    }
    return parts[at]
  }
  for (let part = look(0); part; part = look(0)) {
    if (hasRunOnScript(part.raw)) {
      for (const [from, to] of placesIn(foldCase(part.raw), wanted.runOn)) yield [part.from + from, part.from + to]
      parts.shift()
      continue
    }
    const { to, count } = findLongest(text, look, wanted)
    if (count > 0) yield [part.from, to]
    parts.splice(0, Math.max(count, 1))
  }
}

function* partsOf(text: string): Generator<Part, undefined> {
  for (const { 0: word, index } of text.matchAll(PART)) {
    SIGN.lastIndex = index + 1
    const raw = word.length === 1 && SIGN.test(text) ? text.slice(index, SIGN.lastIndex) : word
    yield { from: index, to: index + raw.length, raw }
  }
}

type Wanted = { runOn: string[]; phrases: Map<string, string[][]>; whole: Set<string>; beginnings: string[] }

function wantedOf(asked: QuestionWord[]): Wanted {
  const wanted: Wanted = { runOn: [], phrases: new Map(), whole: new Set(), beginnings: [] }
  for (const word of asked) {
    if (word.runOn !== undefined) wanted.runOn.push(foldCase(word.runOn))
    else
      for (const { tokens, begins, apart } of [...word.exact, ...word.loose]) {
        const [first = '', ...others] = tokens
        if (begins && others.length === 0) wanted.beginnings.push(first)
        else if (apart) for (const token of tokens) wanted.whole.add(token)
        else if (others.length === 0) wanted.whole.add(first)
        else wanted.phrases.set(first, [...(wanted.phrases.get(first) ?? []), others])
      }
  }
  return wanted
}

/** The longest match that begins with the first part: where it ends, and how many parts it takes. */
function findLongest(text: string, look: (at: number) => Part | undefined, { phrases, whole, beginnings }: Wanted) {
  const first = look(0) as Part // Whoever asks has seen it.
  const word = normaliseWord(first.raw)
  let best = whole.has(word) ? { to: first.to, count: 1 } : { to: beginningOf(first, word, beginnings), count: 0 }
  if (best.count === 0 && best.to > first.from) best.count = 1
  for (const others of phrases.get(word) ?? []) {
    const last = others.every((token, at) => normaliseWord(look(at + 1)?.raw ?? '') === token) ? look(others.length) : undefined
    if (last && others.length + 1 > best.count) best = { to: last.to, count: others.length + 1 }
  }
  let joined = word
  for (let at = 1, before = first; at < MAX_PARTS; at++) {
    const part = look(at)
    if (!part || !isJoined(text, before, part) || hasRunOnScript(part.raw)) break
    joined += normaliseWord(part.raw)
    if (whole.has(joined)) best = { to: endOfInitials(text, before, part), count: at + 1 }
    before = part
  }
  return best
}

/** A space joins figures alone. */
function isJoined(text: string, before: Part, part: Part) {
  if (part.from - before.to !== 1) return false
  const between = text[before.to] as string // `part` lies behind it.
  return between === ' ' ? /^\d{1,3}$/.test(before.raw) && /^\d{3}$/.test(part.raw) : JOINED_BY.test(between)
}

/** The last point of "U.S." is its own. */
const endOfInitials = (text: string, before: Part, { from, to }: Part) => (text[before.to] === '.' && to - from === 1 && text[to] === '.' ? to + 1 : to)

/** Of a word that begins so, the letters that were asked for. */
function beginningOf({ from, raw }: Part, word: string, beginnings: string[]) {
  const length = Math.max(0, ...beginnings.filter((beginning) => word.startsWith(beginning)).map((beginning) => beginning.length))
  let to = from
  for (let spelledSoFar = ''; spelledSoFar.length < length; ) {
    const letter = /^.\p{M}*/su.exec(raw.slice(to - from))?.[0]
    if (!letter) break
    spelledSoFar += normaliseWord(letter)
    to += letter.length
  }
  return to
}

function placesIn(text: string, needles: string[]): [from: number, to: number][] {
  const places: [number, number][] = []
  for (let at = 0; at < text.length; ) {
    const needle = needles.find((needle) => text.startsWith(needle, at))
    if (needle) places.push([at, at + needle.length])
    at += needle?.length ?? 1
  }
  return places
}

/** Without width and marks, one UTF-16 unit for each of the original, so that places found in it hold in the original. */
function foldCase(text: string) {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string // `at` lies within.
    const plain = unit.normalize('NFKC').toLowerCase()
    out += plain.length === 1 ? plain : unit
  }
  return out
}
