/** What only an erased text said, found again in work that was made from it: its words go, and everything else that was written stays. */

export const ERASED = '[erased]'

/** So many words in a row are the erased text's own, though each of them stands elsewhere too. */
const PHRASE_WORDS = 4
const WORD = /[\p{L}\p{N}]+/gu
/** What says what a thing is, and nothing about the world. */
const STRUCTURE = new Set(['type', 'kind', 'lang', 'v'])

/**
 * `erased` and each of `remaining` are articles. Answers a value of JSON as it is without what only `erased` said: words that stand in none of
 * `remaining`, and four in a row that do so nowhere there, are "[erased]". A link or a picture's address that has them goes.
 */
export function withoutErased(erased: unknown, remaining: Iterable<unknown>): <T>(value: T) => T {
  const own = new Set(phrasesIn(erased))
  for (const article of remaining) for (const phrase of phrasesIn(article)) own.delete(phrase)
  return own.size === 0 ? (value) => value : (value) => mapTexts(value, (text) => redact(text, own)) as typeof value
}

type Word = { word: string; from: number; to: number }

/** Tags say how the words look, and their attributes where they lead. */
const wordsIn = (text: string): Word[] =>
  Array.from(text.replace(/<[^<>]*>/g, (tag) => ' '.repeat(tag.length)).matchAll(WORD), ({ 0: word, index }) => ({
    word: word.toLowerCase(),
    from: index,
    to: index + word.length,
  }))

const attributesOf = (tag: string) => Array.from(tag.replace(/^<\/?[a-z\d]*/i, '').matchAll(WORD), ([word]) => word.toLowerCase())
const phraseAt = (words: readonly Word[], at: number) =>
  words
    .slice(at, at + PHRASE_WORDS)
    .map(({ word }) => word)
    .join(' ')

function* phrasesIn(value: unknown): Generator<string> {
  const texts: string[] = []
  mapTexts(value, (text) => {
    texts.push(text)
    return text
  })
  for (const text of texts) {
    const words = wordsIn(text)
    for (const [at, { word }] of words.entries()) {
      yield word
      if (at + PHRASE_WORDS <= words.length) yield phraseAt(words, at)
    }
    for (const [tag] of text.matchAll(/<[^<>]*>/g)) yield* attributesOf(tag)
  }
}

function redact(text: string, own: ReadonlySet<string>): string {
  const words = wordsIn(text)
  const isOwn = words.map(({ word }) => own.has(word))
  const isGone = [...isOwn]
  for (let at = 0; at + PHRASE_WORDS <= words.length; at++) {
    // With a word that goes anyway, its neighbours may stay.
    if (!isOwn.slice(at, at + PHRASE_WORDS).includes(true) && own.has(phraseAt(words, at))) isGone.fill(true, at, at + PHRASE_WORDS)
  }
  let redacted = ''
  let end = 0
  for (const [at, { from, to }] of words.entries()) {
    if (!isGone[at]) continue
    const isRun = isGone[at - 1] && !text.slice(end, from).includes('<')
    if (!isRun) redacted += `${text.slice(end, from)}${ERASED}`
    end = to
  }
  return (redacted + text.slice(end)).replace(/<[^<>]*>/g, (tag) =>
    attributesOf(tag).some((word) => own.has(word)) ? tag.replace(/^(<\/?[a-z\d]*)[^>]*/i, '$1') : tag,
  )
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, STRUCTURE.has(name) ? one : mapTexts(one, change)]))
}
