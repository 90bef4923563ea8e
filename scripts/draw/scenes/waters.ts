/** Ice, mangroves, a city's lake. */
import { birds, hills, ridge, sea, sky, streaks, tree } from '../land.ts'
import type { Chance } from '../chance.ts'
import { blob, box, clip, curve, fill, glow, line, mix, oval, type Point, poly, rounded, type Scene, shade, solid, times, wash, way } from '../ink.ts'
import { person, skins } from '../people.ts'
import { windows } from '../town.ts'

export const glacierStake: Scene = ({ w, h, chance }) => {
  const ice = curve([[-30, 700], [220, 660], [520, 628], [820, 640], [1100, 700], [1350, 800], [1640, 910]]) + 'V1100H-30z'
  const tongue = 'M480 640C560 520 600 420 640 330C690 240 760 200 830 210C900 230 900 330 940 430C980 540 1020 620 1110 704L820 660z'
  const crack = (x: number, y: number, l: number) => { const d = `M${x} ${y}q${l * 0.3} -14 ${l * 0.55} -4q${l * 0.3} 8 ${l * 0.45} -8q${-l * 0.2} 26 ${-l * 0.5} 26q${-l * 0.35} 2 ${-l * 0.5} -14z`; return fill(d, '#3f88a6') + shade(d, '#123f5c', { angle: -90 }) }
  return [
    sky(w, h, ['#9dbccb', '#cfdde0', '#f0ebe0']), streaks(chance, w, 60, 220, 8, '#ffffff', 0.7),
    fill(poly([-30, 330], [140, 190], [260, 250], [420, 120], [560, 250], [700, 180], [860, 90], [980, 210], [1140, 120], [1320, 240], [1480, 150], [1640, 260], [1640, 800], [-30, 800]), '#8d8f96'),
    fill(poly([420, 120], [470, 200], [440, 330], [520, 460], [640, 420], [560, 250]), '#6c6f79') + fill(poly([860, 90], [900, 190], [880, 280], [980, 400], [1060, 330], [980, 210]), '#6c6f79') + fill(poly([1140, 120], [1170, 240], [1150, 360], [1260, 480], [1400, 420], [1320, 240]), '#6c6f79') + fill(poly([140, 190], [180, 280], [160, 380], [260, 460], [330, 380], [260, 250]), '#6c6f79'),
    fill(poly([420, 120], [370, 165], [410, 190], [440, 172], [466, 200], [490, 182]), '#f7f5ef') + fill(poly([860, 90], [790, 134], [840, 160], [876, 140], [900, 180], [926, 150]), '#f7f5ef') + fill(poly([1140, 120], [1080, 160], [1130, 180], [1160, 166], [1182, 190], [1208, 172]), '#f7f5ef') + fill(poly([1480, 150], [1420, 190], [1470, 206], [1520, 190]), '#f7f5ef'),
    shade(box(-30, 300, 1700, 500), '#4d4f5a', { angle: -90, reach: 0.9 }),
    fill(tongue, '#e8f1f2'), shade(tongue, '#7eb2c6', { angle: 20, reach: 0.8 }), times(7, (i) => line(`M${640 + i * 10} ${360 + i * 44}q${60 + i * 14} -26 ${130 + i * 26} 6`, '#8fbccc', 4)).join(''),
    fill(poly([-30, 430], [200, 470], [420, 560], [560, 640], [300, 690], [-30, 740]), '#77777e') + shade(poly([-30, 430], [200, 470], [420, 560], [560, 640], [300, 690], [-30, 740]), '#3c3c47', { angle: -60 }) + fill(poly([1640, 420], [1420, 500], [1180, 590], [1040, 680], [1300, 800], [1640, 930]), '#83807f') + shade(poly([1640, 420], [1420, 500], [1180, 590], [1040, 680], [1300, 800], [1640, 930]), '#413e46', { angle: 240 }),
    times(70, () => { const left = chance.odds(0.45); const x = left ? chance.between(0, 330) : chance.between(1230, 1600); const y = left ? chance.between(520, 690) : chance.between(600, 790 + (x - 1230) * 0.3); const r = chance.between(5, 22); return fill(poly([x - r, y], [x - r * 0.5, y - r * 0.8], [x + r * 0.4, y - r * 0.7], [x + r, y]), chance.pick(['#9a979a', '#5f5e68', '#6f6d75'])) }).join(''),
    line('M-30 470C200 500 400 580 520 640', '#cfcac2', 7, 'opacity="0.7"') + line('M1640 470C1440 540 1260 610 1100 690', '#cfcac2', 7, 'opacity="0.7"'),
    fill(ice, '#f2f6f4'), shade(ice, '#7db1c6', { angle: -90, reach: 1 }), times(6, (i) => line(`M${60 + i * 200} ${720 + (i % 3) * 60}q90 -30 ${230} ${6}`, '#bcd8df', 5)).join(''),
    crack(120, 850, 420), crack(640, 1000, 520), crack(1060, 900, 300), crack(330, 760, 170), crack(1240, 1010, 260),
    fill(poly([886, 890], [1330, 946], [1330, 952], [886, 900]), '#6ea3b9', 'opacity="0.7"'),
    times(13, (i) => fill(box(868, 150 + i * 57, 26, 57), i % 2 ? '#f7f3e8' : '#d2472f')).join('') + times(26, (i) => line(way([868, 150 + i * 28.5], [i % 2 ? 876 : 882, 150 + i * 28.5]), '#20242e', 3)).join('') + shade(box(868, 150, 26, 741), '#20242e', { angle: 180, reach: 0.8 }) + fill(oval(881, 892, 26, 8), '#4d93ae') + fill(poly([894, 150], [980, 176], [894, 204]), '#e9b23c'),
    person({ x: 800, y: 905, height: 196, coat: '#d88a2c', legs: '#27324a', hairdo: 'hood', cloth: '#d88a2c', skin: skins[0], near: 'point', far: 'hold', shadow: '#5f98b0', bag: '#3b4a3f' }),
    person({ x: 985, y: 925, height: 204, coat: '#2c5a78', legs: '#27324a', hairdo: 'helmet', cloth: '#c33b30', skin: skins[1], near: 'hold', far: 'hold', flip: true, shadow: '#5f98b0' }), fill(box(948, 778, 28, 38), '#f7f3e8') + line(way([952, 790], [972, 790]), '#20242e', 2),
    line(way([1040, 930], [1052, 780]), '#20242e', 4), times(8, (i) => fill(oval(760 - i * 46, 924 + i * 16 + (i % 2) * 8, 11, 5), '#9cc4d2')).join(''),
  ]
}

