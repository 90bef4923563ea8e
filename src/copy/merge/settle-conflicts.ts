/** What becomes of a merge once somebody has chosen, for each of its conflicts, whose version stands. */
import { type Conflict, isRecord, type Merge, type UnfinishedCopy } from './three-way.ts'

/** `both`: of blocks, mine and then theirs. Of a value there can only be one, and it is mine. */
export const CHOICES = ['mine', 'theirs', 'both'] as const
export type Choice = (typeof CHOICES)[number]

/** One choice for each conflict, in their order; where there is none it is `mine`. */
export function settleConflicts({ merged, conflicts }: Merge<UnfinishedCopy>, choices: readonly (Choice | undefined)[]): UnfinishedCopy {
  const settled = structuredClone(merged)
  // From the last to the first, so that what is put in or taken out moves none of those that are still to come.
  for (const [at, conflict] of [...conflicts.entries()].reverse()) if (choices[at] && choices[at] !== 'mine') settle(settled, conflict, choices[at])
  return settled
}

export const isOfBlocks = ({ where }: Conflict) => /^(?:\/updates\/\d+)?\/body\/\d+$/.test(where)

function settle(copy: UnfinishedCopy, conflict: Conflict, choice: Choice) {
  const { where, mine, theirs } = conflict
  const pieces = where
    .slice(1)
    .split('/')
    .map((piece) => piece.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = pieces.pop() ?? ''
  const holder = pieces.reduce<unknown>((value, piece) => (value as UnfinishedCopy | undefined)?.[piece], copy)
  if (Array.isArray(holder) && isOfBlocks(conflict)) {
    const [ours, others] = [listOf(mine), listOf(theirs)]
    holder.splice(Number(last), ours.length, ...(choice === 'both' ? [...ours, ...others] : others))
  } else if (choice === 'theirs' && Array.isArray(holder)) holder.splice(Number(last), 1, ...(theirs === undefined ? [] : [theirs]))
  else if (choice === 'theirs' && isRecord(holder)) {
    if (theirs === undefined) delete holder[last]
    else holder[last] = theirs
  }
}

const listOf = (blocks: unknown) => (Array.isArray(blocks) ? blocks : [])
