/** Places and lines on the outline of the world's countries. */
import type { WorldMap } from '../../copy/shapes/drawing.ts'
import { Canvas } from './canvas.tsx'
import { percent, unbroken } from './drawing-style.ts'
import { type Label, NUMBER_PX, type PlacedLabel } from './label-places.ts'
import { Locator, locatorCorner } from './locator.tsx'
import { EmptyGround, Ground } from './map-ground.tsx'
import { wordsOnMap } from './map-key.ts'
import { mapShapes, open } from './map-shapes.ts'
import type { Position } from './outlines.ts'
import { greatCircle, MAP_HEIGHT, MAP_WIDTH, type MapPoint, type Projection, projectionFor } from './projection.ts'
import { SCALE_CORNER, ScaleBar } from './scale-bar.tsx'

/** `alt` says what is on it. */
export function MapView({ map: { points = [], lines = [] }, alt, lang }: { map: WorldMap; alt: string; lang: string }) {
  const ways = lines.map((line) => ({ ...line, way: greatCircle(line.path.map(flipped)) }))
  const dots = points.map(({ at }) => flipped(at))
  const positions = [...dots, ...ways.flatMap(({ way }) => way)]
  const projection = projectionFor(positions, dots)
  const places = points.flatMap(({ label, at, plain = false }): Label[] => labelAt(projection, label, flipped(at), plain))
  const names = ways.flatMap(({ label, way }) => (label ? labelAt(projection, label, way[Math.floor(way.length / 2)] ?? [0, 0], true) : []))
  const isTown = projection.turns.length === 0
  const locator = isTown ? locatorCorner(placesOf(positions, projection)) : undefined
  const corners = [...(projection.kmAcross === undefined ? [] : [SCALE_CORNER]), ...(locator ? [locator] : [])]
  const { labels, key } = wordsOnMap([...places, ...names], corners)
  return (
    <>
      <div role="img" aria-label={alt}>
        <Canvas>
          <svg aria-hidden="true" width="100%" height="100%" viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} preserveAspectRatio="none">
            {isTown ? <EmptyGround /> : <Ground shapes={mapShapes(projection)} />}
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
          {places.map(
            ({ at: [x, y], plain }) =>
              !plain && <circle cx={percent(x / MAP_WIDTH)} cy={percent(y / MAP_HEIGHT)} r="5" fill="var(--ink)" stroke="var(--paper)" stroke-width="1.5" />,
          )}
          {projection.kmAcross !== undefined && <ScaleBar kmAcross={projection.kmAcross} lang={lang} />}
          {locator && <Locator corner={locator} positions={positions} />}
          {labels.map((label) => (
            <Name label={label} />
          ))}
        </Canvas>
      </div>
      {key.length > 0 && <NumberKey names={key} />}
    </>
  )
}

const Name = ({ label: { text, at, plain, isNumber, anchor, dx, dy } }: { label: PlacedLabel }) => (
  <text
    x={percent(at[0] / MAP_WIDTH)}
    y={percent(at[1] / MAP_HEIGHT)}
    dx={dx}
    dy={dy}
    text-anchor={anchor}
    fill={plain ? 'var(--quiet)' : 'var(--ink)'}
    font-size={isNumber ? NUMBER_PX : undefined}
    font-weight={plain ? undefined : 600}
    stroke="var(--paper)"
    stroke-width="3"
    stroke-linejoin="round"
    paint-order="stroke"
  >
    {text}
  </text>
)

const NumberKey = ({ names }: { names: readonly string[] }) => (
  <p aria-hidden="true">
    {names.map((name, at) => (
      <>
        <b>{at + 1}</b>
        {'\u00a0'}
        <bdi>{unbroken(name)}</bdi>
        {'\u2003'}
      </>
    ))}
  </p>
)

const placesOf = (positions: readonly Position[], { place }: Projection) => positions.map((position) => place(position)).filter((point) => point !== undefined)

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
