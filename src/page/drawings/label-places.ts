/** Where the names of places are put: beside their dots, in no other's way, on a phone. */
import { PHONE_PX, widthOf } from './drawing-style.ts'
import { MAP_HEIGHT, MAP_WIDTH, type MapPoint } from './projection.ts'

export type Label = { text: string; at: MapPoint; plain: boolean }
/** `dx` and `dy` in pixels, however wide the map is. */
export type PlacedLabel = Label & { anchor: 'start' | 'middle' | 'end'; dx: number; dy: number }

/** A phone's pixels in a unit of the map. */
const SCALE = PHONE_PX / MAP_WIDTH
const LABEL_PX = 15

const BESIDE: readonly Omit<PlacedLabel, keyof Label>[] = [
  { anchor: 'start', dx: 9, dy: 5 },
  { anchor: 'end', dx: -9, dy: 5 },
  { anchor: 'middle', dx: 0, dy: -10 },
  { anchor: 'middle', dx: 0, dy: 20 },
  { anchor: 'start', dx: 7, dy: -7 },
  { anchor: 'end', dx: -7, dy: -7 },
  { anchor: 'start', dx: 7, dy: 17 },
  { anchor: 'end', dx: -7, dy: 17 },
]
const OVER: Omit<PlacedLabel, keyof Label> = { anchor: 'middle', dx: 0, dy: 5 }

type Rectangle = { left: number; right: number; top: number; bottom: number }

export function placeLabels(labels: readonly Label[]): PlacedLabel[] {
  const dots = labels.filter(({ plain }) => !plain).map(({ at: [x, y] }) => around(x * SCALE, y * SCALE, 6))
  const taken: Rectangle[] = []
  return labels.map((label) => {
    const choices = (label.plain ? [OVER, ...BESIDE] : BESIDE).map((place) => ({ ...label, ...place }))
    const cost = (choice: PlacedLabel) => {
      const box = boxOf(choice)
      return overflow(box) * 10 + [...taken, ...dots].reduce((sum, other) => sum + overlap(box, other), 0)
    }
    const best = choices.reduce((found, choice) => (cost(choice) < cost(found) ? choice : found))
    taken.push(boxOf(best))
    return best
  })
}

const around = (x: number, y: number, by: number): Rectangle => ({ left: x - by, right: x + by, top: y - by, bottom: y + by })

function boxOf({ text, at: [x, y], anchor, dx, dy }: PlacedLabel): Rectangle {
  // Bold.
  const width = widthOf(text) * 1.12
  const left = x * SCALE + dx - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2)
  const bottom = y * SCALE + dy + 3
  return { left, right: left + width, top: bottom - LABEL_PX, bottom }
}

const overlap = (a: Rectangle, b: Rectangle) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

const overflow = ({ left, right, top, bottom }: Rectangle) =>
  (Math.max(0, 3 - left) + Math.max(0, right - PHONE_PX + 3)) * LABEL_PX + Math.max(0, 3 - top) * 40 + Math.max(0, bottom - MAP_HEIGHT * SCALE + 3) * 40
