/** A noodle stall, a snowed-up station, nets on a lake, a bookshop at night. */
import type { Chance } from '../chance.ts'
import { birds, conifer, glitter, hills, peak, ridge, sea, sky, streaks } from '../land.ts'
import { box, clip, curve, fill, glow, line, mix, oval, type Point, poly, rounded, type Scene, shade, solid, times, wash, way } from '../ink.ts'
import { person, skins } from '../people.ts'
import { boat, windows } from '../town.ts'

export const hawkerStall: Scene = ({ w, h, chance }) => {
  const steam = (x: number, y: number) =>
    times(4, (i) => {
      const points: Point[] = times(6, (k) => [x + (i - 1.5) * 34 + Math.sin(k * 1.3 + i * 2) * (12 + k * 7), y - k * 62] as const)
      return line(curve(points), '#fff3dc', 30 - i * 4, 'opacity="0.2" filter="url(#soft)"') + line(curve(points), '#fff3dc', 9, 'opacity="0.42"')
    }).join('')
  const pot = (x: number, y: number) => solid(`M${x - 110} ${y - 130}h220v108q0 22 -24 22h-172q-24 0 -24 -22z`, '#aeb6b8', '#3c444c', { angle: 0, reach: 0.9 }) + fill(oval(x, y - 130, 110, 20), '#5c656a') + fill(oval(x, y - 128, 96, 15), '#e4c58c') + fill(rounded(x - 140, y - 112, 34, 14, 6) + rounded(x + 106, y - 112, 34, 14, 6), '#6b747a') + fill(box(x - 80, y - 112, 12, 96), '#dfe5e4', 'opacity="0.7"')
  const bowls = (x: number, y: number, count: number) => times(count, (i) => fill(`M${x - 44} ${y - 22 - i * 13}h88q-6 26 -28 26h-32q-22 0 -28 -26z`, i % 2 ? '#f4ead6' : '#eadfc9') + line(way([x - 42, y - 18 - i * 13], [x + 42, y - 18 - i * 13]), '#c0453a', 3)).join('')
  const stool = (x: number) => line(way([x - 26, 905], [x - 46, 1040]), '#8c2a26', 9) + line(way([x + 26, 905], [x + 46, 1040]), '#8c2a26', 9) + line(way([x, 905], [x, 1030]), '#6b211f', 8) + line(way([x - 38, 990], [x + 38, 990]), '#8c2a26', 6) + solid(rounded(x - 62, 884, 124, 26, 13), '#d9493b', '#7a1f22', { angle: -90 }) + fill(oval(x, 1042, 66, 9), '#2a2a33', 'opacity="0.35"')
  const lantern = (x: number, y: number) => line(way([x, -20], [x, y - 60]), '#20303a', 3) + glow(x, y, 150, '#ffcf7a', 0.6) + solid(oval(x, y, 52, 46), '#e2573f', '#8d2a2c', { angle: 180, reach: 0.8 }) + times(3, (i) => line(`M${x} ${y - 46}q${(i - 1) * 60} 46 0 92`, '#a83730', 2.5)).join('') + fill(box(x - 18, y - 52, 36, 10) + box(x - 18, y + 42, 36, 10), '#e8bf6a')
  return [
    fill(box(-20, -20, w + 40, h + 40), '#25545a'),
    wash(box(-20, -20, w + 40, 700), ['#173a44', '#2b6464', '#3f7a72']),
    times(4, (i) => fill(box(60 + i * 420, 80, 220, 520), '#2f6a69') + fill(box(80 + i * 420, 110, 180, 190), '#1c464e') + fill(box(80 + i * 420, 330, 180, 270), '#24565b')).join(''),
    glow(800, 360, 780, '#ffd48a', 0.5, 460),
    fill(box(200, 150, 1200, 660), '#f0d9ae'),
    times(24, (i) => times(10, (j) => fill(box(206 + i * 50, 306 + j * 50, 46, 46), mix('#e9d6b1', '#9cc0ae', chance() * 0.7))).join('')).join(''),
    shade(box(200, 150, 1200, 660), '#7c5434', { angle: -90, reach: 0.7, strength: 0.55 }),
    fill(box(300, 360, 400, 14) + box(930, 360, 380, 14), '#7a4a2c'),
    bowls(350, 360, 5), bowls(460, 360, 7), bowls(570, 360, 4), bowls(660, 360, 6),
    times(7, (i) => fill(rounded(950 + i * 50, 292, 34, 68, 8), ['#b7472f', '#d99b3a', '#3d6b4c', '#6b3427'][i % 4] as string) + fill(box(956 + i * 50, 280, 22, 14), '#2d2d33')).join(''),
    person({ x: 820, y: 912, height: 505, coat: '#f3efe4', hem: 'shirt', skin: skins[0], hairdo: 'cap', cloth: '#c0453a', near: [[-20, -64], [-8, -52]], far: [[18, -66], [20, -54]] }),
    fill(poly([782, 572], [858, 572], [872, 760], [768, 760]), '#2f5f66'), line(way([790, 572], [800, 512]), '#2f5f66', 8) + line(way([850, 572], [840, 512]), '#2f5f66', 8),
    fill(box(180, 720, 1240, 22), '#f6e7c6'), solid(box(200, 742, 1200, 220), '#b23c34', '#4e1a22', { angle: -90, reach: 0.9 }),
    times(15, (i) => fill(box(200 + i * 80, 742, 40, 220), '#8f2d2b', 'opacity="0.35"')).join(''),
    steam(560, 600), steam(1080, 600),
    pot(560, 722), pot(1080, 722),
    bowls(760, 722, 3), bowls(330, 722, 9), bowls(1290, 722, 6),
    line(way([884, 700], [960, 560]), '#c08a4a', 8) + fill(oval(878, 706, 40, 16), '#d7b27a') + times(5, (i) => line(`M${866 + i * 7} 700q${i % 2 ? 6 : -6} 10 0 20`, '#f2dca0', 3)).join(''),
    solid(poly([140, 40], [1460, 40], [1400, 220], [200, 220]), '#f4e3bf', '#a5794c', { angle: -90, reach: 0.9, strength: 0.6 }),
    times(9, (i) => { const a = 140 + (i * 2 * 1320) / 18; const b = 200 + (i * 2 * 1200) / 18; return fill(poly([a, 40], [a + 73, 40], [b + 67, 220], [b, 220]), '#c8463a') + fill(`M${b} 218h67q0 40 -33.500 40t-33.500 -40z`, '#c8463a') + fill(`M${b + 67} 218h67q0 40 -33.500 40t-33.500 -40z`, i < 9 ? '#f4e3bf' : 'none') }).join(''),
    lantern(290, 330), lantern(1310, 330),
    fill(box(-20, 960, w + 40, 140), '#7e8a80'), times(8, (i) => line(way([i * 240 - 60, 1090], [240 + i * 170, 962]), '#66736c', 3)).join(''), line(way([-20, 1010], [1620, 1010]), '#66736c', 3), shade(box(-20, 960, w + 40, 140), '#28343a', { angle: 90, reach: 0.8 }),
    ...[340, 570, 800, 1030, 1260].map(stool),
  ]
}

