/** Where in the world a town's map lies: a small map in a corner of it, true at its own scale. */
import { type Corner, isCornerFree } from './label-places.ts'
import { Ground } from './map-ground.tsx'
import { mapShapes } from './map-shapes.ts'
import type { Position } from './outlines.ts'
import { MAP_HEIGHT, MAP_WIDTH, type MapPoint, surroundingsOf } from './projection.ts'

const [WIDTH_PX, HEIGHT_PX] = [84, 56]
/** A point of the small map is as much as seven units. */
const FINEST = 7

const CORNERS = [
  [true, false],
  [true, true],
  [false, false],
] as const

/** One that nothing is in. */
export const locatorCorner = (points: readonly MapPoint[]): Corner | undefined =>
  CORNERS.map(([isTop, isLeft]) => ({ isTop, isLeft, width: WIDTH_PX, height: HEIGHT_PX })).find((corner) => isCornerFree(corner, points))

/** Nothing in the middle of an ocean. */
export function Locator({ corner, positions }: { corner: Corner; positions: readonly Position[] }) {
  const shapes = mapShapes(surroundingsOf(positions), FINEST)
  if (shapes.land === '') return null
  return (
    <svg aria-hidden="true" x={corner.isLeft ? '0%' : '100%'} y={corner.isTop ? '0%' : '100%'} width="1" height="1" overflow="visible">
      <svg
        aria-hidden="true"
        x={corner.isLeft ? 0 : -WIDTH_PX}
        y={corner.isTop ? 0 : -HEIGHT_PX}
        width={WIDTH_PX}
        height={HEIGHT_PX}
        viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
        overflow="hidden"
      >
        <Ground shapes={shapes} />
        <circle cx={MAP_WIDTH / 2} cy={MAP_HEIGHT / 2} r="28" fill="var(--signal)" stroke="var(--paper)" stroke-width="10" />
        <rect width={MAP_WIDTH} height={MAP_HEIGHT} fill="none" stroke="var(--quiet)" stroke-width="2" vector-effect="non-scaling-stroke" />
      </svg>
    </svg>
  )
}
