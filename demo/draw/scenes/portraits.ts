/** Writers as the paper's artist cuts them from coloured paper: head and shoulders on one flat ground, all in one light. */
import { blob, curve, ellipse, fillPath, mixColours, type Point, rectangle, repeat, type Scene, shade, shadedFill, strokePath } from '../svg.ts'

type Hair = 'short' | 'long' | 'bun' | 'curls' | 'bald' | 'bob' | 'scarf' | 'locks'
type Face = {
  ground: string
  skin: string
  hair: string
  style: Hair
  coat: string
  collar?: 'shirt' | 'round' | 'polo'
  glasses?: boolean
  beard?: boolean
  /** How far the head is turned: −1 to the left, 1 to the right. */
  turn?: number
}

export const PORTRAITS = {
  'portrait-amadi': { ground: '#c9d6c8', skin: '#6b4630', hair: '#2a211d', style: 'locks', coat: '#35594f', turn: 0.6 },
  'portrait-adeyemi': { ground: '#e3c9a4', skin: '#5a3a28', hair: '#9c3f2b', style: 'scarf', coat: '#27414f', turn: -0.5 },
  'portrait-baird': { ground: '#cfd8e0', skin: '#d9a585', hair: '#8a4a26', style: 'short', coat: '#3c4c3a', collar: 'polo', beard: true, turn: 0.5 },
  'portrait-castellanos': { ground: '#d9d2e0', skin: '#c78f68', hair: '#2b2220', style: 'bob', coat: '#7a3340', glasses: true, turn: -0.6 },
  'portrait-coyle': { ground: '#d6d3c4', skin: '#e0b598', hair: '#a9a49b', style: 'short', coat: '#2f3f56', collar: 'shirt', glasses: true, turn: 0.4 },
  'portrait-ferrer': { ground: '#e6d7b8', skin: '#c99873', hair: '#3a2c24', style: 'curls', coat: '#5c4632', collar: 'shirt', turn: -0.4 },
  'portrait-haddad': { ground: '#c8d7da', skin: '#c69470', hair: '#2a2320', style: 'long', coat: '#38545e', turn: 0.5 },
  'portrait-morita': { ground: '#dcd8cc', skin: '#dcb48c', hair: '#26221f', style: 'short', coat: '#434a57', collar: 'round', turn: -0.5 },
  'portrait-raman': { ground: '#e0cdb6', skin: '#8f5f41', hair: '#231d1b', style: 'bun', coat: '#8a5a1e', turn: 0.6 },
  'portrait-solberg': { ground: '#ccd9d3', skin: '#e2b99d', hair: '#cbbf9f', style: 'bald', coat: '#54504a', collar: 'round', beard: true, turn: 0.4 },
  'portrait-tan': { ground: '#d3dccb', skin: '#dcb189', hair: '#241f1d', style: 'bob', coat: '#a1532f', turn: -0.5 },
  'portrait-visser': { ground: '#d9d6e0', skin: '#e3b79c', hair: '#b06f35', style: 'curls', coat: '#3f4a63', glasses: true, turn: 0.5 },
} as const satisfies Record<string, Face>

export const portrait =
  (face: Face): Scene =>
  ({ w, h }) => {
    const x = w / 2 + (face.turn ?? 0) * 14
    return [
      fillPath(rectangle(-30, -30, w + 60, h + 60), face.ground),
      shade(rectangle(-30, -30, w + 60, h + 60), mixColours(face.ground, '#3b3a35', 0.4), { angle: 60, strength: 0.35 }),
      hairBehind(face, x),
      shoulders(face, w, h),
      head(face, x),
      hairAbove(face, x),
      features(face, x),
    ]
  }

const dark = (colour: string, share = 0.35) => mixColours(colour, '#1b1714', share)