export const snowStation: Scene = ({ w, h, chance }) => [
  sky(w, h, ['#41608c', '#b4bccb', '#ecd3c4', '#f6d8bb']),
  times(60, () => fill(oval(chance.between(0, w), chance.between(0, 260), chance.between(1, 2.4)), '#ffffff', 'opacity="0.7"')).join(''),
  peak(330, 130, 900, 640, '#93a5c0', '#5a7098', '#f6f2ee'), peak(1300, 90, 1050, 660, '#8b9dbb', '#526892', '#f6f2ee'), peak(820, 220, 900, 650, '#a3b2c8', '#6b80a4', '#fbf7f2'),
  fill(curve([[-30, 600], [200, 560], [480, 590], [820, 556], [1180, 590], [1640, 540]]) + 'V800H-30z', '#41597d'),
  times(46, (i) => conifer(i * 36 - 20 + chance.between(-14, 14), 640 + chance.between(-14, 22), chance.between(80, 150), '#3a5472', '#1f3350')).join(''),
  hills(ridge(chance, w, 630, 14, 8), h, '#dfe3ea', '#8c9fc0', -90),
  station(1060, 770),
  fill(box(-20, 762, w + 40, 50), '#bfc9d8'),
  fill('M-20 745C260 732 520 748 800 738C1080 730 1340 748 1620 736V790H-20z', '#f2f1ef'),
  glow(560, 760, 560, '#ffce86', 0.55, 90),
  train(150, 770),
  fill('M-20 772C300 760 700 778 1000 766C1300 758 1500 770 1620 764V1100H-20z', '#eef0f2'),
  shade('M-20 772C300 760 700 778 1000 766C1300 758 1500 770 1620 764V1100H-20z', '#8197bd', { angle: -90, reach: 0.9 }),
  times(8, (i) => fill(poly([222 + i * 82, 776], [280 + i * 82, 776], [250 + i * 96, 872], [170 + i * 96, 872]), '#ffd592', 'opacity="0.5"')).join(''),
  drifts(chance),
  person({ x: 1010, y: 800, height: 122, coat: '#2c3550', hem: 'coat', hairdo: 'hat', cloth: '#2c3550', skin: skins[4], near: 'hold', flip: true, shadow: '#5a7098' }),
  person({ x: 1240, y: 842, height: 132, coat: '#b9452f', hem: 'coat', hairdo: 'scarf', cloth: '#e8c15a', skin: skins[0], stance: 'walk', flip: true, shadow: '#5a7098', bag: '#5a3a2a' }),
  times(13, (i) => fill(oval(1266 + i * 24, 850 + i * 11 + (i % 2) * 9, 8, 4), '#8fa3c4')).join(''),
  conifer(1490, 960, 420, '#2f4a5e', '#14263a'), fill('M1420 700l70 -160l66 150l-66 -40z', '#eef0f2', 'opacity="0.9"'), fill('M1404 800l86 -90l80 84l-80 -30z', '#eef0f2', 'opacity="0.9"'), fill('M1392 890l98 -80l90 76l-90 -24z', '#eef0f2', 'opacity="0.9"'),
  conifer(70, 1010, 300, '#34506a', '#182c42'), fill('M20 840l50 -126l48 120l-48 -30z', '#eef0f2', 'opacity="0.9"'), fill('M6 920l64 -60l60 54l-60 -16z', '#eef0f2', 'opacity="0.9"'),
  times(150, () => fill(oval(chance.between(0, w), chance.between(0, h), chance.between(1.6, 4.400)), '#ffffff', 'opacity="0.85"')).join(''),
]

