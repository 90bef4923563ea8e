/** A mast on a hill, a river from above. */
import { blob, box, clip, curve, fill, glow, line, mix, oval, type Point, poly, rounded, type Scene, shade, solid, times, way } from '../ink.ts'
import { birds, blades, hills, ridge, sky, streaks, tree } from '../land.ts'
import { house } from '../town.ts'

export const hillRadio: Scene = ({ w, h, chance }) => {
  const [x, top] = [960, 210]
  const home = (a: number, b: number, s: number) =>
    house({
      x: a,
      y: b,
      w: 54 * s,
      h: 34 * s,
      wall: chance.pick(['#f4e6cd', '#ecd6b6', '#f7efe0']),
      dark: '#a5876a',
      roof: chance.pick(['#b8503a', '#a3432f', '#8a4a3c']),
      roofHeight: 26 * s,
      angle: 180,
    }) +
    fill(box(a + 10 * s, b - 24 * s, 10 * s, 12 * s), '#f6c35c') +
    fill(box(a + 32 * s, b - 20 * s, 10 * s, 20 * s), '#5a4a44')
  const meadow = (points: readonly Point[], colour: string, dark: string) => hills(points, h + 30, colour, dark, 120)
  const half = (y: number) => ((y - top) / 500) * 34 + 4
  return [
    sky(w, h, ['#7fb4c4', '#bcd8d0', '#f3e6c0', '#f8d8a4']),
    glow(300, 380, 480, '#fff6d0', 0.9, 300),
    times(5, (i) => line(oval(x, top, 70 + i * 74), '#fffaf0', 9 - i * 1.2, `opacity="${(0.85 - i * 0.15).toFixed(2)}"`)).join(''),
    streaks(chance, w, 90, 360, 8, '#ffffff', 0.6),
    hills(ridge(chance, w, 470, 34, 8), h, '#9cbcb4', '#6a948e', -90),
    hills(ridge(chance, w, 540, 30, 7), h, '#84ae96', '#527f6c', -90),
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
    times(13, (i) => {
      const a = 40 + (i % 7) * 90 + chance.between(-20, 20)
      const b = 660 + Math.floor(i / 7) * 70 + (i % 7) * 14
      return tree(chance, a + 60, b + 6, 60, '#5f9a55', '#2f6648', '#4a3a30') + home(a, b, 0.8 + Math.floor(i / 7) * 0.3)
    }).join(''),
    line('M-20 742C180 740 330 790 520 806C640 816 700 850 780 900', '#f0dfb4', 9),
    times(9, (i) =>
      fill(
        poly([60 + i * 52, 760 + i * 10], [110 + i * 52, 766 + i * 10], [92 + i * 58, 810 + i * 12], [36 + i * 56, 800 + i * 12]),
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
    times(16, () => line(`M${chance.between(700, 1400)} ${chance.between(840, 1040)}q30 -14 70 -4`, '#3a7a44', 4, 'opacity="0.6"')).join(''),
    line(way([x, 330], [760, 790]), '#59636a', 2.5) +
      line(way([x, 330], [1180, 800]), '#59636a', 2.5) +
      line(way([x, 480], [830, 752]), '#59636a', 2.5) +
      line(way([x, 480], [1100, 756]), '#59636a', 2.5),
    line(way([x - half(top + 500), top + 500], [x - 3, top + 10]), '#b23a2e', 7) + line(way([x + half(top + 500), top + 500], [x + 3, top + 10]), '#7a2626', 7),
    times(14, (i) => {
      const a = top + 40 + i * 34
      const b = a + 34
      return line(way([x - half(a), a], [x + half(b), b], [x - half(b), b], [x + half(a), a]), i % 4 < 2 ? '#f7f1e4' : '#c8463a', 4)
    }).join(''),
    line(way([x, top + 14], [x, top - 40]), '#7a2626', 6),
    glow(x, top - 40, 60, '#ff8a6a', 0.9) + fill(oval(x, top - 42, 9), '#ff5a45'),
    fill(oval(x - 20, 430, 20, 24), '#f4efe2') + fill(oval(x - 25, 430, 12, 18), '#b9b5a8') + fill(oval(x + 24, 520, 18, 22), '#f4efe2'),
    house({ x: 1010, y: 752, w: 150, h: 78, wall: '#f4e9d2', dark: '#a5876a', roof: '#8a3f36', roofHeight: 46, angle: 180 }),
    fill(box(1030, 694, 26, 26) + box(1116, 694, 26, 26), '#ffd27a') + fill(box(1074, 690, 26, 62), '#3a5a66'),
    tree(chance, 1240, 830, 150, '#3f7a4a', '#174a38', '#3a2a24'),
    tree(chance, 740, 830, 110, '#3f7a4a', '#174a38', '#3a2a24'),
    tree(chance, 1430, 920, 200, '#3f7a4a', '#174a38', '#3a2a24'),
    times(6, (i) => {
      const [a, b] = [620 + i * 70 + chance.between(-20, 20), 985 + chance.between(-40, 40)]
      return (
        fill(rounded(a, b - 22, 40, 22, 10), '#f7f1e4') +
        fill(oval(a + 42, b - 20, 9, 7), '#3a3430') +
        line(way([a + 9, b - 4], [a + 9, b + 8]), '#3a3430', 4) +
        line(way([a + 30, b - 4], [a + 30, b + 8]), '#3a3430', 4)
      )
    }).join(''),
    blades(chance, 400, 1620, 1080, 50, 90, ['#2f6a44', '#3f7a4a', '#6fa055']),
    birds(chance, 420, 250, 160, 7, '#4a6a70', 16),
  ]
}

export const riverBends: Scene = ({ w, h, chance }) => {
  const spine: Point[] = times(57, (i) => {
    const t = i / 56
    const bend = t * 11 + 0.5
    return [-60 + t * 1720 - Math.sin(bend * 2) * 78, 533 + Math.sin(bend) * 310] as const
  })
  const course = curve(spine)
  const fields: string[] = []
  const tones = ['#8fb25f', '#a5bf69', '#7aa35a', '#c2c06a', '#d9c674', '#6f9a58', '#9fb665', '#b7b25c']
  for (let r = 0; r < 6; r++)
    for (let c = 0; c < 8; c++) {
      const [a, b, k] = [-80 + c * 224 + (r % 2) * 60, -50 + r * 200, chance.between(-18, 18)]
      const d = poly([a + k, b + 12], [a + 222 + k, b - 14], [a + 218, b + 190], [a - 4, b + 206])
      const tone = chance.pick(tones)
      fields.push(
        fill(d, tone),
        chance.odds(0.5)
          ? clip(d, ...times(13, (i) => line(way([a - 20 + i * 20, b - 20], [a - 10 + i * 20, b + 220]), mix(tone, '#3f5a34', 0.3), 4, 'opacity="0.55"')))
          : shade(d, mix(tone, '#2f5a3c', 0.7), { angle: chance.pick([0, 60, 120]), strength: 0.5 }),
        line(`${d}`, '#5a7d48', 5),
      )
    }
  const bush = (x: number, y: number, r: number) =>
    fill(oval(x + r * 0.5, y + r * 0.6, r, r * 0.9), '#2f4a34', 'opacity="0.45"') +
    solid(
      blob(times(8, (k) => [x + Math.cos(k * 0.785) * r * chance.between(0.85, 1.15), y + Math.sin(k * 0.785) * r * chance.between(0.85, 1.15)] as const)),
      chance.pick(['#4a7f4a', '#5a8f50', '#3f7044']),
      '#1f4a36',
      { angle: 230, reach: 0.8 },
    )
  const canal = (t: number, off: number): Point => [-60 + t * 1740 - off * 0.37, 930 - t * 800 + off * 0.93]
  const band = (wide: number) => poly(canal(0, -wide), canal(1, -wide), canal(1, wide), canal(0, wide))
  const cottage = (x: number, y: number, turn: number) =>
    `<g transform="translate(${x} ${y}) rotate(${turn})">${fill(box(8, 12, 76, 50), '#2f4a34', 'opacity="0.45"')}${fill(box(0, 0, 76, 25), '#c8563a')}${fill(box(0, 25, 76, 25), '#94382c')}${fill(box(54, 8, 10, 12), '#f4e6cd')}</g>`
  return [
    fill(box(-20, -20, w + 40, h + 40), '#6f9350'),
    ...fields,
    line(course, '#4f7d46', 150),
    line(course, '#d9cc94', 128),
    line(course, '#6f9a78', 108),
    line(course, '#4f93a3', 98),
    line(course, '#6db0b8', 60, 'opacity="0.7"'),
    line(course, '#a9d6d4', 16, 'opacity="0.5"'),
    ...times(46, () => {
      const i = chance.whole(1, 54)
      const [a, b] = spine[i] as Point
      return line(`M${a + chance.between(-30, 30)} ${b + chance.between(-30, 30)}q14 -8 30 0`, '#e6f4ec', 3, 'opacity="0.8"')
    }),
    ...times(56, () => {
      const i = chance.whole(0, 55)
      const [a, b] = spine[i] as Point
      const side = chance.pick([-1, 1])
      const [p, q] = spine[Math.min(56, i + 1)] as Point
      const l = Math.hypot(p - a, q - b) || 1
      return bush(a + ((b - q) / l) * 92 * side + chance.between(-10, 10), b + ((p - a) / l) * 92 * side + chance.between(-10, 10), chance.between(12, 25))
    }),
    fill(band(58), '#7d7f74', 'opacity="0.45"'),
    fill(band(52), '#c9c5b6'),
    fill(band(38), '#9a9c98'),
    fill(band(31), '#7f8f96'),
    shade(band(31), '#4a5a64', { angle: 60, reach: 0.9, strength: 0.6 }),
    line(way(canal(0, -46), canal(1, -46)), '#eee9da', 5),
    line(way(canal(0, 46), canal(1, 46)), '#8a887c', 4),
    ...times(24, (i) => line(way(canal(i / 24, -52), canal(i / 24, -38)), '#8a887c', 3) + line(way(canal(i / 24, 38), canal(i / 24, 52)), '#8a887c', 3)),
    `<g transform="translate(${canal(0.57, 0).join(' ')}) rotate(-24.7)">${fill(poly([-70, -15], [54, -15], [82, 0], [54, 15], [-70, 15]), '#2a3a44')}${fill(box(-58, -9, 92, 18), '#b8703c')}${fill(box(-64, -11, 22, 22), '#f4efe2')}${line('M-76 -8q-40 -6 -90 -22M-76 8q-40 6 -90 22', '#dfe6e4', 3, 'opacity="0.7"')}</g>`,
    `<g transform="translate(${canal(0.3, 0).join(' ')}) rotate(62)">${fill(box(-100, -17, 200, 40), '#2f3a3a', 'opacity="0.4"')}${fill(box(-104, -22, 208, 38), '#e6ddc6')}${fill(box(-104, -22, 208, 5) + box(-104, 11, 208, 5), '#a59a86')}</g>`,
    cottage(540, 400, 12),
    cottage(630, 450, -18),
    cottage(1010, 560, 8),
    cottage(1100, 620, -14),
    cottage(1450, 860, -6),
    cottage(190, 120, 10),
    ...times(34, () => bush(chance.between(0, w), chance.pick([chance.between(0, 90), chance.between(h - 90, h)]), chance.between(12, 24))),
    ...[
      [520, 500],
      [700, 420],
      [980, 660],
      [1190, 570],
      [1420, 940],
      [300, 160],
    ].map(([a, b]) => bush(a as number, b as number, 22)),
    ...times(15, () => fill(oval(chance.between(1420, 1580), chance.between(740, 840), 8, 5), '#fbf6e8')),
    ...times(9, () => fill(oval(chance.between(180, 320), chance.between(210, 300), 9, 6), chance.pick(['#fbf6e8', '#6b4a38']))),
    birds(chance, 620, 420, 120, 5, '#fbf6e8', 20),
    glow(200, 100, 900, '#fff0b8', 0.35, 600),
    shade(box(-20, -20, w + 40, h + 40), '#24483c', { angle: 200, reach: 0.5, strength: 0.45 }),
  ]
}
