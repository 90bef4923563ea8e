/** Mangroves on their roots, and in pots. */

import { birds, hills, ridge, tree } from '../land.ts'
import { person, skins } from '../people.ts'
import type { Random } from '../random.ts'
import {
  blob,
  clip,
  ellipse,
  fillPath,
  glow,
  gradient,
  mixColours,
  path,
  polygon,
  rectangle,
  repeat,
  type Scene,
  shade,
  shadedFill,
  strokePath,
} from '../svg.ts'

export const mangroveRoots: Scene = ({ w, random }) => {
  return [
    gradient(rectangle(-20, -20, w + 40, 720), ['#d9e6b8', '#c4dcb0', '#a8cda6']),
    glow(800, 330, 620, '#fff8d4', 0.9, 420),
    repeat(11, (i) =>
      strokePath(path([i * 160 + random.between(-30, 30), -20], [i * 160 + random.between(-20, 20), 640]), '#8fb896', random.between(12, 26), 'opacity="0.7"'),
    ).join(''),
    repeat(7, (i) => mangrove(random, 90 + i * 236, 640 + random.between(-8, 8), 0.72, '#84957a', '#a4c894', '#73a682')).join(''),
    gradient(rectangle(-20, 640, w + 40, 460), ['#9cc9a0', '#5f9f85', '#2f6b62']),
    glow(800, 700, 520, '#f6f5cc', 0.75, 120),
    mangrove(random, 330, 745, 1.08, '#6d6650', '#7db070', '#3c7a5a'),
    mangrove(random, 1290, 740, 1.1, '#6d6650', '#7db070', '#3c7a5a'),
    repeat(34, () => {
      const t = random()
      return fillPath(ellipse(random.between(0, w), 690 + t * 390, 20 + t * 110, 1.6 + t * 3), random.pick(['#d6ebc2', '#1f564f']), 'opacity="0.5"')
    }).join(''),
    fillPath('M610 850C760 872 960 870 1080 838L1060 884C950 910 740 912 640 884z', '#123a38', 'opacity="0.55"'),
    person({
      x: 980,
      y: 868,
      height: 232,
      coat: '#d1973a',
      legs: '#3a2f36',
      skin: skins[2],
      stance: 'stand',
      hairdo: 'hat',
      cloth: '#e6cf94',
      near: 'forward',
      far: 'hold',
      flip: true,
    }),
    strokePath(path([925, 640], [1020, 910]), '#5a3a28', 8),
    person({
      x: 760,
      y: 880,
      height: 200,
      coat: '#b43d31',
      legs: '#3a2f36',
      skin: skins[2],
      stance: 'sit',
      hairdo: 'scarf',
      cloth: '#f3ead2',
      near: 'hold',
      far: 'hold',
      flip: true,
    }),
    shadedFill('M560 796C660 850 760 838 850 838C960 838 1060 830 1120 786C1100 862 1040 890 850 892C680 892 600 866 560 796z', '#8a5734', '#331f1c', {
      angle: -90,
    }),
    strokePath('M560 796C660 850 760 838 850 838C960 838 1060 830 1120 786', '#d9a468', 6),
    mangrove(random, 40, 930, 1.75, '#4a372f', '#3f7a4a', '#123a30'),
    mangrove(random, 1570, 920, 1.7, '#4a372f', '#3f7a4a', '#123a30'),
    repeat(7, (i) =>
      strokePath(
        `M${560 + i * 90 + random.between(-20, 20)} -20q${random.between(-14, 14)} ${60} ${random.between(-8, 8)} ${random.between(90, 190)}`,
        '#2c5a42',
        5,
      ),
    ).join('') + repeat(12, (i) => shadedFill(ellipse(480 + i * 62, -10 + (i % 2) * 18, 76, 50), '#3f7a4a', '#123a30', { angle: -90 })).join(''),
    strokePath('M1180 1000q30 -50 60 0M420 1040q24 -40 48 0', '#123a38', 5, 'opacity="0.35"'),
    birds(random, 800, 300, 90, 3, '#4a6a50', 15),
  ]
}

/** A mangrove on its arching roots; `y` is the water. */
function mangrove(random: Random, x: number, y: number, s: number, bark: string, leaf: string, dark: string): string {
  const top = y - 150 * s
  const roots = repeat(9, (i) => {
    const reach = (i - 4) * 34 * s + random.between(-8, 8)
    return strokePath(
      `M${x + (i - 4) * 2 * s} ${top + Math.abs(i - 4) * 8 * s}C${x + reach * 0.5} ${top + 6 * s} ${x + reach * 0.95} ${y - 84 * s} ${x + reach} ${y + 14 * s}`,
      i % 2 ? bark : mixColours(bark, '#10201c', 0.35),
      (9 - Math.abs(i - 4) * 0.8) * s,
    )
  }).join('')
  const mirror = repeat(9, (i) =>
    strokePath(
      `M${x + (i - 4) * 34 * s} ${y + 14 * s}q${random.between(-10, 10)} ${30 * s} ${random.between(-6, 6)} ${random.between(44, 84) * s}`,
      mixColours(bark, '#1c3a34', 0.6),
      6 * s,
      'opacity="0.4"',
    ),
  ).join('')
  const trunk =
    strokePath(`M${x} ${top + 20 * s}C${x - 12 * s} ${top - 90 * s} ${x + 20 * s} ${top - 150 * s} ${x + 4 * s} ${top - 250 * s}`, bark, 24 * s) +
    strokePath(
      `M${x + 6 * s} ${top - 110 * s}Q${x + 60 * s} ${top - 150 * s} ${x + 110 * s} ${top - 220 * s}M${x} ${top - 80 * s}Q${x - 60 * s} ${top - 140 * s} ${x - 100 * s} ${top - 210 * s}`,
      bark,
      12 * s,
    )
  const crown = repeat(9, (i) => {
    const [a, b] = [x + (i - 4) * 44 * s + random.between(-12, 12), top - 260 * s + Math.abs(i - 4) * 18 * s + random.between(-30, 30) * s]
    const d = blob(
      repeat(9, (k) => [a + Math.cos(k * 0.698) * 78 * s * random.between(0.8, 1.15), b + Math.sin(k * 0.698) * 56 * s * random.between(0.8, 1.15)] as const),
    )
    return fillPath(d, mixColours(leaf, dark, (i % 3) * 0.18)) + shade(d, dark, { angle: -70, reach: 0.85 })
  }).join('')
  return mirror + roots + trunk + crown
}

