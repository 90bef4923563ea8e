/** A lighthouse, a station in the snow, a stake in the ice. */

import { birds, conifer, hills, peak, ridge, sea, sky, streaks } from '../land.ts'
import { person, skins } from '../people.ts'
import type { Random } from '../random.ts'
import { curve, ellipse, fillPath, glow, path, polygon, rectangle, repeat, roundedRectangle, type Scene, shade, shadedFill, strokePath } from '../svg.ts'
import { house } from '../town.ts'

export const lighthouse: Scene = ({ w, h, random }) => {
  const rock = 'M600 800C660 730 730 720 790 690C860 660 900 640 980 646C1060 636 1120 650 1180 690C1260 716 1330 742 1380 806C1300 830 700 832 600 800z'
  const tower = 'M926 660L950 250H1050L1074 660z'
  const band = polygon([938.5, 446], [945.7, 330], [1054.3, 330], [1061.5, 446])
  return [
    sky(w, h, ['#7f97a6', '#a9b9bf', '#d5d8d2', '#e9dfcf']),
    streaks(random, w, 120, 520, 16, '#f0ebe0', 0.5),
    streaks(random, w, 80, 420, 10, '#6f8796', 0.4),
    sea(random, w, 610, 1067, ['#8aa0a6', '#5d7a86', '#2f4c5c'], '#c8d5d4', 130),
    fillPath(ellipse(1000, 822, 470, 30), '#22394a', 'opacity="0.5"'),
    shadedFill(rock, '#6a6259', '#221f27', { angle: -90, reach: 1, strength: 0.95 }),
    repeat(12, () => {
      const x = random.between(690, 1290)
      const y = 700 + Math.abs(x - 990) * 0.22 + random.between(0, 40)
      return strokePath(`M${x} ${y}l${random.between(-30, 10)} ${random.between(20, 46)}`, '#2c2830', 4, 'opacity="0.5"')
    }).join(''),
    fillPath('M640 786C700 740 760 735 800 706C850 690 880 668 930 664C880 700 800 730 640 786z', '#96897a'),
    house({ x: 1100, y: 708, w: 170, h: 92, wall: '#efe7d8', dark: '#a9a099', roof: '#4a4f5c', roofHeight: 58, angle: 180 }),
    fillPath(rectangle(1130, 640, 24, 30) + rectangle(1216, 640, 24, 30), '#f4c668') +
      fillPath(rectangle(1174, 652, 26, 56), '#a8382f') +
      fillPath(rectangle(1216, 566, 20, 40), '#b9a999'),
    fillPath(tower, '#f6f1e6'),
    fillPath(band, '#c23b30'),
    shade(tower, '#3c4658', { angle: 180, reach: 0.7, strength: 0.9 }),
    [610, 510, 390, 290].map((y, i) => fillPath(roundedRectangle(985 + (i % 2) * 14, y, 16, 28, 7), '#36404e')).join(''),
    fillPath(roundedRectangle(982, 608, 36, 62, 16), '#7d2b29'),
    fillPath(polygon([930, 250], [1070, 250], [1062, 232], [938, 232]), '#363c48'),
    repeat(9, (i) => strokePath(path([936 + i * 16, 232], [936 + i * 16, 206]), '#363c48', 3)).join('') +
      strokePath(path([932, 206], [1068, 206]), '#363c48', 4),
    fillPath(rectangle(962, 150, 76, 82), '#fbe3a2') + glow(1000, 190, 200, '#ffe9ae', 0.85),
    repeat(4, (i) => strokePath(path([962 + i * 25.3, 150], [962 + i * 25.3, 232]), '#363c48', 4)).join('') + fillPath(ellipse(1000, 196, 15, 24), '#fffbe8'),
    fillPath('M950 152C960 108 1040 108 1050 152z', '#b0362d') + strokePath(path([1000, 118], [1000, 84]), '#363c48', 4),
    fillPath('M966 176L-20 60V210L966 214z', '#fff3c9', 'opacity="0.24"'),
    repeat(26, (i) =>
      fillPath(
        ellipse(612 + i * 30 + random.between(-12, 12), 806 + Math.sin(i) * 8 + (i > 3 && i < 22 ? 14 : 0), random.between(18, 40), random.between(5, 11)),
        '#e9eeea',
        'opacity="0.85"',
      ),
    ).join(''),
    birds(random, 720, 330, 190, 9, '#2f3b48', 17),
  ]
}