/** A mangrove on its arching roots; `y` is the water. */
function mangrove(chance: Chance, x: number, y: number, s: number, bark: string, leaf: string, dark: string): string {
  const top = y - 150 * s
  const roots = times(9, (i) => {
    const reach = (i - 4) * 34 * s + chance.between(-8, 8)
    return line(`M${x + (i - 4) * 2 * s} ${top + Math.abs(i - 4) * 8 * s}C${x + reach * 0.5} ${top + 6 * s} ${x + reach * 0.95} ${y - 84 * s} ${x + reach} ${y + 14 * s}`, i % 2 ? bark : mix(bark, '#10201c', 0.35), (9 - Math.abs(i - 4) * 0.8) * s)
  }).join('')
  const mirror = times(9, (i) => line(`M${x + (i - 4) * 34 * s} ${y + 14 * s}q${chance.between(-10, 10)} ${30 * s} ${chance.between(-6, 6)} ${chance.between(44, 84) * s}`, mix(bark, '#1c3a34', 0.6), 6 * s, 'opacity="0.4"')).join('')
  const trunk = line(`M${x} ${top + 20 * s}C${x - 12 * s} ${top - 90 * s} ${x + 20 * s} ${top - 150 * s} ${x + 4 * s} ${top - 250 * s}`, bark, 24 * s) + line(`M${x + 6 * s} ${top - 110 * s}Q${x + 60 * s} ${top - 150 * s} ${x + 110 * s} ${top - 220 * s}M${x} ${top - 80 * s}Q${x - 60 * s} ${top - 140 * s} ${x - 100 * s} ${top - 210 * s}`, bark, 12 * s)
  const crown = times(9, (i) => { const [a, b] = [x + (i - 4) * 44 * s + chance.between(-12, 12), top - 260 * s + Math.abs(i - 4) * 18 * s + chance.between(-30, 30) * s]; const d = blob(times(9, (k) => [a + Math.cos(k * 0.698) * 78 * s * chance.between(0.8, 1.15), b + Math.sin(k * 0.698) * 56 * s * chance.between(0.8, 1.15)] as const)); return fill(d, mix(leaf, dark, (i % 3) * 0.18)) + shade(d, dark, { angle: -70, reach: 0.85 }) }).join('')
  return mirror + roots + trunk + crown
}

