/**
 * What two lists have in common, in as few removals and additions as there can be (Myers, "An O(ND) difference algorithm and its variations",
 * 1986), and within an effort: two lists with little in common take the square of their length, and whoever waits gets them one after the other.
 */

/** How many steps may still be taken. One effort is for all that somebody waits for at once: an article has thousands of texts to compare. */
export type Effort = { steps: number }

/** Some tens of milliseconds. */
const MOST_STEPS = 3_000_000

export const effort = (): Effort => ({ steps: MOST_STEPS })

/** `count` items that are in both lists, or, with `op`, in the later or the earlier only. What is removed comes before what is added in its place. */
export type Stretch = { count: number; op?: 'added' | 'removed' }

/** Lists further apart than this are shown one after the other; nobody reads a mosaic. It bounds what is remembered, too. */
const MAX_EDITS = 1000

export function stretchesBetween(before: readonly string[], after: readonly string[], allowed: Effort): Stretch[] {
  const [from, to] = numbered(before, after)
  const replaced = replacedBetween(from, to)
  if (!isReplacement(replaced)) return replaced
  const way = shortestWay(from, to, allowed)
  return way ? stretchesOf(way, from.length, to.length) : replaced
}

/** Same texts have the same number, so that a step costs the same however long they are. */
function numbered(...lists: (readonly string[])[]) {
  const numbers = new Map<string, number>()
  return lists.map((list) =>
    Int32Array.from(list, (text) => {
      const number = numbers.get(text) ?? numbers.size
      numbers.set(text, number)
      return number
    }),
  ) as [Int32Array, Int32Array]
}

/** How far into the earlier list so many edits lead, on every other diagonal (its index less the later one's) from the `first` on. */
type Reached = { first: number; ends: Int32Array }

function shortestWay(from: Int32Array, to: Int32Array, allowed: Effort): Reached[] | undefined {
  const way: Reached[] = []
  for (let edits = 0; edits <= MAX_EDITS; edits++) {
    // Diagonals that lead past the end of a list lead nowhere.
    const first = -edits + 2 * Math.max(0, edits - to.length)
    const last = edits - 2 * Math.max(0, edits - from.length)
    const ends = new Int32Array((last - first) / 2 + 1)
    for (let diagonal = first; diagonal <= last; diagonal += 2) {
      const { start } = edits === 0 ? { start: 0 } : lastEdit(way[edits - 1] as Reached, diagonal)
      const end = endOfCommon(from, to, start, start - diagonal)
      allowed.steps -= 1 + end - start
      if (allowed.steps < 0) return undefined
      ends[(diagonal - first) / 2] = end
      if (end >= from.length && end - diagonal >= to.length) return [...way, { first, ends }]
    }
    way.push({ first, ends })
  }
  return undefined
}

/** An addition, from the diagonal above, or a removal, from the one below: whichever leads further into the earlier list. */
function lastEdit({ first, ends }: Reached, diagonal: number): { op: 'added' | 'removed'; start: number } {
  const above = ends[(diagonal + 1 - first) / 2]
  const below = ends[(diagonal - 1 - first) / 2]
  return below === undefined || (above !== undefined && below < above) ? { op: 'added', start: above as number } : { op: 'removed', start: below + 1 }
}

function endOfCommon(from: Int32Array, to: Int32Array, start: number, startTo: number) {
  let end = start
  let endTo = startTo
  while (end < from.length && endTo < to.length && from[end] === to[endTo]) {
    end++
    endTo++
  }
  return end
}

function stretchesOf(way: readonly Reached[], fromLength: number, toLength: number): Stretch[] {
  const backwards: Stretch[] = []
  let at = fromLength
  let diagonal = fromLength - toLength
  for (const reached of way.slice(0, -1).reverse()) {
    const { op, start } = lastEdit(reached, diagonal)
    lengthen(backwards, at - start)
    lengthen(backwards, 1, op)
    at = op === 'added' ? start : start - 1
    diagonal += op === 'added' ? 1 : -1
  }
  lengthen(backwards, at)
  return backwards.reverse()
}

function lengthen(stretches: Stretch[], count: number, op?: 'added' | 'removed') {
  const last = stretches.at(-1)
  if (last && last.op === op) last.count += count
  else if (count > 0) stretches.push({ count, ...(op && { op }) })
}

/** Their beginnings and ends are still the same. */
function replacedBetween(from: Int32Array, to: Int32Array): Stretch[] {
  const start = endOfCommon(from, to, 0, 0)
  let end = 0
  while (end < Math.min(from.length, to.length) - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++
  const stretches: Stretch[] = []
  lengthen(stretches, start)
  lengthen(stretches, from.length - start - end, 'removed')
  lengthen(stretches, to.length - start - end, 'added')
  lengthen(stretches, end)
  return stretches
}

/** Where there were only additions, or only removals, between the two ends, no way is shorter. */
const isReplacement = (stretches: readonly Stretch[]) => stretches.some(({ op }) => op === 'added') && stretches.some(({ op }) => op === 'removed')
