/** The outlines of a map as paths: only what is on it, and no finer than can be seen. */
import { outlines, type Position } from './outlines.ts'
import { MAP_HEIGHT, MAP_WIDTH, type MapPoint, type Projection } from './projection.ts'

/** In units of a map as wide as a column: nearer points are one. */
const FINEST = 1.2
/** In square units: less can't be seen. */
const LEAST_AREA = 1
/** Shapes are cut this far outside, so that the cut can't be seen. */
const OUTSIDE = 12

/** Paths, as SVG has them. */
export type MapShapes = { land: string; borders: string }

/** `finest`, in units of the map: nearer points of an outline are one. */
export function mapShapes(projection: Projection, finest = FINEST): MapShapes {
  const { rings, borders } = outlines()
  const each = (lines: readonly Position[][], draw: (points: MapPoint[]) => string) =>
    projection.turns.flatMap((turn) => lines.map((line) => draw(placed(line, projection, turn)))).join('')
  return {
    land: each(rings, (points) => closed(thinned(clipped(points), finest))),
    borders: each(borders, (points) =>
      runsInside(points)
        .map((run) => open(thinned(run, finest)))
        .join(''),
    ),
  }
}

/** What is partly behind the globe is cut off there, far outside the map. */
const placed = (line: readonly Position[], { place }: Projection, turn: number) =>
  line.map((position) => place(position, turn)).filter((point) => point !== undefined)

type Edge = { isIn: (point: MapPoint) => boolean; cross: (a: MapPoint, b: MapPoint) => MapPoint }

const edge = (axis: 0 | 1, limit: number, sign: 1 | -1): Edge => ({
  isIn: (point) => (point[axis] - limit) * sign >= 0,
  cross: (a, b) => {
    const share = (limit - a[axis]) / (b[axis] - a[axis])
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
  },
})

const EDGES = [edge(0, -OUTSIDE, 1), edge(0, MAP_WIDTH + OUTSIDE, -1), edge(1, -OUTSIDE, 1), edge(1, MAP_HEIGHT + OUTSIDE, -1)]

/** Sutherland and Hodgman's way: one side after the other. */
function clipped(ring: readonly MapPoint[]): MapPoint[] {
  return EDGES.reduce<readonly MapPoint[]>(
    (points, { isIn, cross }) =>
      points.flatMap((point, at) => {
        const before = points.at(at - 1) ?? point
        if (isIn(point)) return isIn(before) ? [point] : [cross(before, point), point]
        return isIn(before) ? [cross(before, point)] : []
      }),
    ring,
  ) as MapPoint[]
}

/** The pieces of a line that are on the map, each with the points just outside. */
function runsInside(line: readonly MapPoint[]): MapPoint[][] {
  const isIn = (point: MapPoint | undefined) => point !== undefined && EDGES.every((each) => each.isIn(point))
  const runs: MapPoint[][] = []
  let run: MapPoint[] = []
  for (const [at, point] of line.entries()) {
    if (isIn(point) || isIn(line[at - 1]) || isIn(line[at + 1])) run.push(point)
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  return run.length > 1 ? [...runs, run] : runs
}

function thinned(points: readonly MapPoint[], finest: number): MapPoint[] {
  const kept: MapPoint[] = []
  for (const [at, point] of points.entries()) {
    const last = kept.at(-1)
    if (!last || at === points.length - 1 || Math.hypot(point[0] - last[0], point[1] - last[1]) >= finest) kept.push(point)
  }
  return kept
}

/** Clipping leaves lines along the edge of what is outside; they are no land. */
const closed = (points: readonly MapPoint[]) => (areaOf(points) < LEAST_AREA ? '' : `${open(points)}z`)

const areaOf = (points: readonly MapPoint[]) =>
  Math.abs(
    points.reduce((sum, [x, y], at) => {
      const [beforeX, beforeY] = points.at(at - 1) ?? [x, y]
      return sum + beforeX * y - x * beforeY
    }, 0),
  ) / 2

/** Steps from point to point, in tenths: shorter than places. */
export function open(points: readonly MapPoint[]): string {
  let [x, y] = [0, 0]
  return points
    .map((point, at) => {
      const [toX, toY] = [Math.round(point[0] * 10), Math.round(point[1] * 10)]
      const step = `${at === 0 ? 'M' : at === 1 ? 'l' : ' '}${(toX - x) / 10},${(toY - y) / 10}`
      ;[x, y] = [toX, toY]
      return step
    })
    .join('')
}
