/** A village in the Atlas, a bookbinder in the medina. */

import { blades, hills, peak, ridge, sky } from '../land.ts'
import { person } from '../people.ts'
import type { Random } from '../random.ts'
import {
  clip,
  ellipse,
  fillPath,
  glow,
  mixColours,
  path,
  polygon,
  rectangle,
  repeat,
  roundedRectangle,
  type Scene,
  shade,
  shadedFill,
  strokePath,
} from '../svg.ts'
import { house } from '../town.ts'

export const atlasVillage: Scene = ({ w, h, random }) => {
  const [stone, shadow] = ['#d3a67c', '#6b4233']
  const homes: string[] = []
  const rows = [
    { y: 470, from: 560, to: 1180, size: 92 },
    { y: 590, from: 420, to: 1330, size: 112 },
    { y: 730, from: 300, to: 1420, size: 134 },
    { y: 890, from: 180, to: 1300, size: 156 },
  ]
  const fresh = new Set(['1-3', '2-2', '3-4'])
  rows.forEach(({ y, from, to, size }, r) => {
    let i = 0
    for (let x = from; x < to; i++) {
      const wide = size * random.between(0.85, 1.3)
      const high = size * random.between(0.72, 1.05)
      const base = y + random.between(-10, 16) - Math.sin(((x - from) / (to - from)) * Math.PI) * 42
      const key = `${r}-${i}`
      homes.push(
        fresh.has(key)
          ? brickHouse(x, base, wide, high)
          : stoneHouse(x, base, wide, high, mixColours(stone, ['#e6c9a2', '#b9835c', '#cf9f74'][i % 3] as string, 0.6), shadow),
      )
      if (key === '2-4') homes.push(scaffold(x, base, wide, high))
      x += wide + random.between(4, size * 0.35)
    }
    homes.push(
      hills(
        repeat(12, (k) => [-30 + k * 152, y + 18 + Math.abs(k - 5.5) * 9 + random.between(-8, 8) + (k > 2 && k < 9 ? -30 : 10)] as const),
        h + 30,
        mixColours('#a87650', '#8d5e42', r * 0.22),
        '#5f3a2c',
        80,
      ),
    )
  })
  return [
    sky(w, h, ['#c9dbe0', '#e6e6da', '#f3e6cf']),
    peak(420, 120, 1100, 700, '#c0a794', '#93796f', '#f3eee4'),
    peak(1180, 40, 1300, 760, '#b99a84', '#8a6c62', '#f6f0e6'),
    hills(ridge(random, w, 420, 30, 9), h, '#ad8468', '#7d5647', 70),
    hills(
      [
        [-30, 620],
        [260, 560],
        [520, 440],
        [860, 352],
        [1200, 420],
        [1450, 560],
        [1640, 640],
      ],
      h,
      '#b17f58',
      '#71483a',
      120,
    ),
    repeat(26, () => {
      const x = random.between(0, w)
      const y = 600 + random.between(-60, 120) + Math.abs(x - 860) * 0.12
      return strokePath(`M${x} ${y}q40 -10 ${random.between(60, 160)} ${random.between(-6, 10)}`, '#7d5341', 2.5, 'opacity="0.4"')
    }).join(''),
    ...homes,
    blades(random, 0, 500, 1060, 46, 40, ['#7b7a45', '#8f8a50', '#5f6238']),
    blades(random, 1150, 1600, 1050, 60, 60, ['#7b7a45', '#8f8a50', '#5f6238']),
    argan(random, 1410, 1000),
    person({ x: 905, y: 985, height: 118, coat: '#394b6a', hem: 'robe', hairdo: 'hood', cloth: '#394b6a', skin: '#a87150', shadow: '#3a2320', stance: 'walk' }),
    fillPath('M985 985l4 -46c20 -10 70 -10 86 -2l20 -22l14 4l-6 26l-16 6l-6 36h-8l-4 -28h-52l-6 28h-8l-4 -26z', '#5e4a42'),
    fillPath(roundedRectangle(1002, 926, 52, 34, 8), '#a8423a'),
  ]
}

function stoneHouse(x: number, y: number, w: number, h: number, wall: string, dark: string): string {
  const openings = repeat(
    2,
    (i) =>
      fillPath(rectangle(x + w * (0.16 + i * 0.42), y - h * 0.72, w * 0.14, h * 0.2), '#3d2622') +
      fillPath(rectangle(x + w * (0.16 + i * 0.42), y - h * 0.52, w * 0.14, 3), mixColours(wall, '#ffffff', 0.4)),
  ).join('')
  return (
    house({ x, y: y + 50, w, h: h + 50, wall, dark: mixColours(wall, dark, 0.75), side: w * 0.22, angle: 90 }) +
    shade(rectangle(x, y - h, w, h), dark, { angle: 180, reach: 0.6, strength: 0.55 }) +
    fillPath(rectangle(x - 4, y - h - 7, w + 8, 9), mixColours(wall, dark, 0.55)) +
    repeat(5, (i) => fillPath(ellipse(x + w * (0.12 + i * 0.19), y - h - 3, 4), dark)).join('') +
    openings +
    fillPath(rectangle(x + w * 0.62, y - h * 0.36, w * 0.2, h * 0.5), ['#4a6f8a', '#5e3b2c', '#6f4a34'][Math.round(x) % 3] as string)
  )
}

