/** A noodle stall and a bookshop, both open late. */

import { person, skins } from '../people.ts'
import {
  curve,
  ellipse,
  fillPath,
  glow,
  gradient,
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

export const hawkerStall: Scene = ({ w, h, random }) => {
  const steam = (x: number, y: number) =>
    repeat(4, (i) => {
      const points: Point[] = repeat(6, (k) => [x + (i - 1.5) * 34 + Math.sin(k * 1.3 + i * 2) * (12 + k * 7), y - k * 62] as const)
      return strokePath(curve(points), '#fff3dc', 30 - i * 4, 'opacity="0.2" filter="url(#soft)"') + strokePath(curve(points), '#fff3dc', 9, 'opacity="0.42"')
    }).join('')
  const pot = (x: number, y: number) =>
    shadedFill(`M${x - 110} ${y - 130}h220v108q0 22 -24 22h-172q-24 0 -24 -22z`, '#aeb6b8', '#3c444c', { angle: 0, reach: 0.9 }) +
    fillPath(ellipse(x, y - 130, 110, 20), '#5c656a') +
    fillPath(ellipse(x, y - 128, 96, 15), '#e4c58c') +
    fillPath(roundedRectangle(x - 140, y - 112, 34, 14, 6) + roundedRectangle(x + 106, y - 112, 34, 14, 6), '#6b747a') +
    fillPath(rectangle(x - 80, y - 112, 12, 96), '#dfe5e4', 'opacity="0.7"')
  const bowls = (x: number, y: number, count: number) =>
    repeat(
      count,
      (i) =>
        fillPath(`M${x - 44} ${y - 22 - i * 13}h88q-6 26 -28 26h-32q-22 0 -28 -26z`, i % 2 ? '#f4ead6' : '#eadfc9') +
        strokePath(path([x - 42, y - 18 - i * 13], [x + 42, y - 18 - i * 13]), '#c0453a', 3),
    ).join('')
  const stool = (x: number) =>
    strokePath(path([x - 26, 905], [x - 46, 1040]), '#8c2a26', 9) +
    strokePath(path([x + 26, 905], [x + 46, 1040]), '#8c2a26', 9) +
    strokePath(path([x, 905], [x, 1030]), '#6b211f', 8) +
    strokePath(path([x - 38, 990], [x + 38, 990]), '#8c2a26', 6) +
    shadedFill(roundedRectangle(x - 62, 884, 124, 26, 13), '#d9493b', '#7a1f22', { angle: -90 }) +
    fillPath(ellipse(x, 1042, 66, 9), '#2a2a33', 'opacity="0.35"')
  const lantern = (x: number, y: number) =>
    strokePath(path([x, -20], [x, y - 60]), '#20303a', 3) +
    glow(x, y, 150, '#ffcf7a', 0.6) +
    shadedFill(ellipse(x, y, 52, 46), '#e2573f', '#8d2a2c', { angle: 180, reach: 0.8 }) +
    repeat(3, (i) => strokePath(`M${x} ${y - 46}q${(i - 1) * 60} 46 0 92`, '#a83730', 2.5)).join('') +
    fillPath(rectangle(x - 18, y - 52, 36, 10) + rectangle(x - 18, y + 42, 36, 10), '#e8bf6a')
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#25545a'),
    gradient(rectangle(-20, -20, w + 40, 700), ['#173a44', '#2b6464', '#3f7a72']),
    repeat(
      4,
      (i) =>
        fillPath(rectangle(60 + i * 420, 80, 220, 520), '#2f6a69') +
        fillPath(rectangle(80 + i * 420, 110, 180, 190), '#1c464e') +
        fillPath(rectangle(80 + i * 420, 330, 180, 270), '#24565b'),
    ).join(''),
    glow(800, 360, 780, '#ffd48a', 0.5, 460),
    fillPath(rectangle(200, 150, 1200, 660), '#f0d9ae'),
    repeat(24, (i) =>
      repeat(10, (j) => fillPath(rectangle(206 + i * 50, 306 + j * 50, 46, 46), mixColours('#e9d6b1', '#9cc0ae', random() * 0.7))).join(''),
    ).join(''),
    shade(rectangle(200, 150, 1200, 660), '#7c5434', { angle: -90, reach: 0.7, strength: 0.55 }),
    fillPath(rectangle(300, 360, 400, 14) + rectangle(930, 360, 380, 14), '#7a4a2c'),
    bowls(350, 360, 5),
    bowls(460, 360, 7),
    bowls(570, 360, 4),
    bowls(660, 360, 6),
    repeat(
      7,
      (i) =>
        fillPath(roundedRectangle(950 + i * 50, 292, 34, 68, 8), ['#b7472f', '#d99b3a', '#3d6b4c', '#6b3427'][i % 4] as string) +
        fillPath(rectangle(956 + i * 50, 280, 22, 14), '#2d2d33'),
    ).join(''),
    person({
      x: 820,
      y: 912,
      height: 505,
      coat: '#f3efe4',
      hem: 'shirt',
      skin: skins[0],
      hairdo: 'cap',
      cloth: '#c0453a',
      near: [
        [-20, -64],
        [-8, -52],
      ],
      far: [
        [18, -66],
        [20, -54],
      ],
    }),
    fillPath(polygon([782, 572], [858, 572], [872, 760], [768, 760]), '#2f5f66'),
    strokePath(path([790, 572], [800, 512]), '#2f5f66', 8) + strokePath(path([850, 572], [840, 512]), '#2f5f66', 8),
    fillPath(rectangle(180, 720, 1240, 22), '#f6e7c6'),
    shadedFill(rectangle(200, 742, 1200, 220), '#b23c34', '#4e1a22', { angle: -90, reach: 0.9 }),
    repeat(15, (i) => fillPath(rectangle(200 + i * 80, 742, 40, 220), '#8f2d2b', 'opacity="0.35"')).join(''),
    steam(560, 600),
    steam(1080, 600),
    pot(560, 722),
    pot(1080, 722),
    bowls(760, 722, 3),
    bowls(330, 722, 9),
    bowls(1290, 722, 6),
    strokePath(path([884, 700], [960, 560]), '#c08a4a', 8) +
      fillPath(ellipse(878, 706, 40, 16), '#d7b27a') +
      repeat(5, (i) => strokePath(`M${866 + i * 7} 700q${i % 2 ? 6 : -6} 10 0 20`, '#f2dca0', 3)).join(''),
    shadedFill(polygon([140, 40], [1460, 40], [1400, 220], [200, 220]), '#f4e3bf', '#a5794c', { angle: -90, reach: 0.9, strength: 0.6 }),
    repeat(9, (i) => {
      const a = 140 + (i * 2 * 1320) / 18
      const b = 200 + (i * 2 * 1200) / 18
      return (
        fillPath(polygon([a, 40], [a + 73, 40], [b + 67, 220], [b, 220]), '#c8463a') +
        fillPath(`M${b} 218h67q0 40 -33.500 40t-33.500 -40z`, '#c8463a') +
        fillPath(`M${b + 67} 218h67q0 40 -33.500 40t-33.500 -40z`, i < 9 ? '#f4e3bf' : 'none')
      )
    }).join(''),
    lantern(290, 330),
    lantern(1310, 330),
    fillPath(rectangle(-20, 960, w + 40, 140), '#7e8a80'),
    repeat(8, (i) => strokePath(path([i * 240 - 60, 1090], [240 + i * 170, 962]), '#66736c', 3)).join(''),
    strokePath(path([-20, 1010], [1620, 1010]), '#66736c', 3),
    shade(rectangle(-20, 960, w + 40, 140), '#28343a', { angle: 90, reach: 0.8 }),
    ...[340, 570, 800, 1030, 1260].map(stool),
  ]
}

