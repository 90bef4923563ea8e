/** Bodies merged block by block. What stands where both sides changed the same blocks is `mine`, and a conflict has both. */
import { diffIndices } from 'node-diff3'
import { type Conflict, canonicalText, conflict, type Merge, pointerPiece, type Versions } from './three-way.ts'

type Side = 'mine' | 'theirs'
/** One side has `blocks` in place of the base's blocks from `from` up to `to`. */
type Hunk = { side: Side; from: number; to: number; blocks: readonly unknown[] }

export function mergeBlocks(where: string, { base, mine, theirs }: Versions<readonly unknown[]>): Merge<unknown[]> {
  const texts = base.map(canonicalText)
  const hunks = [...hunksOf('mine', texts, mine), ...hunksOf('theirs', texts, theirs)].sort((a, b) => a.from - b.from || a.to - b.to)
  const merged: unknown[] = []
  const conflicts: Conflict[] = []
  let at = 0
  for (const group of groupsOf(hunks)) {
    const from = Math.min(...group.map((hunk) => hunk.from))
    const to = Math.max(...group.map((hunk) => hunk.to))
    merged.push(...base.slice(at, from))
    const place = where + pointerPiece(merged.length)
    const [ours, others] = (['mine', 'theirs'] as const).map((side) => sideOf(base, group, side, from, to)) as [unknown[], unknown[]]
    const isOneSided = group.every(({ side }) => side === group[0]?.side)
    if (!isOneSided && canonicalText(ours) !== canonicalText(others))
      conflicts.push(conflict(place, { base: base.slice(from, to), mine: ours, theirs: others }))
    merged.push(...(isOneSided && group[0]?.side === 'theirs' ? others : ours))
    at = to
  }
  return { merged: [...merged, ...base.slice(at)], conflicts }
}

/** Where as many blocks stand as before, each is taken for the one in its place: two editors in neighbouring paragraphs don't collide. */
function hunksOf(side: Side, base: string[], blocks: readonly unknown[]): Hunk[] {
  return diffIndices(...tellApart(base, blocks.map(canonicalText))).flatMap(({ buffer1: [from, length], buffer2: [start, count] }) =>
    length === count
      ? Array.from({ length }, (_, n) => ({ side, from: from + n, to: from + n + 1, blocks: [blocks[start + n]] }))
      : [{ side, from, to: from + length, blocks: blocks.slice(start, start + count) }],
  )
}

/** Above this, comparing takes seconds. */
const MAX_ALIKE = 20_000

/** Thousands of blocks that are all alike would be compared each with each. Then the first is taken for the first, the second for the second. */
function tellApart(before: string[], after: string[]): [string[], string[]] {
  const counts = countsOf(before)
  const pairs = after.reduce((sum, text) => sum + (counts.get(text) ?? 0), 0)
  return pairs > MAX_ALIKE ? [numbered(before), numbered(after)] : [before, after]
}

const countsOf = (texts: string[]) => texts.reduce((counts, text) => counts.set(text, (counts.get(text) ?? 0) + 1), new Map<string, number>())

function numbered(texts: string[]) {
  const seen = new Map<string, number>()
  return texts.map((text) => {
    const number = (seen.get(text) ?? 0) + 1
    seen.set(text, number)
    return `${number} ${text}`
  })
}

/** Hunks in order, those that collide together. */
function groupsOf(hunks: Hunk[]): Hunk[][] {
  const groups: Hunk[][] = []
  for (const hunk of hunks) {
    const last = groups.at(-1)
    if (last?.some((other) => other.side !== hunk.side && isColliding(other, hunk))) last.push(hunk)
    else groups.push([hunk])
  }
  return groups
}

/** Both change a block, or nobody can say whose blocks come first. */
function isColliding(a: Hunk, b: Hunk) {
  if (Math.max(a.from, b.from) < Math.min(a.to, b.to)) return true
  if (isInsertion(a) && isInsertion(b)) return a.from === b.from
  if (isInsertion(b)) return isInsertionInto(b, a)
  return isInsertion(a) && isInsertionInto(a, b)
}

const isInsertion = ({ from, to }: Hunk) => from === to

/** At its edge only where it may be more than what it replaces: beside a removed or a changed block the order is clear. */
function isInsertionInto({ from: place }: Hunk, { from, to, blocks }: Hunk) {
  if (place > from && place < to) return true
  return (place === from || place === to) && blocks.length > 0 && blocks.length !== to - from
}

/** What a side has there: its hunks, and the base between them. */
function sideOf(base: readonly unknown[], group: Hunk[], side: Side, from: number, to: number) {
  const own = group.filter((hunk) => hunk.side === side)
  const ends = [from, ...own.map((hunk) => hunk.to)]
  return [...own.flatMap((hunk, n) => [...base.slice(ends[n], hunk.from), ...hunk.blocks]), ...base.slice(ends.at(-1), to)]
}
