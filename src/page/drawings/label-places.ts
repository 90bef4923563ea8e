/** Where the names of places are put: beside their dots, in no other's way, on phones and on desks. */
import { PHONE_PX, TEXT_PX, widthOf } from './drawing-style.ts'
import { MAP_HEIGHT, MAP_WIDTH, type MapPoint } from './projection.ts'

/** `at`, in units of the map. `plain`: without a dot, and so upon its place. `isNumber`: set smaller, and nearer to it. */
export type Label = { text: string; at: MapPoint; plain: boolean; isNumber?: boolean }
/** `dx` and `dy` in pixels, however wide the map is. `isFree`: in nobody's way, and not cut. */
export type PlacedLabel = Label & { anchor: 'start' | 'middle' | 'end'; dx: number; dy: number; isFree: boolean }

/** How wide maps are: on a phone of 320 px, on a large one, in a column of a desk. What is free on these is so between them. */
const WIDTHS_PX = [PHONE_PX, 420, 700]
const SCALES = WIDTHS_PX.map((px) => px / MAP_WIDTH)
export const SMALLEST_SCALE = Math.min(...SCALES)
export const NUMBER_PX = 12
const DOT_PX = 6
/** From the edge, and from each other. */
const ROOM_PX = 2
/** Kept for something else; in pixels, and at least as wide as a share of the map. */
export type Corner = { isTop: boolean; isLeft: boolean; width: number; height: number; share?: number }

type Place = Pick<PlacedLabel, 'anchor' | 'dx' | 'dy'>

const BESIDE: readonly Place[] = [
  { anchor: 'start', dx: 9, dy: 5 },
  { anchor: 'end', dx: -9, dy: 5 },
  { anchor: 'middle', dx: 0, dy: -10 },
  { anchor: 'middle', dx: 0, dy: 20 },
  { anchor: 'start', dx: 7, dy: -7 },
  { anchor: 'end', dx: -7, dy: -7 },
  { anchor: 'start', dx: 7, dy: 17 },
  { anchor: 'end', dx: -7, dy: 17 },
]
const OVER: Place = { anchor: 'middle', dx: 0, dy: 5 }
const NUMBER_BESIDE: readonly Place[] = [
  { anchor: 'start', dx: 8, dy: 4 },
  { anchor: 'end', dx: -8, dy: 4 },
  { anchor: 'middle', dx: 0, dy: -9 },
  { anchor: 'middle', dx: 0, dy: 17 },
  { anchor: 'start', dx: 6, dy: -6 },
  { anchor: 'end', dx: -6, dy: -6 },
  { anchor: 'start', dx: 6, dy: 14 },
  { anchor: 'end', dx: -6, dy: 14 },
]

const choicesFor = ({ plain, isNumber }: Label) => {
  const beside = isNumber ? NUMBER_BESIDE : BESIDE
  return plain ? [OVER, ...beside] : beside
}

type Rectangle = { left: number; right: number; top: number; bottom: number }
/** One for each of the widths. */
type Boxes = readonly Rectangle[]

/** How often what had no room may choose first. */
const ATTEMPTS = 3

/** In the order of `labels`. `dots` are what no name may cover. */
export function placeLabels(labels: readonly Label[], dots: readonly MapPoint[], corners: readonly Corner[]): PlacedLabel[] {
  const kept = [...dots.map(dotBoxes), ...corners.map(cornerBoxes)]
  let order = [...labels.keys()]
  let best = placedInOrder(labels, order, kept)
  for (let attempt = 1; attempt < ATTEMPTS && crowdedIn(best) > 0; attempt++) {
    order = order.toSorted((a, b) => Number(best[a]?.isFree) - Number(best[b]?.isFree))
    const next = placedInOrder(labels, order, kept)
    if (crowdedIn(next) >= crowdedIn(best)) break
    best = next
  }
  return best
}

const crowdedIn = (labels: readonly PlacedLabel[]) => labels.filter(({ isFree }) => !isFree).length

/** The first in `order` have the first choice. */
function placedInOrder(labels: readonly Label[], order: readonly number[], kept: readonly Boxes[]): PlacedLabel[] {
  const taken = [...kept]
  const placed = new Map<number, PlacedLabel>()
  for (const at of order) {
    const label = labels[at]
    if (!label) continue
    const best = cheapest(label, taken)
    taken.push(best.boxes)
    placed.set(at, { ...label, ...best.place, isFree: best.cost === 0 })
  }
  return [...labels.keys()].flatMap((at) => placed.get(at) ?? [])
}

/** The first of those that are free, or are least in the way. */
function cheapest(label: Label, taken: readonly Boxes[]) {
  // Those of dots are bold.
  const width = widthOf(label.text, sizeOf(label)) * (label.plain ? 1 : 1.08)
  let best: { place: Place; boxes: Boxes; cost: number } = { place: OVER, boxes: [], cost: Number.POSITIVE_INFINITY }
  for (const place of choicesFor(label)) {
    const boxes = SCALES.map((scale) => boxOf(label, place, { scale, width }))
    const cost = costOf(boxes, taken, best.cost)
    if (cost < best.cost) best = { place, boxes, cost }
    if (cost === 0) break
  }
  return best
}

/** Counted no further than `most`, for who has something as cheap. Maps place their names again and again. */
function costOf(boxes: Boxes, taken: readonly Boxes[], most = Number.POSITIVE_INFINITY) {
  let cost = 0
  for (const [at, box] of boxes.entries()) {
    cost += overflow(box, SCALES[at] ?? 1) * 10
    for (const other of taken) {
      if (cost >= most) return cost
      cost += overlap(box, other[at] ?? box)
    }
  }
  return cost
}

const dotBoxes = ([x, y]: MapPoint): Boxes =>
  SCALES.map((scale) => ({ left: x * scale - DOT_PX, right: x * scale + DOT_PX, top: y * scale - DOT_PX, bottom: y * scale + DOT_PX }))

const cornerBoxes = ({ isTop, isLeft, width: least, height, share = 0 }: Corner): Boxes =>
  SCALES.map((scale) => {
    const width = Math.max(least, share * MAP_WIDTH * scale)
    const [left, top] = [isLeft ? 0 : MAP_WIDTH * scale - width, isTop ? 0 : MAP_HEIGHT * scale - height]
    return { left, right: left + width, top, bottom: top + height }
  })

export const isCornerFree = (corner: Corner, points: readonly MapPoint[]) => points.every((point) => costOf(dotBoxes(point), [cornerBoxes(corner)]) === 0)

const sizeOf = ({ isNumber }: Label) => (isNumber ? NUMBER_PX : TEXT_PX)

function boxOf(label: Label, { anchor, dx, dy }: Place, { scale, width }: { scale: number; width: number }): Rectangle {
  const [x, y] = label.at
  const left = x * scale + dx - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2)
  const bottom = y * scale + dy + 3
  return { left: left - ROOM_PX, right: left + width + ROOM_PX, top: bottom - sizeOf(label) - 1, bottom }
}

const overlap = (a: Rectangle, b: Rectangle) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

const overflow = ({ left, right, top, bottom }: Rectangle, scale: number) =>
  (Math.max(0, -left) + Math.max(0, right - MAP_WIDTH * scale)) * TEXT_PX + (Math.max(0, -top) + Math.max(0, bottom - MAP_HEIGHT * scale)) * 40
