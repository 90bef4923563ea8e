/** A runner at dusk. */

import { birds, sky, streaks, tree } from '../land.ts'
import { person, skins } from '../people.ts'
import { ellipse, fillPath, glow, mixColours, path, polygon, rectangle, repeat, roundedRectangle, type Scene, shade, shadedFill, strokePath } from '../svg.ts'
import { house, lamp, skyline, windows } from '../town.ts'

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
