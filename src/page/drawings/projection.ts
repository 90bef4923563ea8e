/**
 * From places on the globe to places on a map. What is near together is drawn around its own middle (Lambert's azimuthal equal-area
 * projection), so that neither the poles nor the antimeridian are special; what is spread over the globe, as a rectangle of degrees that is
 * cut where nothing is.
 */
import type { Position } from './outlines.ts'

export const [MAP_WIDTH, MAP_HEIGHT] = [600, 400]

export type MapPoint = readonly [x: number, y: number]
/**
 * `place` answers a point in MAP_WIDTH × MAP_HEIGHT, or nothing for what is behind the globe. `turns`: the outlines are drawn this many times, a
 * turn of the globe apart; never, where the map is nearer than they are true. `kmAcross`: how wide the map is, where that is the same all over it.
 */
export type Projection = { place: (position: Position, turn?: number) => MapPoint | undefined; turns: readonly number[]; kmAcross?: number }

const RAD = Math.PI / 180
/** Beyond this from its middle, a piece of the globe is better drawn as a rectangle. */
const MAX_RADIUS = 65 * RAD
/** What is behind is not drawn: its shapes would be turned inside out. */
const HORIZON = 100 * RAD
const EARTH_KM = 6371
/** Of the map's height. Outlines are true to about 6 km: nearer than this, a harbour would stand in the sea. */
const MIN_HEIGHT_WITH_OUTLINES = 445 / EARTH_KM
/** What would take less of that height than this is drawn nearer, without outlines. */
const LEAST_SHARE = 0.2
/** As are places that would lie on each other, where they are drawn at least twice as far apart so. In units of the map: a dot. */
const [TOUCHING, LEAST_SHARE_OF_TOUCHING] = [25, 0.5]
/** Of a map's height: as much as has a coast or border that people know. */
const SURROUNDINGS = 1200 / EARTH_KM
/** Places nearer together than this are one. */
const ONE_PLACE = 0.02 / EARTH_KM
/** On a wider map, a kilometre in the middle is not one at the edge. */
const MAX_KM_WITH_SCALE = 4000
const MARGIN = 0.2

/** Around `positions`, `dots` of which must be told apart. */
export function projectionFor(positions: readonly Position[], dots: readonly Position[] = []): Projection {
  const middle = middleOf(positions)
  if (!middle) return rectangle(positions)
  const flat = positions.map((position) => azimuthal(position, middle))
  const near = boxAround(flat, 0)
  const share = near.height / MIN_HEIGHT_WITH_OUTLINES
  const isTown = near.height > ONE_PLACE && (share < LEAST_SHARE || (share < LEAST_SHARE_OF_TOUCHING && areTouching(dots)))
  const box = isTown ? near : boxAround(flat, MIN_HEIGHT_WITH_OUTLINES)
  const corner = Math.hypot(Math.abs(box.x) + box.width / 2, Math.abs(box.y) + box.height / 2)
  if (corner > 2 * Math.sin(MAX_RADIUS / 2)) return rectangle(positions)
  const kmAcross = box.width * EARTH_KM
  return { turns: isTown ? [] : [0], ...(kmAcross <= MAX_KM_WITH_SCALE && { kmAcross }), place: placeAround(middle, box) }
}

/** On the nearest map with outlines. Of those in one place, none can be told apart anyway. */
function areTouching(dots: readonly Position[]) {
  const touching = (TOUCHING / MAP_HEIGHT) * MIN_HEIGHT_WITH_OUTLINES
  return dots.some((dot, at) =>
    dots.slice(0, at).some((other) => {
      const angle = angleBetween(dot, other)
      return angle > ONE_PLACE && angle < touching
    }),
  )
}

/** The part of the world in which places near together lie. */
export function surroundingsOf(positions: readonly Position[]): Projection {
  const middle = middleOf(positions) ?? [0, 0]
  return { turns: [0], place: placeAround(middle, boxAround([[0, 0]], SURROUNDINGS)) }
}

const placeAround =
  (middle: Position, box: Box): Projection['place'] =>
  (position) =>
    angleBetween(position, middle) > HORIZON ? undefined : inBox(azimuthal(position, middle), box)

type Box = { x: number; y: number; width: number; height: number }

/** `x` and `y` are its middle. As high and wide as the map is, with room at the sides. */
function boxAround(points: readonly MapPoint[], least: number): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const height = Math.max((top - bottom) * (1 + 2 * MARGIN), ((right - left) * (1 + 2 * MARGIN) * MAP_HEIGHT) / MAP_WIDTH, least)
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: (height * MAP_WIDTH) / MAP_HEIGHT, height }
}

