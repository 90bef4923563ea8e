/** People as an editorial artist cuts them: small heads, long coats, one light and one dark side. Drawn 100 units high, feet at the origin. */
import type { Random } from './random.ts'
import { curve, ellipse, fillPath, mixColours, type Point, path, polygon, shade, strokePath, transform } from './svg.ts'

type Arm = readonly [elbow: Point, hand: Point]

const ARMS = {
  down: [
    [-13, -66],
    [-12, -50],
  ],
  pocket: [
    [-15, -66],
    [-8, -54],
  ],
  forward: [
    [6, -68],
    [18, -66],
  ],
  hold: [
    [-3, -64],
    [9, -65],
  ],
  up: [
    [14, -84],
    [16, -100],
  ],
  point: [
    [13, -79],
    [27, -82],
  ],
  phone: [
    [9, -66],
    [7, -86],
  ],
  back: [
    [-17, -68],
    [-20, -55],
  ],
  open: [
    [-18, -72],
    [-28, -80],
  ],
  hip: [
    [-19, -68],
    [-9, -57],
  ],
  lift: [
    [12, -74],
    [20, -90],
  ],
} as const satisfies Record<string, Arm>

const LEGS = {
  stand: [
    [
      [-4.5, -46],
      [-5, -24],
      [-5.5, -2],
    ],
    [
      [4.5, -46],
      [4.8, -24],
      [5.5, -2],
    ],
  ],
  walk: [
    [
      [-2, -46],
      [-7, -24],
      [-17, -4],
    ],
    [
      [3, -46],
      [9, -25],
      [12, -2],
    ],
  ],
  stride: [
    [
      [-2, -46],
      [-10, -25],
      [-24, -10],
    ],
    [
      [3, -46],
      [14, -29],
      [16, -2],
    ],
  ],
  sit: [
    [
      [-3, -44],
      [16, -42],
      [15, -2],
    ],
    [
      [3, -44],
      [20, -41],
      [22, -2],
    ],
  ],
} as const

export type Person = {
  x: number
  y: number
  height: number
  coat: string
  legs?: string
  skin?: string
  hair?: string
  stance?: keyof typeof LEGS
  near?: keyof typeof ARMS | Arm
  far?: keyof typeof ARMS | Arm
  flip?: boolean
  hairdo?: 'short' | 'bob' | 'bun' | 'long' | 'bald' | 'scarf' | 'cap' | 'hat' | 'helmet' | 'hood'
  cloth?: string
  hem?: 'jacket' | 'coat' | 'dress' | 'robe' | 'shirt'
  lean?: number
  shadow?: string
  bag?: string
}

const SKINS = ['#e0ad8b', '#c98f68', '#8d5a3b', '#5d3a28', '#f0c6a5'] as const
export const skins = SKINS

export function person(who: Person): string {
  const {
    x,
    y,
    height,
    coat,
    legs = '#2b2c38',
    skin = SKINS[1],
    stance = 'stand',
    near = 'down',
    far = 'down',
    flip = false,
    hem = 'jacket',
    lean = 0,
    shadow,
  } = who
  const dark = mixColours(coat, '#14152a', 0.38)
  const tail = { shirt: -48, jacket: -44, coat: -26, dress: -30, robe: -5 }[hem]
  const flare = { shirt: 10, jacket: 11.5, coat: 14, dress: 16, robe: 15 }[hem]
  const body = `M-5 -84C-11 -83 -13.500 -79 -13.200 -74L-${flare} ${tail}C-5 ${tail + 2} 5 ${tail + 2} ${flare} ${tail}L13.200 -74C13.500 -79 11 -83 5 -84C2 -82.500 -2 -82.500 -5 -84z`
  const side = `M1 -84L5 -84C11 -83 13.500 -79 13.200 -74L${flare} ${tail}C${flare * 0.5} ${tail + 2} 3 ${tail + 2} 1 ${tail + 1.5}C3 -60 3 -72 1 -84z`
  const upper = `<g transform="rotate(${lean} 0 -46)">${arm(far, dark, skin, true)}${fillPath(body, coat)}${fillPath(side, dark, 'opacity="0.55"')}${head(who, skin)}${arm(near, mixColours(coat, '#ffffff', 0.06), skin, false)}</g>`
  const bag = who.bag
    ? strokePath(path([-8, -80], [7, -52]), mixColours(who.bag, '#14152a', 0.3), 1.4) + fillPath(polygon([2, -56], [16, -56], [15, -42], [3, -42]), who.bag)
    : ''
  const cast = shadow ? `<ellipse cx="8" cy="-1" rx="26" ry="3" fill="${shadow}" opacity="0.45"/>` : ''
  return transform({ x, y, scale: height / 100, flip }, cast, hem === 'robe' ? feet(skin) : pair(stance, legs), upper, bag)
}

const feet = (skin: string) =>
  fillPath(ellipse(-5, -2, 5, 2.2), mixColours(skin, '#14152a', 0.5)) + fillPath(ellipse(7, -2, 5, 2.2), mixColours(skin, '#14152a', 0.5))

function pair(stance: keyof typeof LEGS, colour: string): string {
  const [back, front] = LEGS[stance]
  const shoe = (at: Point) => fillPath(`M${at[0] - 4} ${at[1] - 3}h6c4 0 7 2.500 7 5h-13z`, '#1d1b22')
  return strokePath(path(...back), mixColours(colour, '#14152a', 0.35), 8) + shoe(back[2]) + strokePath(path(...front), colour, 8.4) + shoe(front[2])
}

