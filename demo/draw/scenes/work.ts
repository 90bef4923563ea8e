/** Cranes over a ship, biscuits on a belt. */

import { birds, sea, sky, streaks } from '../land.ts'
import { person, skins } from '../people.ts'
import {
  ellipse,
  fillPath,
  glow,
  gradient,
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
import { skyline } from '../town.ts'

export const containerPort: Scene = ({ w, h, random }) => {
  const colours = ['#b23a2e', '#3f7456', '#d19a3a', '#b23a2e', '#7d2f2c', '#c9863a', '#2f5c4a']
  const stack = (x: number, y: number, columns: number, heights: readonly number[]) =>
    repeat(columns, (c) =>
      repeat(heights[c % heights.length] as number, (r) => {
        const [a, b] = [x + c * 74, y - (r + 1) * 36]
        const colour = random.pick(colours)
        return (
          fillPath(rectangle(a, b, 72, 34), colour) +
          repeat(9, (k) => strokePath(path([a + 6 + k * 7.5, b + 4], [a + 6 + k * 7.5, b + 30]), mixColours(colour, '#14152a', 0.3), 1.6)).join('') +
          fillPath(rectangle(a, b, 72, 4), mixColours(colour, '#ffffff', 0.3))
        )
      }).join(''),
    ).join('')
  const crane = (x: number, y: number, s: number, blue: string, dark: string, up: boolean) => {
    const p = (a: number, b: number) => [x + a * s, y - b * s] as const
    const bar = (a: number, b: number, c: number, d: number, t: number, colour = blue) => strokePath(path(p(a, b), p(c, d)), colour, t * s)
    return [
      bar(-52, 0, -40, 330, 15, dark),
      bar(84, 0, 74, 330, 15, dark),
      bar(-64, 0, -50, 330, 17),
      bar(64, 0, 56, 330, 17),
      bar(-60, 120, 62, 120, 13),
      bar(-60, 120, 56, 220, 7),
      bar(62, 120, -52, 220, 7),
      bar(-54, 230, 60, 230, 10),
      bar(-230, 330, 120, 330, 20),
      bar(-230, 314, 120, 314, 5, dark),
      repeat(14, (i) => bar(-224 + i * 25, 336, -212 + i * 25, 318, 3, dark)).join(''),
      up ? bar(-60, 330, -260, 520, 16) : bar(-60, 330, -330, 330, 18),
      bar(0, 330, 10, 450, 12),
      bar(-40, 330, 10, 450, 9),
      bar(10, 450, up ? -180 : -300, up ? 446 : 336, 4, dark),
      bar(10, 450, 116, 336, 4, dark),
      fillPath(rectangle(x + 70 * s, y - 372 * s, 64 * s, 40 * s), dark),
      fillPath(rectangle(x - 110 * s, y - 312 * s, 34 * s, 30 * s), '#f2e7cf'),
      fillPath(rectangle(x - 106 * s, y - 308 * s, 26 * s, 14 * s), '#2c3f55'),
      fillPath(ellipse(x - 58 * s, y, 13 * s, 9 * s) + ellipse(x + 66 * s, y, 13 * s, 9 * s), '#1d2430'),
    ].join('')
  }
  const hull = 'M150 700H1480C1476 770 1440 830 1406 862H240C196 820 166 760 150 700z'
  return [
    sky(w, h, ['#a9cdd6', '#d6e2dc', '#f7e8cc', '#f6d9b0']),
    streaks(random, w, 100, 380, 12, '#fdf6e6', 0.75),
    skyline(random, -20, 1640, 640, 30, 120, '#b6c4c4'),
    fillPath(rectangle(-20, 628, w + 40, 40), '#8fa3a3'),
    crane(250, 640, 0.42, '#9db4ba', '#8ba3ab', true),
    crane(1500, 640, 0.4, '#9db4ba', '#8ba3ab', false),
    sea(random, w, 660, 1067, ['#c3cfc6', '#7fa0a6', '#476f80'], '#e6eee2', 60),
    crane(450, 700, 1.22, '#2a5d96', '#173a66', true),
    crane(880, 700, 1.22, '#2f679f', '#1b4170', false),
    crane(1290, 700, 1.22, '#2a5d96', '#173a66', false),
    strokePath(path([640, 312], [640, 470]), '#22303f', 2.5) +
      strokePath(path([700, 312], [700, 470]), '#22303f', 2.5) +
      fillPath(rectangle(634, 470, 74, 8), '#22303f') +
      fillPath(rectangle(634, 480, 74, 36), '#d19a3a') +
      fillPath(rectangle(634, 480, 74, 4), '#f2d9a0') +
      shade(rectangle(634, 480, 74, 36), '#5d3a1a', { angle: -90 }),
    stack(270, 704, 5, [4, 5, 6, 5, 6]),
    stack(662, 704, 5, [6, 7, 5, 7, 6]),
    stack(1054, 704, 2, [5, 4]),
    fillPath(rectangle(1220, 496, 150, 208), '#f5efe0') +
      shade(rectangle(1220, 496, 150, 208), '#8f8a86', { angle: 180 }) +
      repeat(5, (i) => repeat(5, (j) => fillPath(rectangle(1232 + j * 27, 516 + i * 36, 18, 14), '#33475e')).join('')).join('') +
      fillPath(rectangle(1204, 484, 182, 14), '#2a3c55') +
      fillPath(rectangle(1290, 410, 52, 76), '#b23a2e') +
      fillPath(rectangle(1290, 430, 52, 14), '#f5efe0') +
      strokePath(path([1250, 484], [1250, 400]), '#2a3c55', 5) +
      strokePath(path([1232, 424], [1268, 424]), '#2a3c55', 4),
    fillPath(hull, '#24384f'),
    fillPath('M196 800C206 824 222 846 240 862H1406C1424 846 1440 824 1450 800z', '#9c362e'),
    fillPath('M150 700H1480L1478 714H153z', '#e9e2d2'),
    shade(hull, '#0d1626', { angle: -90, reach: 0.8 }),
    repeat(4, (i) => fillPath(ellipse(206 + i * 18, 740, 5), '#e9e2d2')).join(''),
    strokePath('M190 740q-6 60 6 120', '#0d1626', 4),
    fillPath('M240 862H1406C1340 940 1200 1000 1100 1010H480C380 990 290 930 240 862z', '#1e3246', 'opacity="0.4"'),
    repeat(16, (i) => fillPath(ellipse(250 + i * 78, 866 + (i % 2) * 3, 48, 4), '#e6eee2', 'opacity="0.8"')).join(''),
    repeat(9, () => fillPath(ellipse(random.between(400, 1250), random.between(890, 1000), random.between(40, 120), 4), '#9fb9b9', 'opacity="0.7"')).join(''),
    fillPath('M1500 930h-150c8 26 20 36 34 40h86c16 -8 26 -22 30 -40z', '#c4513a') +
      fillPath(rectangle(1410, 888, 54, 44), '#f5efe0') +
      fillPath(rectangle(1416, 896, 18, 16), '#33475e') +
      strokePath(path([1440, 888], [1440, 850]), '#22303f', 4) +
      fillPath(ellipse(1425, 974, 90, 6), '#1e3246', 'opacity="0.4"'),
    birds(random, 180, 420, 120, 7, '#516a78', 17),
  ]
}

export const biscuitLine: Scene = ({ w }) => {
  const belt = polygon([640, 470], [960, 470], [1500, 1100], [100, 1100])
  const rows = 11
  const biscuits = repeat(rows, (r) => {
    const t = (r / (rows - 1)) ** 1.9
    const y = 492 + t * 560
    const half = 130 + t * 490
    const count = 5
    return repeat(count, (c) => {
      const x = 800 + ((c - 2) / 2.45) * half
      const rx = 22 + t * 92
      const ry = rx * (0.42 + t * 0.1)
      const holes = repeat(9, (i) =>
        fillPath(ellipse(x + ((i % 3) - 1) * rx * 0.42, y - ry * 0.1 + (Math.floor(i / 3) - 1) * ry * 0.42, rx * 0.055, ry * 0.06), '#8f5526'),
      ).join('')
      return (
        fillPath(ellipse(x + rx * 0.08, y + ry * 0.28, rx, ry), '#5c4a44', 'opacity="0.4"') +
        fillPath(ellipse(x, y + ry * 0.1, rx, ry), '#a4632c') +
        shadedFill(ellipse(x, y - ry * 0.08, rx, ry), '#e0a253', '#a3622b', { angle: 200, reach: 0.8, strength: 0.9 }) +
        (rx > 30 ? strokePath(ellipse(x, y - ry * 0.08, rx * 0.82, ry * 0.8), '#c27f3b', rx * 0.03) + holes : '')
      )
    }).join('')
  }).join('')
  const tick = repeat(12, (i) => {
    const a = (i * Math.PI) / 6
    return strokePath(
      path([800 + Math.sin(a) * 110, 208 - Math.cos(a) * 110], [800 + Math.sin(a) * (i % 3 ? 122 : 100), 208 - Math.cos(a) * (i % 3 ? 122 : 100)]),
      '#2a2d38',
      i % 3 ? 5 : 10,
    )
  }).join('')
  return [
    gradient(rectangle(-20, -20, w + 40, 560), ['#dfeae4', '#f6f0df']),
    fillPath(polygon([-20, -20], [420, 130], [420, 480], [-20, 800]), '#cfdedb') +
      fillPath(polygon([1620, -20], [1180, 130], [1180, 480], [1620, 800]), '#bcd0d0') +
      fillPath(rectangle(420, 96, 760, 400), '#f4ead2'),
    shade(rectangle(420, 96, 760, 400), '#d2a877', { angle: -90, reach: 0.7 }),
    fillPath(polygon([-20, -20], [1620, -20], [1180, 130], [420, 130]), '#e9f2ee'),
    repeat(6, (i) => strokePath(path([i * 320 - 20, -20], [420 + i * 152, 130]), '#a9c1bf', 6)).join(''),
    strokePath(path([180, 48], [1420, 48]), '#a9c1bf', 8) + strokePath(path([330, 98], [1270, 98]), '#a9c1bf', 6),
    repeat(
      3,
      (i) =>
        fillPath(polygon([40 + i * 130, 90 + i * 36], [140 + i * 112, 120 + i * 30], [140 + i * 112, 470 - i * 22], [40 + i * 130, 520 - i * 34]), '#fff8e2') +
        strokePath(path([90 + i * 121, 106 + i * 33], [90 + i * 121, 494 - i * 28]), '#a9c1bf', 4),
    ).join(''),
    repeat(3, (i) =>
      fillPath(
        polygon([1560 - i * 130, 90 + i * 36], [1460 - i * 112, 120 + i * 30], [1460 - i * 112, 470 - i * 22], [1560 - i * 130, 520 - i * 34]),
        '#e3eeea',
      ),
    ).join(''),
    fillPath(polygon([-20, 800], [420, 480], [1180, 480], [1620, 800], [1620, 1100], [-20, 1100]), '#a9b8b0'),
    shade(polygon([-20, 800], [420, 480], [1180, 480], [1620, 800], [1620, 1100], [-20, 1100]), '#4f6468', { angle: -90, reach: 1 }),
    repeat(3, (i) =>
      fillPath(
        polygon([60 + i * 150, 690 - i * 90], [190 + i * 130, 640 - i * 76], [330 + i * 130, 700 - i * 90], [140 + i * 160, 790 - i * 100]),
        '#fff6d8',
        'opacity="0.5"',
      ),
    ).join(''),
    glow(800, 208, 330, '#fff6d2', 0.7),
    fillPath(ellipse(806, 216, 152), '#7d6a55', 'opacity="0.4"') +
      fillPath(ellipse(800, 208, 150), '#b43d31') +
      fillPath(ellipse(800, 208, 134), '#fdf8ea') +
      tick +
      strokePath(path([800, 208], [738, 172]), '#2a2d38', 13) +
      strokePath(path([800, 208], [800, 104]), '#2a2d38', 8) +
      strokePath(path([800, 228], [812, 108]), '#b43d31', 3) +
      fillPath(ellipse(800, 208, 12), '#b43d31'),
    shadedFill(roundedRectangle(610, 380, 380, 110, 10), '#4b7b80', '#1f3f48', { angle: -90 }) +
      fillPath(rectangle(640, 434, 320, 44), '#1f2f38') +
      glow(800, 462, 170, '#ffab5c', 0.9, 40) +
      repeat(5, (i) => fillPath(ellipse(660 + i * 20, 406, 6), ['#e3b04b', '#b43d31', '#f4ead2'][i % 3] as string)).join(''),
    fillPath(polygon([606, 474], [640, 470], [100, 1100], [-30, 1100]), '#2f5a60') +
      fillPath(polygon([994, 474], [960, 470], [1500, 1100], [1630, 1100]), '#3d6d72') +
      fillPath(polygon([606, 474], [616, 473], [30, 1100], [-30, 1100]), '#7fb0ae'),
    fillPath(belt, '#e7ddc9'),
    shade(belt, '#8f8074', { angle: 90, reach: 0.5, strength: 0.7 }),
    biscuits,
    person({
      x: 410,
      y: 720,
      height: 330,
      coat: '#f7f5ee',
      hem: 'coat',
      skin: skins[1],
      hairdo: 'cap',
      cloth: '#5a9aa0',
      near: 'forward',
      far: 'forward',
      legs: '#3d6d72',
      shadow: '#33484c',
    }),
    fillPath(rectangle(466, 474, 46, 62), '#7a4f2f') + fillPath(rectangle(471, 480, 36, 50), '#fdf8ea'),
    person({
      x: 1240,
      y: 640,
      height: 250,
      coat: '#f7f5ee',
      hem: 'coat',
      skin: skins[2],
      hairdo: 'cap',
      cloth: '#5a9aa0',
      near: 'hip',
      flip: true,
      legs: '#3d6d72',
      shadow: '#33484c',
    }),
    strokePath(path([100, 1100], [640, 470]), '#fff8e2', 3, 'opacity="0.7"'),
  ]
}
