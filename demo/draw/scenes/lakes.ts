/** Nets on a wide lake, rubbish on a small one. */

import { birds, glitter, sea, sky, streaks, tree } from '../land.ts'
import { person, skins } from '../people.ts'
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
import { windows } from '../town.ts'

export const lakeNets: Scene = ({ w, h, random }) => {
  const stilt = (x: number, y: number, s: number) =>
    repeat(5, (i) => strokePath(path([x + i * 22 * s, y], [x + (i * 22 + 2) * s, y - 46 * s]), '#7d5f56', 3 * s)).join('') +
    shadedFill(rectangle(x - 6 * s, y - 98 * s, 104 * s, 54 * s), '#a5826c', '#6d5150', { angle: 180, reach: 0.9 }) +
    fillPath(polygon([x - 22 * s, y - 94 * s], [x + 46 * s, y - 142 * s], [x + 114 * s, y - 94 * s]), '#7b5a52') +
    fillPath(rectangle(x + 14 * s, y - 82 * s, 16 * s, 38 * s), '#5d4444') +
    fillPath(rectangle(x + 54 * s, y - 82 * s, 20 * s, 18 * s), '#f1c98a') +
    shade(rectangle(x - 6 * s, y, 104 * s, 46 * s), '#6d5150', { angle: 90, strength: 0.7 })
  const canoe = (x: number, y: number, l: number, colour: string) => {
    const d = `M${x - l / 2} ${y - l * 0.1}C${x - l * 0.4} ${y + l * 0.02} ${x + l * 0.4} ${y + l * 0.02} ${x + l / 2} ${y - l * 0.13}C${x + l * 0.42} ${y + l * 0.075} ${x - l * 0.42} ${y + l * 0.075} ${x - l / 2} ${y - l * 0.1}z`
    return (
      fillPath(`M${x - l * 0.42} ${y + l * 0.04}q${l * 0.42} ${l * 0.09} ${l * 0.84} 0q${-l * 0.42} ${l * 0.16} ${-l * 0.84} 0z`, '#4b2f2a', 'opacity="0.45"') +
      fillPath(
        `M${x - l * 0.47} ${y - l * 0.085}Q${x} ${y - l * 0.03} ${x + l * 0.47} ${y - l * 0.105}Q${x} ${y + l * 0.05} ${x - l * 0.47} ${y - l * 0.085}z`,
        '#3a2523',
      ) +
      fillPath(d, colour) +
      shade(d, '#23171c', { angle: -90, reach: 0.9 }) +
      strokePath(`M${x - l / 2} ${y - l * 0.1}C${x - l * 0.4} ${y + l * 0.02} ${x + l * 0.4} ${y + l * 0.02} ${x + l / 2} ${y - l * 0.13}`, '#f3c894', 3.5)
    )
  }
  const net = (x: number, y: number, wide: number, drop: number) => {
    const d = `M${x} ${y}Q${x + wide * 0.5} ${y + 56} ${x + wide} ${y + 8}L${x + wide * 0.96} ${y + drop * 0.8}Q${x + wide * 0.7} ${y + drop * 1.15} ${x + wide * 0.5} ${y + drop}Q${x + wide * 0.25} ${y + drop * 1.2} ${x + wide * 0.05} ${y + drop * 0.75}z`
    return (
      fillPath(d, '#3f5a5e', 'opacity="0.38"') +
      clip(
        d,
        ...repeat(
          22,
          (i) =>
            strokePath(path([x - 120 + i * 26, y], [x + 60 + i * 26, y + drop * 1.3]), '#2f4448', 1.8) +
            strokePath(path([x + 60 + i * 26, y], [x - 120 + i * 26, y + drop * 1.3]), '#2f4448', 1.8),
        ),
      )
    )
  }
  const pole = (x: number, y: number, top: number) =>
    strokePath(path([x, y], [x + 5, top]), '#4a332c', 11) +
    strokePath(path([x - 3, y], [x + 2, top]), '#a87a55', 3) +
    strokePath(path([x, y + 6], [x - 4, y + 90]), '#4a332c', 9, 'opacity="0.3"')
  return [
    sky(w, h, ['#e7c9a4', '#f3dcb4', '#f8e8c8', '#f6d9ac']),
    glow(500, 400, 520, '#fff3cf', 0.95, 380),
    fillPath(ellipse(500, 372, 48), '#fffaea'),
    streaks(random, w, 140, 350, 9, '#fff4da', 0.7),
    fillPath(
      `${curve([
        [-30, 455],
        [250, 436],
        [600, 452],
        [1000, 430],
        [1300, 444],
        [1640, 424],
      ])}V480H-30z`,
      '#cdb091',
    ),
    sea(random, w, 470, 1067, ['#e2c193', '#b98b5f', '#7d5740', '#553b33'], '#f3d9ae', 150),
    glitter(random, 500, 478, 900, 260, '#fff4d2', 80),
    ...[930, 1050, 1150, 1290, 1400, 1500].map((x, i) => stilt(x, 484 + (i % 3) * 5, 0.72 + (i % 2) * 0.2)),
    stilt(60, 482, 0.7),
    stilt(170, 480, 0.55),
    canoe(820, 600, 330, '#6b4a3a'),
    person({ x: 850, y: 598, height: 140, coat: '#7c4b3e', skin: skins[3], stance: 'stand', near: 'forward', far: 'hold', hairdo: 'hat', cloth: '#d9b36c' }),
    strokePath(path([874, 470], [918, 660]), '#4a332c', 5),
    canoe(1180, 720, 520, '#845538'),
    canoe(520, 830, 760, '#9c6239'),
    person({
      x: 640,
      y: 806,
      height: 250,
      coat: '#2f5f68',
      legs: '#3a2f36',
      skin: skins[3],
      hairdo: 'scarf',
      cloth: '#d9493b',
      hem: 'dress',
      near: [
        [4, -66],
        [14, -56],
      ],
      far: [
        [10, -64],
        [18, -58],
      ],
      lean: 8,
    }),
    fillPath(`M560 806C600 760 660 756 700 776C740 786 760 800 780 812C700 836 620 832 560 806z`, '#40595c'),
    repeat(6, (i) => fillPath(ellipse(590 + i * 32, 796 + (i % 2) * 8, 8), '#e08a3c')).join(''),
    net(1010, 540, 230, 260),
    net(1252, 552, 250, 250),
    pole(1010, 800, 500),
    pole(1246, 850, 510),
    pole(1508, 810, 506),
    strokePath('M1010 530Q1130 590 1248 548Q1370 590 1508 545', '#3a2a28', 3.5),
    birds(random, 760, 250, 190, 8, '#6d5150', 16),
    repeat(22, (i) =>
      strokePath(
        `M${20 + i * 17} 1085q${random.between(-20, 20)} -80 ${random.between(-30, 30)} ${-random.between(90, 200)}`,
        ['#5d5a34', '#463f2b', '#77703f'][i % 3] as string,
        6,
      ),
    ).join(''),
  ]
}

