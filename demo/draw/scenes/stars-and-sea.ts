/** Stars over a city, a cable under the sea. */

import { birds, sky, streaks, tree } from '../land.ts'
import { person, skins } from '../people.ts'
import {
  curve,
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
import { skyline, windows } from '../town.ts'

export const starsOverCity: Scene = ({ w, h, random }) => {
  const star = (x: number, y: number, r: number) =>
    fillPath(ellipse(x, y, r), random.pick(['#ffffff', '#fff2d0', '#cfe0ff']), `opacity="${random.between(0.5, 1).toFixed(2)}"`)
  const milky = repeat(520, () => {
    const t = random()
    const off = (random() + random() + random() - 1.5) * 150
    return star(-60 + t * 1720 + off * 0.3, 700 - t * 690 + Math.sin(t * 5) * 40 + off, random.between(0.8, 2.3))
  }).join('')
  const cloudOfStars = repeat(9, (i) => {
    const t = i / 8
    return `<g transform="rotate(-22 ${t * 1600} ${690 - t * 690})">${glow(t * 1600, 690 - t * 690 + Math.sin(t * 5) * 40, 270, i % 2 ? '#8f7fc0' : '#5f8fc4', 0.5, 120)}</g>`
  }).join('')
  const block = (x: number, wide: number, high: number, colour: string, lit: number) =>
    shadedFill(rectangle(x, 1000 - high, wide, high + 100), colour, '#05070f', { angle: 180, reach: 0.9 }) +
    fillPath(rectangle(x, 1000 - high, wide, 4), '#34406a') +
    windows(random, {
      x: x + 10,
      y: 1012 - high,
      w: wide - 20,
      h: high - 20,
      columns: Math.max(2, Math.round(wide / 30)),
      rows: Math.max(3, Math.round(high / 40)),
      lit: '#ffc766',
      unlit: mixColours(colour, '#04060e', 0.55),
      share: lit,
      gap: 0.5,
    })
  return [
    sky(w, h, ['#0b1030', '#16214f', '#2a3a72', '#4f5a8c']),
    cloudOfStars,
    repeat(560, () => star(random.between(0, w), random.between(0, 860) * random.between(0.5, 1), random() ** 3 * 2.6 + 0.7)).join(''),
    milky,
    repeat(12, () => {
      const [x, y] = [random.between(60, 1540), random.between(40, 480)]
      return glow(x, y, 16, '#ffffff', 0.8, 16, false) + fillPath(ellipse(x, y, 3.4), '#ffffff')
    }).join(''),
    strokePath(path([1120, 150], [1260, 222]), '#ffffff', 2.5, 'opacity="0.85"') + strokePath(path([1200, 191], [1262, 223]), '#ffffff', 4),
    skyline(random, -20, 1640, 930, 60, 190, '#2a3464'),
    block(-20, 150, 260, '#1a2248', 0.03),
    block(140, 110, 390, '#151c3e', 0.04),
    block(262, 170, 220, '#1a2248', 0.05),
    block(446, 96, 330, '#151c3e', 0.02),
    block(552, 200, 170, '#1a2248', 0.06),
    block(766, 120, 250, '#151c3e', 0.03),
    block(900, 180, 190, '#1a2248', 0.04),
    block(1094, 100, 430, '#151c3e', 0.03),
    block(1204, 160, 280, '#1a2248', 0.05),
    block(1376, 110, 350, '#151c3e', 0.02),
    block(1496, 150, 230, '#1a2248', 0.04),
    fillPath(rectangle(191, 540, 8, 80), '#151c3e') + fillPath(rectangle(1140, 480, 6, 100), '#151c3e') + fillPath(ellipse(1143, 480, 4), '#ff6a4d'),
    fillPath('M-20 960C300 930 520 980 800 958C1100 936 1300 980 1620 950V1100H-20z', '#0b1024'),
    repeat(13, (i) => tree(random, i * 130 + random.between(-30, 30), 1000, random.between(90, 150), '#0f1630', '#05070f', '#05070f')).join(''),
    fillPath(polygon([640, 962], [960, 962], [960, 1100], [640, 1100]), '#0b1024'),
    person({ x: 770, y: 1010, height: 120, coat: '#1f2a55', skin: skins[2], stance: 'stand', far: 'point', near: 'pocket' }),
    person({ x: 730, y: 1012, height: 84, coat: '#4a2f4f', skin: skins[2], hairdo: 'bun', hem: 'dress', near: 'down' }),
  ]
}

export const cableShip: Scene = ({ w, random }) => {
  const fish = (x: number, y: number, s: number, c: string) =>
    fillPath(`M${x} ${y}q${s} ${-s * 0.7} ${s * 2} 0l${s * 0.6} ${-s * 0.5}v${s}l${-s * 0.6} ${-s * 0.5}q${-s} ${s * 0.7} ${-s * 2} 0z`, c)
  const layer = (y: number, colour: string, k: number) =>
    fillPath(`${curve(repeat(10, (i) => [-30 + i * 186, y + Math.sin(i * 1.1 + k) * 16] as const))}V1100H-30z`, colour)
  const floor = curve([
    [-30, 970],
    [200, 940],
    [460, 985],
    [760, 1000],
    [1040, 955],
    [1330, 990],
    [1640, 930],
  ])
  return [
    sky(w, 420, ['#f3d9b0', '#f8ecd2', '#e6eee6']),
    glow(1240, 150, 300, '#fff8de', 0.9),
    fillPath(ellipse(1240, 150, 46), '#fffaf0'),
    streaks(random, w, 60, 250, 9, '#ffffff', 0.8),
    layer(372, '#74b6bd', 0),
    shade(rectangle(-20, 372, w + 40, 150), '#e9f6ee', { angle: 90, strength: 0.5 }),
    ship(),
    layer(404, '#4f9fb0', 1),
    shade(rectangle(-20, 404, w + 40, 130), '#9bd3d3', { angle: 90, strength: 0.6 }),
    layer(520, '#2f7f9c', 2),
    layer(640, '#215f83', 3),
    layer(760, '#184568', 4),
    layer(870, '#11304e', 5),
    repeat(5, (i) =>
      fillPath(polygon([300 + i * 250, 404], [370 + i * 250, 404], [290 + i * 270, 900], [130 + i * 270, 900]), '#d6f2ea', 'opacity="0.07"'),
    ).join(''),
    fillPath(`${floor}V1100H-30z`, '#6b5a4c'),
    shade(`${floor}V1100H-30z`, '#1d1c2a', { angle: -90 }),
    repeat(36, () => {
      const [x, r] = [random.between(0, w), random.between(8, 34)]
      return shadedFill(`M${x - r} 1020q${r * 0.3} ${-r * 1.3} ${r} ${-r * 1.1}q${r} 0 ${r} ${r * 1.1}z`, '#4d4440', '#17161f', { angle: -90 })
    }).join(''),
    repeat(14, (i) =>
      strokePath(
        `M${60 + i * 116 + random.between(-30, 30)} 1000q${random.between(-20, 20)} -40 ${random.between(-14, 14)} ${-random.between(50, 100)}`,
        i % 2 ? '#2f6a5c' : '#a0483f',
        6,
      ),
    ).join(''),
    strokePath('M372 330C352 400 346 520 370 640C400 790 470 920 640 968C820 1012 960 968 1100 972C1280 980 1420 976 1640 928', '#17202c', 13) +
      strokePath('M372 330C352 400 346 520 370 640C400 790 470 920 640 968C820 1012 960 968 1100 972C1280 980 1420 976 1640 928', '#f2b544', 6),
    shadedFill(roundedRectangle(352, 560, 34, 76, 12), '#c8463a', '#5a1a1c', { angle: 180 }),
    shadedFill(polygon([870, 954], [920, 946], [926, 992], [874, 996]), '#c8463a', '#5a1a1c', { angle: 180 }),
    repeat(13, (i) => fish(940 + (i % 5) * 74 + random.between(-20, 20), 560 + Math.floor(i / 5) * 44 + random.between(-14, 14), 13, '#a7d9d6')).join(''),
    repeat(7, (i) => fish(160 + (i % 4) * 40, 780 + Math.floor(i / 4) * 30 + random.between(-8, 8), 9, '#5f9db4')).join(''),
    fillPath('M1080 800q60 -46 150 -34q70 6 120 34q50 -30 74 -28q-16 26 -34 40q20 18 26 38q-34 -4 -70 -26q-60 32 -136 28q-90 -6 -130 -52z', '#2f6f8c') +
      fillPath('M1080 800q50 40 130 46q80 6 140 -22q-120 8 -270 -24z', '#cfe6e0', 'opacity="0.8"') +
      fillPath(ellipse(1130, 796, 5), '#0b1a2a'),
    repeat(20, () => fillPath(ellipse(random.between(0, w), random.between(480, 900), random.between(2, 6)), '#d6f2ea', 'opacity="0.4"')).join(''),
    birds(random, 620, 130, 170, 6, '#4a5a66', 16),
  ]
}

function ship(): string {
  const hull = 'M380 300C470 316 560 326 660 326H1130L1160 300H1250L1226 440H470C430 400 404 350 380 300z'
  return [
    fillPath(rectangle(720, 196, 330, 132), '#fbf7ec') + fillPath(rectangle(770, 140, 220, 60), '#f3ecdc') + fillPath(rectangle(760, 130, 240, 12), '#24425c'),
    repeat(11, (i) => fillPath(rectangle(738 + i * 28, 226, 17, 17), '#24425c')).join('') +
      repeat(7, (i) => fillPath(rectangle(784 + i * 29, 154, 20, 24), '#24425c')).join('') +
      repeat(11, (i) => fillPath(ellipse(746 + i * 28, 286, 7), '#24425c')).join(''),
    shade(rectangle(720, 140, 330, 188), '#9aa3ac', { angle: 180 }),
    fillPath(polygon([1070, 326], [1076, 210], [1130, 210], [1136, 326]), '#c8463a') +
      fillPath(rectangle(1073, 232, 60, 16), '#fbf7ec') +
      strokePath(path([880, 130], [880, 30]), '#24425c', 6) +
      strokePath(path([848, 66], [912, 66]), '#24425c', 5) +
      strokePath(path([880, 34], [740, 196]), '#24425c', 2) +
      strokePath(path([880, 34], [1060, 200]), '#24425c', 2),
    fillPath(hull, '#fdf9ef'),
    fillPath('M440 392C450 412 460 428 470 440H1226L1232 392z', '#c8463a'),
    shade(hull, '#7d8894', { angle: -90, reach: 0.7 }),
    fillPath('M386 310C470 330 560 340 660 340H1140L1140 330H660C560 330 470 318 380 300z', '#24425c'),
    strokePath(path([400, 300], [372, 286]), '#24425c', 14) + fillPath(ellipse(372, 300, 28), '#24425c') + fillPath(ellipse(372, 300, 14), '#c9a45a'),
    fillPath(ellipse(560, 290, 46), '#e0b04a') +
      strokePath(ellipse(560, 290, 32), '#a4762c', 5) +
      strokePath(ellipse(560, 290, 18), '#a4762c', 5) +
      fillPath(rectangle(508, 312, 104, 16), '#24425c'),
    strokePath(path([470, 312], [506, 200], [640, 220]), '#c8463a', 7) + strokePath(path([640, 220], [640, 270]), '#24425c', 3),
    person({ x: 665, y: 328, height: 62, coat: '#e0872c', hairdo: 'helmet', cloth: '#f3d25a', near: 'point', flip: true }),
    person({ x: 1190, y: 302, height: 56, coat: '#2f5f86', hairdo: 'helmet', cloth: '#f3d25a' }),
  ].join('')
}