export const mangroveRoots: Scene = ({ w, h, chance }) => {
  const [bark, leaf, dark] = ['#6b4d3c', '#5c9150', '#1d4a3c']
  return [
    wash(box(-20, -20, w + 40, 720), ['#d9e6b8', '#c4dcb0', '#a8cda6']), glow(800, 330, 620, '#fff8d4', 0.9, 420),
    times(11, (i) => line(way([i * 160 + chance.between(-30, 30), -20], [i * 160 + chance.between(-20, 20), 640]), '#8fb896', chance.between(12, 26), 'opacity="0.7"')).join(''),
    times(7, (i) => mangrove(chance, 90 + i * 236, 640 + chance.between(-8, 8), 0.72, '#84957a', '#a4c894', '#73a682')).join(''),
    wash(box(-20, 640, w + 40, 460), ['#9cc9a0', '#5f9f85', '#2f6b62']), glow(800, 700, 520, '#f6f5cc', 0.75, 120),
    mangrove(chance, 330, 745, 1.08, '#6d6650', '#7db070', '#3c7a5a'), mangrove(chance, 1290, 740, 1.1, '#6d6650', '#7db070', '#3c7a5a'),
    times(34, () => { const t = chance(); return fill(oval(chance.between(0, w), 690 + t * 390, 20 + t * 110, 1.600 + t * 3), chance.pick(['#d6ebc2', '#1f564f']), 'opacity="0.5"') }).join(''),
    fill('M610 850C760 872 960 870 1080 838L1060 884C950 910 740 912 640 884z', '#123a38', 'opacity="0.55"'),
    person({ x: 980, y: 868, height: 232, coat: '#d1973a', legs: '#3a2f36', skin: skins[2], stance: 'stand', hairdo: 'hat', cloth: '#e6cf94', near: 'forward', far: 'hold', flip: true }), line(way([925, 640], [1020, 910]), '#5a3a28', 8),
    person({ x: 760, y: 880, height: 200, coat: '#b43d31', legs: '#3a2f36', skin: skins[2], stance: 'sit', hairdo: 'scarf', cloth: '#f3ead2', near: 'hold', far: 'hold', flip: true }),
    solid('M560 796C660 850 760 838 850 838C960 838 1060 830 1120 786C1100 862 1040 890 850 892C680 892 600 866 560 796z', '#8a5734', '#331f1c', { angle: -90 }), line('M560 796C660 850 760 838 850 838C960 838 1060 830 1120 786', '#d9a468', 6),
    mangrove(chance, 40, 930, 1.75, '#4a372f', '#3f7a4a', '#123a30'), mangrove(chance, 1570, 920, 1.7, '#4a372f', '#3f7a4a', '#123a30'),
    times(7, (i) => line(`M${560 + i * 90 + chance.between(-20, 20)} -20q${chance.between(-14, 14)} ${60} ${chance.between(-8, 8)} ${chance.between(90, 190)}`, '#2c5a42', 5)).join('') + times(12, (i) => solid(oval(480 + i * 62, -10 + (i % 2) * 18, 76, 50), '#3f7a4a', '#123a30', { angle: -90 })).join(''),
    line('M1180 1000q30 -50 60 0M420 1040q24 -40 48 0', '#123a38', 5, 'opacity="0.35"'), birds(chance, 800, 300, 90, 3, '#4a6a50', 15),
  ]
}

