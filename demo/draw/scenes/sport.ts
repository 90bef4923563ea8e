/** A stadium by the harbour, a runner at dusk. */

import { birds, glitter, sky, streaks, tree } from '../land.ts'
import { person, skins } from '../people.ts'
import {
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
import { house, lamp, skyline, windows } from '../town.ts'

export const harbourStadium: Scene = ({ w, h, random }) => {
  const pitch = polygon([420, 640], [1180, 640], [1560, 1010], [40, 1010])
  const at = (u: number, v: number): Point => {
    const t = v ** 1.25
    const half = 380 + t * 380
    return [800 + (u - 0.5) * 2 * half, 640 + t * 370]
  }
  const player = (u: number, v: number, c: string, more: Partial<Parameters<typeof person>[0]> = {}) => {
    const [x, y] = at(u, v)
    return person({
      x,
      y,
      height: 62 + v * 56,
      coat: c,
      hem: 'shirt',
      legs: c === '#f4efe2' ? '#22314f' : '#f4efe2',
      skin: random.pick(skins),
      hair: random.pick(['#2a211d', '#4a3426']),
      stance: random.pick(['stride', 'walk', 'stand'] as const),
      near: random.pick(['forward', 'back', 'down'] as const),
      flip: random.chance(0.5),
      shadow: '#164a34',
      ...more,
    })
  }
  const flood = (x: number, y: number, top: number, flip: number) =>
    strokePath(path([x, y], [x + 10 * flip, top]), '#8a94ae', 9) +
    strokePath(path([x + 26, y], [x + 12 * flip, top]), '#5b6686', 5) +
    glow(x + 10 * flip, top, 240, '#fff6d2', 0.8) +
    shadedFill(
      polygon([x - 60 + 10 * flip, top - 46], [x + 60 + 10 * flip, top - 56], [x + 60 + 10 * flip, top + 26], [x - 60 + 10 * flip, top + 34]),
      '#39456b',
      '#10172f',
      { angle: 90 },
    ) +
    repeat(12, (i) => fillPath(ellipse(x - 38 + (i % 4) * 26 + 10 * flip, top - 32 + Math.floor(i / 4) * 22, 9), '#fffbe8')).join('')
  const crane = (x: number, s: number) =>
    strokePath(path([x, 470], [x, 470 - 210 * s]), '#1d2a50', 12 * s) +
    strokePath(path([x + 60 * s, 470], [x + 56 * s, 470 - 210 * s]), '#1d2a50', 12 * s) +
    strokePath(path([x - 130 * s, 470 - 300 * s], [x + 20 * s, 470 - 210 * s], [x + 120 * s, 470 - 210 * s]), '#1d2a50', 11 * s) +
    strokePath(path([x + 24 * s, 470 - 210 * s], [x + 30 * s, 470 - 300 * s], [x - 130 * s, 470 - 300 * s]), '#1d2a50', 5 * s) +
    fillPath(ellipse(x - 130 * s, 470 - 300 * s, 4), '#ff6a4d')
  const stand = polygon([250, 500], [1350, 500], [1210, 632], [390, 632])
  return [
    sky(w, h, ['#141d42', '#2a3a70', '#5d5f92', '#9a7a98']),
    repeat(70, () => fillPath(ellipse(random.between(0, w), random.between(0, 260), random.between(0.8, 2)), '#ffffff', 'opacity="0.6"')).join(''),
    streaks(random, w, 200, 380, 8, '#7d7fae', 0.5),
    skyline(random, -20, 1640, 450, 20, 70, '#3a4478', '#f3c66e'),
    fillPath(rectangle(-20, 446, w + 40, 120), '#2f3c6c'),
    glitter(random, 200, 456, 540, 420, '#f3c66e', 26),
    glitter(random, 1400, 456, 540, 420, '#f3c66e', 26),
    crane(420, 0.9),
    crane(660, 1.05),
    crane(1160, 0.95),
    fillPath('M700 420H1130L1100 486H740z', '#16224a') +
      repeat(8, (i) =>
        repeat(1 + ((i * 7) % 3), (r) =>
          fillPath(rectangle(734 + i * 40, 396 - r * 24, 37, 22), ['#8f3a3a', '#3a6a5a', '#a5803a', '#4a5a8f'][(i + r) % 4] as string),
        ).join(''),
      ).join('') +
      fillPath(rectangle(1060, 350, 50, 72), '#c9c6d2') +
      repeat(6, (i) => fillPath(rectangle(1066 + (i % 3) * 15, 360 + Math.floor(i / 3) * 20, 9, 9), '#f3c66e')).join(''),
    fillPath('M60 430H330L310 480H80z', '#1d2a50') +
      fillPath(rectangle(240, 372, 46, 60), '#b9b6c6') +
      fillPath(rectangle(256, 340, 18, 34), '#a33b32') +
      repeat(3, (i) => fillPath(ellipse(110 + i * 36, 448, 5), '#f3c66e')).join(''),
    fillPath(stand, '#27315c'),
    repeat(9, (r) =>
      repeat(100 - r * 3, (c) => {
        const t = r / 9
        const x = 262 + t * 126 + (c + random()) * ((1076 - t * 252) / (100 - r * 3))
        return fillPath(ellipse(x, 512 + r * 13.5, 4.5), random.pick(['#d9574a', '#f4efe2', '#31406f', '#d9574a', '#c98f6a', '#1c2547', '#e9b84e']))
      }).join(''),
    ).join(''),
    shadedFill(polygon([200, 470], [1400, 470], [1350, 506], [250, 506]), '#46558c', '#131c3c', { angle: -90 }) +
      repeat(9, (i) => strokePath(path([300 + i * 125, 506], [410 + i * 98, 632]), '#1c2547', 3)).join('') +
      fillPath(rectangle(384, 628, 832, 18), '#f4efe2') +
      repeat(9, (i) => fillPath(rectangle(400 + i * 92, 631, 60, 12), ['#a33b32', '#2f5f86', '#e9b84e'][i % 3] as string)).join(''),
    fillPath(rectangle(-20, 646, w + 40, 460), '#1d4a40'),
    fillPath(polygon([-20, 560], [250, 500], [400, 640], [-20, 960]), '#1b2448') +
      fillPath(polygon([1620, 560], [1350, 500], [1200, 640], [1620, 960]), '#1b2448'),
    fillPath(pitch, '#3f9a58'),
    repeat(5, (i) => fillPath(polygon(at(i * 0.2, 0), at(i * 0.2 + 0.1, 0), at(i * 0.2 + 0.1, 1), at(i * 0.2, 1)), '#52ad64')).join(''),
    glow(800, 780, 620, '#e6f7c0', 0.55, 200),
    shade(pitch, '#0f3a30', { angle: -90, reach: 0.7 }),
    strokePath(`${path(at(0, 0), at(1, 0), at(1, 1), at(0, 1))}z${path(at(0.5, 0), at(0.5, 1))}`, '#f4f6e6', 5) +
      strokePath(ellipse(800, 770, 120, 52), '#f4f6e6', 5) +
      strokePath(path(at(0, 0.25), at(0.15, 0.25), at(0.15, 0.78), at(0, 0.78)), '#f4f6e6', 5) +
      strokePath(path(at(1, 0.25), at(0.85, 0.25), at(0.85, 0.78), at(1, 0.78)), '#f4f6e6', 5),
    strokePath(path([300, 800], [300, 700], [206, 800], [206, 910]), '#ffffff', 6) +
      strokePath(path([1300, 800], [1300, 700], [1394, 800], [1394, 910]), '#ffffff', 6),
    player(0.5, 0.2, '#d9574a'),
    player(0.33, 0.3, '#f4efe2'),
    player(0.66, 0.28, '#d9574a'),
    player(0.22, 0.5, '#d9574a'),
    player(0.74, 0.5, '#f4efe2'),
    player(0.46, 0.52, '#f4efe2', { stance: 'stride', flip: false }),
    player(0.56, 0.58, '#d9574a', { stance: 'stride', flip: true }),
    fillPath(ellipse(815, 808, 9), '#ffffff') + fillPath(ellipse(818, 814, 12, 4), '#164a34', 'opacity="0.6"'),
    player(0.34, 0.78, '#d9574a'),
    player(0.68, 0.82, '#f4efe2'),
    player(0.86, 0.4, '#d9574a'),
    player(0.1, 0.62, '#e9b84e', { stance: 'stand' }),
    flood(150, 640, 170, 1),
    flood(1440, 640, 170, -1),
    fillPath(polygon([160, 200], [1100, 720], [420, 980]), '#fff6d2', 'opacity="0.07"') +
      fillPath(polygon([1430, 200], [500, 720], [1180, 980]), '#fff6d2', 'opacity="0.07"'),
    fillPath('M-20 1010H1620V1100H-20z', '#141d3c'),
    repeat(
      26,
      (i) =>
        fillPath(ellipse(20 + i * 63, 1060 + (i % 3) * 8, 24, 28), mixColours('#0c132c', '#2a3566', random() * 0.5)) +
        fillPath(`M${-26 + i * 63} 1100q4 -30 46 -30t46 30z`, '#0c132c'),
    ).join(''),
  ]
}

export const marathonDusk: Scene = ({ w, random }) => {
  const road = polygon([690, 560], [910, 560], [1500, 1100], [100, 1100])
  const terrace = (x: number, wide: number, high: number, base: number, colour: string, left: boolean) =>
    house({ x, y: base, w: wide, h: high, wall: colour, dark: '#241c3a', angle: left ? 180 : 0 }) +
    windows(random, {
      x: x + 12,
      y: base - high + 24,
      w: wide - 24,
      h: high - 90,
      columns: Math.max(2, Math.round(wide / 52)),
      rows: Math.max(3, Math.round(high / 90)),
      lit: '#ffd27a',
      unlit: mixColours(colour, '#17142e', 0.55),
      share: 0.18,
      gap: 0.46,
    }) +
    fillPath(rectangle(x - 6, base - high - 10, wide + 12, 14), mixColours(colour, '#17142e', 0.4)) +
    fillPath(rectangle(x + wide * 0.3, base - 62, wide * 0.16, 62), mixColours(colour, '#17142e', 0.6))
  return [
    sky(w, 700, ['#3a3566', '#85578a', '#dd7d73', '#f8b97a', '#fde0a8']),
    glow(800, 560, 460, '#fff0bd', 0.95, 340),
    fillPath(ellipse(800, 520, 66), '#fff4cf'),
    streaks(random, w, 140, 420, 12, '#f6a583', 0.55),
    skyline(random, 480, 1120, 570, 30, 110, '#b06c7c'),
    fillPath(rectangle(-20, 566, w + 40, 300), '#6f5470'),
    ...[
      [540, 110, 150],
      [470, 100, 220],
      [350, 140, 300],
      [190, 180, 400],
      [-20, 230, 540],
    ].map(([x, wide, high], i) => terrace(x as number, wide as number, high as number, 590 + i * 34, mixColours('#8f5a74', '#4a3560', i * 0.2), true)),
    ...[
      [952, 110, 160],
      [1040, 110, 230],
      [1130, 140, 330],
      [1250, 180, 420],
      [1410, 230, 560],
    ].map(([x, wide, high], i) => terrace(x as number, wide as number, high as number, 590 + i * 34, mixColours('#9a6274', '#523a63', i * 0.2), false)),
    fillPath(polygon([-20, 740], [690, 556], [910, 556], [1620, 740], [1620, 1100], [-20, 1100]), '#6f5470'),
    fillPath(road, '#4f4468'),
    shade(polygon([-20, 740], [690, 556], [910, 556], [1620, 740], [1620, 1100], [-20, 1100]), '#1e1838', { angle: -90, reach: 1 }),
    glow(800, 590, 420, '#ffce8f', 0.85, 90),
    strokePath(path([690, 560], [100, 1100]), '#d79a86', 7) + strokePath(path([910, 560], [1500, 1100]), '#d79a86', 7),
    repeat(8, (i) => {
      const t = ((i + 0.2) / 8) ** 1.8
      const u = ((i + 0.65) / 8) ** 1.8
      return fillPath(
        polygon([800 - 3 - t * 12, 566 + t * 520], [803 + t * 12, 566 + t * 520], [803 + u * 12, 566 + u * 520], [797 - u * 12, 566 + u * 520]),
        '#f3d3ae',
      )
    }).join(''),
    lamp(330, 860, 380, '#2a2346', '#ffe2a0'),
    mirroredLamp(1290, 850),
    lamp(560, 690, 200, '#3a3056', '#ffe2a0'),
    tree(random, 470, 760, 230, '#6b4a5c', '#33264a', '#2a2038'),
    tree(random, 1170, 750, 220, '#6b4a5c', '#33264a', '#2a2038'),
    strokePath(path([960, 760], [960, 470]), '#e9e2d6', 10) + strokePath(path([1330, 770], [1330, 460]), '#e9e2d6', 10),
    shadedFill(polygon([950, 452], [1342, 440], [1342, 526], [950, 532]), '#c33b34', '#5a1a2c', { angle: 180 }),
    repeat(16, (i) => repeat(2, (r) => ((i + r) % 2 ? fillPath(rectangle(956 + i * 24, 462 - i * 0.7 + r * 14, 24, 14), '#fdf6e6') : '')).join('')).join('') +
      fillPath(rectangle(956, 508, 380, 5), '#f3c66e'),
    person({
      x: 1120,
      y: 782,
      height: 178,
      coat: '#2f5f86',
      hem: 'coat',
      hairdo: 'bun',
      skin: skins[1],
      near: 'up',
      far: 'down',
      flip: true,
      shadow: '#1e1838',
    }),
    fillPath(polygon([640, 900], [700, 896], [560, 1100], [380, 1100]), '#1e1838', 'opacity="0.4"'),
    person({
      x: 680,
      y: 912,
      height: 330,
      coat: '#f3c04e',
      hem: 'shirt',
      legs: '#23304f',
      skin: skins[2],
      hairdo: 'bun',
      stance: 'stride',
      lean: 7,
      near: [
        [-16, -66],
        [-4, -58],
      ],
      far: [
        [17, -66],
        [22, -78],
      ],
    }),
    fillPath(roundedRectangle(668, 664, 32, 26, 3), '#fdf6e6'),
    repeat(40, () =>
      fillPath(
        ellipse(random.between(150, 1450), random.between(820, 1060), random.between(3, 7), random.between(2, 3)),
        random.pick(['#f3d3ae', '#c33b34', '#d79a86']),
        'opacity="0.7"',
      ),
    ).join(''),
    birds(random, 620, 240, 130, 6, '#3a3056', 14),
  ]
}

const mirroredLamp = (x: number, y: number) => `<g transform="translate(${x * 2} 0) scale(-1 1)">${lamp(x, y, 380, '#2a2346', '#ffe2a0')}</g>`
