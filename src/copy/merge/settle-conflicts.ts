/** What becomes of merged copy when people have decided. */
import { type Conflict, isRecord, type UnfinishedCopy } from './three-way.ts'

/** `both`: of blocks, mine and then theirs; of anything else there can only be one, which is mine. */
export const CHOICES = ['mine', 'theirs', 'both'] as const
export type Choice = (typeof CHOICES)[number]

export const isOfBlocks = ({ where }: Conflict) => /^(?:\/updates\/\d+)?\/body\/\d+$/.test(where)

/** `choices` are of the conflicts in their order; what is not chosen stays `mine`. */
export function settleConflicts(merged: UnfinishedCopy, conflicts: readonly Conflict[], choices: readonly (Choice | undefined)[]): UnfinishedCopy {
  const settled = structuredClone(merged)
  // From the end: what is put in there moves nothing that is still to be settled.
  for (const [at, conflict] of [...conflicts.entries()].reverse()) settle(settled, conflict, choices[at] ?? 'mine')
  return settled
}

function settle(copy: UnfinishedCopy, conflict: Conflict, choice: Choice) {
  const pieces = conflict.where
    .slice(1)
    .split('/')
    .map((piece) => piece.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = pieces.pop() ?? ''
  const parent = pieces.reduce<unknown>((inside, piece) => (inside as UnfinishedCopy)[piece], copy)
  const chosen = choice === 'theirs' ? conflict.theirs : conflict.mine
  if (Array.isArray(parent)) settleInList(parent, Number(last), conflict, choice, chosen)
  else if (isRecord(parent)) setField(parent, last, chosen)
}

/** Blocks come as lists; an entry of another list is one, or absent where a side removed it. */
function settleInList(list: unknown[], at: number, { mine, theirs }: Conflict, choice: Choice, chosen: unknown) {
  if (Array.isArray(mine) && Array.isArray(theirs)) list.splice(at, mine.length, ...(choice === 'both' ? [...mine, ...theirs] : (chosen as unknown[])))
  else list.splice(at, 1, ...(chosen === undefined ? [] : [chosen]))
}

function setField(record: UnfinishedCopy, field: string, value: unknown) {
  if (value === undefined) delete record[field]
  else Object.defineProperty(record, field, { value, enumerable: true, configurable: true, writable: true })
}