const drifts = (chance: Chance) => times(9, (i) => fill(`M${-40 + i * 190} ${900 + (i % 3) * 50}q90 ${-30 - chance() * 20} 200 0q-100 14 -200 0z`, '#a9b8d2', 'opacity="0.6"')).join('')

function train(x: number, y: number): string {
  const body = rounded(x, y - 230, 780, 200, 34)
  return [
    fill(box(x + 30, y - 34, 720, 26), '#2a2c38'), times(4, (i) => fill(oval(x + 110 + ([0, 90, 470, 560][i] as number), y - 14, 26), '#1b1d27') + fill(oval(x + 110 + ([0, 90, 470, 560][i] as number), y - 14, 12), '#6b7080')).join(''),
    fill(body, '#e2702b'), fill(box(x, y - 96, 780, 12), '#f7e6c8'), shade(body, '#7d2a1d', { angle: -90, reach: 0.7 }),
    times(8, (i) => fill(rounded(x + 56 + i * 86, y - 196, 64, 74, 8), '#ffe3a0') + fill(box(x + 56 + i * 86, y - 146, 64, 3), '#d8a652')).join(''),
    [1, 4].map((i) => fill(oval(x + 88 + i * 86, y - 148, 12, 14), '#5a3426') + fill(`M${x + 66 + i * 86} ${y - 122}q2 -26 22 -26t22 26z`, '#3c4a66')).join(''),
    fill(rounded(x + 744, y - 196, 30, 74, 8), '#3b4a66'), glow(x + 782, y - 70, 150, '#fff2c4', 0.8), fill(oval(x + 770, y - 70, 10), '#fffbe6'),
    fill(`M${x + 8} ${y - 222}C${x + 30} ${y - 262} ${x + 140} ${y - 256} ${x + 240} ${y - 258}C${x + 420} ${y - 252} ${x + 600} ${y - 264} ${x + 770} ${y - 224}C${x + 600} ${y - 212} ${x + 200} ${y - 214} ${x + 8} ${y - 222}z`, '#f7f5f2'),
    line(way([x + 360, y - 250], [x + 400, y - 300], [x + 360, y - 340]), '#2a2c38', 5) + line(way([x + 320, y - 342], [x + 400, y - 342]), '#2a2c38', 5) + line(way([-20, y - 344], [1640, y - 348]), '#39415a', 2.500),
  ].join('')
}