function brickHouse(x: number, y: number, w: number, h: number): string {
  const rows = Math.round(h / 11)
  const courses =
    repeat(rows, (r) => strokePath(path([x, y - h + r * 11], [x + w, y - h + r * 11]), '#e9b493', 1.6)).join('') +
    repeat(rows, (r) =>
      repeat(Math.floor(w / 20), (c) =>
        strokePath(path([x + c * 20 + (r % 2) * 10 + 6, y - h + r * 11], [x + c * 20 + (r % 2) * 10 + 6, y - h + r * 11 + 11]), '#e9b493', 1.4),
      ).join(''),
    ).join('')
  return (
    house({ x, y: y + 50, w, h: h + 50, wall: '#cf6644', dark: '#8d3f33', side: w * 0.22, angle: 90 }) +
    courses +
    fillPath(rectangle(x - 4, y - h - 8, w + 8, 11), '#d9cfc0') +
    fillPath(rectangle(x - 4, y - h * 0.42, w + 4, 8), '#d9cfc0') +
    fillPath(
      rectangle(x + w * 0.18, y - h * 0.8, w * 0.2, h * 0.26) +
        rectangle(x + w * 0.6, y - h * 0.8, w * 0.2, h * 0.26) +
        rectangle(x + w * 0.58, y - h * 0.3, w * 0.22, h * 0.5),
      '#472421',
    )
  )
}

function scaffold(x: number, y: number, w: number, h: number): string {
  const [wood, top, low] = ['#e2bd7d', y - h * 1.42, y + 20]
  const poles = repeat(5, (i) => strokePath(path([x - 16 + i * ((w + 32) / 4), low], [x - 16 + i * ((w + 32) / 4), top]), wood, 5)).join('')
  const planks = repeat(
    3,
    (i) =>
      fillPath(rectangle(x - 30, y - h * (0.35 + i * 0.45), w + 60, 8), '#c9985a') +
      strokePath(path([x - 30, y - h * (0.35 + i * 0.45) - 20], [x + w + 30, y - h * (0.35 + i * 0.45) - 20]), wood, 3),
  ).join('')
  return (
    poles +
    planks +
    strokePath(path([x - 16, low], [x + w * 0.45, top]), wood, 4) +
    person({ x: x + w * 0.62, y: y - h * 1.25, height: 56, coat: '#2f6a7a', hairdo: 'helmet', cloth: '#f1d36b', near: 'forward' })
  )
}

const argan = (random: Random, x: number, y: number) =>
  strokePath(
    `M${x} ${y + 40}C${x - 10} ${y - 40} ${x + 24} ${y - 60} ${x - 40} ${y - 130}M${x + 6} ${y - 50}C${x + 30} ${y - 90} ${x + 50} ${y - 100} ${x + 70} ${y - 150}`,
    '#4e3428',
    13,
  ) +
  repeat(16, () => {
    const [a, b] = [x + random.between(-120, 130), y - 170 + random.between(-60, 40)]
    return shadedFill(ellipse(a, b, random.between(30, 56), random.between(20, 34)), '#6d7342', '#3a4530', { angle: -90, reach: 0.8 })
  }).join('')

