/** A desk in Moscow at dusk. */

import { streaks } from '../land.ts'
import {
  clip,
  curve,
  ellipse,
  fillPath,
  glow,
  gradient,
  mixColours,
  type Point,
  path,
  polygon,
  rectangle,
  repeat,
  type Scene,
  shade,
  shadedFill,
  strokePath,
} from '../svg.ts'

export const kremlinTelephone: Scene = ({ w, h, random }) => {
  const [wall, wood, dark] = ['#3a2430', '#7a4428', '#1c1320']
  const pane = rectangle(330, 40, 800, 610)
  const battlements = repeat(14, (i) => fillPath(`M${300 + i * 66} 560v-34l10 -14l8 10l8 -10l10 14v34z`, '#712a2c')).join('')
  const view = [
    gradient(pane, ['#33305c', '#7d4a6d', '#d9785a', '#f4b26b']),
    streaks(random, w, 240, 430, 9, '#f6c48a', 0.5),
    fillPath(
      `${curve([
        [300, 520],
        [420, 490],
        [560, 505],
        [760, 488],
        [960, 500],
        [1180, 480],
      ])}V650H300z`,
      '#5b3b5c',
    ),
    tower(480, 640, 500, '#9c3530', '#57202f'),
    tower(1010, 640, 400, '#8b302f', '#4f1e2e'),
    tower(745, 640, 385, '#7d2d30', '#4a1d2e'),
    battlements,
    fillPath(rectangle(300, 556, 860, 100), '#712a2c'),
    shade(rectangle(300, 556, 860, 100), '#2d1426', { angle: -90 }),
  ]
  const frame =
    [330, 590, 860, 1122].map((x) => fillPath(rectangle(x - 8, 30, 16, 640), '#2a1a24')).join('') +
    fillPath(rectangle(322, 250, 816, 14), '#2a1a24') +
    fillPath(rectangle(310, 640, 840, 34), '#4b2f33') +
    fillPath(rectangle(310, 640, 840, 6), '#e79a68')
  const drape = (x: number, flip: number) => {
    const d = `M${x} -10h${flip * 330}C${x + flip * 250} 260 ${x + flip * 240} 480 ${x + flip * 150} 720H${x}z`
    return (
      fillPath(d, '#5c2733') +
      repeat(5, (i) =>
        strokePath(
          `M${x + flip * (60 + i * 58)} -10C${x + flip * (50 + i * 46)} 260 ${x + flip * (40 + i * 42)} 480 ${x + flip * (24 + i * 26)} 720`,
          '#37182a',
          9,
          'opacity="0.6"',
        ),
      ).join('') +
      shade(d, dark, { angle: flip > 0 ? 0 : 180, reach: 0.9 })
    )
  }
  const desk = 'M-20 716H1620V1100H-20z'
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), wall),
    clip(pane, ...view),
    frame,
    fillPath(rectangle(1440, -20, 200, 760), mixColours(wall, dark, 0.35)),
    drape(0, 1),
    drape(1460, -1),
    shadedFill(desk, wood, dark, { angle: -90, reach: 0.9 }),
    fillPath('M-20 716H1620V730H-20z', '#c77f4c'),
    fillPath('M330 730L1130 730L1330 1090L160 1090z', '#e8a064', 'opacity="0.2"'),
    shade('M330 730L1130 730L1330 1090L160 1090z', '#f2ad6b', { angle: 90, reach: 0.8, strength: 0.55 }),
    repeat(9, (i) => strokePath(`M-20 ${770 + i * 36}C400 ${764 + i * 36} 900 ${778 + i * 36} 1620 ${768 + i * 36}`, '#4d2718', 2, 'opacity="0.45"')).join(''),
    folder(1010, 790),
    fillPath(ellipse(730, 838, 330, 40), dark, 'opacity="0.6"'),
    telephone(720, 830),
  ]
}

function tower(x: number, y: number, height: number, red: string, dark: string): string {
  const u = height / 100
  const at = (a: number, b: number): Point => [x + a * u, y - b * u]
  const half = (list: readonly (readonly [number, number])[]) => polygon(...list.map(([a, b]) => at(a, b)))
  const tier = (a: number, from: number, to: number) =>
    shadedFill(
      half([
        [-a, from],
        [-a, to],
        [a, to],
        [a, from],
      ]),
      red,
      dark,
      { angle: 180, reach: 0.75 },
    ) +
    fillPath(
      half([
        [-a - 0.8, to - 1.5],
        [-a - 0.8, to],
        [a + 0.8, to],
        [a + 0.8, to - 1.5],
      ]),
      '#e3b48c',
    )
  const spire = half([
    [-6, 62],
    [0, 90],
    [6, 62],
  ])
  const star = polygon(
    ...repeat(10, (i) => {
      const a = -Math.PI / 2 + (i * Math.PI) / 5
      const r = (i % 2 ? 1.5 : 3.6) * u
      return [x + Math.cos(a) * r, y - 94 * u + Math.sin(a) * r] as const
    }),
  )
  return (
    tier(11, 0, 34) +
    tier(8.5, 34, 52) +
    tier(6.2, 52, 62) +
    shadedFill(spire, '#3f5a50', '#1c2a34', { angle: 180, reach: 0.8 }) +
    fillPath(ellipse(x, y - 43 * u, 4.4 * u), '#f2d7a4') +
    strokePath(path(at(0, 46), at(0, 43), at(2.4, 42)), dark, u * 0.6) +
    strokePath(path(at(0, 89), at(0, 92)), '#e3b48c', u) +
    glow(x, y - 94 * u, 9 * u, '#ff6a4d', 0.6) +
    fillPath(star, '#ff5a45') +
    repeat(2, (i) => fillPath(`M${x - 6 * u + i * 8 * u} ${y - 12 * u}v${-9 * u}a${2 * u} ${2 * u} 0 0 1 ${4 * u} 0v${9 * u}z`, dark)).join('')
  )
}