export const lakeRubbishBoat: Scene = ({ w, h, random }) => {
  const flat = (x: number, wide: number, high: number, wall: string, columns: number, rows: number) =>
    shadedFill(rectangle(x, 520 - high, wide, high), wall, mixColours(wall, '#3a3a5a', 0.6), { angle: 180, reach: 0.8 }) +
    windows(random, {
      x: x + 10,
      y: 530 - high,
      w: wide - 20,
      h: high - 20,
      columns,
      rows,
      lit: '#f9e3a6',
      unlit: mixColours(wall, '#22304a', 0.6),
      share: 0.15,
      gap: 0.42,
    }) +
    repeat(rows, (r) => fillPath(rectangle(x + 8, 530 - high + ((r + 0.86) * (high - 20)) / rows, wide - 16, 4), mixColours(wall, '#ffffff', 0.5))).join('') +
    fillPath(rectangle(x + wide * 0.3, 500 - high, wide * 0.2, 20), mixColours(wall, '#3a3a5a', 0.4))
  const pad = (x: number, y: number, r: number) => {
    const d = `M${x} ${y}L${x + r} ${y - r * 0.1}A${r} ${r * 0.34} 0 1 1 ${x + r * 0.78} ${y - r * 0.24}z`
    return (
      fillPath(ellipse(x + 2, y + r * 0.06, r, r * 0.34), '#1c4a4c', 'opacity="0.5"') +
      shadedFill(d, random.pick(['#5f9a5a', '#79ad5f', '#4d8a58']), '#1f5a48', { angle: -90 })
    )
  }
  const lily = (x: number, y: number, s: number) =>
    repeat(
      7,
      (i) =>
        `<path transform="translate(${x} ${y}) rotate(${-75 + i * 25}) scale(${s})" d="M0 0C-9 -14 -7 -30 0 -40C7 -30 9 -14 0 0z" fill="${i % 2 ? '#f7c6cf' : '#fbe7e6'}"/>`,
    ).join('') + fillPath(ellipse(x, y - 6 * s, 6 * s, 5 * s), '#e9b23c')
  const litter = repeat(64, (i) => {
    const t = random()
    const x = 640 + random.between(-190, 190) * (1 - t * 0.75)
    const y = 800 - t * 150
    const r = random.between(14, 30)
    return i % 3 === 0
      ? fillPath(roundedRectangle(x - r * 0.4, y - r * 1.5, r * 0.8, r * 1.7, 5), random.pick(['#a7d3d8', '#7fb6c4', '#d7ece8'])) +
          fillPath(rectangle(x - r * 0.18, y - r * 1.8, r * 0.36, r * 0.32), '#c8463a')
      : shadedFill(
          blob(repeat(7, (k) => [x + Math.cos(k * 0.9) * r * random.between(0.8, 1.2), y + Math.sin(k * 0.9) * r * 0.7] as const)),
          random.pick(['#2f3a4a', '#e9e2d2', '#4a6fa0', '#d1973a', '#596070', '#c8463a']),
          '#1d2430',
          { angle: -90, strength: 0.6 },
        )
  }).join('')
  const shore: Point[] = repeat(14, (i) => [-30 + i * 128, 536 + random.between(-8, 8)] as const)
  return [
    sky(w, h, ['#b7d3dc', '#e6e8dc', '#fbe6c6']),
    streaks(random, w, 60, 200, 7, '#ffffff', 0.7),
    flat(40, 170, 300, '#d9b9a0', 5, 8),
    flat(230, 130, 390, '#c99c86', 4, 11),
    flat(400, 210, 270, '#e0c9ae', 6, 7),
    flat(640, 150, 430, '#b99a92', 4, 12),
    flat(820, 200, 330, '#dcbfa4', 6, 9),
    flat(1050, 140, 400, '#c8a58f', 4, 11),
    flat(1220, 220, 290, '#e2cdb4', 6, 8),
    flat(1460, 170, 360, '#c79f8c', 5, 10),
    repeat(20, (i) =>
      tree(random, i * 88 - 20 + random.between(-20, 20), 556, random.between(120, 200), random.pick(['#6f9a5a', '#5a8a54', '#86a85f']), '#2f5f48', '#4a3a32'),
    ).join(''),
    fillPath(`${curve(shore)}V590H-30z`, '#4d6a4a'),
    fillPath(rectangle(-20, 556, w + 40, 12), '#b8a88e'),
    sea(random, w, 566, 1067, ['#a8c6ba', '#5f9a98', '#2d6670'], '#d6e8da', 90),
    repeat(18, (i) => fillPath(rectangle(i * 92 - 10, 570, random.between(40, 80), random.between(40, 110)), '#6f8a72', 'opacity="0.3"')).join(''),
    repeat(16, () => {
      const t = random()
      return pad(random.chance(0.5) ? random.between(0, 420) : random.between(1080, 1600), 620 + t * 180, 24 + t * 34)
    }).join(''),
    lily(250, 690, 0.9),
    lily(1380, 720, 1),
    lily(1200, 660, 0.7),
    fillPath(ellipse(720, 882, 440, 26), '#174048', 'opacity="0.55"'),
    litter,
    person({
      x: 985,
      y: 806,
      height: 280,
      coat: '#e0872c',
      legs: '#2f4a6a',
      skin: skins[2],
      hairdo: 'cap',
      cloth: '#2f6a70',
      near: 'forward',
      far: 'forward',
      stance: 'stand',
      flip: true,
      lean: 4,
    }),
    strokePath(path([930, 560], [1150, 900]), '#6b4a32', 9),
    strokePath(`M1130 872q60 -10 70 44q-50 26 -84 -4z`, '#6b4a32', 5),
    person({
      x: 470,
      y: 806,
      height: 250,
      coat: '#3f7a70',
      legs: '#2b2c38',
      skin: skins[1],
      hairdo: 'scarf',
      cloth: '#f0d9a0',
      near: 'forward',
      far: 'hold',
      lean: 12,
    }),
    shadedFill('M300 790H1140L1100 880H350z', '#2f5f86', '#122a44', { angle: -90 }),
    fillPath('M290 780H1150V802H290z', '#e9e2d2'),
    repeat(6, (i) => fillPath(ellipse(380 + i * 130, 836, 20), '#1d1f28') + fillPath(ellipse(380 + i * 130, 836, 9), '#2f5f86')).join(''),
    repeat(26, () => {
      const t = random()
      return pad(random.between(0, w), 930 + t * 130, 50 + t * 50)
    }).join(''),
    lily(210, 960, 1.7),
    lily(1330, 990, 1.9),
    lily(820, 1030, 1.5),
    lily(1520, 930, 1.3),
  ]
}
