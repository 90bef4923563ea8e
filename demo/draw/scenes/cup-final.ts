/** Four goals on a plan of the pitch: who, when, and from where. */
import { arrow, PLAIN, words } from '../plain.ts'
import { curve, ellipse, fillPath, type Point, rectangle, repeat, type Scene, strokePath } from '../svg.ts'

const [LEFT, TOP, WIDTH, HEIGHT] = [180, 150, 1240, 740]
const [RIGHT, BOTTOM, MIDDLE] = [LEFT + WIDTH, TOP + HEIGHT, TOP + HEIGHT / 2]
const ROVERS = PLAIN.signal
const QUAYSIDE = PLAIN.ink

type Goal = { minute: string; name: string; colour: string; way: readonly Point[]; at: Point; anchor: 'start' | 'end' }

/** Rovers play towards the cranes, on the right, until half-time. */
const GOALS: readonly Goal[] = [
  {
    minute: '9',
    name: 'Pell, from a corner',
    colour: QUAYSIDE,
    way: [
      [LEFT, TOP],
      [LEFT + 60, MIDDLE - 150],
      [LEFT + 95, MIDDLE - 60],
      [LEFT, MIDDLE - 25],
    ],
    at: [LEFT + 120, MIDDLE - 100],
    anchor: 'start',
  },
  {
    minute: '40',
    name: 'Brandt, from a corner',
    colour: ROVERS,
    way: [
      [RIGHT, TOP],
      [RIGHT - 80, MIDDLE - 170],
      [RIGHT - 105, MIDDLE - 70],
      [RIGHT, MIDDLE - 25],
    ],
    at: [RIGHT - 125, MIDDLE - 100],
    anchor: 'end',
  },
  {
    minute: '71',
    name: 'Diallo, after eleven passes',
    colour: QUAYSIDE,
    way: [
      [RIGHT - 600, MIDDLE + 230],
      [RIGHT - 560, MIDDLE + 120],
      [RIGHT - 430, MIDDLE + 210],
      [RIGHT - 330, MIDDLE + 80],
      [RIGHT - 210, MIDDLE + 120],
      [RIGHT - 90, MIDDLE + 60],
      [RIGHT, MIDDLE + 30],
    ],
    at: [RIGHT - 125, MIDDLE + 270],
    anchor: 'end',
  },
  {
    minute: '94',
    name: 'Osk, after a throw',
    colour: ROVERS,
    way: [
      [LEFT + 175, BOTTOM],
      [LEFT + 165, MIDDLE + 200],
      [LEFT + 120, MIDDLE + 90],
      [LEFT, MIDDLE + 28],
    ],
    at: [LEFT + 200, MIDDLE + 190],
    anchor: 'start',
  },
]

export const cupFinal: Scene = ({ w, h }) => [
  fillPath(rectangle(-20, -20, w + 40, h + 40), PLAIN.ground),
  ...repeat(10, (at) => fillPath(rectangle(LEFT + (at * WIDTH) / 10, TOP, WIDTH / 10, HEIGHT), at % 2 ? '#dde3d8' : '#e3e8de')),
  strokePath(
    [rectangle(LEFT, TOP, WIDTH, HEIGHT), `M${LEFT + WIDTH / 2} ${TOP}v${HEIGHT}`, ellipse(LEFT + WIDTH / 2, MIDDLE, 108), ...[LEFT, RIGHT].map(boxesAt)].join(
      '',
    ),
    '#ffffff',
    5,
  ),
  ...[LEFT - 28, RIGHT].map((x) => strokePath(rectangle(x, MIDDLE - 43, 28, 86), PLAIN.quiet, 4)),
  ...GOALS.flatMap(({ way, colour }) => arrow(way, curve(way), colour, 5)),
  ...GOALS.flatMap(({ minute, name, colour, at: [x, y], anchor }) => [
    words(`${minute} min`, [x, y - 46], { size: 56, face: 'serif', colour, anchor, halo: '#e1e6dc' }),
    words(name, [x, y], { size: 36, colour, anchor, halo: '#e1e6dc' }),
  ]),
  words('Fish market end', [LEFT, TOP - 40], { size: 36, colour: PLAIN.quiet }),
  words('Cranes end', [RIGHT, TOP - 40], { size: 36, colour: PLAIN.quiet, anchor: 'end' }),
  words('Rovers 2', [w / 2 - 24, TOP - 34], { size: 64, face: 'serif', colour: ROVERS, anchor: 'end' }),
  words('Quayside 2', [w / 2 + 24, TOP - 34], { size: 64, face: 'serif', colour: QUAYSIDE }),
  words('Rovers win 6–5 on penalties', [w / 2, BOTTOM + 78], { size: 45, anchor: 'middle' }),
]

/** The areas before a goal, and the spot. */
function boxesAt(x: number) {
  const inwards = x === LEFT ? 1 : -1
  const box = (depth: number, height: number) => `M${x} ${MIDDLE - height / 2}h${inwards * depth}v${height}h${-inwards * depth}`
  return box(195, 440) + box(65, 200) + ellipse(x + inwards * 130, MIDDLE, 3)
}