function arm(which: keyof typeof ARMS | Arm, colour: string, skin: string, far: boolean): string {
  const [elbow, hand] = typeof which === 'string' ? ARMS[which] : which
  const mirror = far && ['down', 'pocket', 'back', 'hip', 'open'].includes(which as string) ? -1 : 1
  const shoulder: Point = [far ? 9 : -9.5, -78]
  const points: Point[] = [shoulder, [elbow[0] * mirror, elbow[1]], [hand[0] * mirror, hand[1]]]
  return (
    fillPath(ellipse(hand[0] * mirror, hand[1], 3), skin) +
    strokePath(curve(points), colour, 6.6) +
    (far ? '' : strokePath(curve(points.map(([x, y]) => [x + 3, y + 1.5] as const)), '#14152a', 0.7, 'opacity="0.25"')) +
    fillPath(ellipse(hand[0] * mirror * 1.03, hand[1] * 0.995, 2.7), skin)
  )
}

function head({ hairdo = 'short', hair = '#2a211d', cloth = '#8a3b33' }: Person, skin: string): string {
  const face =
    fillPath('M-4 -86h7v6h-7z', mixColours(skin, '#3a1d1d', 0.25)) +
    fillPath(ellipse(0.6, -92, 5.6, 7), skin) +
    fillPath('M6 -93.500l2 2.400l-2 .8z', skin) +
    fillPath(`M-5 -92a5.600 7 0 0 0 5 7a9 9 0 0 1 -2 -7z`, mixColours(skin, '#3a1d1d', 0.35), 'opacity="0.6"')
  const crown = 'M-5.600 -90C-7.500 -99 -2 -101.500 2 -100.500C6.500 -99.800 7 -96.500 6.200 -95C2 -97 -1 -96 -2.200 -93.500C-2.600 -91 -4 -89 -5.600 -90z'
  switch (hairdo) {
    case 'bald':
      return face
    case 'short':
      return face + fillPath(crown, hair)
    case 'bob':
      return face + fillPath('M-5 -85C-9 -92 -8 -101 0 -101C7 -101 7.500 -96 6.400 -95C2 -97 -1 -95 -1.500 -91C-1.500 -88 -2 -85 -5 -85z', hair)
    case 'bun':
      return face + fillPath(crown, hair) + fillPath(ellipse(-7.5, -96, 3.6), hair)
    case 'long':
      return face + fillPath('M-8 -76C-9.500 -92 -8 -101 0 -101C7 -101 7.500 -96 6.400 -95C2 -97 -1 -95 -1.500 -91C-1 -84 -2 -78 -8 -76z', hair)
    case 'scarf':
      return (
        face +
        fillPath('M-9 -78C-9 -90 -9 -101.500 0 -101.500C7 -101.500 8 -96 6.600 -95.500C3 -97 0 -96 -.5 -91C-.5 -87 3 -86 3.500 -83C2 -78 -4 -77 -9 -78z', cloth)
      )
    case 'hood':
      return face + fillPath('M-10 -80C-11 -93 -8 -103 1 -103C8 -103 8 -97 7 -96C3 -97 0 -96 0 -91C0 -86 4 -85 4 -82z', cloth)
    case 'cap':
      return face + fillPath(crown, hair) + fillPath('M-6 -95C-6 -102 5 -103 6.500 -96.500L12 -95.500L-6 -94z', cloth)
    case 'hat':
      return (
        face +
        fillPath('M-12 -95.500C-4 -98 6 -98 13 -95.500C6 -94 -5 -94 -12 -95.500z', mixColours(cloth, '#14152a', 0.3)) +
        fillPath('M-6.500 -96.500C-6 -105 6 -105 7 -96.500z', cloth)
      )
    case 'helmet':
      return face + fillPath('M-7 -94.500C-8 -104 7 -105 8 -95.500L10 -94.500z', cloth)
  }
}

/** A few people in the distance, standing or walking, each a little different. */
export function crowd(random: Random, spots: readonly Point[], height: number, coats: readonly string[], more: Partial<Person> = {}): string {
  return spots
    .map(([x, y]) =>
      person({
        x,
        y,
        height: height * random.between(0.9, 1.07),
        coat: random.pick(coats),
        legs: random.pick(['#2b2c38', '#3b3a42', '#24283a']),
        skin: random.pick(SKINS),
        hair: random.pick(['#2a211d', '#4a3426', '#1a1a1e', '#7d7770']),
        stance: random.pick(['stand', 'walk', 'stand'] as const),
        near: random.pick(['down', 'pocket', 'hold', 'hip'] as const),
        far: random.pick(['down', 'pocket', 'forward'] as const),
        hairdo: random.pick(['short', 'bob', 'bun', 'short', 'long', 'cap'] as const),
        hem: random.pick(['jacket', 'coat', 'jacket', 'dress'] as const),
        flip: random.chance(0.5),
        ...more,
      }),
    )
    .join('')
}

/** Head and shoulders from behind, for the row nearest to us. */
export function personFromBehind(x: number, y: number, size: number, coat: string, hair: string): string {
  const shoulders = `M${x - size} ${y}C${x - size} ${y - size * 0.62} ${x - size * 0.5} ${y - size * 0.72} ${x - size * 0.22} ${y - size * 0.8}L${x + size * 0.22} ${y - size * 0.8}C${x + size * 0.5} ${y - size * 0.72} ${x + size} ${y - size * 0.62} ${x + size} ${y}z`
  return (
    fillPath(shoulders, coat) +
    shade(shoulders, mixColours(coat, '#14152a', 0.6), { angle: 0, reach: 0.8 }) +
    fillPath(ellipse(x, y - size * 1.18, size * 0.36, size * 0.46), hair) +
    fillPath(ellipse(x + size * 0.36, y - size * 1.1, size * 0.06, size * 0.1), '#b98563')
  )
}