export const nightBookshop: Scene = ({ w, h, random }) => {
  const spines = ['#a33b2e', '#d9a441', '#2f6a66', '#e8d6ae', '#6b3a52', '#c86a3a', '#39507c', '#8f9a5a']
  const shelf = (x: number, y: number, wide: number, high: number) => {
    const parts: string[] = []
    for (let a = x + 3; a < x + wide - 14; ) {
      const b = random.between(9, 19)
      const t = high * random.between(0.62, 0.92)
      parts.push(fillPath(rectangle(a, y - t, b - 1.5, t), random.pick(spines)))
      a += b
    }
    return parts.join('') + fillPath(rectangle(x, y, wide, 8), '#7a4a2a')
  }
  const shop = rectangle(520, 250, 560, 640)
  const wall = (x: number, wide: number, colour: string) => shadedFill(rectangle(x, -20, wide, 920), colour, '#0a0d1c', { angle: 90, reach: 0.9 })
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#10162b'),
    wall(-20, 540, '#222c4a'),
    wall(1080, 560, '#1f2845'),
    wall(500, 600, '#2c2740'),
    [0, 1, 2]
      .map((i) => windows(random, { x: 20 + i * 165, y: 60, w: 130, h: 560, columns: 1, rows: 3, lit: '#3a4668', unlit: '#141b33', share: 0, gap: 0.36 }))
      .join(''),
    [0, 1, 2]
      .map((i) =>
        windows(random, {
          x: 1130 + i * 165,
          y: 60,
          w: 130,
          h: 560,
          columns: 1,
          rows: 3,
          lit: '#e8b45f',
          unlit: '#131a31',
          share: i === 2 ? 0.35 : 0,
          gap: 0.36,
        }),
      )
      .join(''),
    fillPath(rectangle(590, 30, 100, 140) + rectangle(750, 30, 100, 140) + rectangle(910, 30, 100, 140), '#161a30'),
    fillPath(rectangle(-20, 640, 540, 8) + rectangle(1080, 640, 560, 8), '#3a4668'),
    fillPath(roundedRectangle(80, 690, 180, 200, 4) + roundedRectangle(1260, 690, 200, 200, 4), '#161d36'),
    fillPath(rectangle(330, 690, 100, 210), '#1a2140'),
    fillPath(rectangle(490, 200, 620, 700), '#31493f'),
    fillPath(rectangle(490, 196, 620, 62), '#243a34') + fillPath(rectangle(490, 252, 620, 8), '#d5a95a'),
    fillPath(shop, '#f3bf62'),
    glow(800, 520, 380, '#fff0bf', 0.9),
    repeat(6, (i) => shelf(530, 350 + i * 96, 180, 90)).join(''),
    repeat(6, (i) => shelf(880, 350 + i * 96, 190, 90)).join(''),
    repeat(4, (i) => shelf(722, 350 + i * 84, 150, 78)).join(''),
    fillPath(rectangle(722, 694, 150, 196), '#c98f45'),
    strokePath(path([690, 880], [726, 300]), '#6b3f24', 7) +
      strokePath(path([716, 880], [742, 300]), '#6b3f24', 7) +
      repeat(9, (i) => strokePath(path([693 + i * 3, 846 - i * 60], [718 + i * 3, 846 - i * 60]), '#6b3f24', 5)).join(''),
    strokePath(path([800, 250], [800, 306]), '#3a2618', 4) + fillPath('M756 346C760 296 840 296 844 346z', '#31493f') + glow(800, 356, 120, '#fffbe0', 0.95),
    person({ x: 830, y: 892, height: 232, coat: '#2c3146', hem: 'coat', hairdo: 'bun', skin: skins[0], near: 'hold', far: 'hold', flip: true }),
    fillPath(polygon([794, 744], [826, 738], [828, 760], [796, 766]), '#f7ead0'),
    fillPath(rectangle(520, 600, 170, 290), '#f7d587', 'opacity="0.18"'),
    strokePath(rectangle(528, 268, 164, 610), '#22362f', 14) +
      strokePath(rectangle(912, 268, 160, 610), '#22362f', 14) +
      fillPath(rectangle(528, 770, 164, 120) + rectangle(912, 770, 160, 120), '#31493f'),
    fillPath(rectangle(692, 250, 14, 640) + rectangle(898, 250, 14, 640), '#22362f'),
    shadedFill(polygon([898, 262], [898, 890], [976, 950], [976, 250]), '#3d5a4c', '#14211f', { angle: 180 }) +
      fillPath(polygon([912, 300], [912, 640], [962, 668], [962, 300]), '#f3c873', 'opacity="0.75"') +
      fillPath(ellipse(964, 740, 6), '#d5a95a'),
    fillPath(rectangle(-20, 890, w + 40, 200), '#1a2036'),
    shade(rectangle(-20, 890, w + 40, 200), '#080b18', { angle: -90 }),
    fillPath(rectangle(-20, 890, w + 40, 10), '#39425f'),
    fillPath(polygon([706, 898], [898, 898], [1120, 1090], [480, 1090]), '#f1b95a', 'opacity="0.55"'),
    glow(800, 900, 520, '#ffd27a', 0.75, 150),
    fillPath(polygon([706, 898], [898, 898], [1010, 1000], [600, 1000]), '#ffdf94', 'opacity="0.4"'),
    fillPath(polygon([800, 898], [860, 898], [960, 1090], [780, 1090]), '#2c2233', 'opacity="0.35"'),
    repeat(5, (i) => strokePath(path([-20, 930 + i * 38], [1620, 930 + i * 38]), '#0d1226', 2.5, 'opacity="0.6"')).join(''),
    strokePath(path([1190, 900], [1190, 420]), '#0b0f1e', 8) + fillPath(polygon([1166, 420], [1214, 420], [1206, 360], [1174, 360]), '#3a4668'),
    fillPath(rectangle(420, 850, 80, 46), '#5b3826') +
      repeat(6, (i) => fillPath(rectangle(426 + i * 12, 826 + (i % 3) * 4, 10, 44), spines[i] as string)).join(''),
    fillPath(rectangle(416, 866, 88, 34), '#6b432c'),
  ]
}
