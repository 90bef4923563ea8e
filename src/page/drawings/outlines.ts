/** The world's coasts and borders, decoded from what the build wrote: see scripts/build-outlines.ts. */
import { ARCS, RINGS } from '../../build/outlines.ts'

/** Longitude and latitude, in degrees. What crosses the antimeridian goes on beyond 180. */
export type Position = readonly [lon: number, lat: number]
export type Outlines = { rings: Position[][]; borders: Position[][] }

const STEPS = 50

let decoded: Outlines | undefined

export function outlines(): Outlines {
  decoded ??= decode()
  return decoded
}

/** An arc that two countries share is a border; any other, a coast. */
function decode(): Outlines {
  const arcs = decodeArcs(ARCS)
  const uses = new Map<number, number>()
  for (const arc of RINGS.flat()) uses.set(arc < 0 ? ~arc : arc, (uses.get(arc < 0 ? ~arc : arc) ?? 0) + 1)
  const rings = RINGS.map((ring) => ring.flatMap((arc) => (arc < 0 ? (arcs[~arc] ?? []).toReversed() : (arcs[arc] ?? []))))
  return { rings: rings.map((ring) => refined(aroundPole(unwrapped(ring)))), borders: arcs.filter((_, at) => (uses.get(at) ?? 0) > 1).map(refined) }
}

/** From 179 to -179 it is two degrees, not 358. */
function unwrapped(points: readonly Position[]): Position[] {
  let turn = 0
  return points.map(([lon, lat], at) => {
    const step = lon - (points[at - 1]?.[0] ?? lon)
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360
    return [lon + turn, lat]
  })
}

/** Antarctica's coast ends a turn from where it began: the pole closes it. */
function aroundPole(ring: readonly Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)]
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return [...ring]
  return [...ring, [last[0], -90], [first[0], -90]]
}

/** No longer step than this, so that a border along a parallel is drawn as one. */
const LONGEST_STEP = 3

function refined(points: readonly Position[]): Position[] {
  return points.flatMap(([lon, lat], at): Position[] => {
    const [fromLon, fromLat] = points[at - 1] ?? [lon, lat]
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(lon - fromLon), Math.abs(lat - fromLat)) / LONGEST_STEP))
    return Array.from({ length: steps }, (_, step) => [fromLon + ((lon - fromLon) * (step + 1)) / steps, fromLat + ((lat - fromLat) * (step + 1)) / steps])
  })
}

function decodeArcs(text: string): Position[][] {
  return text.split(' ').map((arc) => {
    let [at, x, y] = [0, 0, 0]
    const next = () => {
      let [value, shift, bits] = [0, 0, 0x20]
      while (bits >= 0x20) {
        bits = arc.charCodeAt(at++) - 63
        value |= (bits & 0x1f) << shift
        shift += 5
      }
      return value & 1 ? ~(value >> 1) : value >> 1
    }
    const points: Position[] = []
    while (at < arc.length) {
      x += next()
      y += next()
      points.push([x / STEPS, y / STEPS])
    }
    return points
  })
}
