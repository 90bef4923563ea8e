/** Marks that open and don't close, and spaces that are two. */
import { advise, type Finding } from './finding.ts'
import type { CopyText } from './texts.ts'

const PAIRS = [
  { open: '“', close: '”', name: 'quotation mark' },
  { open: '«', close: '»', name: 'quotation mark' },
  { open: '(', close: ')', name: 'bracket' },
  { open: '[', close: ']', name: 'bracket' },
] as const

export const checkPunctuation = (texts: readonly CopyText[]): Finding[] =>
  texts.flatMap(({ where, text }, at) => [...checkPairs(where, text, texts[at + 1]?.text), ...checkSpaces(where, text)])

function checkPairs(where: string, text: string, next: string | undefined): Finding[] {
  const findings = PAIRS.filter((pair) => isUneven(text, pair) && !goesOn(text, next, pair.open)).map(({ open, close, name }) =>
    advise(
      'unmatched-mark',
      where,
      count(text, open) > count(text, close) ? `A ${name} opens (${open}) and does not close.` : `A ${name} closes (${close}) that was not opened.`,
    ),
  )
  const isOdd = count(text.replace(/\d"/g, ''), '"') % 2 === 1
  return isOdd && !goesOn(text, next, '"') ? [...findings, advise('unmatched-mark', where, 'Unmatched quotation mark (").')] : findings
}

const isUneven = (text: string, { open, close }: { open: string; close: string }) =>
  count(text, open) !== count(open === '(' ? withoutPoints(text) : text, close)
/** Numbered points such as "1)" close what nobody opened; that is custom. */
const withoutPoints = (text: string) => text.replace(/(^|\s)(?:\d{1,2}|[a-z])\)/g, '$1')
const count = (text: string, mark: string) => text.split(mark).length - 1

/** A quotation that runs over paragraphs opens each of them and closes only the last. */
const goesOn = (text: string, next: string | undefined, open: string) => count(text, open) > 0 && Boolean(next?.startsWith(open))

export function checkSpaces(where: string, text: string): Finding[] {
  const spaces = /(?<=[^\s]) {2,}(?=[^\s])/.exec(text)
  if (!spaces) return []
  const [from, to] = [spaces.index, spaces.index + spaces[0].length]
  const shown = `${/\S*$/.exec(text.slice(Math.max(0, from - 40), from))?.[0]}${spaces[0]}${/^\S*/.exec(text.slice(to, to + 40))?.[0]}`
  return [advise('double-space', where, `Double space: "${shown}".`, { range: { from, to }, fix: ' ' })]
}