const station = (x: number, y: number) => [
  solid(box(x, y - 210, 400, 210), '#8c5436', '#3a2230', { angle: -90, reach: 0.8 }), times(13, (i) => line(way([x + 14 + i * 31, y - 210], [x + 14 + i * 31, y]), '#5e3528', 2)).join(''),
  fill(box(x + 40, y - 150, 70, 74) + box(x + 290, y - 150, 70, 74), '#ffdf9a'), fill(box(x + 72, y - 150, 5, 74) + box(x + 322, y - 150, 5, 74) + box(x + 40, y - 116, 70, 4) + box(x + 290, y - 116, 70, 4), '#5e3528'), fill(box(x + 162, y - 140, 76, 140), '#3d2a34'), fill(box(x + 172, y - 130, 56, 56), '#ffd283'), glow(x + 200, y - 60, 260, '#ffc46f', 0.5),
  fill(poly([x - 60, y - 190], [x + 60, y - 310], [x + 340, y - 310], [x + 460, y - 190]), '#5b3b3a'), fill(`M${x - 76} ${y - 196}C${x - 20} ${y - 250} ${x + 20} ${y - 320} ${x + 60} ${y - 338}C${x + 160} ${y - 350} ${x + 260} ${y - 346} ${x + 340} ${y - 338}C${x + 390} ${y - 310} ${x + 420} ${y - 240} ${x + 476} ${y - 196}C${x + 380} ${y - 210} ${x + 300} ${y - 200} ${x + 200} ${y - 208}C${x + 100} ${y - 200} ${x + 20} ${y - 212} ${x - 76} ${y - 196}z`, '#f6f4f1'), shade(box(x - 60, y - 345, 520, 140), '#93a6c8', { angle: 180, reach: 0.7 }),
  fill(box(x + 250, y - 392, 40, 70), '#6b4336') + fill(box(x + 244, y - 402, 52, 16), '#f6f4f1'), times(5, (i) => fill(oval(x + 280 + i * 22, y - 430 - i * 34, 14 + i * 7, 11 + i * 5), '#e9e0de', `opacity="${0.6 - i * 0.09}"`)).join(''),
  fill(oval(x + 200, y - 176, 22), '#f7f0de') + line(way([x + 200, y - 176], [x + 200, y - 190]), '#2a2c38', 3) + line(way([x + 200, y - 176], [x + 210, y - 172]), '#2a2c38', 3),
].join('')