function shoulders({ coat, collar, skin }: Face, w: number, h: number) {
  const body = blob([
    [w * 0.1, h + 60],
    [w * 0.15, h * 0.84],
    [w * 0.34, h * 0.745],
    [w * 0.5, h * 0.73],
    [w * 0.66, h * 0.745],
    [w * 0.85, h * 0.84],
    [w * 0.9, h + 60],
  ])
  const neck = blob([
    [w * 0.43, h * 0.56],
    [w * 0.57, h * 0.56],
    [w * 0.585, h * 0.74],
    [w * 0.5, h * 0.8],
    [w * 0.415, h * 0.74],
  ])
  return (
    shadedFill(body, coat, dark(coat, 0.6), { angle: 20, strength: 0.7, reach: 0.8 }) +
    shadedFill(neck, mixColours(skin, '#3a2218', 0.18), dark(skin, 0.5), { angle: 90, strength: 0.8, reach: 0.7 }) +
    collarOf(collar, coat, w, h)
  )
}

function collarOf(collar: Face['collar'], coat: string, w: number, h: number) {
  const side = (flip: 1 | -1, colour: string) => {
    const at = (dx: number, dy: number): Point => [w / 2 + flip * dx * w, dy * h]
    return fillPath(`M${[at(0, 0.86), at(0.03, 0.8), at(0.1, 0.715), at(0.155, 0.77), at(0.08, 0.9)].map((point) => point.join(' ')).join('L')}z`, colour)
  }
  switch (collar) {
    case 'shirt':
      return side(1, '#efe9dc') + side(-1, '#e2dbcb')
    case 'polo':
      return side(1, mixColours(coat, '#ffffff', 0.16)) + side(-1, mixColours(coat, '#ffffff', 0.08))
    case 'round':
      return strokePath(
        curve([
          [w * 0.4, h * 0.735],
          [w * 0.45, h * 0.8],
          [w * 0.5, h * 0.815],
          [w * 0.55, h * 0.8],
          [w * 0.6, h * 0.735],
        ]),
        mixColours(coat, '#ffffff', 0.18),
        16,
      )
    case undefined:
      return ''
  }
}

const headShape = (x: number): Point[] => [
  [x, 190],
  [x + 92, 216],
  [x + 126, 310],
  [x + 116, 410],
  [x + 74, 500],
  [x, 536],
  [x - 74, 500],
  [x - 116, 410],
  [x - 126, 310],
  [x - 92, 216],
]

function head({ skin, turn = 0, style }: Face, x: number) {
  const ear = (side: 1 | -1) =>
    style === 'scarf' || style === 'long' || style === 'bob'
      ? ''
      : shadedFill(ellipse(x + side * 126, 372, 20, 34), mixColours(skin, '#5a2c1c', 0.15), dark(skin), { strength: 0.5 })
  const face = blob(headShape(x))
  return ear(1) + ear(-1) + shadedFill(face, skin, dark(skin, 0.55), { angle: turn > 0 ? 0 : 180, strength: 0.75, reach: 0.55 })
}

function hairBehind({ style, hair }: Face, x: number) {
  const mass = (points: Point[]) => shadedFill(blob(points), hair, dark(hair, 0.6), { angle: 30, strength: 0.6 })
  switch (style) {
    case 'long':
      return mass([
        [x, 150],
        [x + 150, 210],
        [x + 176, 400],
        [x + 160, 640],
        [x + 90, 660],
        [x - 90, 660],
        [x - 160, 640],
        [x - 176, 400],
        [x - 150, 210],
      ])
    case 'bob':
      return mass([
        [x, 152],
        [x + 146, 208],
        [x + 168, 380],
        [x + 150, 520],
        [x + 80, 540],
        [x - 80, 540],
        [x - 150, 520],
        [x - 168, 380],
        [x - 146, 208],
      ])
    case 'locks':
      return repeat(9, (i) =>
        strokePath(
          `M${x - 130 + i * 32} 250C${x - 150 + i * 36} 380 ${x - 158 + i * 40} 470 ${x - 150 + i * 37} ${590 + (i % 3) * 24}`,
          i % 2 ? hair : mixColours(hair, '#6a5a4c', 0.25),
          34,
        ),
      ).join('')
    case 'bun':
      return mass(repeat(10, (i) => [x + 30 + Math.cos(i * 0.628) * 70, 150 + Math.sin(i * 0.628) * 58]))
    case 'curls':
    case 'scarf':
    case 'short':
    case 'bald':
      return ''
  }
}

