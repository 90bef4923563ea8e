/** Whether a change of a published text looks like a correction. A guess: an editor decides. */
import type { FieldChange, Run } from '../diff/word-diff.ts'

/** `addition`: the story went on. `typo`: nothing that anybody could have been misled by. */
export type ChangeNature = 'correction' | 'clarification' | 'addition' | 'typo'
export type ChangeReason = { what: 'number' | 'name' | 'negation'; from: string; to: string }

export function natureOf({ runs }: Pick<FieldChange, 'runs'>, lang = 'en'): { nature: ChangeNature; reasons: ChangeReason[] } {
  if (runs.every(({ op }) => op === 'added')) return { nature: 'addition', reasons: [] }
  const replacements = replacementsIn(runs)
  const reasons = replacements.flatMap((it) => reasonsOf(it, lang))
  if (reasons.length > 0) return { nature: 'correction', reasons }
  if (replacements.every(isTypo)) return { nature: 'typo', reasons: [] }
  return { nature: replacements.every(isWholeSentence) ? 'addition' : 'clarification', reasons: [] }
}

/** What stood and what stands in its place; `before` is the text up to there. */
type Replacement = { from: string; to: string; before: string }

/** What only spaces part is one replacement: of a name, say. */
function replacementsIn(runs: readonly Run[]): Replacement[] {
  const replacements: Replacement[] = []
  let before = ''
  let current: Replacement | undefined
  for (const { text, op } of runs) {
    if (op) {
      current ??= { from: '', to: '', before }
      current[op === 'removed' ? 'from' : 'to'] += text
    } else if (current && text.trim() === '') {
      current.from += text
      current.to += text
    } else if (current) {
      replacements.push(current)
      current = undefined
    }
    if (op !== 'removed') before = (before + text).slice(-40)
  }
  return current ? [...replacements, current] : replacements
}

function reasonsOf(it: Replacement, lang: string): ChangeReason[] {
  const kinds: [what: ChangeReason['what'], find: (text: string) => string[]][] = [
    ['number', numbersIn],
    ['negation', (text) => wordsIn(text).filter((word) => NEGATIONS.has(word))],
    ['name', (text) => namesIn(text, it.before, lang)],
  ]
  return kinds.flatMap(([what, find]): ChangeReason[] => {
    const [from, to] = [find(it.from), find(it.to)]
    const isSame = from.toSorted().join(' ') === to.toSorted().join(' ')
    // Words that were only added name more people or figures; they take nothing back. A “not” does.
    if (isSame || (from.length === 0 && what !== 'negation')) return []
    return [{ what, from: what === 'negation' ? it.from.trim() : from.join(' '), to: what === 'negation' ? it.to.trim() : to.join(' ') }]
  })
}

/** Put in between others, which stand as they stood. */
const isWholeSentence = ({ from, to, before }: Replacement) =>
  from.trim() === '' && to.trim() !== '' && SENTENCE_END.test(to) && (before.trim() === '' || SENTENCE_END.test(before))

const SENTENCE_END = /[.!?…。！？؟۔]["'”’»)\]]*\s*$/u

const wordsIn = (text: string) =>
  (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[不没沒未無无]|(?:(?![不没沒未無无])[\p{L}\p{M}])+(?:'\p{L}+)?/gu) ?? []
  ).map((word) => (word.endsWith("n't") ? "n't" : word))

const numbersIn = (text: string) => [...(text.match(/\p{N}+(?:[.,:]\p{N}+)*/gu) ?? []), ...wordsIn(text).filter((word) => NUMBER_WORDS.has(word))]

/** Capitals at the beginning of a sentence name nobody; German gives them to every noun. */
function namesIn(text: string, before: string, lang: string) {
  if (lang.startsWith('de')) return []
  const startsSentence = /(?:^|[.!?:…]["'”’»)]*\s+)["'“‘«(]*$/u.test(before)
  const firstLetter = text.search(/\p{L}/u)
  return [...text.matchAll(/\p{Lu}[\p{L}\p{M}'’-]*/gu)]
    .filter(({ index }) => !(startsSentence && index === firstLetter) && !/[.!?]["'”’»)]*\s+["'“‘«(]*$/u.test(text.slice(Math.max(0, index - 8), index)))
    .map(([name]) => name)
}

/** Spaces, marks and capitals, or a word of which a letter or two were wrong. */
function isTypo({ from, to }: Replacement) {
  const [old, young] = [lettersOf(from), lettersOf(to)]
  if (old === young) return true
  if (/\s/.test(old) || /\s/.test(young) || old === '' || young === '') return false
  const longest = Math.max(old.length, young.length)
  return longest <= MAX_WORD && distanceBetween(old, young) <= (longest > 5 ? 2 : 1) && longest > 2
}

const MAX_WORD = 40

const lettersOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Letters to put in, take out, change or swap (Damerau–Levenshtein, optimal string alignment). */
function distanceBetween(one: string, other: string) {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= one.length; row++) {
    rows.push([row])
    for (let column = 1; column <= other.length; column++) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + cost,
          isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return at(one.length, other.length)
}

const NEGATIONS = new Set([
  ...['not', 'no', 'never', 'none', 'nobody', 'nothing', 'neither', 'nor', 'without', "n't", 'cannot', 'denied', 'unlikely'],
  ...['nicht', 'kein', 'keine', 'keinen', 'keiner', 'keinem', 'keines', 'nie', 'niemals', 'niemand', 'nichts', 'ohne'],
  ...['لا', 'لم', 'لن', 'ليس', 'ليست', 'غير', 'بدون', 'دون', 'ne', 'pas', 'jamais', 'aucun', 'aucune'],
  ...['不', '没', '沒', '未', '無', '无'],
])

const NUMBER_WORDS = new Set([
  ...['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'dozen', 'dozens', 'hundred', 'hundreds'],
  ...['thousand', 'thousands', 'million', 'millions', 'billion', 'billions', 'trillion', 'first', 'second', 'third', 'half', 'twice', 'double'],
  ...['zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf', 'hundert', 'tausend', 'millionen', 'milliarde', 'milliarden'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'january', 'february', 'march', 'april', 'june', 'july', 'august'],
  ...['september', 'october', 'november', 'december'],
])