export const medinaBookbinder: Scene = ({ w, h, random }) => {
  const [blue, deep] = ['#2f6fa8', '#163a66']
  const arch = 'M470 960V420C470 250 600 120 800 90C1000 120 1130 250 1130 420V960z'
  const outer = 'M390 980V410C390 210 560 50 800 10C1040 50 1210 210 1210 410V980z'
  const leather = ['#8c3b2a', '#5f2f2a', '#b9763a', '#2f5144', '#70402c', '#a5532f']
  const pile = (x: number, y: number, count: number, wide: number) =>
    repeat(count, (i) => {
      const [bw, bx] = [wide * random.between(0.82, 1), x + random.between(-10, 10)]
      const hide = random.pick(leather)
      return (
        shadedFill(roundedRectangle(bx, y - (i + 1) * 34, bw, 32, 6), hide, mixColours(hide, '#14101c', 0.7), { angle: -90 }) +
        fillPath(rectangle(bx + bw * 0.12, y - (i + 1) * 34, 5, 32) + rectangle(bx + bw * 0.8, y - (i + 1) * 34, 5, 32), '#e2b765')
      )
    }).join('')
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#e0bb92'),
    repeat(22, (r) =>
      repeat(27, (c) => fillPath(rectangle(-30 + c * 66 - (r % 2) * 30, -20 + r * 52, 62, 48), mixColours('#dcb68d', '#c99c74', random()))).join(''),
    ).join(''),
    shade(rectangle(-20, -20, 420, h + 40), '#7c4a3c', { angle: 0, reach: 1, strength: 0.7 }),
    fillPath(outer, '#f0dcbc'),
    repeat(19, (i) => {
      const a = Math.PI + (i / 18) * Math.PI
      return fillPath(
        polygon(
          ...(
            [
              [0, -15],
              [13, 0],
              [0, 15],
              [-13, 0],
            ] as const
          ).map(([p, q]) => [800 + Math.cos(a) * 372 + p, 415 + Math.sin(a) * 362 + q] as const),
        ),
        i % 2 ? blue : '#c06a3e',
      )
    }).join(''),
    fillPath(arch, '#2b1c22'),
    clip(
      arch,
      glow(800, 420, 460, '#f2b765', 0.75, 420),
      repeat(
        3,
        (s) =>
          fillPath(rectangle(500, 250 + s * 128, 600, 12), '#6b402a') +
          repeat(22, (i) => {
            const t = random.between(56, 96)
            return fillPath(rectangle(510 + i * 27, 250 + s * 128 - t, random.between(16, 25), t), random.pick(leather))
          }).join(''),
      ).join(''),
      strokePath(path([800, 90], [800, 190]), '#17121a', 4),
      fillPath('M756 236C760 180 840 180 844 236z', '#c98f3d'),
      glow(800, 240, 150, '#ffe0a0', 0.9),
    ),
    shadedFill('M470 960V420C470 330 500 260 548 210L548 960z', blue, deep, { angle: 0, reach: 1 }) +
      shadedFill('M1130 960V420C1130 330 1100 260 1052 210L1052 960z', blue, deep, { angle: 180, reach: 1 }),
    repeat(7, (i) =>
      repeat(2, (j) => fillPath(ellipse(492 + j * 36, 440 + i * 74, 6), '#d9a84e') + fillPath(ellipse(1072 + j * 36, 440 + i * 74, 6), '#d9a84e')).join(''),
    ).join(''),
    person({
      x: 930,
      y: 800,
      height: 420,
      coat: '#d8cfbd',
      hem: 'robe',
      skin: '#a56c48',
      hairdo: 'short',
      hair: '#6d655e',
      flip: true,
      near: [
        [3, -62],
        [20, -60],
      ],
      far: [
        [8, -64],
        [22, -58],
      ],
      lean: 5,
    }),
    fillPath(rectangle(-20, 960, w + 40, 140), '#b98a66'),
    shade(rectangle(-20, 960, w + 40, 140), '#5d3a34', { angle: -90 }),
    fillPath(ellipse(805, 1006, 500, 24), '#3a2024', 'opacity="0.45"'),
    shadedFill(roundedRectangle(340, 760, 930, 44, 8), '#a9693c', '#4b2a22', { angle: -90 }),
    fillPath(rectangle(340, 760, 930, 9), '#dca063'),
    fillPath(rectangle(390, 804, 40, 200) + rectangle(1180, 804, 40, 200), '#6f4128') + fillPath(rectangle(430, 900, 750, 24), '#5b3422'),
    press(610, 760),
    pile(860, 760, 4, 200),
    pile(1060, 760, 6, 160),
    glue(440, 760),
    fillPath(polygon([500, 752], [780, 752], [800, 760], [486, 760]), '#f4e7cd'),
    pile(480, 900, 2, 220),
    pile(760, 900, 3, 260),
  ]
}

function press(x: number, y: number): string {
  const iron = '#2c3338'
  return [
    fillPath(roundedRectangle(x - 130, y - 30, 260, 30, 6), iron),
    fillPath(rectangle(x - 112, y - 300, 26, 280) + rectangle(x + 86, y - 300, 26, 280), iron),
    shadedFill(roundedRectangle(x - 134, y - 330, 268, 46, 10), '#3b444a', '#14171c', { angle: -90 }),
    fillPath(rectangle(x - 11, y - 400, 22, 260), '#7b8488') +
      repeat(9, (i) => strokePath(path([x - 11, y - 280 + i * 16], [x + 11, y - 288 + i * 16]), iron, 3)).join(''),
    fillPath(roundedRectangle(x - 100, y - 150, 200, 24, 5), '#4a555b'),
    repeat(4, (i) => fillPath(rectangle(x - 78, y - 126 + i * 24, 156, 21), ['#8c3b2a', '#ead9b8', '#2f5144', '#ead9b8'][i] as string)).join(''),
    strokePath(path([x - 96, y - 404], [x + 96, y - 404]), '#556168', 15) + fillPath(ellipse(x - 100, y - 404, 17) + ellipse(x + 100, y - 404, 17), '#c08a3c'),
    strokePath(path([x - 106, y - 280], [x - 106, y - 40]), '#8f9a9d', 3),
  ].join('')
}

const glue = (x: number, y: number) =>
  strokePath(path([x + 8, y - 70], [x + 46, y - 168]), '#d8a868', 9) +
  strokePath(path([x + 6, y - 62], [x + 14, y - 84]), '#3a241c', 16) +
  shadedFill(`M${x - 42} ${y - 74}h84l-8 74h-68z`, '#c2703f', '#5a2c22', { angle: 180 }) +
  fillPath(ellipse(x, y - 74, 42, 10), '#f0cf8e')