export const mangroveNursery: Scene = ({ w, h, chance }) => {
  const seedling = (x: number, y: number, s: number) => {
    const pot = solid(poly([x - 26 * s, y - 52 * s], [x + 26 * s, y - 52 * s], [x + 20 * s, y], [x - 20 * s, y]), '#23242b', '#0c0c12', { angle: 180 }) + fill(oval(x, y - 52 * s, 26 * s, 7 * s), '#6b4a38') + line(way([x - 26 * s, y - 50 * s], [x + 4 * s, y - 46 * s]), '#5a5b66', 3 * s)
    const lean = chance.between(-8, 8) * s
    const leaf = (dx: number, dy: number, a: number) => `<path transform="translate(${x + lean * 0.6 + dx * s} ${y + dy * s}) rotate(${a}) scale(${s})" d="M0 0C10 -16 34 -18 48 -6C36 8 12 10 0 0z" fill="${chance.pick(['#7fb24e', '#5f9a48', '#94c25c'])}"/>`
    return pot + line(`M${x} ${y - 52 * s}q${lean} ${-40 * s} ${lean * 0.7} ${-84 * s}`, '#6d7a3a', 6 * s) + leaf(0, -92, -20) + leaf(0, -92, 200) + leaf(0, -124, -46) + leaf(0, -124, 232) + leaf(0, -136, -88)
  }
  const rows = [{ y: 520, s: 0.34, n: 26 }, { y: 570, s: 0.44, n: 22 }, { y: 636, s: 0.58, n: 17 }, { y: 724, s: 0.76, n: 14 }, { y: 850, s: 1.02, n: 11 }, { y: 1030, s: 1.4, n: 9 }]
  const row = (i: number) => { const { y, s, n } = rows[i] as { y: number; s: number; n: number }; return fill(box(-20, y - 8 * s, w + 40, 22 * s), '#7d5c46', 'opacity="0.6"') + times(n, (k) => seedling((k + 0.5) * (w / n) + chance.between(-6, 6), y + chance.between(-3, 3), s)).join('') }
  const frame = (x: number, t: number, from: number) => line(way([x, 1100 - t * 560], [x, from]), '#8a8f8a', 12 - t * 7)
  return [
    wash(box(-20, -20, w + 40, 560), ['#bfe0d6', '#e8efd0']), glow(360, 360, 500, '#fffbe0', 0.9),
    hills(ridge(chance, w, 420, 18, 8), 600, '#8fbf92', '#5a9478', -90), times(16, (i) => tree(chance, i * 108 + chance.between(-30, 30), 490, chance.between(110, 170), '#6fa66c', '#3d7a5a', '#5a4a3a')).join(''),
    fill(box(-20, 480, w + 40, 620), '#c9a06f'), shade(box(-20, 480, w + 40, 620), '#6b4230', { angle: -90 }),
    ...times(12, (i) => fill(poly([100 + i * 150, 500], [150 + i * 150, 500], [40 + i * 240 - 400, 1100], [-60 + i * 240 - 400, 1100]), '#7d563c', 'opacity="0.22"')),
    row(0), row(1), row(2), row(3),
    person({ x: 1060, y: 905, height: 470, coat: '#c8463a', legs: '#2f4a6a', skin: skins[2], hairdo: 'hat', cloth: '#ecd08c', hem: 'jacket', lean: 48, flip: true, near: [[-2, -62], [14, -56]], far: [[12, -66], [22, -60]], shadow: '#4a3028' }),
    row(4), row(5),
    frame(60, 0, 120), frame(1540, 0, 120), frame(420, 0.9, 250), frame(1180, 0.9, 250), line(way([60, 130], [420, 256]), '#8a8f8a', 9) + line(way([1540, 130], [1180, 256]), '#8a8f8a', 9) + line(way([420, 256], [1180, 256]), '#8a8f8a', 6),
    fill('M-20 -20H1620V170Q1400 180 1180 262Q800 300 420 262Q200 180 -20 170z', '#24423c', 'opacity="0.86"'), clip('M-20 -20H1620V170Q1400 180 1180 262Q800 300 420 262Q200 180 -20 170z', ...times(34, (i) => line(way([-100 + i * 53, -20], [360 + i * 26, 300]), '#3d645a', 2.500)), ...times(12, (i) => line(way([-20, -10 + i * 25], [1620, -10 + i * 25]), '#3d645a', 2.500))), line('M-20 170Q200 180 420 262Q800 300 1180 262Q1400 180 1620 170', '#142a28', 7),
  ]
}