export const lakeNets: Scene = ({ w, h, chance }) => {
  const stilt = (x: number, y: number, s: number) => times(5, (i) => line(way([x + i * 22 * s, y], [x + (i * 22 + 2) * s, y - 46 * s]), '#7d5f56', 3 * s)).join('') + solid(box(x - 6 * s, y - 98 * s, 104 * s, 54 * s), '#a5826c', '#6d5150', { angle: 180, reach: 0.9 }) + fill(poly([x - 22 * s, y - 94 * s], [x + 46 * s, y - 142 * s], [x + 114 * s, y - 94 * s]), '#7b5a52') + fill(box(x + 14 * s, y - 82 * s, 16 * s, 38 * s), '#5d4444') + fill(box(x + 54 * s, y - 82 * s, 20 * s, 18 * s), '#f1c98a') + shade(box(x - 6 * s, y, 104 * s, 46 * s), '#6d5150', { angle: 90, strength: 0.7 })
  const canoe = (x: number, y: number, l: number, colour: string) => {
    const d = `M${x - l / 2} ${y - l * 0.1}C${x - l * 0.4} ${y + l * 0.02} ${x + l * 0.4} ${y + l * 0.02} ${x + l / 2} ${y - l * 0.13}C${x + l * 0.42} ${y + l * 0.075} ${x - l * 0.42} ${y + l * 0.075} ${x - l / 2} ${y - l * 0.1}z`
    return fill(`M${x - l * 0.42} ${y + l * 0.04}q${l * 0.42} ${l * 0.09} ${l * 0.84} 0q${-l * 0.42} ${l * 0.16} ${-l * 0.84} 0z`, '#4b2f2a', 'opacity="0.45"') + fill(`M${x - l * 0.47} ${y - l * 0.085}Q${x} ${y - l * 0.03} ${x + l * 0.47} ${y - l * 0.105}Q${x} ${y + l * 0.05} ${x - l * 0.47} ${y - l * 0.085}z`, '#3a2523') + fill(d, colour) + shade(d, '#23171c', { angle: -90, reach: 0.9 }) + line(`M${x - l / 2} ${y - l * 0.1}C${x - l * 0.4} ${y + l * 0.02} ${x + l * 0.4} ${y + l * 0.02} ${x + l / 2} ${y - l * 0.13}`, '#f3c894', 3.500)
  }
  const net = (x: number, y: number, wide: number, drop: number) => {
    const d = `M${x} ${y}Q${x + wide * 0.5} ${y + 56} ${x + wide} ${y + 8}L${x + wide * 0.96} ${y + drop * 0.8}Q${x + wide * 0.7} ${y + drop * 1.15} ${x + wide * 0.5} ${y + drop}Q${x + wide * 0.25} ${y + drop * 1.2} ${x + wide * 0.05} ${y + drop * 0.75}z`
    return fill(d, '#3f5a5e', 'opacity="0.38"') + clip(d, ...times(22, (i) => line(way([x - 120 + i * 26, y], [x + 60 + i * 26, y + drop * 1.3]), '#2f4448', 1.8) + line(way([x + 60 + i * 26, y], [x - 120 + i * 26, y + drop * 1.3]), '#2f4448', 1.800)))
  }
  const pole = (x: number, y: number, top: number) => line(way([x, y], [x + 5, top]), '#4a332c', 11) + line(way([x - 3, y], [x + 2, top]), '#a87a55', 3) + line(way([x, y + 6], [x - 4, y + 90]), '#4a332c', 9, 'opacity="0.3"')
  return [
    sky(w, h, ['#e7c9a4', '#f3dcb4', '#f8e8c8', '#f6d9ac']),
    glow(500, 400, 520, '#fff3cf', 0.95, 380), fill(oval(500, 372, 48), '#fffaea'),
    streaks(chance, w, 140, 350, 9, '#fff4da', 0.7),
    fill(curve([[-30, 455], [250, 436], [600, 452], [1000, 430], [1300, 444], [1640, 424]]) + 'V480H-30z', '#cdb091'),
    sea(chance, w, 470, 1067, ['#e2c193', '#b98b5f', '#7d5740', '#553b33'], '#f3d9ae', 150),
    glitter(chance, 500, 478, 900, 260, '#fff4d2', 80),
    ...[930, 1050, 1150, 1290, 1400, 1500].map((x, i) => stilt(x, 484 + (i % 3) * 5, 0.72 + (i % 2) * 0.2)), stilt(60, 482, 0.7), stilt(170, 480, 0.55),
    canoe(820, 600, 330, '#6b4a3a'), person({ x: 850, y: 598, height: 140, coat: '#7c4b3e', skin: skins[3], stance: 'stand', near: 'forward', far: 'hold', hairdo: 'hat', cloth: '#d9b36c' }), line(way([874, 470], [918, 660]), '#4a332c', 5),
    canoe(1180, 720, 520, '#845538'),
    canoe(520, 830, 760, '#9c6239'), person({ x: 640, y: 806, height: 250, coat: '#2f5f68', legs: '#3a2f36', skin: skins[3], hairdo: 'scarf', cloth: '#d9493b', hem: 'dress', near: [[4, -66], [14, -56]], far: [[10, -64], [18, -58]], lean: 8 }), fill(`M560 806C600 760 660 756 700 776C740 786 760 800 780 812C700 836 620 832 560 806z`, '#40595c'), times(6, (i) => fill(oval(590 + i * 32, 796 + (i % 2) * 8, 8), '#e08a3c')).join(''),
    net(1010, 540, 230, 260), net(1252, 552, 250, 250), pole(1010, 800, 500), pole(1246, 850, 510), pole(1508, 810, 506), line('M1010 530Q1130 590 1248 548Q1370 590 1508 545', '#3a2a28', 3.500),
    birds(chance, 760, 250, 190, 8, '#6d5150', 16),
    times(22, (i) => line(`M${20 + i * 17} 1085q${chance.between(-20, 20)} -80 ${chance.between(-30, 30)} ${-chance.between(90, 200)}`, ['#5d5a34', '#463f2b', '#77703f'][i % 3] as string, 6)).join(''),
  ]
}

