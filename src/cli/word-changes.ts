/** A word diff as people read it: colours on a terminal, {-removed-} and {+added+} elsewhere. */
import type { Colour, Styled, Words } from './styled-text.ts'

export type WordRun = { text: string; op?: 'added' | 'removed' }
export type FieldChange = { field: string; runs: WordRun[] }

/** Unchanged words kept on each side of a change. */
const AROUND = 60

export function changeLines(changes: FieldChange[], colour: Colour, indent = ''): Words[] {
  return changes.map(({ field, runs }) => [
    indent,
    colour.dim(`${field}:`),
    ' ',
    ...runs.map((run, at) => runText(run, at === 0, at === runs.length - 1, colour)),
  ])
}

function runText({ text, op }: WordRun, first: boolean, last: boolean, colour: Colour): string | Styled {
  if (op === 'removed') return colour.on ? colour.struckRed(text) : `{-${text}-}`
  if (op === 'added') return colour.on ? colour.green(text) : `{+${text}+}`
  if (text.length <= AROUND * 2) return text
  const head = first ? '' : text.slice(0, AROUND)
  const tail = last ? '' : text.slice(-AROUND)
  return `${head} … ${tail}`
}
