/** Cranes over a ship, biscuits on a belt, a mended radio. */
import { box, fill, glow, line, mix, oval, poly, rounded, type Scene, shade, solid, times, wash, way } from '../ink.ts'
import { birds, sea, sky, streaks } from '../land.ts'
import { person, skins } from '../people.ts'
import { skyline } from '../town.ts'

export const containerPort: Scene = ({ w, h, chance }) => {
  const colours = ['#b23a2e', '#3f7456', '#d19a3a', '#b23a2e', '#7d2f2c', '#c9863a', '#2f5c4a']
  const stack = (x: number, y: number, columns: number, heights: readonly number[]) =>
    times(columns, (c) =>
      times(heights[c % heights.length] as number, (r) => {
        const [a, b] = [x + c * 74, y - (r + 1) * 36]
        const colour = chance.pick(colours)
        return (
          fill(box(a, b, 72, 34), colour) +
          times(9, (k) => line(way([a + 6 + k * 7.5, b + 4], [a + 6 + k * 7.5, b + 30]), mix(colour, '#14152a', 0.3), 1.6)).join('') +
          fill(box(a, b, 72, 4), mix(colour, '#ffffff', 0.3))
        )
      }).join(''),
    ).join('')
  const crane = (x: number, y: number, s: number, blue: string, dark: string, up: boolean) => {
    const p = (a: number, b: number) => [x + a * s, y - b * s] as const
    const bar = (a: number, b: number, c: number, d: number, t: number, colour = blue) => line(way(p(a, b), p(c, d)), colour, t * s)
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
      times(14, (i) => bar(-224 + i * 25, 336, -212 + i * 25, 318, 3, dark)).join(''),
      up ? bar(-60, 330, -260, 520, 16) : bar(-60, 330, -330, 330, 18),
      bar(0, 330, 10, 450, 12),
      bar(-40, 330, 10, 450, 9),
      bar(10, 450, up ? -180 : -300, up ? 446 : 336, 4, dark),
      bar(10, 450, 116, 336, 4, dark),
      fill(box(x + 70 * s, y - 372 * s, 64 * s, 40 * s), dark),
      fill(box(x - 110 * s, y - 312 * s, 34 * s, 30 * s), '#f2e7cf'),
      fill(box(x - 106 * s, y - 308 * s, 26 * s, 14 * s), '#2c3f55'),
      fill(oval(x - 58 * s, y, 13 * s, 9 * s) + oval(x + 66 * s, y, 13 * s, 9 * s), '#1d2430'),
    ].join('')
  }
  const hull = 'M150 700H1480C1476 770 1440 830 1406 862H240C196 820 166 760 150 700z'
  return [
    sky(w, h, ['#a9cdd6', '#d6e2dc', '#f7e8cc', '#f6d9b0']),
    streaks(chance, w, 100, 380, 12, '#fdf6e6', 0.75),
    skyline(chance, -20, 1640, 640, 30, 120, '#b6c4c4'),
    fill(box(-20, 628, w + 40, 40), '#8fa3a3'),
    crane(250, 640, 0.42, '#9db4ba', '#8ba3ab', true),
    crane(1500, 640, 0.4, '#9db4ba', '#8ba3ab', false),
    sea(chance, w, 660, 1067, ['#c3cfc6', '#7fa0a6', '#476f80'], '#e6eee2', 60),
    crane(450, 700, 1.22, '#2a5d96', '#173a66', true),
    crane(880, 700, 1.22, '#2f679f', '#1b4170', false),
    crane(1290, 700, 1.22, '#2a5d96', '#173a66', false),
    line(way([640, 312], [640, 470]), '#22303f', 2.5) +
      line(way([700, 312], [700, 470]), '#22303f', 2.5) +
      fill(box(634, 470, 74, 8), '#22303f') +
      fill(box(634, 480, 74, 36), '#d19a3a') +
      fill(box(634, 480, 74, 4), '#f2d9a0') +
      shade(box(634, 480, 74, 36), '#5d3a1a', { angle: -90 }),
    stack(270, 704, 5, [4, 5, 6, 5, 6]),
    stack(662, 704, 5, [6, 7, 5, 7, 6]),
    stack(1054, 704, 2, [5, 4]),
    fill(box(1220, 496, 150, 208), '#f5efe0') +
      shade(box(1220, 496, 150, 208), '#8f8a86', { angle: 180 }) +
      times(5, (i) => times(5, (j) => fill(box(1232 + j * 27, 516 + i * 36, 18, 14), '#33475e')).join('')).join('') +
      fill(box(1204, 484, 182, 14), '#2a3c55') +
      fill(box(1290, 410, 52, 76), '#b23a2e') +
      fill(box(1290, 430, 52, 14), '#f5efe0') +
      line(way([1250, 484], [1250, 400]), '#2a3c55', 5) +
      line(way([1232, 424], [1268, 424]), '#2a3c55', 4),
    fill(hull, '#24384f'),
    fill('M196 800C206 824 222 846 240 862H1406C1424 846 1440 824 1450 800z', '#9c362e'),
    fill('M150 700H1480L1478 714H153z', '#e9e2d2'),
    shade(hull, '#0d1626', { angle: -90, reach: 0.8 }),
    times(4, (i) => fill(oval(206 + i * 18, 740, 5), '#e9e2d2')).join(''),
    line('M190 740q-6 60 6 120', '#0d1626', 4),
    fill('M240 862H1406C1340 940 1200 1000 1100 1010H480C380 990 290 930 240 862z', '#1e3246', 'opacity="0.4"'),
    times(16, (i) => fill(oval(250 + i * 78, 866 + (i % 2) * 3, 48, 4), '#e6eee2', 'opacity="0.8"')).join(''),
    times(9, () => fill(oval(chance.between(400, 1250), chance.between(890, 1000), chance.between(40, 120), 4), '#9fb9b9', 'opacity="0.7"')).join(''),
    fill('M1500 930h-150c8 26 20 36 34 40h86c16 -8 26 -22 30 -40z', '#c4513a') +
      fill(box(1410, 888, 54, 44), '#f5efe0') +
      fill(box(1416, 896, 18, 16), '#33475e') +
      line(way([1440, 888], [1440, 850]), '#22303f', 4) +
      fill(oval(1425, 974, 90, 6), '#1e3246', 'opacity="0.4"'),
    birds(chance, 180, 420, 120, 7, '#516a78', 17),
  ]
}

