/** From one capital to another, on the outlines that maps in articles have. */
import { mapShapes } from '../../../src/page/drawings/map-shapes.ts'
import type { Position } from '../../../src/page/drawings/outlines.ts'
import { greatCircle, MAP_WIDTH, projectionFor } from '../../../src/page/drawings/projection.ts'
import { PLAIN, place, words } from '../plain.ts'
import { fillPath, type Point, path, rectangle, type Scene, strokePath } from '../svg.ts'

const MOSCOW: Position = [37.62, 55.75]
const BAMAKO: Position = [-8, 12.65]
const KIDAL: Position = [1.41, 18.44]

/** The call goes over the story's places: the two capitals, and the town that is fought over. */
export const callMap: Scene = ({ w, h }) => {
  const projection = projectionFor([MOSCOW, BAMAKO, [-14, 5], [44, 62]])
  const scale = w / MAP_WIDTH
  const at = (position: Position): Point => {
    const [x, y] = projection.place(position) ?? [0, 0]
    return [x * scale, y * scale]
  }
  const { land, borders } = mapShapes(projection)
  const enlarged = (d: string, colour: string, width: number) =>
    `<g transform="scale(${scale})">${width === 0 ? fillPath(d, colour) : strokePath(d, colour, width / scale)}</g>`
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), PLAIN.sea),
    enlarged(land, PLAIN.land, 0),
    enlarged(land, PLAIN.line, 2),
    enlarged(borders, PLAIN.line, 2),
    strokePath(path(...greatCircle([MOSCOW, BAMAKO]).map(at)), PLAIN.signal, 6, 'stroke-dasharray="18 16"'),
    ...place('Moscow', at(MOSCOW), { size: 59, face: 'serif' }),
    ...place('Bamako', at(BAMAKO), { size: 59, face: 'serif', side: -1 }),
    ...place('Kidal', at(KIDAL), { size: 42 }),
    words('RUSSIA', [at(MOSCOW)[0] + 60, at(MOSCOW)[1] - 70], { size: 36, colour: PLAIN.quiet }),
    words('FRANCE', at([2, 46.8]), { size: 34, colour: PLAIN.quiet, anchor: 'middle' }),
  ]
}
