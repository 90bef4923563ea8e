/** Where the storm came from, where two models of three send it, and where the third does. */
import { arrow, cross, PLAIN, scaleBar, words } from '../plain.ts'
import { blob, curve, ellipse, fillPath, type Point, path, rectangle, type Scene, strokePath } from '../svg.ts'

const COAST: readonly Point[] = [
  [1020, -60],
  [1040, 90],
  [985, 190],
  [1065, 300],
  [1040, 390],
  [1120, 470],
  [1090, 560],
  [1010, 640],
  [1045, 760],
  [960, 860],
  [985, 980],
  [930, 1130],
]
const ISLANDS: readonly (readonly Point[])[] = [
  [
    [520, 330],
    [600, 300],
    [665, 345],
    [650, 430],
    [570, 470],
    [505, 420],
  ],
  [
    [700, 700],
    [750, 690],
    [785, 725],
    [765, 775],
    [710, 765],
  ],
  [
    [420, 610],
    [455, 600],
    [470, 640],
    [440, 665],
    [410, 645],
  ],
]
const PORT: Point = [1100, 480]
const ROUTES: readonly (readonly Point[])[] = [
  [PORT, [880, 420], [655, 390]],
  [PORT, [940, 640], [785, 725]],
  [
    [702, 735],
    [580, 710],
    [468, 640],
  ],
]
const CAME: readonly Point[] = [
  [70, 1010],
  [200, 930],
  [320, 840],
]
const GOES: readonly Point[] = [
  [320, 840],
  [520, 735],
  [800, 520],
  [985, 300],
  [1150, 90],
]
const STAYS: readonly Point[] = [
  [800, 520],
  [860, 520],
  [892, 556],
  [872, 592],
]
/** Where gusts of 90 km/h and more are expected. */
const REACH: readonly Point[] = [
  [250, 760],
  [480, 600],
  [720, 370],
  [930, 130],
  [1240, 40],
  [1250, 260],
  [1080, 470],
  [960, 700],
  [700, 860],
  [380, 950],
]

export const stormTrack: Scene = ({ w, h }) => [
  fillPath(rectangle(-20, -20, w + 40, h + 40), PLAIN.sea),
  fillPath(`${curve(COAST)}L${w + 60} ${h + 60}L${w + 60} -60z`, PLAIN.land),
  strokePath(curve(COAST), PLAIN.line, 4),
  // The river, and the barrier across its mouth.
  strokePath(
    curve([
      [1120, 470],
      [1260, 440],
      [1380, 500],
      [1640, 470],
    ]),
    PLAIN.sea,
    22,
  ),
  strokePath(path([1132, 440], [1136, 498]), PLAIN.ink, 9),
  ...ISLANDS.flatMap((island) => [fillPath(blob(island), PLAIN.land), strokePath(blob(island), PLAIN.line, 4)]),
  fillPath(blob(REACH), PLAIN.signal, 'fill-opacity="0.08"'),
  strokePath(blob(REACH), PLAIN.signal, 2, 'stroke-opacity="0.35"'),
  ...ROUTES.map((route) => strokePath(curve(route), PLAIN.quiet, 4, 'stroke-dasharray="4 12"')),
  ...(
    [
      [860, 416],
      [1010, 575],
      [575, 708],
    ] as const
  ).map((at) => cross(at, 15, PLAIN.ink)),
  strokePath(curve(CAME), PLAIN.signal, 7),
  ...arrow(GOES, curve(GOES), PLAIN.signal, 6, 'stroke-dasharray="20 18"'),
  ...arrow(STAYS, curve(STAYS), PLAIN.signal, 4, 'stroke-dasharray="4 14"'),
  ...eye([320, 840]),
  ...hour([520, 735], 'Wed noon', [318, 712]),
  ...hour([800, 520], 'Wed 6pm', [826, 500]),
  ...hour([1062, 205], 'Midnight', [1090, 226]),
  words('Tue midnight', [356, 876], { size: 39, colour: PLAIN.signal, halo: PLAIN.sea }),
  words('Thursday, by one model', [700, 652], { size: 34, colour: PLAIN.signal, halo: PLAIN.sea }),
  fillPath(ellipse(...PORT, 10), PLAIN.ink),
  words('Port Averil', [1124, 560], { size: 56, face: 'serif', halo: PLAIN.land }),
  words('Tide barrier', [1164, 418], { size: 34, colour: PLAIN.quiet }),
  words('Great Averil', [560, 520], { size: 36, anchor: 'middle', halo: PLAIN.sea }),
  words('Little Averil', [752, 828], { size: 36, anchor: 'middle', halo: PLAIN.sea }),
  words('Ferries stopped', [560, 262], { size: 36, colour: PLAIN.quiet, halo: PLAIN.sea }),
  cross([532, 249], 11, PLAIN.ink),
  words('Gusts of 90 km/h and more', [478, 576], { size: 34, colour: PLAIN.quiet, anchor: 'end', halo: PLAIN.sea }),
  ...scaleBar([1330, 990], 200, '20 km'),
]

/** Two arms around a middle, as on weather maps. */
const eye = ([x, y]: Point) => [
  fillPath(ellipse(x, y, 26), PLAIN.signal),
  strokePath(`M${x + 26} ${y}q6 -44 -34 -56M${x - 26} ${y}q-6 44 34 56`, PLAIN.signal, 9),
  fillPath(ellipse(x, y, 10), PLAIN.sea),
]

const hour = ([x, y]: Point, name: string, at: Point) => [
  fillPath(ellipse(x, y, 15), PLAIN.signal),
  fillPath(ellipse(x, y, 7), PLAIN.sea),
  words(name, at, { size: 39, colour: PLAIN.signal, halo: PLAIN.sea }),
]
