/** Lists in which each entry stands once, such as topics and bylines: merged as sets that keep their order. */
import { type Conflict, canonicalText, conflict, isSame, type Merge, mergeValues, pointerPiece, type Versions } from './three-way.ts'

type Entries = ReadonlyMap<string, unknown>
/** `keyOf` tells entries apart. `compare` orders what both sides add in one place; without it one side's come after the other's. */
export type ListRules = {
  keyOf: (entry: unknown) => string
  compare?: (a: unknown, b: unknown) => number
  mergeEntry?: (where: string, versions: Versions<unknown>) => Merge<unknown>
}

export function mergeLists(where: string, versions: Versions<readonly unknown[]>, rules: ListRules): Merge<unknown> {
  const [base, mine, theirs] = [versions.base, versions.mine, versions.theirs].map((list) => entriesOf(list, rules)) as [Entries, Entries, Entries]
  // With an entry twice it is no set.
  if (base.size !== versions.base.length || mine.size !== versions.mine.length || theirs.size !== versions.theirs.length) return mergeValues(where, versions)
  const { order, isDisputed } = orderOf({ base, mine, theirs }, rules)
  const conflicts: Conflict[] = isDisputed ? [conflict(where, versions)] : []
  const merged: unknown[] = []
  for (const key of order) {
    const entry = { base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) }
    const { mergeEntry = mergeValues } = rules
    const result = mergeEntry(where + pointerPiece(merged.length), entry)
    conflicts.push(...result.conflicts)
    // An entry that one side removed and the other changed stays where it can be seen.
    const kept = result.merged ?? (result.conflicts.length > 0 ? (entry.mine ?? entry.theirs) : undefined)
    if (kept !== undefined) merged.push(kept)
  }
  return { merged, conflicts }
}

const entriesOf = (list: readonly unknown[], { keyOf }: ListRules): Entries => new Map(list.map((entry) => [keyOf(entry), entry]))

/** All keys in their order: what the base has, and after each of those what was added behind it. */
function orderOf({ base, mine, theirs }: Versions<Entries>, rules: ListRules) {
  const stays = (key: string) => (mine.has(key) && theirs.has(key)) || isChanged(key, base, mine) || isChanged(key, base, theirs)
  const skeleton = [...base.keys()].filter(stays)
  const within = (side: Entries) => [...side.keys()].filter((key) => mine.has(key) && theirs.has(key) && base.has(key))
  const order = mergeValues('', { base: within(base), mine: within(mine), theirs: within(theirs) })
  const common = order.merged.values()
  const sorted = skeleton.map((key) => (mine.has(key) && theirs.has(key) ? (common.next().value ?? key) : key))
  const [ours, others] = [additionsOf(base, mine, sorted), additionsOf(base, theirs, sorted)]
  const keys = ['', ...sorted].flatMap((key) => [
    ...(key === '' ? [] : [key]),
    ...together(ours.get(key) ?? [], others.get(key) ?? [], { mine, theirs }, rules),
  ])
  return { order: [...new Set(keys)], isDisputed: order.conflicts.length > 0 }
}

const isChanged = (key: string, base: Entries, side: Entries) => side.has(key) && !isSame(side.get(key), base.get(key))

/** What a side added, by the key it was put behind; '' at the head of the list. */
function additionsOf(base: Entries, side: Entries, skeleton: string[]) {
  const added = new Map<string, string[]>()
  let anchor = ''
  for (const key of side.keys()) {
    if (skeleton.includes(key)) anchor = key
    else if (!base.has(key)) added.set(anchor, [...(added.get(anchor) ?? []), key])
  }
  return added
}

/** The same whoever merges. */
function together(ours: string[], others: string[], { mine, theirs }: { mine: Entries; theirs: Entries }, { compare }: ListRules) {
  const [first, second] = [ours, others].sort((a, b) => (canonicalText(a) < canonicalText(b) ? -1 : 1)) as [string[], string[]]
  const keys = [...new Set([...first, ...second])]
  const entry = (key: string) => mine.get(key) ?? theirs.get(key)
  return compare && ours.length > 0 && others.length > 0 ? keys.sort((a, b) => compare(entry(a), entry(b))) : keys
}