const inBox = ([x, y]: MapPoint, box: Box): MapPoint => [((x - box.x) / box.width + 0.5) * MAP_WIDTH, (0.5 - (y - box.y) / box.height) * MAP_HEIGHT]

const vectorOf = ([lon, lat]: Position) => [Math.cos(lat * RAD) * Math.cos(lon * RAD), Math.cos(lat * RAD) * Math.sin(lon * RAD), Math.sin(lat * RAD)] as const

/** Nothing where they are all around the globe. */
function middleOf(positions: readonly Position[]): Position | undefined {
  const [x, y, z] = positions.map(vectorOf).reduce((sum, vector) => [sum[0] + vector[0], sum[1] + vector[1], sum[2] + vector[2]] as const, [0, 0, 0] as const)
  if (Math.hypot(x, y, z) < positions.length * 0.3) return undefined
  return [Math.atan2(y, x) / RAD, Math.atan2(z, Math.hypot(x, y)) / RAD]
}

function angleBetween(a: Position, b: Position) {
  const [one, other] = [vectorOf(a), vectorOf(b)]
  return Math.acos(Math.max(-1, Math.min(1, one[0] * other[0] + one[1] * other[1] + one[2] * other[2])))
}

/** Snyder, Map Projections (1987), 24-2 to 24-4, on a globe of radius 1. */
function azimuthal([lon, lat]: Position, [lon0, lat0]: Position): MapPoint {
  const [phi, phi0, lambda] = [lat * RAD, lat0 * RAD, (lon - lon0) * RAD]
  const cosine = Math.sin(phi0) * Math.sin(phi) + Math.cos(phi0) * Math.cos(phi) * Math.cos(lambda)
  const k = Math.sqrt(2 / Math.max(1e-9, 1 + cosine))
  return [k * Math.cos(phi) * Math.sin(lambda), k * (Math.cos(phi0) * Math.sin(phi) - Math.sin(phi0) * Math.cos(phi) * Math.cos(lambda))]
}

const turned = (lon: number, middle: number) => ((((lon - middle + 180) % 360) + 360) % 360) - 180

function rectangle(positions: readonly Position[]): Projection {
  const middle = oppositeOfWidestGap(positions.map(([lon]) => lon))
  const box = boxAround(
    positions.map(([lon, lat]) => [turned(lon, middle), lat]),
    60,
  )
  const whole = { ...box, width: Math.min(box.width, 360), height: (Math.min(box.width, 360) * MAP_HEIGHT) / MAP_WIDTH }
  // Outlines end at the antimeridian or go on beyond it; the map's middle may be anywhere.
  return { turns: [-360, 0, 360], place: ([lon, lat], turn) => inBox([turn === undefined ? turned(lon, middle) : lon - middle + turn, lat], whole) }
}

function oppositeOfWidestGap(longitudes: readonly number[]) {
  const sorted = longitudes.toSorted((a, b) => a - b)
  const gaps = sorted.map((lon, at) => ({ lon, gap: (sorted[at + 1] ?? (sorted[0] ?? 0) + 360) - lon }))
  const widest = gaps.reduce((best, each) => (each.gap > best.gap ? each : best), gaps[0] ?? { lon: 0, gap: 360 })
  return turned(widest.lon + widest.gap / 2 + 180, 0)
}

/** Along the shortest way over the globe, in steps of a few degrees. */
export function greatCircle(path: readonly Position[]): Position[] {
  return path.flatMap((to, at) => {
    const from = path[at - 1]
    if (!from) return [to]
    const angle = angleBetween(from, to)
    const steps = Math.max(1, Math.ceil(angle / (3 * RAD)))
    if (steps === 1 || angle > Math.PI - 1e-6) return [to]
    const [a, b] = [vectorOf(from), vectorOf(to)]
    return Array.from({ length: steps }, (_, step): Position => {
      const share = (step + 1) / steps
      const [wa, wb] = [Math.sin((1 - share) * angle) / Math.sin(angle), Math.sin(share * angle) / Math.sin(angle)]
      const [x, y, z] = [wa * a[0] + wb * b[0], wa * a[1] + wb * b[1], wa * a[2] + wb * b[2]]
      return [Math.atan2(y, x) / RAD, Math.atan2(z, Math.hypot(x, y)) / RAD]
    })
  })
}