export const snowStation: Scene = ({ w, h, random }) => [
  sky(w, h, ['#41608c', '#b4bccb', '#ecd3c4', '#f6d8bb']),
  repeat(60, () => fillPath(ellipse(random.between(0, w), random.between(0, 260), random.between(1, 2.4)), '#ffffff', 'opacity="0.7"')).join(''),
  peak(330, 130, 900, 640, '#93a5c0', '#5a7098', '#f6f2ee'),
  peak(1300, 90, 1050, 660, '#8b9dbb', '#526892', '#f6f2ee'),
  peak(820, 220, 900, 650, '#a3b2c8', '#6b80a4', '#fbf7f2'),
  fillPath(
    `${curve([
      [-30, 600],
      [200, 560],
      [480, 590],
      [820, 556],
      [1180, 590],
      [1640, 540],
    ])}V800H-30z`,
    '#41597d',
  ),
  repeat(46, (i) => conifer(i * 36 - 20 + random.between(-14, 14), 640 + random.between(-14, 22), random.between(80, 150), '#3a5472', '#1f3350')).join(''),
  hills(ridge(random, w, 630, 14, 8), h, '#dfe3ea', '#8c9fc0', -90),
  station(1060, 770),
  fillPath(rectangle(-20, 762, w + 40, 50), '#bfc9d8'),
  fillPath('M-20 745C260 732 520 748 800 738C1080 730 1340 748 1620 736V790H-20z', '#f2f1ef'),
  glow(560, 760, 560, '#ffce86', 0.55, 90),
  train(150, 770),
  fillPath('M-20 772C300 760 700 778 1000 766C1300 758 1500 770 1620 764V1100H-20z', '#eef0f2'),
  shade('M-20 772C300 760 700 778 1000 766C1300 758 1500 770 1620 764V1100H-20z', '#8197bd', { angle: -90, reach: 0.9 }),
  repeat(8, (i) => fillPath(polygon([222 + i * 82, 776], [280 + i * 82, 776], [250 + i * 96, 872], [170 + i * 96, 872]), '#ffd592', 'opacity="0.5"')).join(''),
  drifts(random),
  person({
    x: 1010,
    y: 800,
    height: 122,
    coat: '#2c3550',
    hem: 'coat',
    hairdo: 'hat',
    cloth: '#2c3550',
    skin: skins[4],
    near: 'hold',
    flip: true,
    shadow: '#5a7098',
  }),
  person({
    x: 1240,
    y: 842,
    height: 132,
    coat: '#b9452f',
    hem: 'coat',
    hairdo: 'scarf',
    cloth: '#e8c15a',
    skin: skins[0],
    stance: 'walk',
    flip: true,
    shadow: '#5a7098',
    bag: '#5a3a2a',
  }),
  repeat(13, (i) => fillPath(ellipse(1266 + i * 24, 850 + i * 11 + (i % 2) * 9, 8, 4), '#8fa3c4')).join(''),
  conifer(1490, 960, 420, '#2f4a5e', '#14263a'),
  fillPath('M1420 700l70 -160l66 150l-66 -40z', '#eef0f2', 'opacity="0.9"'),
  fillPath('M1404 800l86 -90l80 84l-80 -30z', '#eef0f2', 'opacity="0.9"'),
  fillPath('M1392 890l98 -80l90 76l-90 -24z', '#eef0f2', 'opacity="0.9"'),
  conifer(70, 1010, 300, '#34506a', '#182c42'),
  fillPath('M20 840l50 -126l48 120l-48 -30z', '#eef0f2', 'opacity="0.9"'),
  fillPath('M6 920l64 -60l60 54l-60 -16z', '#eef0f2', 'opacity="0.9"'),
  repeat(150, () => fillPath(ellipse(random.between(0, w), random.between(0, h), random.between(1.6, 4.4)), '#ffffff', 'opacity="0.85"')).join(''),
]