function hairAbove({ style, hair, turn = 0 }: Face, x: number) {
  const parting = x + turn * 40
  const cap = (deep: number) =>
    shadedFill(
      blob([
        [x - 128, 318],
        [x - 132, 230],
        [x - 76, 162],
        [x, 146],
        [x + 76, 162],
        [x + 132, 230],
        [x + 128, 318],
        [x + 108, 256 + deep],
        [parting, 226 + deep],
        [x - 108, 256 + deep],
      ]),
      hair,
      dark(hair, 0.6),
      { angle: 40, strength: 0.6 },
    )
  switch (style) {
    case 'short':
    case 'bun':
      return cap(0)
    case 'long':
    case 'bob':
      return cap(18)
    case 'locks':
      return (
        cap(4) +
        repeat(6, (i) =>
          strokePath(`M${x - 100 + i * 40} 250C${x - 90 + i * 36} 200 ${x - 70 + i * 28} 176 ${x - 50 + i * 20} 160`, mixColours(hair, '#6a5a4c', 0.3), 8),
        ).join('')
      )
    case 'curls':
      return repeat(13, (i) => {
        const turned = Math.PI + (i / 12) * Math.PI
        return shadedFill(
          ellipse(x + Math.cos(turned) * 122, 268 + Math.sin(turned) * 96, 46, 44),
          i % 2 ? hair : mixColours(hair, '#ffffff', 0.06),
          dark(hair, 0.6),
          { strength: 0.5 },
        )
      }).join('')
    case 'scarf':
      return (
        shadedFill(
          blob([
            [x - 136, 344],
            [x - 150, 220],
            [x - 80, 120],
            [x + 20, 96],
            [x + 110, 136],
            [x + 150, 230],
            [x + 136, 344],
            [x + 96, 262],
            [x, 240],
            [x - 96, 262],
          ]),
          hair,
          dark(hair, 0.5),
          { angle: 40 },
        ) +
        repeat(4, (i) =>
          strokePath(
            `M${x - 120 + i * 22} ${300 - i * 16}C${x - 40 + i * 14} ${226 - i * 22} ${x + 60} ${214 - i * 26} ${x + 124 - i * 8} ${280 - i * 30}`,
            mixColours(hair, '#ffe2b0', 0.35),
            6,
          ),
        ).join('')
      )
    case 'bald':
      return [1, -1]
        .map((side) =>
          shadedFill(
            blob([
              [x + side * 118, 250],
              [x + side * 138, 310],
              [x + side * 130, 390],
              [x + side * 112, 330],
            ]),
            hair,
            dark(hair, 0.5),
          ),
        )
        .join('')
  }
}

function features({ skin, hair, glasses, beard, style, turn = 0 }: Face, x: number) {
  const at = x + turn * 16
  const ink = dark(skin, 0.82)
  const eye = (side: 1 | -1) =>
    fillPath(ellipse(at + side * 48, 358, 9, 10), ink) +
    strokePath(
      `M${at + side * 26} 326Q${at + side * 50} ${312} ${at + side * 74} 328`,
      style === 'scarf' || style === 'bald' ? ink : mixColours(hair, ink, 0.5),
      9,
    )
  const nose = strokePath(`M${at + turn * 6} 360C${at + turn * 26} 410 ${at + turn * 30} 420 ${at + turn * 10} 428`, dark(skin, 0.5), 7)
  const mouth = strokePath(`M${at - 34} 470Q${at} 490 ${at + 36} 466`, mixColours(dark(skin, 0.4), '#8a2b22', 0.4), 9)
  const whiskers = beard
    ? shadedFill(
        blob([
          [x - 118, 400],
          [x - 84, 430],
          [at - 40, 446],
          [at, 440],
          [at + 40, 446],
          [x + 84, 430],
          [x + 118, 400],
          [x + 84, 516],
          [x, 566],
          [x - 84, 516],
        ]),
        hair,
        dark(hair, 0.6),
        { angle: 60, strength: 0.5 },
      )
    : ''
  const rims = glasses
    ? [1, -1].map((side) => strokePath(ellipse(at + side * 50, 360, 40, 34), '#2b2724', 7)).join('') +
      strokePath(`M${at - 10} 352Q${at} 346 ${at + 10} 352`, '#2b2724', 7)
    : ''
  return whiskers + eye(1) + eye(-1) + nose + mouth + rims
}