export const biscuitLine: Scene = ({ w }) => {
  const belt = poly([640, 470], [960, 470], [1500, 1100], [100, 1100])
  const rows = 11
  const biscuits = times(rows, (r) => {
    const t = (r / (rows - 1)) ** 1.9
    const y = 492 + t * 560
    const half = 130 + t * 490
    const count = 5
    return times(count, (c) => {
      const x = 800 + ((c - 2) / 2.45) * half
      const rx = 22 + t * 92
      const ry = rx * (0.42 + t * 0.1)
      const holes = times(9, (i) =>
        fill(oval(x + ((i % 3) - 1) * rx * 0.42, y - ry * 0.1 + (Math.floor(i / 3) - 1) * ry * 0.42, rx * 0.055, ry * 0.06), '#8f5526'),
      ).join('')
      return (
        fill(oval(x + rx * 0.08, y + ry * 0.28, rx, ry), '#5c4a44', 'opacity="0.4"') +
        fill(oval(x, y + ry * 0.1, rx, ry), '#a4632c') +
        solid(oval(x, y - ry * 0.08, rx, ry), '#e0a253', '#a3622b', { angle: 200, reach: 0.8, strength: 0.9 }) +
        (rx > 30 ? line(oval(x, y - ry * 0.08, rx * 0.82, ry * 0.8), '#c27f3b', rx * 0.03) + holes : '')
      )
    }).join('')
  }).join('')
  const tick = times(12, (i) => {
    const a = (i * Math.PI) / 6
    return line(
      way([800 + Math.sin(a) * 110, 208 - Math.cos(a) * 110], [800 + Math.sin(a) * (i % 3 ? 122 : 100), 208 - Math.cos(a) * (i % 3 ? 122 : 100)]),
      '#2a2d38',
      i % 3 ? 5 : 10,
    )
  }).join('')
  return [
    wash(box(-20, -20, w + 40, 560), ['#dfeae4', '#f6f0df']),
    fill(poly([-20, -20], [420, 130], [420, 480], [-20, 800]), '#cfdedb') +
      fill(poly([1620, -20], [1180, 130], [1180, 480], [1620, 800]), '#bcd0d0') +
      fill(box(420, 96, 760, 400), '#f4ead2'),
    shade(box(420, 96, 760, 400), '#d2a877', { angle: -90, reach: 0.7 }),
    fill(poly([-20, -20], [1620, -20], [1180, 130], [420, 130]), '#e9f2ee'),
    times(6, (i) => line(way([i * 320 - 20, -20], [420 + i * 152, 130]), '#a9c1bf', 6)).join(''),
    line(way([180, 48], [1420, 48]), '#a9c1bf', 8) + line(way([330, 98], [1270, 98]), '#a9c1bf', 6),
    times(
      3,
      (i) =>
        fill(poly([40 + i * 130, 90 + i * 36], [140 + i * 112, 120 + i * 30], [140 + i * 112, 470 - i * 22], [40 + i * 130, 520 - i * 34]), '#fff8e2') +
        line(way([90 + i * 121, 106 + i * 33], [90 + i * 121, 494 - i * 28]), '#a9c1bf', 4),
    ).join(''),
    times(3, (i) =>
      fill(poly([1560 - i * 130, 90 + i * 36], [1460 - i * 112, 120 + i * 30], [1460 - i * 112, 470 - i * 22], [1560 - i * 130, 520 - i * 34]), '#e3eeea'),
    ).join(''),
    fill(poly([-20, 800], [420, 480], [1180, 480], [1620, 800], [1620, 1100], [-20, 1100]), '#a9b8b0'),
    shade(poly([-20, 800], [420, 480], [1180, 480], [1620, 800], [1620, 1100], [-20, 1100]), '#4f6468', { angle: -90, reach: 1 }),
    times(3, (i) =>
      fill(
        poly([60 + i * 150, 690 - i * 90], [190 + i * 130, 640 - i * 76], [330 + i * 130, 700 - i * 90], [140 + i * 160, 790 - i * 100]),
        '#fff6d8',
        'opacity="0.5"',
      ),
    ).join(''),
    glow(800, 208, 330, '#fff6d2', 0.7),
    fill(oval(806, 216, 152), '#7d6a55', 'opacity="0.4"') +
      fill(oval(800, 208, 150), '#b43d31') +
      fill(oval(800, 208, 134), '#fdf8ea') +
      tick +
      line(way([800, 208], [738, 172]), '#2a2d38', 13) +
      line(way([800, 208], [800, 104]), '#2a2d38', 8) +
      line(way([800, 228], [812, 108]), '#b43d31', 3) +
      fill(oval(800, 208, 12), '#b43d31'),
    solid(rounded(610, 380, 380, 110, 10), '#4b7b80', '#1f3f48', { angle: -90 }) +
      fill(box(640, 434, 320, 44), '#1f2f38') +
      glow(800, 462, 170, '#ffab5c', 0.9, 40) +
      times(5, (i) => fill(oval(660 + i * 20, 406, 6), ['#e3b04b', '#b43d31', '#f4ead2'][i % 3] as string)).join(''),
    fill(poly([606, 474], [640, 470], [100, 1100], [-30, 1100]), '#2f5a60') +
      fill(poly([994, 474], [960, 470], [1500, 1100], [1630, 1100]), '#3d6d72') +
      fill(poly([606, 474], [616, 473], [30, 1100], [-30, 1100]), '#7fb0ae'),
    fill(belt, '#e7ddc9'),
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
    fill(box(466, 474, 46, 62), '#7a4f2f') + fill(box(471, 480, 36, 50), '#fdf8ea'),
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
    line(way([100, 1100], [640, 470]), '#fff8e2', 3, 'opacity="0.7"'),
  ]
}