const drifts = (random: Random) =>
  repeat(9, (i) => fillPath(`M${-40 + i * 190} ${900 + (i % 3) * 50}q90 ${-30 - random() * 20} 200 0q-100 14 -200 0z`, '#a9b8d2', 'opacity="0.6"')).join('')

function train(x: number, y: number): string {
  const body = roundedRectangle(x, y - 230, 780, 200, 34)
  return [
    fillPath(rectangle(x + 30, y - 34, 720, 26), '#2a2c38'),
    repeat(
      4,
      (i) =>
        fillPath(ellipse(x + 110 + ([0, 90, 470, 560][i] as number), y - 14, 26), '#1b1d27') +
        fillPath(ellipse(x + 110 + ([0, 90, 470, 560][i] as number), y - 14, 12), '#6b7080'),
    ).join(''),
    fillPath(body, '#e2702b'),
    fillPath(rectangle(x, y - 96, 780, 12), '#f7e6c8'),
    shade(body, '#7d2a1d', { angle: -90, reach: 0.7 }),
    repeat(
      8,
      (i) => fillPath(roundedRectangle(x + 56 + i * 86, y - 196, 64, 74, 8), '#ffe3a0') + fillPath(rectangle(x + 56 + i * 86, y - 146, 64, 3), '#d8a652'),
    ).join(''),
    [1, 4]
      .map((i) => fillPath(ellipse(x + 88 + i * 86, y - 148, 12, 14), '#5a3426') + fillPath(`M${x + 66 + i * 86} ${y - 122}q2 -26 22 -26t22 26z`, '#3c4a66'))
      .join(''),
    fillPath(roundedRectangle(x + 744, y - 196, 30, 74, 8), '#3b4a66'),
    glow(x + 782, y - 70, 150, '#fff2c4', 0.8),
    fillPath(ellipse(x + 770, y - 70, 10), '#fffbe6'),
    fillPath(
      `M${x + 8} ${y - 222}C${x + 30} ${y - 262} ${x + 140} ${y - 256} ${x + 240} ${y - 258}C${x + 420} ${y - 252} ${x + 600} ${y - 264} ${x + 770} ${y - 224}C${x + 600} ${y - 212} ${x + 200} ${y - 214} ${x + 8} ${y - 222}z`,
      '#f7f5f2',
    ),
    strokePath(path([x + 360, y - 250], [x + 400, y - 300], [x + 360, y - 340]), '#2a2c38', 5) +
      strokePath(path([x + 320, y - 342], [x + 400, y - 342]), '#2a2c38', 5) +
      strokePath(path([-20, y - 344], [1640, y - 348]), '#39415a', 2.5),
  ].join('')
}

