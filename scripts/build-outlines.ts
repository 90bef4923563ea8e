/**
 * The world's coasts and borders for map blocks, from Natural Earth (public domain) as `world-atlas` brings them (TopoJSON, 1:50 million):
 * simplified, and written as text that packs well. See docs/decisions/0015-coasts-and-borders-for-maps.md.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Position = [x: number, y: number]
type Geometry = { type: 'Polygon'; arcs: number[][] } | { type: 'MultiPolygon'; arcs: number[][][] }
type Topology = {
  transform: { scale: Position; translate: Position }
  arcs: Position[][]
  objects: { countries: { geometries: Geometry[] } }
}

/** Steps in a degree: two kilometres, so that rounding moves a coast by one at most. */
const STEPS = 50
/** In steps. What is nearer to the line between its neighbours is left out: about a pixel where a map is 1,000 km wide. */
const TOLERANCE = 2.75
/** In square steps, of the box around it: what is smaller is left out, unless it is a country's largest part. */
const MIN_ISLAND = 100

/** `arcs` are written as `decodeArcs` in src/page/drawings/outlines.ts reads them; rings name arcs, `~arc` backwards. */
export function buildOutlines(): { arcs: string; rings: number[][] } {
  const topology = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('world-atlas/countries-50m.json')), 'utf8')) as Topology
  const arcs = topology.arcs.map((arc) => stepsOf(arc, topology.transform))
  const rings = topology.objects.countries.geometries.flatMap((geometry) => partsOf(geometry, arcs))
  const used = [...new Set(rings.flat().map(indexOf))]
  const places = new Map(used.map((index, at) => [index, at]))
  const renumber = (arc: number) => (arc < 0 ? ~(places.get(~arc) ?? 0) : (places.get(arc) ?? 0))
  return { arcs: used.map((index) => encode(simplify(arcs[index] ?? []))).join(' '), rings: rings.map((ring) => ring.map(renumber)) }
}

const indexOf = (arc: number) => (arc < 0 ? ~arc : arc)

/** A country's rings but for its smallest islands. */
function partsOf(geometry: Geometry, arcs: readonly Position[][]): number[][] {
  const rings = geometry.type === 'Polygon' ? geometry.arcs : geometry.arcs.flat()
  const sizes = rings.map((ring) => boxOf(ring.flatMap((arc) => arcs[indexOf(arc)] ?? [])))
  return rings.filter((_, at) => (sizes[at] ?? 0) >= Math.min(MIN_ISLAND, Math.max(...sizes)))
}

function boxOf(points: readonly Position[]) {
  const span = (values: number[]) => Math.max(...values) - Math.min(...values)
  return span(points.map(([x]) => x)) * span(points.map(([, y]) => y))
}

/** Arcs come as differences of whole numbers. */
function stepsOf(arc: readonly Position[], { scale, translate }: Topology['transform']): Position[] {
  let [x, y] = [0, 0]
  return arc.map(([dx, dy]) => {
    x += dx
    y += dy
    return [Math.round((x * scale[0] + translate[0]) * STEPS), Math.round((y * scale[1] + translate[1]) * STEPS)]
  })
}

/** Douglas and Peucker's way. The ends stay, where arcs meet. */
function simplify(points: readonly Position[]): Position[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 3) return [...points]
  const [far, distance] = points.reduce(
    (best, point, at): [number, number] => {
      const away = distanceTo(point, first, last)
      return away > best[1] ? [at, away] : best
    },
    [0, 0] as [number, number],
  )
  if (distance <= TOLERANCE) return [first, last]
  return [...simplify(points.slice(0, far + 1)), ...simplify(points.slice(far)).slice(1)]
}

/** From a point to the line between two others. */
function distanceTo([x, y]: Position, [ax, ay]: Position, [bx, by]: Position) {
  const [dx, dy] = [bx - ax, by - ay]
  const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

/** Differences in zigzag order, five bits to a character from `?` on. */
function encode(points: readonly Position[]): string {
  let [x, y] = [0, 0]
  return points
    .map(([nextX, nextY]) => {
      const text = encodeNumber(nextX - x) + encodeNumber(nextY - y)
      ;[x, y] = [nextX, nextY]
      return text
    })
    .join('')
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1
  let text = ''
  while (rest >= 0x20) {
    text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63)
    rest >>= 5
  }
  return text + String.fromCharCode(rest + 63)
}
