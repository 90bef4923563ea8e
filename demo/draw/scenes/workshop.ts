/** A bench where things are repaired. */

import { ellipse, fillPath, glow, mixColours, path, polygon, rectangle, repeat, roundedRectangle, type Scene, shade, shadedFill, strokePath } from '../svg.ts'

export const repairBench: Scene = ({ w, h }) => {
  const clock = (x: number, y: number, r: number, face: string, frame: string, hour: number, minute: number) => {
    const [a, b] = [(hour / 6) * Math.PI, (minute / 30) * Math.PI]
    return (
      fillPath(ellipse(x + 6, y + 8, r * 1.14), '#1a1414', 'opacity="0.5"') +
      shadedFill(ellipse(x, y, r * 1.14), frame, mixColours(frame, '#14101c', 0.6), { angle: 200 }) +
      fillPath(ellipse(x, y, r * 0.93), face) +
      repeat(12, (i) =>
        strokePath(
          path(
            [x + Math.sin(i * 0.5236) * r * 0.76, y - Math.cos(i * 0.5236) * r * 0.76],
            [x + Math.sin(i * 0.5236) * r * 0.84, y - Math.cos(i * 0.5236) * r * 0.84],
          ),
          '#2a2126',
          3,
        ),
      ).join('') +
      strokePath(path([x, y], [x + Math.sin(a) * r * 0.45, y - Math.cos(a) * r * 0.45]), '#2a2126', 6) +
      strokePath(path([x, y], [x + Math.sin(b) * r * 0.7, y - Math.cos(b) * r * 0.7]), '#2a2126', 4) +
      fillPath(ellipse(x, y, 5), '#b43d31')
    )
  }
  const alarm = (x: number, y: number, r: number, colour: string) =>
    fillPath(ellipse(x - r * 0.62, y - r * 1.06, r * 0.36, r * 0.26) + ellipse(x + r * 0.62, y - r * 1.06, r * 0.36, r * 0.26), '#c9a45a') +
    strokePath(path([x - r * 0.6, y + r * 0.9], [x - r * 0.85, y + r * 1.3]), '#2a2126', 8) +
    strokePath(path([x + r * 0.6, y + r * 0.9], [x + r * 0.85, y + r * 1.3]), '#2a2126', 8) +
    clock(x, y, r, '#f7eed8', colour, 10, 10)
  const driver = (x: number, colour: string, length: number) =>
    fillPath(roundedRectangle(x - 11, 300, 22, 88, 10), colour) +
    fillPath(rectangle(x - 6, 300, 4, 84), mixColours(colour, '#ffffff', 0.4)) +
    fillPath(rectangle(x - 4, 388, 8, length), '#aab0b4') +
    fillPath(polygon([x - 7, 384 + length], [x + 7, 384 + length], [x + 4, 402 + length], [x - 4, 402 + length]), '#7d858b')
  const valve = (x: number, y: number, s: number) =>
    fillPath(rectangle(x - 10 * s, y - 18 * s, 20 * s, 18 * s), '#3a2a28') +
    fillPath(`M${x - 14 * s} ${y - 16 * s}v${-40 * s}q${14 * s} ${-24 * s} ${28 * s} 0v${40 * s}z`, '#f3d9a4', 'opacity="0.85"') +
    glow(x, y - 36 * s, 26 * s, '#ff9a4a', 0.95) +
    strokePath(path([x, y - 20 * s], [x, y - 48 * s]), '#8f4a2a', 4 * s)
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#2f4a4c'),
    shade(rectangle(-20, -20, w + 40, h + 40), '#101c22', { angle: 180, reach: 0.8 }),
    glow(520, 470, 760, '#f2c06a', 0.75, 560),
    repeat(13, (i) => repeat(23, (j) => fillPath(ellipse(60 + j * 68, 300 + i * 36, 3.5), '#1d3236', 'opacity="0.7"')).join('')).join(''),
    shadedFill(rectangle(-20, 226, w + 40, 26), '#8a5a34', '#3a231c', { angle: -90 }),
    fillPath(rectangle(-20, 226, w + 40, 5), '#c98d54'),
    shade(rectangle(-20, 252, w + 40, 60), '#101c22', { angle: 90 }),
    clock(130, 136, 76, '#f4ead0', '#7a4a2a', 4, 40),
    alarm(340, 142, 58, '#b43d31'),
    shadedFill('M470 226V130Q540 20 610 130V226z', '#6b3d26', '#2a1a18', { angle: 180 }) + clock(540, 138, 46, '#fbf3dc', '#c9a45a', 8, 20),
    alarm(740, 148, 52, '#3f7a70'),
    clock(930, 130, 82, '#e9e4d4', '#2c3a48', 1, 50),
    shadedFill(roundedRectangle(1060, 120, 150, 106, 8), '#8f5a34', '#3a231c', { angle: 180 }) + clock(1135, 172, 36, '#fbf3dc', '#d8b46a', 11, 5),
    alarm(1310, 142, 58, '#d1973a'),
    clock(1490, 138, 72, '#f4ead0', '#54302a', 6, 15),
    fillPath(rectangle(960, 334, 560, 18), '#6b4028') + shade(rectangle(960, 352, 560, 30), '#101c22', { angle: 90 }),
    repeat(9, (i) => driver(1000 + i * 60, ['#b43d31', '#d1973a', '#3f7a70', '#e6d7b4'][i % 4] as string, 60 + (i % 5) * 22)).join(''),
    shadedFill(rectangle(-20, 800, w + 40, 300), '#a46a3c', '#3a211c', { angle: -90, reach: 1 }),
    fillPath(rectangle(-20, 800, w + 40, 10), '#e0a865'),
    glow(600, 870, 660, '#ffd88e', 0.7, 150),
    repeat(6, (i) => strokePath(`M-20 ${850 + i * 42}C500 ${842 + i * 42} 1000 ${862 + i * 42} 1620 ${850 + i * 42}`, '#6b3d26', 2.5, 'opacity="0.5"')).join(
      '',
    ),
    fillPath(ellipse(740, 836, 420, 30), '#2a1714', 'opacity="0.5"'),
    shadedFill(roundedRectangle(420, 470, 640, 352, 44), '#7d4426', '#2f1815', { angle: 180, reach: 0.8 }),
    fillPath(roundedRectangle(446, 496, 588, 300, 28), '#2a1a1a'),
    shade(roundedRectangle(446, 496, 588, 300, 28), '#7a4a2a', { angle: 40, reach: 0.7 }),
    shadedFill(rectangle(470, 700, 540, 84), '#9aa0a0', '#4a5052', { angle: -90 }),
    valve(530, 702, 1.35),
    valve(606, 702, 1.1),
    valve(676, 702, 1.4),
    fillPath(rectangle(730, 630, 88, 72), '#c9863a') + repeat(7, (i) => strokePath(path([734 + i * 13, 632], [734 + i * 13, 700]), '#7d4a22', 4)).join(''),
    shadedFill(ellipse(910, 610, 92), '#3a3234', '#14101a', { angle: 180 }) +
      fillPath(ellipse(910, 610, 62), '#58504e') +
      fillPath(ellipse(910, 610, 28), '#221c20'),
    strokePath('M560 780C580 840 640 830 690 850C760 880 800 850 860 874', '#c0392b', 6) +
      strokePath('M640 780C650 860 560 860 520 900', '#3f7a70', 6) +
      strokePath('M770 632C760 560 640 540 560 580', '#d1973a', 5) +
      strokePath('M800 640C820 560 860 540 900 548', '#c0392b', 5),
    fillPath(rectangle(470, 742, 540, 4), '#d7dcd8'),
    repeat(7, (i) =>
      fillPath(roundedRectangle(836 + (i % 4) * 40, 716 + Math.floor(i / 4) * 26, 28, 10, 4), ['#e6c98a', '#4f7a8a', '#b43d31'][i % 3] as string),
    ).join(''),
    strokePath(path([170, 836], [250, 540], [420, 330]), '#1f2a30', 15) +
      fillPath(roundedRectangle(80, 812, 190, 26, 12), '#1f2a30') +
      fillPath(ellipse(250, 540, 15), '#c9a45a') +
      shadedFill(polygon([370, 330], [450, 268], [560, 430], [404, 452]), '#b43d31', '#4e1a1c', { angle: 30 }) +
      fillPath(ellipse(482, 442, 80, 14), '#fff3c6') +
      fillPath(polygon([404, 452], [560, 430], [820, 800], [330, 800]), '#ffe6a6', 'opacity="0.2"'),
    shadedFill(roundedRectangle(1130, 760, 240, 66, 8), '#4a6a60', '#1a2a2c', { angle: -90 }) +
      repeat(5, (i) => fillPath(rectangle(1144 + i * 44, 740 - (i % 2) * 14, 30, 40), ['#d1973a', '#b43d31', '#e6d7b4'][i % 3] as string)).join('') +
      fillPath(rectangle(1130, 772, 240, 5), '#7fa090'),
    strokePath(path([1080, 920], [1280, 880]), '#b7bcbc', 9) + strokePath(path([1270, 882], [1380, 860]), '#d1973a', 24),
    fillPath(ellipse(360, 920, 12, 6) + ellipse(400, 936, 9, 5) + ellipse(330, 944, 8, 4) + ellipse(960, 950, 10, 5), '#d8d2c0'),
    shadedFill('M1440 800v-70h84v70q0 24 -24 24h-36q-24 0 -24 -24z', '#f1e6cc', '#8a7a66', { angle: 180 }) +
      strokePath('M1524 746q38 0 36 30q-2 26 -38 24', '#f1e6cc', 10),
    fillPath(ellipse(1482, 730, 42, 9), '#4a2a1c'),
    fillPath(polygon([240, 890], [420, 876], [450, 960], [230, 974]), '#f4ead2') +
      repeat(4, (i) => strokePath(path([262, 904 + i * 16], [410, 894 + i * 16]), '#a08a78', 2.5)).join(''),
  ]
}