const station = (x: number, y: number) =>
  [
    shadedFill(rectangle(x, y - 210, 400, 210), '#8c5436', '#3a2230', { angle: -90, reach: 0.8 }),
    repeat(13, (i) => strokePath(path([x + 14 + i * 31, y - 210], [x + 14 + i * 31, y]), '#5e3528', 2)).join(''),
    fillPath(rectangle(x + 40, y - 150, 70, 74) + rectangle(x + 290, y - 150, 70, 74), '#ffdf9a'),
    fillPath(
      rectangle(x + 72, y - 150, 5, 74) + rectangle(x + 322, y - 150, 5, 74) + rectangle(x + 40, y - 116, 70, 4) + rectangle(x + 290, y - 116, 70, 4),
      '#5e3528',
    ),
    fillPath(rectangle(x + 162, y - 140, 76, 140), '#3d2a34'),
    fillPath(rectangle(x + 172, y - 130, 56, 56), '#ffd283'),
    glow(x + 200, y - 60, 260, '#ffc46f', 0.5),
    fillPath(polygon([x - 60, y - 190], [x + 60, y - 310], [x + 340, y - 310], [x + 460, y - 190]), '#5b3b3a'),
    fillPath(
      `M${x - 76} ${y - 196}C${x - 20} ${y - 250} ${x + 20} ${y - 320} ${x + 60} ${y - 338}C${x + 160} ${y - 350} ${x + 260} ${y - 346} ${x + 340} ${y - 338}C${x + 390} ${y - 310} ${x + 420} ${y - 240} ${x + 476} ${y - 196}C${x + 380} ${y - 210} ${x + 300} ${y - 200} ${x + 200} ${y - 208}C${x + 100} ${y - 200} ${x + 20} ${y - 212} ${x - 76} ${y - 196}z`,
      '#f6f4f1',
    ),
    shade(rectangle(x - 60, y - 345, 520, 140), '#93a6c8', { angle: 180, reach: 0.7 }),
    fillPath(rectangle(x + 250, y - 392, 40, 70), '#6b4336') + fillPath(rectangle(x + 244, y - 402, 52, 16), '#f6f4f1'),
    repeat(5, (i) => fillPath(ellipse(x + 280 + i * 22, y - 430 - i * 34, 14 + i * 7, 11 + i * 5), '#e9e0de', `opacity="${0.6 - i * 0.09}"`)).join(''),
    fillPath(ellipse(x + 200, y - 176, 22), '#f7f0de') +
      strokePath(path([x + 200, y - 176], [x + 200, y - 190]), '#2a2c38', 3) +
      strokePath(path([x + 200, y - 176], [x + 210, y - 172]), '#2a2c38', 3),
  ].join('')

