/** A mast on a hill, a river from above. */

import { birds, blades, hills, ridge, sky, streaks, tree } from '../land.ts'
import {
  blob,
  clip,
  curve,
  ellipse,
  fillPath,
  glow,
  mixColours,
  type Point,
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

export const hillRadio: Scene = ({ w, h, random }) => {
  const [x, top] = [960, 210]
  const home = (a: number, b: number, s: number) =>
    house({
      x: a,
      y: b,
      w: 54 * s,
      h: 34 * s,
      wall: random.pick(['#f4e6cd', '#ecd6b6', '#f7efe0']),
      dark: '#a5876a',
      roof: random.pick(['#b8503a', '#a3432f', '#8a4a3c']),
      roofHeight: 26 * s,
      angle: 180,
    }) +
    fillPath(rectangle(a + 10 * s, b - 24 * s, 10 * s, 12 * s), '#f6c35c') +
    fillPath(rectangle(a + 32 * s, b - 20 * s, 10 * s, 20 * s), '#5a4a44')
  const meadow = (points: readonly Point[], colour: string, dark: string) => hills(points, h + 30, colour, dark, 120)
  const half = (y: number) => ((y - top) / 500) * 34 + 4
  return [
    sky(w, h, ['#7fb4c4', '#bcd8d0', '#f3e6c0', '#f8d8a4']),
    glow(300, 380, 480, '#fff6d0', 0.9, 300),
    repeat(5, (i) => strokePath(ellipse(x, top, 70 + i * 74), '#fffaf0', 9 - i * 1.2, `opacity="${(0.85 - i * 0.15).toFixed(2)}"`)).join(''),
    streaks(random, w, 90, 360, 8, '#ffffff', 0.6),
    hills(ridge(random, w, 470, 34, 8), h, '#9cbcb4', '#6a948e', -90),
    hills(ridge(random, w, 540, 30, 7), h, '#84ae96', '#527f6c', -90),
    meadow(
      [
        [-30, 600],
        [240, 640],
        [520, 690],
        [760, 740],
        [1100, 760],
        [1640, 700],
      ],
      '#86b46a',
      '#3f7a55',
    ),
    repeat(13, (i) => {
      const a = 40 + (i % 7) * 90 + random.between(-20, 20)
      const b = 660 + Math.floor(i / 7) * 70 + (i % 7) * 14
      return tree(random, a + 60, b + 6, 60, '#5f9a55', '#2f6648', '#4a3a30') + home(a, b, 0.8 + Math.floor(i / 7) * 0.3)
    }).join(''),
    strokePath('M-20 742C180 740 330 790 520 806C640 816 700 850 780 900', '#f0dfb4', 9),
    repeat(9, (i) =>
      fillPath(
        polygon([60 + i * 52, 760 + i * 10], [110 + i * 52, 766 + i * 10], [92 + i * 58, 810 + i * 12], [36 + i * 56, 800 + i * 12]),
        i % 2 ? '#d9c26a' : '#6f9f58',
        'opacity="0.7"',
      ),
    ).join(''),
    meadow(
      [
        [380, 1100],
        [520, 960],
        [680, 820],
        [820, 738],
        [960, 706],
        [1090, 732],
        [1250, 810],
        [1430, 890],
        [1640, 940],
      ],
      '#4f8f4e',
      '#1f5a42',
    ),
    repeat(16, () => strokePath(`M${random.between(700, 1400)} ${random.between(840, 1040)}q30 -14 70 -4`, '#3a7a44', 4, 'opacity="0.6"')).join(''),
    strokePath(path([x, 330], [760, 790]), '#59636a', 2.5) +
      strokePath(path([x, 330], [1180, 800]), '#59636a', 2.5) +
      strokePath(path([x, 480], [830, 752]), '#59636a', 2.5) +
      strokePath(path([x, 480], [1100, 756]), '#59636a', 2.5),
    strokePath(path([x - half(top + 500), top + 500], [x - 3, top + 10]), '#b23a2e', 7) +
      strokePath(path([x + half(top + 500), top + 500], [x + 3, top + 10]), '#7a2626', 7),
    repeat(14, (i) => {
      const a = top + 40 + i * 34
      const b = a + 34
      return strokePath(path([x - half(a), a], [x + half(b), b], [x - half(b), b], [x + half(a), a]), i % 4 < 2 ? '#f7f1e4' : '#c8463a', 4)
    }).join(''),
    strokePath(path([x, top + 14], [x, top - 40]), '#7a2626', 6),
    glow(x, top - 40, 60, '#ff8a6a', 0.9) + fillPath(ellipse(x, top - 42, 9), '#ff5a45'),
    fillPath(ellipse(x - 20, 430, 20, 24), '#f4efe2') + fillPath(ellipse(x - 25, 430, 12, 18), '#b9b5a8') + fillPath(ellipse(x + 24, 520, 18, 22), '#f4efe2'),
    house({ x: 1010, y: 752, w: 150, h: 78, wall: '#f4e9d2', dark: '#a5876a', roof: '#8a3f36', roofHeight: 46, angle: 180 }),
    fillPath(rectangle(1030, 694, 26, 26) + rectangle(1116, 694, 26, 26), '#ffd27a') + fillPath(rectangle(1074, 690, 26, 62), '#3a5a66'),
    tree(random, 1240, 830, 150, '#3f7a4a', '#174a38', '#3a2a24'),
    tree(random, 740, 830, 110, '#3f7a4a', '#174a38', '#3a2a24'),
    tree(random, 1430, 920, 200, '#3f7a4a', '#174a38', '#3a2a24'),
    repeat(6, (i) => {
      const [a, b] = [620 + i * 70 + random.between(-20, 20), 985 + random.between(-40, 40)]
      return (
        fillPath(roundedRectangle(a, b - 22, 40, 22, 10), '#f7f1e4') +
        fillPath(ellipse(a + 42, b - 20, 9, 7), '#3a3430') +
        strokePath(path([a + 9, b - 4], [a + 9, b + 8]), '#3a3430', 4) +
        strokePath(path([a + 30, b - 4], [a + 30, b + 8]), '#3a3430', 4)
      )
    }).join(''),
    blades(random, 400, 1620, 1080, 50, 90, ['#2f6a44', '#3f7a4a', '#6fa055']),
    birds(random, 420, 250, 160, 7, '#4a6a70', 16),
  ]
}

export const riverBends: Scene = ({ w, h, random }) => {
  const spine: Point[] = repeat(57, (i) => {
    const t = i / 56
    const bend = t * 11 + 0.5
    return [-60 + t * 1720 - Math.sin(bend * 2) * 78, 533 + Math.sin(bend) * 310] as const
  })
  const course = curve(spine)
  const fields: string[] = []
  const tones = ['#8fb25f', '#a5bf69', '#7aa35a', '#c2c06a', '#d9c674', '#6f9a58', '#9fb665', '#b7b25c']
  for (let r = 0; r < 6; r++)
    for (let c = 0; c < 8; c++) {
      const [a, b, k] = [-80 + c * 224 + (r % 2) * 60, -50 + r * 200, random.between(-18, 18)]
      const d = polygon([a + k, b + 12], [a + 222 + k, b - 14], [a + 218, b + 190], [a - 4, b + 206])
      const tone = random.pick(tones)
      fields.push(
        fillPath(d, tone),
        random.chance(0.5)
          ? clip(
              d,
              ...repeat(13, (i) =>
                strokePath(path([a - 20 + i * 20, b - 20], [a - 10 + i * 20, b + 220]), mixColours(tone, '#3f5a34', 0.3), 4, 'opacity="0.55"'),
              ),
            )
          : shade(d, mixColours(tone, '#2f5a3c', 0.7), { angle: random.pick([0, 60, 120]), strength: 0.5 }),
        strokePath(`${d}`, '#5a7d48', 5),
      )
    }
  const bush = (x: number, y: number, r: number) =>
    fillPath(ellipse(x + r * 0.5, y + r * 0.6, r, r * 0.9), '#2f4a34', 'opacity="0.45"') +
    shadedFill(
      blob(repeat(8, (k) => [x + Math.cos(k * 0.785) * r * random.between(0.85, 1.15), y + Math.sin(k * 0.785) * r * random.between(0.85, 1.15)] as const)),
      random.pick(['#4a7f4a', '#5a8f50', '#3f7044']),
      '#1f4a36',
      { angle: 230, reach: 0.8 },
    )
  const canal = (t: number, off: number): Point => [-60 + t * 1740 - off * 0.37, 930 - t * 800 + off * 0.93]
  const band = (wide: number) => polygon(canal(0, -wide), canal(1, -wide), canal(1, wide), canal(0, wide))
  const cottage = (x: number, y: number, turn: number) =>
    `<g transform="translate(${x} ${y}) rotate(${turn})">${fillPath(rectangle(8, 12, 76, 50), '#2f4a34', 'opacity="0.45"')}${fillPath(rectangle(0, 0, 76, 25), '#c8563a')}${fillPath(rectangle(0, 25, 76, 25), '#94382c')}${fillPath(rectangle(54, 8, 10, 12), '#f4e6cd')}</g>`
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#6f9350'),
    ...fields,
    strokePath(course, '#4f7d46', 150),
    strokePath(course, '#d9cc94', 128),
    strokePath(course, '#6f9a78', 108),
    strokePath(course, '#4f93a3', 98),
    strokePath(course, '#6db0b8', 60, 'opacity="0.7"'),
    strokePath(course, '#a9d6d4', 16, 'opacity="0.5"'),
    ...repeat(46, () => {
      const i = random.integer(1, 54)
      const [a, b] = spine[i] as Point
      return strokePath(`M${a + random.between(-30, 30)} ${b + random.between(-30, 30)}q14 -8 30 0`, '#e6f4ec', 3, 'opacity="0.8"')
    }),
    ...repeat(56, () => {
      const i = random.integer(0, 55)
      const [a, b] = spine[i] as Point
      const side = random.pick([-1, 1])
      const [p, q] = spine[Math.min(56, i + 1)] as Point
      const l = Math.hypot(p - a, q - b) || 1
      return bush(a + ((b - q) / l) * 92 * side + random.between(-10, 10), b + ((p - a) / l) * 92 * side + random.between(-10, 10), random.between(12, 25))
    }),
    fillPath(band(58), '#7d7f74', 'opacity="0.45"'),
    fillPath(band(52), '#c9c5b6'),
    fillPath(band(38), '#9a9c98'),
    fillPath(band(31), '#7f8f96'),
    shade(band(31), '#4a5a64', { angle: 60, reach: 0.9, strength: 0.6 }),
    strokePath(path(canal(0, -46), canal(1, -46)), '#eee9da', 5),
    strokePath(path(canal(0, 46), canal(1, 46)), '#8a887c', 4),
    ...repeat(
      24,
      (i) => strokePath(path(canal(i / 24, -52), canal(i / 24, -38)), '#8a887c', 3) + strokePath(path(canal(i / 24, 38), canal(i / 24, 52)), '#8a887c', 3),
    ),
    `<g transform="translate(${canal(0.57, 0).join(' ')}) rotate(-24.7)">${fillPath(polygon([-70, -15], [54, -15], [82, 0], [54, 15], [-70, 15]), '#2a3a44')}${fillPath(rectangle(-58, -9, 92, 18), '#b8703c')}${fillPath(rectangle(-64, -11, 22, 22), '#f4efe2')}${strokePath('M-76 -8q-40 -6 -90 -22M-76 8q-40 6 -90 22', '#dfe6e4', 3, 'opacity="0.7"')}</g>`,
    `<g transform="translate(${canal(0.3, 0).join(' ')}) rotate(62)">${fillPath(rectangle(-100, -17, 200, 40), '#2f3a3a', 'opacity="0.4"')}${fillPath(rectangle(-104, -22, 208, 38), '#e6ddc6')}${fillPath(rectangle(-104, -22, 208, 5) + rectangle(-104, 11, 208, 5), '#a59a86')}</g>`,
    cottage(540, 400, 12),
    cottage(630, 450, -18),
    cottage(1010, 560, 8),
    cottage(1100, 620, -14),
    cottage(1450, 860, -6),
    cottage(190, 120, 10),
    ...repeat(34, () => bush(random.between(0, w), random.pick([random.between(0, 90), random.between(h - 90, h)]), random.between(12, 24))),
    ...[
      [520, 500],
      [700, 420],
      [980, 660],
      [1190, 570],
      [1420, 940],
      [300, 160],
    ].map(([a, b]) => bush(a as number, b as number, 22)),
    ...repeat(15, () => fillPath(ellipse(random.between(1420, 1580), random.between(740, 840), 8, 5), '#fbf6e8')),
    ...repeat(9, () => fillPath(ellipse(random.between(180, 320), random.between(210, 300), 9, 6), random.pick(['#fbf6e8', '#6b4a38']))),
    birds(random, 620, 420, 120, 5, '#fbf6e8', 20),
    glow(200, 100, 900, '#fff0b8', 0.35, 600),
    shade(rectangle(-20, -20, w + 40, h + 40), '#24483c', { angle: 200, reach: 0.5, strength: 0.45 }),
  ]
}