export const nightBookshop: Scene = ({ w, h, chance }) => {
  const spines = ['#a33b2e', '#d9a441', '#2f6a66', '#e8d6ae', '#6b3a52', '#c86a3a', '#39507c', '#8f9a5a']
  const shelf = (x: number, y: number, wide: number, high: number) => {
    const parts: string[] = []
    for (let a = x + 3; a < x + wide - 14; ) {
      const b = chance.between(9, 19)
      const t = high * chance.between(0.62, 0.92)
      parts.push(fill(box(a, y - t, b - 1.5, t), chance.pick(spines)))
      a += b
    }
    return parts.join('') + fill(box(x, y, wide, 8), '#7a4a2a')
  }
  const shop = box(520, 250, 560, 640)
  const wall = (x: number, wide: number, colour: string) => solid(box(x, -20, wide, 920), colour, '#0a0d1c', { angle: 90, reach: 0.9 })
  return [
    fill(box(-20, -20, w + 40, h + 40), '#10162b'),
    wall(-20, 540, '#222c4a'), wall(1080, 560, '#1f2845'), wall(500, 600, '#2c2740'),
    [0, 1, 2].map((i) => windows(chance, { x: 20 + i * 165, y: 60, w: 130, h: 560, columns: 1, rows: 3, lit: '#3a4668', unlit: '#141b33', share: 0, gap: 0.36 })).join(''), [0, 1, 2].map((i) => windows(chance, { x: 1130 + i * 165, y: 60, w: 130, h: 560, columns: 1, rows: 3, lit: '#e8b45f', unlit: '#131a31', share: i === 2 ? 0.35 : 0, gap: 0.36 })).join(''),
    fill(box(590, 30, 100, 140) + box(750, 30, 100, 140) + box(910, 30, 100, 140), '#161a30'),
    fill(box(-20, 640, 540, 8) + box(1080, 640, 560, 8), '#3a4668'), fill(rounded(80, 690, 180, 200, 4) + rounded(1260, 690, 200, 200, 4), '#161d36'), fill(box(330, 690, 100, 210), '#1a2140'),
    fill(box(490, 200, 620, 700), '#31493f'), fill(box(490, 196, 620, 62), '#243a34') + fill(box(490, 252, 620, 8), '#d5a95a'),
    fill(shop, '#f3bf62'), glow(800, 520, 380, '#fff0bf', 0.9),
    times(6, (i) => shelf(530, 350 + i * 96, 180, 90)).join(''), times(6, (i) => shelf(880, 350 + i * 96, 190, 90)).join(''), times(4, (i) => shelf(722, 350 + i * 84, 150, 78)).join(''),
    fill(box(722, 694, 150, 196), '#c98f45'), line(way([690, 880], [726, 300]), '#6b3f24', 7) + line(way([716, 880], [742, 300]), '#6b3f24', 7) + times(9, (i) => line(way([693 + i * 3, 846 - i * 60], [718 + i * 3, 846 - i * 60]), '#6b3f24', 5)).join(''),
    line(way([800, 250], [800, 306]), '#3a2618', 4) + fill('M756 346C760 296 840 296 844 346z', '#31493f') + glow(800, 356, 120, '#fffbe0', 0.95),
    person({ x: 830, y: 892, height: 232, coat: '#2c3146', hem: 'coat', hairdo: 'bun', skin: skins[0], near: 'hold', far: 'hold', flip: true }), fill(poly([794, 744], [826, 738], [828, 760], [796, 766]), '#f7ead0'),
    fill(box(520, 600, 170, 290), '#f7d587', 'opacity="0.18"'), line(box(528, 268, 164, 610), '#22362f', 14) + line(box(912, 268, 160, 610), '#22362f', 14) + fill(box(528, 770, 164, 120) + box(912, 770, 160, 120), '#31493f'), fill(box(692, 250, 14, 640) + box(898, 250, 14, 640), '#22362f'),
    solid(poly([898, 262], [898, 890], [976, 950], [976, 250]), '#3d5a4c', '#14211f', { angle: 180 }) + fill(poly([912, 300], [912, 640], [962, 668], [962, 300]), '#f3c873', 'opacity="0.75"') + fill(oval(964, 740, 6), '#d5a95a'),
    fill(box(-20, 890, w + 40, 200), '#1a2036'), shade(box(-20, 890, w + 40, 200), '#080b18', { angle: -90 }), fill(box(-20, 890, w + 40, 10), '#39425f'),
    fill(poly([706, 898], [898, 898], [1120, 1090], [480, 1090]), '#f1b95a', 'opacity="0.55"'), glow(800, 900, 520, '#ffd27a', 0.75, 150), fill(poly([706, 898], [898, 898], [1010, 1000], [600, 1000]), '#ffdf94', 'opacity="0.4"'),
    fill(poly([800, 898], [860, 898], [960, 1090], [780, 1090]), '#2c2233', 'opacity="0.35"'),
    times(5, (i) => line(way([-20, 930 + i * 38], [1620, 930 + i * 38]), '#0d1226', 2.500, 'opacity="0.6"')).join(''),
    line(way([1190, 900], [1190, 420]), '#0b0f1e', 8) + fill(poly([1166, 420], [1214, 420], [1206, 360], [1174, 360]), '#3a4668'),
    fill(box(420, 850, 80, 46), '#5b3826') + times(6, (i) => fill(box(426 + i * 12, 826 + (i % 3) * 4, 10, 44), spines[i] as string)).join(''), fill(box(416, 866, 88, 34), '#6b432c'),
  ]
}
