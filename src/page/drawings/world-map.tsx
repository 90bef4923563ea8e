/** Places and lines on the outline of the world's countries. */
import type { WorldMap } from '../../copy/shapes/drawing.ts'
import { Canvas } from './canvas.tsx'
import { percent } from './drawing-style.ts'
import { type Label, placeLabels } from './label-places.ts'
import { mapShapes, open } from './map-shapes.ts'
import type { Position } from './outlines.ts'
import { greatCircle, MAP_HEIGHT, MAP_WIDTH, type MapPoint, type Projection, projectionFor } from './projection.ts'

const LAND = 'color-mix(in srgb, var(--ink) 14%, var(--paper))'

export function MapView({ map: { points = [], lines = [] } }: { map: WorldMap }) {
  const ways = lines.map((line) => ({ ...line, way: greatCircle(line.path.map(flipped)) }))
  const projection = projectionFor([...points.map(({ at }) => flipped(at)), ...ways.flatMap(({ way }) => way)])
  const { land, borders } = mapShapes(projection)
  const dots = points.flatMap(({ label, at, plain = false }): Label[] => labelAt(projection, label, flipped(at), plain))
  const names = ways.flatMap(({ label, way }) => (label ? labelAt(projection, label, way[Math.floor(way.length / 2)] ?? [0, 0], true) : []))
  return (
    <Canvas>
      <svg aria-hidden="true" width="100%" height="100%" viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} preserveAspectRatio="none">
        <rect width={MAP_WIDTH} height={MAP_HEIGHT} fill="var(--shade)" />
        <path d={land} fill={LAND} stroke={LAND} stroke-width="0.5" />
        <path d={borders} fill="none" stroke="var(--paper)" stroke-width="1" vector-effect="non-scaling-stroke" />
        {ways.map(({ way, dashed }) => (
          <path
            d={runsOf(way, projection).map(open).join('')}
            fill="none"
            stroke="var(--ink)"
            stroke-width="2"
            stroke-dasharray={dashed ? '2 5' : undefined}
            stroke-linecap="round"
            stroke-linejoin="round"
            vector-effect="non-scaling-stroke"
          />
        ))}
      </svg>
      {dots.map(
        ({ at: [x, y], plain }) =>
          !plain && <circle cx={percent(x / MAP_WIDTH)} cy={percent(y / MAP_HEIGHT)} r="5" fill="var(--ink)" stroke="var(--paper)" stroke-width="1.5" />,
      )}
      {placeLabels([...dots, ...names]).map(({ text, at: [x, y], plain, anchor, dx, dy }) => (
        <text
          x={percent(x / MAP_WIDTH)}
          y={percent(y / MAP_HEIGHT)}
          dx={dx}
          dy={dy}
          text-anchor={anchor}
          fill={plain ? 'var(--quiet)' : 'var(--ink)'}
          font-weight={plain ? undefined : 600}
          stroke="var(--paper)"
          stroke-width="3"
          stroke-linejoin="round"
          paint-order="stroke"
        >
          {text}
        </text>
      ))}
    </Canvas>
  )
}

/** Copy says latitude first, as people do. */
const flipped = ([lat, lon]: readonly [number, number]): Position => [lon, lat]

function labelAt(projection: Projection, text: string, position: Position, plain: boolean): Label[] {
  const at = projection.place(position)
  return at ? [{ text, at, plain }] : []
}

/** A way that leaves the map on one side goes on at the other. */
function runsOf(way: readonly Position[], { place }: Projection): MapPoint[][] {
  const runs: MapPoint[][] = [[]]
  for (const position of way) {
    const point = place(position)
    const last = runs.at(-1)?.at(-1)
    if (!point) continue
    if (last && Math.abs(last[0] - point[0]) > MAP_WIDTH / 2) runs.push([])
    runs.at(-1)?.push(point)
  }
  return runs.filter(({ length }) => length > 1)
}
