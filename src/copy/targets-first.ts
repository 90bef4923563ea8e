/** The order in which redirects of one file are made. */
import { spellOldAddress } from './old-address.ts'

/**
 * What leads to another of the same file comes after that one, so each is made once, with the end that readers reach; in a file's own order, a chain
 * that is told from its beginning would be written anew with each line. Of one address told twice, the later stays later; circles stay as they are.
 */
export function targetsFirst<Row extends { from: string; to: string | null }>(rows: readonly Row[]): Row[] {
  const steps = rows.map(({ from, to }) => ({ from: spellOldAddress(from), to: to === null ? undefined : spellOldAddress(to) }))
  const told = Map.groupBy(steps.keys(), (at) => steps[at]?.from)
  /** By row, those that wait for it. */
  const waiting = new Map<number, number[]>()
  const left = steps.map(() => 0)
  const wait = (at: number, behind: number) => {
    const others = waiting.get(behind)
    if (others) others.push(at)
    else waiting.set(behind, [at])
    left[at] = (left[at] ?? 0) + 1
  }
  for (const [at, { from, to }] of steps.entries()) {
    const last = to === undefined || to === from ? undefined : told.get(to)?.at(-1)
    if (last !== undefined) wait(at, last)
  }
  for (const [from, all] of told) if (from !== undefined) for (const [index, at] of all.entries()) if (index > 0) wait(at, all[index - 1] as number)
  const order: number[] = []
  const ready = [...left.keys()].filter((at) => left[at] === 0).reverse()
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    order.push(at)
    for (const next of waiting.get(at) ?? []) {
      left[next] = (left[next] ?? 0) - 1
      if (left[next] === 0) ready.push(next)
    }
  }
  const ordered = new Set(order)
  return [...order, ...[...left.keys()].filter((at) => !ordered.has(at))].map((at) => rows[at] as Row)
}
