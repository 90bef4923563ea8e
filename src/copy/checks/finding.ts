/** What the checks say about copy before it is published. */
import type { ChangeNature } from './change-nature.ts'

/** `block`: it can't be published like this. `advise`: a careful editor would look. `ask`: only a person knows. */
export type Level = 'block' | 'advise' | 'ask'

export type FindingCode =
  | 'flaw'
  | 'open-conflict'
  | 'alt-undecided'
  | 'alt-file-name'
  | 'picture-withdrawn'
  | 'picture-unlicensed'
  | 'picture-expired'
  | 'picture-ends-before'
  | 'picture-ending'
  | 'no-credit'
  | 'no-picture'
  | 'no-standfirst'
  | 'no-topics'
  | 'headline-long-for-search'
  | 'headline-long-for-phones'
  | 'headline-in-capitals'
  | 'house-style'
  | 'dead-link'
  | 'link-name'
  | 'long-paragraph'
  | 'heading-level'
  | 'table-head'
  | 'no-source'
  | 'scoreboard-incomplete'
  | 'unmatched-mark'
  | 'double-space'
  | 'changed-after-publication'

/**
 * `where` is a JSON Pointer into the article. `range` counts UTF-16 units in the plain text at `where`, as `readInline` makes it of
 * inline HTML. `fix` is what to put there instead: of the range, or of the whole field without one. `suggests` is our guess at the answer.
 */
export type Finding = { level: Level; code: FindingCode; where: string; message: string; range?: TextRange; fix?: string; suggests?: ChangeNature }
/** `to` is the first unit behind it. */
export type TextRange = { from: number; to: number }

export const block = (code: FindingCode, where: string, message: string): Finding => ({ level: 'block', code, where, message })

export const advise = (code: FindingCode, where: string, message: string, more: Pick<Finding, 'range' | 'fix'> = {}): Finding => ({
  level: 'advise',
  code,
  where,
  message,
  ...more,
})