export const mangroveNursery: Scene = ({ w, random }) => {
  const seedling = (x: number, y: number, s: number) => {
    const pot =
      shadedFill(polygon([x - 26 * s, y - 52 * s], [x + 26 * s, y - 52 * s], [x + 20 * s, y], [x - 20 * s, y]), '#23242b', '#0c0c12', { angle: 180 }) +
      fillPath(ellipse(x, y - 52 * s, 26 * s, 7 * s), '#6b4a38') +
      strokePath(path([x - 26 * s, y - 50 * s], [x + 4 * s, y - 46 * s]), '#5a5b66', 3 * s)
    const lean = random.between(-8, 8) * s
    const leaf = (dx: number, dy: number, a: number) =>
      `<path transform="translate(${x + lean * 0.6 + dx * s} ${y + dy * s}) rotate(${a}) scale(${s})" d="M0 0C10 -16 34 -18 48 -6C36 8 12 10 0 0z" fill="${random.pick(['#7fb24e', '#5f9a48', '#94c25c'])}"/>`
    return (
      pot +
      strokePath(`M${x} ${y - 52 * s}q${lean} ${-40 * s} ${lean * 0.7} ${-84 * s}`, '#6d7a3a', 6 * s) +
      leaf(0, -92, -20) +
      leaf(0, -92, 200) +
      leaf(0, -124, -46) +
      leaf(0, -124, 232) +
      leaf(0, -136, -88)
    )
  }
  const rows = [
    { y: 520, s: 0.34, n: 26 },
    { y: 570, s: 0.44, n: 22 },
    { y: 636, s: 0.58, n: 17 },
    { y: 724, s: 0.76, n: 14 },
    { y: 850, s: 1.02, n: 11 },
    { y: 1030, s: 1.4, n: 9 },
  ]
  const row = (i: number) => {
    const { y, s, n } = rows[i] as { y: number; s: number; n: number }
    return (
      fillPath(rectangle(-20, y - 8 * s, w + 40, 22 * s), '#7d5c46', 'opacity="0.6"') +
      repeat(n, (k) => seedling((k + 0.5) * (w / n) + random.between(-6, 6), y + random.between(-3, 3), s)).join('')
    )
  }
  const frame = (x: number, t: number, from: number) => strokePath(path([x, 1100 - t * 560], [x, from]), '#8a8f8a', 12 - t * 7)
  return [
    gradient(rectangle(-20, -20, w + 40, 560), ['#bfe0d6', '#e8efd0']),
    glow(360, 360, 500, '#fffbe0', 0.9),
    hills(ridge(random, w, 420, 18, 8), 600, '#8fbf92', '#5a9478', -90),
    repeat(16, (i) => tree(random, i * 108 + random.between(-30, 30), 490, random.between(110, 170), '#6fa66c', '#3d7a5a', '#5a4a3a')).join(''),
    fillPath(rectangle(-20, 480, w + 40, 620), '#c9a06f'),
    shade(rectangle(-20, 480, w + 40, 620), '#6b4230', { angle: -90 }),
    ...repeat(12, (i) =>
      fillPath(polygon([100 + i * 150, 500], [150 + i * 150, 500], [40 + i * 240 - 400, 1100], [-60 + i * 240 - 400, 1100]), '#7d563c', 'opacity="0.22"'),
    ),
    row(0),
    row(1),
    row(2),
    row(3),
    person({
      x: 1060,
      y: 905,
      height: 470,
      coat: '#c8463a',
      legs: '#2f4a6a',
      skin: skins[2],
      hairdo: 'hat',
      cloth: '#ecd08c',
      hem: 'jacket',
      lean: 48,
      flip: true,
      near: [
        [-2, -62],
        [14, -56],
      ],
      far: [
        [12, -66],
        [22, -60],
      ],
      shadow: '#4a3028',
    }),
    row(4),
    row(5),
    frame(60, 0, 120),
    frame(1540, 0, 120),
    frame(420, 0.9, 250),
    frame(1180, 0.9, 250),
    strokePath(path([60, 130], [420, 256]), '#8a8f8a', 9) +
      strokePath(path([1540, 130], [1180, 256]), '#8a8f8a', 9) +
      strokePath(path([420, 256], [1180, 256]), '#8a8f8a', 6),
    fillPath('M-20 -20H1620V170Q1400 180 1180 262Q800 300 420 262Q200 180 -20 170z', '#24423c', 'opacity="0.86"'),
    clip(
      'M-20 -20H1620V170Q1400 180 1180 262Q800 300 420 262Q200 180 -20 170z',
      ...repeat(34, (i) => strokePath(path([-100 + i * 53, -20], [360 + i * 26, 300]), '#3d645a', 2.5)),
      ...repeat(12, (i) => strokePath(path([-20, -10 + i * 25], [1620, -10 + i * 25]), '#3d645a', 2.5)),
    ),
    strokePath('M-20 170Q200 180 420 262Q800 300 1180 262Q1400 180 1620 170', '#142a28', 7),
  ]
}