export const repairBench: Scene = ({ w, h }) => {
  const clock = (x: number, y: number, r: number, face: string, frame: string, hour: number, minute: number) => {
    const [a, b] = [(hour / 6) * Math.PI, (minute / 30) * Math.PI]
    return (
      fill(oval(x + 6, y + 8, r * 1.14), '#1a1414', 'opacity="0.5"') +
      solid(oval(x, y, r * 1.14), frame, mix(frame, '#14101c', 0.6), { angle: 200 }) +
      fill(oval(x, y, r * 0.93), face) +
      times(12, (i) =>
        line(
          way(
            [x + Math.sin(i * 0.5236) * r * 0.76, y - Math.cos(i * 0.5236) * r * 0.76],
            [x + Math.sin(i * 0.5236) * r * 0.84, y - Math.cos(i * 0.5236) * r * 0.84],
          ),
          '#2a2126',
          3,
        ),
      ).join('') +
      line(way([x, y], [x + Math.sin(a) * r * 0.45, y - Math.cos(a) * r * 0.45]), '#2a2126', 6) +
      line(way([x, y], [x + Math.sin(b) * r * 0.7, y - Math.cos(b) * r * 0.7]), '#2a2126', 4) +
      fill(oval(x, y, 5), '#b43d31')
    )
  }
  const alarm = (x: number, y: number, r: number, colour: string) =>
    fill(oval(x - r * 0.62, y - r * 1.06, r * 0.36, r * 0.26) + oval(x + r * 0.62, y - r * 1.06, r * 0.36, r * 0.26), '#c9a45a') +
    line(way([x - r * 0.6, y + r * 0.9], [x - r * 0.85, y + r * 1.3]), '#2a2126', 8) +
    line(way([x + r * 0.6, y + r * 0.9], [x + r * 0.85, y + r * 1.3]), '#2a2126', 8) +
    clock(x, y, r, '#f7eed8', colour, 10, 10)
  const driver = (x: number, colour: string, length: number) =>
    fill(rounded(x - 11, 300, 22, 88, 10), colour) +
    fill(box(x - 6, 300, 4, 84), mix(colour, '#ffffff', 0.4)) +
    fill(box(x - 4, 388, 8, length), '#aab0b4') +
    fill(poly([x - 7, 384 + length], [x + 7, 384 + length], [x + 4, 402 + length], [x - 4, 402 + length]), '#7d858b')
  const valve = (x: number, y: number, s: number) =>
    fill(box(x - 10 * s, y - 18 * s, 20 * s, 18 * s), '#3a2a28') +
    fill(`M${x - 14 * s} ${y - 16 * s}v${-40 * s}q${14 * s} ${-24 * s} ${28 * s} 0v${40 * s}z`, '#f3d9a4', 'opacity="0.85"') +
    glow(x, y - 36 * s, 26 * s, '#ff9a4a', 0.95) +
    line(way([x, y - 20 * s], [x, y - 48 * s]), '#8f4a2a', 4 * s)
  return [
    fill(box(-20, -20, w + 40, h + 40), '#2f4a4c'),
    shade(box(-20, -20, w + 40, h + 40), '#101c22', { angle: 180, reach: 0.8 }),
    glow(520, 470, 760, '#f2c06a', 0.75, 560),
    times(13, (i) => times(23, (j) => fill(oval(60 + j * 68, 300 + i * 36, 3.5), '#1d3236', 'opacity="0.7"')).join('')).join(''),
    solid(box(-20, 226, w + 40, 26), '#8a5a34', '#3a231c', { angle: -90 }),
    fill(box(-20, 226, w + 40, 5), '#c98d54'),
    shade(box(-20, 252, w + 40, 60), '#101c22', { angle: 90 }),
    clock(130, 136, 76, '#f4ead0', '#7a4a2a', 4, 40),
    alarm(340, 142, 58, '#b43d31'),
    solid('M470 226V130Q540 20 610 130V226z', '#6b3d26', '#2a1a18', { angle: 180 }) + clock(540, 138, 46, '#fbf3dc', '#c9a45a', 8, 20),
    alarm(740, 148, 52, '#3f7a70'),
    clock(930, 130, 82, '#e9e4d4', '#2c3a48', 1, 50),
    solid(rounded(1060, 120, 150, 106, 8), '#8f5a34', '#3a231c', { angle: 180 }) + clock(1135, 172, 36, '#fbf3dc', '#d8b46a', 11, 5),
    alarm(1310, 142, 58, '#d1973a'),
    clock(1490, 138, 72, '#f4ead0', '#54302a', 6, 15),
    fill(box(960, 334, 560, 18), '#6b4028') + shade(box(960, 352, 560, 30), '#101c22', { angle: 90 }),
    times(9, (i) => driver(1000 + i * 60, ['#b43d31', '#d1973a', '#3f7a70', '#e6d7b4'][i % 4] as string, 60 + (i % 5) * 22)).join(''),
    solid(box(-20, 800, w + 40, 300), '#a46a3c', '#3a211c', { angle: -90, reach: 1 }),
    fill(box(-20, 800, w + 40, 10), '#e0a865'),
    glow(600, 870, 660, '#ffd88e', 0.7, 150),
    times(6, (i) => line(`M-20 ${850 + i * 42}C500 ${842 + i * 42} 1000 ${862 + i * 42} 1620 ${850 + i * 42}`, '#6b3d26', 2.5, 'opacity="0.5"')).join(''),
    fill(oval(740, 836, 420, 30), '#2a1714', 'opacity="0.5"'),
    solid(rounded(420, 470, 640, 352, 44), '#7d4426', '#2f1815', { angle: 180, reach: 0.8 }),
    fill(rounded(446, 496, 588, 300, 28), '#2a1a1a'),
    shade(rounded(446, 496, 588, 300, 28), '#7a4a2a', { angle: 40, reach: 0.7 }),
    solid(box(470, 700, 540, 84), '#9aa0a0', '#4a5052', { angle: -90 }),
    valve(530, 702, 1.35),
    valve(606, 702, 1.1),
    valve(676, 702, 1.4),
    fill(box(730, 630, 88, 72), '#c9863a') + times(7, (i) => line(way([734 + i * 13, 632], [734 + i * 13, 700]), '#7d4a22', 4)).join(''),
    solid(oval(910, 610, 92), '#3a3234', '#14101a', { angle: 180 }) + fill(oval(910, 610, 62), '#58504e') + fill(oval(910, 610, 28), '#221c20'),
    line('M560 780C580 840 640 830 690 850C760 880 800 850 860 874', '#c0392b', 6) +
      line('M640 780C650 860 560 860 520 900', '#3f7a70', 6) +
      line('M770 632C760 560 640 540 560 580', '#d1973a', 5) +
      line('M800 640C820 560 860 540 900 548', '#c0392b', 5),
    fill(box(470, 742, 540, 4), '#d7dcd8'),
    times(7, (i) => fill(rounded(836 + (i % 4) * 40, 716 + Math.floor(i / 4) * 26, 28, 10, 4), ['#e6c98a', '#4f7a8a', '#b43d31'][i % 3] as string)).join(''),
    line(way([170, 836], [250, 540], [420, 330]), '#1f2a30', 15) +
      fill(rounded(80, 812, 190, 26, 12), '#1f2a30') +
      fill(oval(250, 540, 15), '#c9a45a') +
      solid(poly([370, 330], [450, 268], [560, 430], [404, 452]), '#b43d31', '#4e1a1c', { angle: 30 }) +
      fill(oval(482, 442, 80, 14), '#fff3c6') +
      fill(poly([404, 452], [560, 430], [820, 800], [330, 800]), '#ffe6a6', 'opacity="0.2"'),
    solid(rounded(1130, 760, 240, 66, 8), '#4a6a60', '#1a2a2c', { angle: -90 }) +
      times(5, (i) => fill(box(1144 + i * 44, 740 - (i % 2) * 14, 30, 40), ['#d1973a', '#b43d31', '#e6d7b4'][i % 3] as string)).join('') +
      fill(box(1130, 772, 240, 5), '#7fa090'),
    line(way([1080, 920], [1280, 880]), '#b7bcbc', 9) + line(way([1270, 882], [1380, 860]), '#d1973a', 24),
    fill(oval(360, 920, 12, 6) + oval(400, 936, 9, 5) + oval(330, 944, 8, 4) + oval(960, 950, 10, 5), '#d8d2c0'),
    solid('M1440 800v-70h84v70q0 24 -24 24h-36q-24 0 -24 -24z', '#f1e6cc', '#8a7a66', { angle: 180 }) +
      line('M1524 746q38 0 36 30q-2 26 -38 24', '#f1e6cc', 10),
    fill(oval(1482, 730, 42, 9), '#4a2a1c'),
    fill(poly([240, 890], [420, 876], [450, 960], [230, 974]), '#f4ead2') +
      times(4, (i) => line(way([262, 904 + i * 16], [410, 894 + i * 16]), '#a08a78', 2.5)).join(''),
  ]
}
