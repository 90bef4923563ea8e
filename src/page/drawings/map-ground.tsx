/** Sea, land and borders. */
import type { MapShapes } from './map-shapes.ts'
import { MAP_HEIGHT, MAP_WIDTH } from './projection.ts'

const LAND = 'color-mix(in srgb, var(--ink) 14%, var(--paper))'

export const Ground = ({ shapes: { land, borders } }: { shapes: MapShapes }) => (
  <>
    <rect width={MAP_WIDTH} height={MAP_HEIGHT} fill="var(--shade)" />
    <path d={land} fill={LAND} stroke={LAND} stroke-width="0.5" />
    <path d={borders} fill="none" stroke="var(--paper)" stroke-width="1" vector-effect="non-scaling-stroke" />
  </>
)

/** Nearer than the outlines are true, nothing is said about sea and land. */
export const EmptyGround = () => <rect width={MAP_WIDTH} height={MAP_HEIGHT} fill="none" stroke="var(--line)" stroke-width="2" />