export const glacierStake: Scene = ({ w, h, random }) => {
  const ice = `${curve([
    [-30, 700],
    [220, 660],
    [520, 628],
    [820, 640],
    [1100, 700],
    [1350, 800],
    [1640, 910],
  ])}V1100H-30z`
  const tongue = 'M480 640C560 520 600 420 640 330C690 240 760 200 830 210C900 230 900 330 940 430C980 540 1020 620 1110 704L820 660z'
  const crack = (x: number, y: number, l: number) => {
    const d = `M${x} ${y}q${l * 0.3} -14 ${l * 0.55} -4q${l * 0.3} 8 ${l * 0.45} -8q${-l * 0.2} 26 ${-l * 0.5} 26q${-l * 0.35} 2 ${-l * 0.5} -14z`
    return fillPath(d, '#3f88a6') + shade(d, '#123f5c', { angle: -90 })
  }
  return [
    sky(w, h, ['#9dbccb', '#cfdde0', '#f0ebe0']),
    streaks(random, w, 60, 220, 8, '#ffffff', 0.7),
    fillPath(
      polygon(
        [-30, 330],
        [140, 190],
        [260, 250],
        [420, 120],
        [560, 250],
        [700, 180],
        [860, 90],
        [980, 210],
        [1140, 120],
        [1320, 240],
        [1480, 150],
        [1640, 260],
        [1640, 800],
        [-30, 800],
      ),
      '#8d8f96',
    ),
    fillPath(polygon([420, 120], [470, 200], [440, 330], [520, 460], [640, 420], [560, 250]), '#6c6f79') +
      fillPath(polygon([860, 90], [900, 190], [880, 280], [980, 400], [1060, 330], [980, 210]), '#6c6f79') +
      fillPath(polygon([1140, 120], [1170, 240], [1150, 360], [1260, 480], [1400, 420], [1320, 240]), '#6c6f79') +
      fillPath(polygon([140, 190], [180, 280], [160, 380], [260, 460], [330, 380], [260, 250]), '#6c6f79'),
    fillPath(polygon([420, 120], [370, 165], [410, 190], [440, 172], [466, 200], [490, 182]), '#f7f5ef') +
      fillPath(polygon([860, 90], [790, 134], [840, 160], [876, 140], [900, 180], [926, 150]), '#f7f5ef') +
      fillPath(polygon([1140, 120], [1080, 160], [1130, 180], [1160, 166], [1182, 190], [1208, 172]), '#f7f5ef') +
      fillPath(polygon([1480, 150], [1420, 190], [1470, 206], [1520, 190]), '#f7f5ef'),
    shade(rectangle(-30, 300, 1700, 500), '#4d4f5a', { angle: -90, reach: 0.9 }),
    fillPath(tongue, '#e8f1f2'),
    shade(tongue, '#7eb2c6', { angle: 20, reach: 0.8 }),
    repeat(7, (i) => strokePath(`M${640 + i * 10} ${360 + i * 44}q${60 + i * 14} -26 ${130 + i * 26} 6`, '#8fbccc', 4)).join(''),
    fillPath(polygon([-30, 430], [200, 470], [420, 560], [560, 640], [300, 690], [-30, 740]), '#77777e') +
      shade(polygon([-30, 430], [200, 470], [420, 560], [560, 640], [300, 690], [-30, 740]), '#3c3c47', { angle: -60 }) +
      fillPath(polygon([1640, 420], [1420, 500], [1180, 590], [1040, 680], [1300, 800], [1640, 930]), '#83807f') +
      shade(polygon([1640, 420], [1420, 500], [1180, 590], [1040, 680], [1300, 800], [1640, 930]), '#413e46', { angle: 240 }),
    repeat(70, () => {
      const left = random.chance(0.45)
      const x = left ? random.between(0, 330) : random.between(1230, 1600)
      const y = left ? random.between(520, 690) : random.between(600, 790 + (x - 1230) * 0.3)
      const r = random.between(5, 22)
      return fillPath(polygon([x - r, y], [x - r * 0.5, y - r * 0.8], [x + r * 0.4, y - r * 0.7], [x + r, y]), random.pick(['#9a979a', '#5f5e68', '#6f6d75']))
    }).join(''),
    strokePath('M-30 470C200 500 400 580 520 640', '#cfcac2', 7, 'opacity="0.7"') +
      strokePath('M1640 470C1440 540 1260 610 1100 690', '#cfcac2', 7, 'opacity="0.7"'),
    fillPath(ice, '#f2f6f4'),
    shade(ice, '#7db1c6', { angle: -90, reach: 1 }),
    repeat(6, (i) => strokePath(`M${60 + i * 200} ${720 + (i % 3) * 60}q90 -30 ${230} ${6}`, '#bcd8df', 5)).join(''),
    crack(120, 850, 420),
    crack(640, 1000, 520),
    crack(1060, 900, 300),
    crack(330, 760, 170),
    crack(1240, 1010, 260),
    fillPath(polygon([886, 890], [1330, 946], [1330, 952], [886, 900]), '#6ea3b9', 'opacity="0.7"'),
    repeat(13, (i) => fillPath(rectangle(868, 150 + i * 57, 26, 57), i % 2 ? '#f7f3e8' : '#d2472f')).join('') +
      repeat(26, (i) => strokePath(path([868, 150 + i * 28.5], [i % 2 ? 876 : 882, 150 + i * 28.5]), '#20242e', 3)).join('') +
      shade(rectangle(868, 150, 26, 741), '#20242e', { angle: 180, reach: 0.8 }) +
      fillPath(ellipse(881, 892, 26, 8), '#4d93ae') +
      fillPath(polygon([894, 150], [980, 176], [894, 204]), '#e9b23c'),
    person({
      x: 800,
      y: 905,
      height: 196,
      coat: '#d88a2c',
      legs: '#27324a',
      hairdo: 'hood',
      cloth: '#d88a2c',
      skin: skins[0],
      near: 'point',
      far: 'hold',
      shadow: '#5f98b0',
      bag: '#3b4a3f',
    }),
    person({
      x: 985,
      y: 925,
      height: 204,
      coat: '#2c5a78',
      legs: '#27324a',
      hairdo: 'helmet',
      cloth: '#c33b30',
      skin: skins[1],
      near: 'hold',
      far: 'hold',
      flip: true,
      shadow: '#5f98b0',
    }),
    fillPath(rectangle(948, 778, 28, 38), '#f7f3e8') + strokePath(path([952, 790], [972, 790]), '#20242e', 2),
    strokePath(path([1040, 930], [1052, 780]), '#20242e', 4),
    repeat(8, (i) => fillPath(ellipse(760 - i * 46, 924 + i * 16 + (i % 2) * 8, 11, 5), '#9cc4d2')).join(''),
  ]
}
