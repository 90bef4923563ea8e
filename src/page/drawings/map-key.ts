/** What is written on a map: the names of its places where all of them have room, else numbers, and a list of whose they are. */
import { type Corner, type Label, type PlacedLabel, placeLabels, SMALLEST_SCALE } from './label-places.ts'
import type { MapPoint } from './projection.ts'

/** The key is in the order of its numbers, which begin at 1. */
export type MapWords = { labels: PlacedLabel[]; key: string[] }

/** In a phone's pixels: dots nearer than this look like one, and have a number together. */
const ONE_DOT_PX = 9

export function wordsOnMap(names: readonly Label[], corners: readonly Corner[]): MapWords {
  // Places first: what has no dot has more to choose from.
  const ordered = names.toSorted((a, b) => Number(a.plain) - Number(b.plain))
  const dots = ordered.filter(({ plain }) => !plain).map(({ at }) => at)
  const labels = placeLabels(ordered, dots, corners)
  return labels.every(({ isFree }) => isFree) ? { labels, key: [] } : numbered(ordered, dots, corners)
}

/** Places whose numbers have no room share one with their next neighbour: `3–5`. What has no dot stays in words where it can. */
function numbered(names: readonly Label[], dots: readonly MapPoint[], corners: readonly Corner[]): MapWords {
  let groups = names.filter(({ plain }) => !plain).reduce<Label[][]>(joinedToNearOnes, [])
  let written = names.filter(({ plain }) => plain)
  for (;;) {
    const numbers = numberLabels(groups)
    const labels = placeLabels([...numbers, ...written], dots, corners)
    const crowded = labels.findIndex(({ isFree }) => !isFree)
    const isLast = groups.length === 1
    const name = written[crowded - numbers.length] ?? (isLast ? written[0] : undefined)
    if (crowded < 0 || (isLast && !name)) return { labels, key: groups.flat().map(({ text }) => text) }
    if (name) {
      written = written.filter((other) => other !== name)
      groups = [...groups, [name]]
    } else groups = withNeighbour(groups, crowded)
  }
}

function joinedToNearOnes(groups: Label[][], name: Label): Label[][] {
  const near = groups.find(([first]) => first && distance(first, name) * SMALLEST_SCALE < ONE_DOT_PX)
  if (!near) return [...groups, [name]]
  near.push(name)
  return groups
}

function numberLabels(groups: readonly Label[][]): Label[] {
  let before = 0
  return groups.flatMap((group) => {
    const [from, to] = [before + 1, before + group.length]
    before = to
    const [first] = group
    return first ? [{ ...first, text: from === to ? `${from}` : `${from}–${to}`, isNumber: true }] : []
  })
}

function withNeighbour(groups: readonly Label[][], at: number): Label[][] {
  const others = groups.filter((_, place) => place !== at)
  const [first] = groups[at] ?? []
  const gap = (group: readonly Label[]) => (first && group[0] ? distance(first, group[0]) : 0)
  const nearest = others.reduce((best, group) => (gap(group) < gap(best) ? group : best), others[0] ?? [])
  return others.map((group) => (group === nearest ? [...group, ...(groups[at] ?? [])] : group))
}

const distance = ({ at: [ax, ay] }: Label, { at: [bx, by] }: Label) => Math.hypot(ax - bx, ay - by)