export const lakeRubbishBoat: Scene = ({ w, h, chance }) => {
  const flat = (x: number, wide: number, high: number, wall: string, columns: number, rows: number) => solid(box(x, 520 - high, wide, high), wall, mix(wall, '#3a3a5a', 0.6), { angle: 180, reach: 0.8 }) + windows(chance, { x: x + 10, y: 530 - high, w: wide - 20, h: high - 20, columns, rows, lit: '#f9e3a6', unlit: mix(wall, '#22304a', 0.6), share: 0.15, gap: 0.42 }) + times(rows, (r) => fill(box(x + 8, 530 - high + ((r + 0.86) * (high - 20)) / rows, wide - 16, 4), mix(wall, '#ffffff', 0.5))).join('') + fill(box(x + wide * 0.3, 500 - high, wide * 0.2, 20), mix(wall, '#3a3a5a', 0.4))
  const pad = (x: number, y: number, r: number) => { const d = `M${x} ${y}L${x + r} ${y - r * 0.1}A${r} ${r * 0.34} 0 1 1 ${x + r * 0.78} ${y - r * 0.24}z`; return fill(oval(x + 2, y + r * 0.06, r, r * 0.34), '#1c4a4c', 'opacity="0.5"') + solid(d, chance.pick(['#5f9a5a', '#79ad5f', '#4d8a58']), '#1f5a48', { angle: -90 }) }
  const lily = (x: number, y: number, s: number) => times(7, (i) => `<path transform="translate(${x} ${y}) rotate(${-75 + i * 25}) scale(${s})" d="M0 0C-9 -14 -7 -30 0 -40C7 -30 9 -14 0 0z" fill="${i % 2 ? '#f7c6cf' : '#fbe7e6'}"/>`).join('') + fill(oval(x, y - 6 * s, 6 * s, 5 * s), '#e9b23c')
  const litter = times(64, (i) => { const t = chance(); const x = 640 + chance.between(-190, 190) * (1 - t * 0.75); const y = 800 - t * 150; const r = chance.between(14, 30); return i % 3 === 0 ? fill(rounded(x - r * 0.4, y - r * 1.5, r * 0.8, r * 1.700, 5), chance.pick(['#a7d3d8', '#7fb6c4', '#d7ece8'])) + fill(box(x - r * 0.18, y - r * 1.800, r * 0.36, r * 0.32), '#c8463a') : solid(blob(times(7, (k) => [x + Math.cos(k * 0.9) * r * chance.between(0.8, 1.2), y + Math.sin(k * 0.9) * r * 0.7] as const)), chance.pick(['#2f3a4a', '#e9e2d2', '#4a6fa0', '#d1973a', '#596070', '#c8463a']), '#1d2430', { angle: -90, strength: 0.6 }) }).join('')
  const shore: Point[] = times(14, (i) => [-30 + i * 128, 536 + chance.between(-8, 8)] as const)
  return [
    sky(w, h, ['#b7d3dc', '#e6e8dc', '#fbe6c6']), streaks(chance, w, 60, 200, 7, '#ffffff', 0.7),
    flat(40, 170, 300, '#d9b9a0', 5, 8), flat(230, 130, 390, '#c99c86', 4, 11), flat(400, 210, 270, '#e0c9ae', 6, 7), flat(640, 150, 430, '#b99a92', 4, 12), flat(820, 200, 330, '#dcbfa4', 6, 9), flat(1050, 140, 400, '#c8a58f', 4, 11), flat(1220, 220, 290, '#e2cdb4', 6, 8), flat(1460, 170, 360, '#c79f8c', 5, 10),
    times(20, (i) => tree(chance, i * 88 - 20 + chance.between(-20, 20), 556, chance.between(120, 200), chance.pick(['#6f9a5a', '#5a8a54', '#86a85f']), '#2f5f48', '#4a3a32')).join(''),
    fill(`${curve(shore)}V590H-30z`, '#4d6a4a'), fill(box(-20, 556, w + 40, 12), '#b8a88e'),
    sea(chance, w, 566, 1067, ['#a8c6ba', '#5f9a98', '#2d6670'], '#d6e8da', 90), times(18, (i) => fill(box(i * 92 - 10, 570, chance.between(40, 80), chance.between(40, 110)), '#6f8a72', 'opacity="0.3"')).join(''),
    times(16, () => { const t = chance(); return pad(chance.odds(0.5) ? chance.between(0, 420) : chance.between(1080, 1600), 620 + t * 180, 24 + t * 34) }).join(''), lily(250, 690, 0.9), lily(1380, 720, 1), lily(1200, 660, 0.7),
    fill(oval(720, 882, 440, 26), '#174048', 'opacity="0.55"'), litter,
    person({ x: 985, y: 806, height: 280, coat: '#e0872c', legs: '#2f4a6a', skin: skins[2], hairdo: 'cap', cloth: '#2f6a70', near: 'forward', far: 'forward', stance: 'stand', flip: true, lean: 4 }), line(way([930, 560], [1150, 900]), '#6b4a32', 9), line(`M1130 872q60 -10 70 44q-50 26 -84 -4z`, '#6b4a32', 5),
    person({ x: 470, y: 806, height: 250, coat: '#3f7a70', legs: '#2b2c38', skin: skins[1], hairdo: 'scarf', cloth: '#f0d9a0', near: 'forward', far: 'hold', lean: 12 }),
    solid('M300 790H1140L1100 880H350z', '#2f5f86', '#122a44', { angle: -90 }), fill('M290 780H1150V802H290z', '#e9e2d2'), times(6, (i) => fill(oval(380 + i * 130, 836, 20), '#1d1f28') + fill(oval(380 + i * 130, 836, 9), '#2f5f86')).join(''),
    times(26, () => { const t = chance(); return pad(chance.between(0, w), 930 + t * 130, 50 + t * 50) }).join(''), lily(210, 960, 1.7), lily(1330, 990, 1.9), lily(820, 1030, 1.5), lily(1520, 930, 1.3),
  ]
}