function telephone(x: number, y: number): string {
  const [black, edge] = ['#17151d', '#f0a878']
  const body = `M${x - 230} ${y}C${x - 226} ${y - 70} ${x - 170} ${y - 100} ${x - 132} ${y - 190}C${x - 122} ${y - 214} ${x - 90} ${y - 226} ${x - 70} ${y - 226}H${x + 70}C${x + 90} ${y - 226} ${x + 122} ${y - 214} ${x + 132} ${y - 190}C${x + 170} ${y - 100} ${x + 226} ${y - 70} ${x + 230} ${y}z`
  const receiver = `M${x - 270} ${y - 218}C${x - 280} ${y - 290} ${x - 140} ${y - 316} ${x} ${y - 316}C${x + 140} ${y - 316} ${x + 280} ${y - 290} ${x + 270} ${y - 218}C${x + 264} ${y - 190} ${x + 160} ${y - 190} ${x + 156} ${y - 222}C${x + 152} ${y - 258} ${x + 70} ${y - 262} ${x} ${y - 262}C${x - 70} ${y - 262} ${x - 152} ${y - 258} ${x - 156} ${y - 222}C${x - 160} ${y - 190} ${x - 264} ${y - 190} ${x - 270} ${y - 218}z`
  const holes = repeat(10, (i) => {
    const a = -Math.PI * 0.28 - i * 0.5
    return fillPath(ellipse(x + Math.cos(a) * 58, y - 98 + Math.sin(a) * 50, 12, 10.5), '#e8d9bd')
  }).join('')
  const cord = strokePath(
    `M${x - 225} ${y - 16}${repeat(13, (i) => `q${-12 - i * 1.2} ${i < 7 ? 22 : 4} ${-24} ${i < 7 ? -2 : -8}q-2 -16 8 -12`).join('')}`,
    black,
    7,
  )
  return [
    cord,
    fillPath(body, black),
    fillPath(`M${x - 218} ${y - 12}H${x + 218}L${x + 230} ${y}H${x - 230}z`, '#2d2833'),
    shade(body, '#d98b66', { angle: 60, reach: 0.42, strength: 0.5 }),
    fillPath(rectangle(x - 74, y - 262, 24, 40) + rectangle(x + 50, y - 262, 24, 40), '#26222c'),
    fillPath(ellipse(x, y - 98, 88, 76), '#3a343f') + fillPath(ellipse(x, y - 98, 80, 69), '#211d28') + holes + fillPath(ellipse(x, y - 98, 30, 26), '#c2a877'),
    fillPath(receiver, black),
    strokePath(
      `M${x - 262} ${y - 236}C${x - 262} ${y - 290} ${x - 130} ${y - 310} ${x} ${y - 310}C${x + 100} ${y - 310} ${x + 200} ${y - 298} ${x + 240} ${y - 268}`,
      edge,
      6,
      'opacity="0.85"',
    ),
    strokePath(`M${x - 128} ${y - 186}C${x - 116} ${y - 210} ${x - 90} ${y - 220} ${x - 70} ${y - 220}`, edge, 4, 'opacity="0.6"'),
  ].join('')
}

const folder = (x: number, y: number) =>
  fillPath(polygon([x + 20, y + 8], [x + 420, y + 8], [x + 500, y + 140], [x + 30, y + 146]), '#1c1320', 'opacity="0.5"') +
  fillPath(polygon([x, y], [x + 400, y - 6], [x + 480, y + 120], [x + 10, y + 130]), '#a23a34') +
  fillPath(polygon([x + 36, y + 6], [x + 380, y + 2], [x + 446, y + 104], [x + 48, y + 110]), '#f1dfc4') +
  repeat(5, (i) => strokePath(path([x + 70 + i * 3, y + 24 + i * 17], [x + 330 + i * 16 - (i === 4 ? 160 : 0), y + 21 + i * 17]), '#8d7467', 3)).join('') +
  strokePath(path([x + 360, y + 132], [x + 505, y + 72]), '#17151d', 9) +
  strokePath(path([x + 484, y + 80], [x + 505, y + 72]), '#d0a45e', 9)
