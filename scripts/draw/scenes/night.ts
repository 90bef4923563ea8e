/** Stars, a cable under the sea, a stadium by the harbour, a runner at dusk. */
import { birds, glitter, sky, streaks, tree } from '../land.ts'
import { box, curve, fill, glow, line, mix, oval, type Point, poly, rounded, type Scene, shade, solid, times, way } from '../ink.ts'
import { person, skins } from '../people.ts'
import { house, lamp, skyline, windows } from '../town.ts'

export const starsOverCity: Scene = ({ w, h, chance }) => {
  const star = (x: number, y: number, r: number) => fill(oval(x, y, r), chance.pick(['#ffffff', '#fff2d0', '#cfe0ff']), `opacity="${chance.between(0.5, 1).toFixed(2)}"`)
  const milky = times(520, () => {
    const t = chance()
    const off = (chance() + chance() + chance() - 1.5) * 150
    return star(-60 + t * 1720 + off * 0.3, 700 - t * 690 + Math.sin(t * 5) * 40 + off, chance.between(0.8, 2.3))
  }).join('')
  const cloudOfStars = times(9, (i) => { const t = i / 8; return `<g transform="rotate(-22 ${t * 1600} ${690 - t * 690})">${glow(t * 1600, 690 - t * 690 + Math.sin(t * 5) * 40, 270, i % 2 ? '#8f7fc0' : '#5f8fc4', 0.5, 120)}</g>` }).join('')
  const block = (x: number, wide: number, high: number, colour: string, lit: number) => solid(box(x, 1000 - high, wide, high + 100), colour, '#05070f', { angle: 180, reach: 0.9 }) + fill(box(x, 1000 - high, wide, 4), '#34406a') + windows(chance, { x: x + 10, y: 1012 - high, w: wide - 20, h: high - 20, columns: Math.max(2, Math.round(wide / 30)), rows: Math.max(3, Math.round(high / 40)), lit: '#ffc766', unlit: mix(colour, '#04060e', 0.55), share: lit, gap: 0.5 })
  return [
    sky(w, h, ['#0b1030', '#16214f', '#2a3a72', '#4f5a8c']),
    cloudOfStars, times(560, () => star(chance.between(0, w), chance.between(0, 860) * chance.between(0.5, 1), chance() ** 3 * 2.6 + 0.7)).join(''), milky,
    times(12, () => { const [x, y] = [chance.between(60, 1540), chance.between(40, 480)]; return glow(x, y, 16, '#ffffff', 0.8, 16, false) + fill(oval(x, y, 3.4), '#ffffff') }).join(''),
    line(way([1120, 150], [1260, 222]), '#ffffff', 2.500, 'opacity="0.85"') + line(way([1200, 191], [1262, 223]), '#ffffff', 4),
    skyline(chance, -20, 1640, 930, 60, 190, '#2a3464'),
    block(-20, 150, 260, '#1a2248', 0.03), block(140, 110, 390, '#151c3e', 0.04), block(262, 170, 220, '#1a2248', 0.05), block(446, 96, 330, '#151c3e', 0.02), block(552, 200, 170, '#1a2248', 0.06), block(766, 120, 250, '#151c3e', 0.03), block(900, 180, 190, '#1a2248', 0.04), block(1094, 100, 430, '#151c3e', 0.03), block(1204, 160, 280, '#1a2248', 0.05), block(1376, 110, 350, '#151c3e', 0.02), block(1496, 150, 230, '#1a2248', 0.04),
    fill(box(191, 540, 8, 80), '#151c3e') + fill(box(1140, 480, 6, 100), '#151c3e') + fill(oval(1143, 480, 4), '#ff6a4d'),
    fill('M-20 960C300 930 520 980 800 958C1100 936 1300 980 1620 950V1100H-20z', '#0b1024'), times(13, (i) => tree(chance, i * 130 + chance.between(-30, 30), 1000, chance.between(90, 150), '#0f1630', '#05070f', '#05070f')).join(''),
    fill(poly([640, 962], [960, 962], [960, 1100], [640, 1100]), '#0b1024'), person({ x: 770, y: 1010, height: 120, coat: '#1f2a55', skin: skins[2], stance: 'stand', far: 'point', near: 'pocket' }), person({ x: 730, y: 1012, height: 84, coat: '#4a2f4f', skin: skins[2], hairdo: 'bun', hem: 'dress', near: 'down' }),
  ]
}

export const cableShip: Scene = ({ w, h, chance }) => {
  const fish = (x: number, y: number, s: number, c: string) => fill(`M${x} ${y}q${s} ${-s * 0.7} ${s * 2} 0l${s * 0.6} ${-s * 0.5}v${s}l${-s * 0.6} ${-s * 0.500}q${-s} ${s * 0.7} ${-s * 2} 0z`, c)
  const layer = (y: number, colour: string, k: number) => fill(`${curve(times(10, (i) => [-30 + i * 186, y + Math.sin(i * 1.1 + k) * 16] as const))}V1100H-30z`, colour)
  const floor = curve([[-30, 970], [200, 940], [460, 985], [760, 1000], [1040, 955], [1330, 990], [1640, 930]])
  return [
    sky(w, 420, ['#f3d9b0', '#f8ecd2', '#e6eee6']), glow(1240, 150, 300, '#fff8de', 0.9), fill(oval(1240, 150, 46), '#fffaf0'), streaks(chance, w, 60, 250, 9, '#ffffff', 0.8),
    layer(372, '#74b6bd', 0), shade(box(-20, 372, w + 40, 150), '#e9f6ee', { angle: 90, strength: 0.5 }),
    ship(),
    layer(404, '#4f9fb0', 1), shade(box(-20, 404, w + 40, 130), '#9bd3d3', { angle: 90, strength: 0.6 }), layer(520, '#2f7f9c', 2), layer(640, '#215f83', 3), layer(760, '#184568', 4), layer(870, '#11304e', 5),
    times(5, (i) => fill(poly([300 + i * 250, 404], [370 + i * 250, 404], [290 + i * 270, 900], [130 + i * 270, 900]), '#d6f2ea', 'opacity="0.07"')).join(''),
    fill(`${floor}V1100H-30z`, '#6b5a4c'), shade(`${floor}V1100H-30z`, '#1d1c2a', { angle: -90 }), times(36, () => { const [x, r] = [chance.between(0, w), chance.between(8, 34)]; return solid(`M${x - r} 1020q${r * 0.3} ${-r * 1.3} ${r} ${-r * 1.1}q${r} 0 ${r} ${r * 1.1}z`, '#4d4440', '#17161f', { angle: -90 }) }).join(''),
    times(14, (i) => line(`M${60 + i * 116 + chance.between(-30, 30)} 1000q${chance.between(-20, 20)} -40 ${chance.between(-14, 14)} ${-chance.between(50, 100)}`, i % 2 ? '#2f6a5c' : '#a0483f', 6)).join(''),
    line('M372 330C352 400 346 520 370 640C400 790 470 920 640 968C820 1012 960 968 1100 972C1280 980 1420 976 1640 928', '#17202c', 13) + line('M372 330C352 400 346 520 370 640C400 790 470 920 640 968C820 1012 960 968 1100 972C1280 980 1420 976 1640 928', '#f2b544', 6),
    solid(rounded(352, 560, 34, 76, 12), '#c8463a', '#5a1a1c', { angle: 180 }), solid(poly([870, 954], [920, 946], [926, 992], [874, 996]), '#c8463a', '#5a1a1c', { angle: 180 }),
    times(13, (i) => fish(940 + (i % 5) * 74 + chance.between(-20, 20), 560 + Math.floor(i / 5) * 44 + chance.between(-14, 14), 13, '#a7d9d6')).join(''), times(7, (i) => fish(160 + (i % 4) * 40, 780 + Math.floor(i / 4) * 30 + chance.between(-8, 8), 9, '#5f9db4')).join(''),
    fill('M1080 800q60 -46 150 -34q70 6 120 34q50 -30 74 -28q-16 26 -34 40q20 18 26 38q-34 -4 -70 -26q-60 32 -136 28q-90 -6 -130 -52z', '#2f6f8c') + fill('M1080 800q50 40 130 46q80 6 140 -22q-120 8 -270 -24z', '#cfe6e0', 'opacity="0.8"') + fill(oval(1130, 796, 5), '#0b1a2a'),
    times(20, () => fill(oval(chance.between(0, w), chance.between(480, 900), chance.between(2, 6)), '#d6f2ea', 'opacity="0.4"')).join(''), birds(chance, 620, 130, 170, 6, '#4a5a66', 16),
  ]
}

function ship(): string {
  const hull = 'M380 300C470 316 560 326 660 326H1130L1160 300H1250L1226 440H470C430 400 404 350 380 300z'
  return [
    fill(box(720, 196, 330, 132), '#fbf7ec') + fill(box(770, 140, 220, 60), '#f3ecdc') + fill(box(760, 130, 240, 12), '#24425c'), times(11, (i) => fill(box(738 + i * 28, 226, 17, 17), '#24425c')).join('') + times(7, (i) => fill(box(784 + i * 29, 154, 20, 24), '#24425c')).join('') + times(11, (i) => fill(oval(746 + i * 28, 286, 7), '#24425c')).join(''), shade(box(720, 140, 330, 188), '#9aa3ac', { angle: 180 }),
    fill(poly([1070, 326], [1076, 210], [1130, 210], [1136, 326]), '#c8463a') + fill(box(1073, 232, 60, 16), '#fbf7ec') + line(way([880, 130], [880, 30]), '#24425c', 6) + line(way([848, 66], [912, 66]), '#24425c', 5) + line(way([880, 34], [740, 196]), '#24425c', 2) + line(way([880, 34], [1060, 200]), '#24425c', 2),
    fill(hull, '#fdf9ef'), fill('M440 392C450 412 460 428 470 440H1226L1232 392z', '#c8463a'), shade(hull, '#7d8894', { angle: -90, reach: 0.7 }), fill('M386 310C470 330 560 340 660 340H1140L1140 330H660C560 330 470 318 380 300z', '#24425c'),
    line(way([400, 300], [372, 286]), '#24425c', 14) + fill(oval(372, 300, 28), '#24425c') + fill(oval(372, 300, 14), '#c9a45a'), fill(oval(560, 290, 46), '#e0b04a') + line(oval(560, 290, 32), '#a4762c', 5) + line(oval(560, 290, 18), '#a4762c', 5) + fill(box(508, 312, 104, 16), '#24425c'), line(way([470, 312], [506, 200], [640, 220]), '#c8463a', 7) + line(way([640, 220], [640, 270]), '#24425c', 3),
    person({ x: 665, y: 328, height: 62, coat: '#e0872c', hairdo: 'helmet', cloth: '#f3d25a', near: 'point', flip: true }), person({ x: 1190, y: 302, height: 56, coat: '#2f5f86', hairdo: 'helmet', cloth: '#f3d25a' }),
  ].join('')
}

export const harbourStadium: Scene = ({ w, h, chance }) => {
  const pitch = poly([420, 640], [1180, 640], [1560, 1010], [40, 1010])
  const at = (u: number, v: number): Point => { const t = v ** 1.25; const half = 380 + t * 380; return [800 + (u - 0.5) * 2 * half, 640 + t * 370] }
  const player = (u: number, v: number, c: string, more: Partial<Parameters<typeof person>[0]> = {}) => { const [x, y] = at(u, v); return person({ x, y, height: 62 + v * 56, coat: c, hem: 'shirt', legs: c === '#f4efe2' ? '#22314f' : '#f4efe2', skin: chance.pick(skins), hair: chance.pick(['#2a211d', '#4a3426']), stance: chance.pick(['stride', 'walk', 'stand'] as const), near: chance.pick(['forward', 'back', 'down'] as const), flip: chance.odds(0.5), shadow: '#164a34', ...more }) }
  const flood = (x: number, y: number, top: number, flip: number) => line(way([x, y], [x + 10 * flip, top]), '#8a94ae', 9) + line(way([x + 26, y], [x + 12 * flip, top]), '#5b6686', 5) + glow(x + 10 * flip, top, 240, '#fff6d2', 0.8) + solid(poly([x - 60 + 10 * flip, top - 46], [x + 60 + 10 * flip, top - 56], [x + 60 + 10 * flip, top + 26], [x - 60 + 10 * flip, top + 34]), '#39456b', '#10172f', { angle: 90 }) + times(12, (i) => fill(oval(x - 38 + (i % 4) * 26 + 10 * flip, top - 32 + Math.floor(i / 4) * 22, 9), '#fffbe8')).join('')
  const crane = (x: number, s: number) => line(way([x, 470], [x, 470 - 210 * s]), '#1d2a50', 12 * s) + line(way([x + 60 * s, 470], [x + 56 * s, 470 - 210 * s]), '#1d2a50', 12 * s) + line(way([x - 130 * s, 470 - 300 * s], [x + 20 * s, 470 - 210 * s], [x + 120 * s, 470 - 210 * s]), '#1d2a50', 11 * s) + line(way([x + 24 * s, 470 - 210 * s], [x + 30 * s, 470 - 300 * s], [x - 130 * s, 470 - 300 * s]), '#1d2a50', 5 * s) + fill(oval(x - 130 * s, 470 - 300 * s, 4), '#ff6a4d')
  const stand = poly([250, 500], [1350, 500], [1210, 632], [390, 632])
  return [
    sky(w, h, ['#141d42', '#2a3a70', '#5d5f92', '#9a7a98']), times(70, () => fill(oval(chance.between(0, w), chance.between(0, 260), chance.between(0.8, 2)), '#ffffff', 'opacity="0.6"')).join(''), streaks(chance, w, 200, 380, 8, '#7d7fae', 0.5),
    skyline(chance, -20, 1640, 450, 20, 70, '#3a4478', '#f3c66e'), fill(box(-20, 446, w + 40, 120), '#2f3c6c'), glitter(chance, 200, 456, 540, 420, '#f3c66e', 26), glitter(chance, 1400, 456, 540, 420, '#f3c66e', 26),
    crane(420, 0.9), crane(660, 1.05), crane(1160, 0.95),
    fill('M700 420H1130L1100 486H740z', '#16224a') + times(8, (i) => times(1 + ((i * 7) % 3), (r) => fill(box(734 + i * 40, 396 - r * 24, 37, 22), ['#8f3a3a', '#3a6a5a', '#a5803a', '#4a5a8f'][(i + r) % 4] as string)).join('')).join('') + fill(box(1060, 350, 50, 72), '#c9c6d2') + times(6, (i) => fill(box(1066 + (i % 3) * 15, 360 + Math.floor(i / 3) * 20, 9, 9), '#f3c66e')).join(''), fill('M60 430H330L310 480H80z', '#1d2a50') + fill(box(240, 372, 46, 60), '#b9b6c6') + fill(box(256, 340, 18, 34), '#a33b32') + times(3, (i) => fill(oval(110 + i * 36, 448, 5), '#f3c66e')).join(''),
    fill(stand, '#27315c'), times(9, (r) => times(100 - r * 3, (c) => { const t = r / 9; const x = 262 + t * 126 + (c + chance()) * ((1076 - t * 252) / (100 - r * 3)); return fill(oval(x, 512 + r * 13.500, 4.500), chance.pick(['#d9574a', '#f4efe2', '#31406f', '#d9574a', '#c98f6a', '#1c2547', '#e9b84e'])) }).join('')).join(''),
    solid(poly([200, 470], [1400, 470], [1350, 506], [250, 506]), '#46558c', '#131c3c', { angle: -90 }) + times(9, (i) => line(way([300 + i * 125, 506], [410 + i * 98, 632]), '#1c2547', 3)).join('') + fill(box(384, 628, 832, 18), '#f4efe2') + times(9, (i) => fill(box(400 + i * 92, 631, 60, 12), ['#a33b32', '#2f5f86', '#e9b84e'][i % 3] as string)).join(''),
    fill(box(-20, 646, w + 40, 460), '#1d4a40'), fill(poly([-20, 560], [250, 500], [400, 640], [-20, 960]), '#1b2448') + fill(poly([1620, 560], [1350, 500], [1200, 640], [1620, 960]), '#1b2448'), fill(pitch, '#3f9a58'), times(5, (i) => fill(poly(at(i * 0.2, 0), at(i * 0.2 + 0.1, 0), at(i * 0.2 + 0.1, 1), at(i * 0.2, 1)), '#52ad64')).join(''), glow(800, 780, 620, '#e6f7c0', 0.55, 200), shade(pitch, '#0f3a30', { angle: -90, reach: 0.7 }),
    line(`${way(at(0, 0), at(1, 0), at(1, 1), at(0, 1))}z${way(at(0.5, 0), at(0.5, 1))}`, '#f4f6e6', 5) + line(oval(800, 770, 120, 52), '#f4f6e6', 5) + line(way(at(0, 0.25), at(0.15, 0.25), at(0.15, 0.78), at(0, 0.78)), '#f4f6e6', 5) + line(way(at(1, 0.25), at(0.85, 0.25), at(0.85, 0.78), at(1, 0.78)), '#f4f6e6', 5),
    line(way([300, 800], [300, 700], [206, 800], [206, 910], ), '#ffffff', 6) + line(way([1300, 800], [1300, 700], [1394, 800], [1394, 910]), '#ffffff', 6),
    player(0.5, 0.2, '#d9574a'), player(0.33, 0.3, '#f4efe2'), player(0.66, 0.28, '#d9574a'), player(0.22, 0.5, '#d9574a'), player(0.74, 0.5, '#f4efe2'), player(0.46, 0.52, '#f4efe2', { stance: 'stride', flip: false }), player(0.56, 0.58, '#d9574a', { stance: 'stride', flip: true }), fill(oval(815, 808, 9), '#ffffff') + fill(oval(818, 814, 12, 4), '#164a34', 'opacity="0.6"'), player(0.34, 0.78, '#d9574a'), player(0.68, 0.82, '#f4efe2'), player(0.86, 0.4, '#d9574a'), player(0.1, 0.62, '#e9b84e', { stance: 'stand' }),
    flood(150, 640, 170, 1), flood(1440, 640, 170, -1), fill(poly([160, 200], [1100, 720], [420, 980]), '#fff6d2', 'opacity="0.07"') + fill(poly([1430, 200], [500, 720], [1180, 980]), '#fff6d2', 'opacity="0.07"'),
    fill('M-20 1010H1620V1100H-20z', '#141d3c'), times(26, (i) => fill(oval(20 + i * 63, 1060 + (i % 3) * 8, 24, 28), mix('#0c132c', '#2a3566', chance() * 0.5)) + fill(`M${-26 + i * 63} 1100q4 -30 46 -30t46 30z`, '#0c132c')).join(''),
  ]
}

export const marathonDusk: Scene = ({ w, h, chance }) => {
  const road = poly([690, 560], [910, 560], [1500, 1100], [100, 1100])
  const terrace = (x: number, wide: number, high: number, base: number, colour: string, left: boolean) => house({ x, y: base, w: wide, h: high, wall: colour, dark: '#241c3a', angle: left ? 180 : 0 }) + windows(chance, { x: x + 12, y: base - high + 24, w: wide - 24, h: high - 90, columns: Math.max(2, Math.round(wide / 52)), rows: Math.max(3, Math.round(high / 90)), lit: '#ffd27a', unlit: mix(colour, '#17142e', 0.55), share: 0.18, gap: 0.46 }) + fill(box(x - 6, base - high - 10, wide + 12, 14), mix(colour, '#17142e', 0.4)) + fill(box(x + wide * 0.3, base - 62, wide * 0.16, 62), mix(colour, '#17142e', 0.6))
  return [
    sky(w, 700, ['#3a3566', '#85578a', '#dd7d73', '#f8b97a', '#fde0a8']), glow(800, 560, 460, '#fff0bd', 0.95, 340), fill(oval(800, 520, 66), '#fff4cf'), streaks(chance, w, 140, 420, 12, '#f6a583', 0.55), skyline(chance, 480, 1120, 570, 30, 110, '#b06c7c'), fill(box(-20, 566, w + 40, 300), '#6f5470'),
    ...[[540, 110, 150], [470, 100, 220], [350, 140, 300], [190, 180, 400], [-20, 230, 540]].map(([x, wide, high], i) => terrace(x as number, wide as number, high as number, 590 + i * 34, mix('#8f5a74', '#4a3560', i * 0.2), true)), ...[[952, 110, 160], [1040, 110, 230], [1130, 140, 330], [1250, 180, 420], [1410, 230, 560]].map(([x, wide, high], i) => terrace(x as number, wide as number, high as number, 590 + i * 34, mix('#9a6274', '#523a63', i * 0.2), false)),
    fill(poly([-20, 740], [690, 556], [910, 556], [1620, 740], [1620, 1100], [-20, 1100]), '#6f5470'), fill(road, '#4f4468'), shade(poly([-20, 740], [690, 556], [910, 556], [1620, 740], [1620, 1100], [-20, 1100]), '#1e1838', { angle: -90, reach: 1 }), glow(800, 590, 420, '#ffce8f', 0.85, 90), line(way([690, 560], [100, 1100]), '#d79a86', 7) + line(way([910, 560], [1500, 1100]), '#d79a86', 7),
    times(8, (i) => { const t = ((i + 0.2) / 8) ** 1.8; const u = ((i + 0.65) / 8) ** 1.8; return fill(poly([800 - 3 - t * 12, 566 + t * 520], [803 + t * 12, 566 + t * 520], [803 + u * 12, 566 + u * 520], [797 - u * 12, 566 + u * 520]), '#f3d3ae') }).join(''),
    lamp(330, 860, 380, '#2a2346', '#ffe2a0'), mirroredLamp(1290, 850), lamp(560, 690, 200, '#3a3056', '#ffe2a0'),
    tree(chance, 470, 760, 230, '#6b4a5c', '#33264a', '#2a2038'), tree(chance, 1170, 750, 220, '#6b4a5c', '#33264a', '#2a2038'),
    line(way([960, 760], [960, 470]), '#e9e2d6', 10) + line(way([1330, 770], [1330, 460]), '#e9e2d6', 10), solid(poly([950, 452], [1342, 440], [1342, 526], [950, 532]), '#c33b34', '#5a1a2c', { angle: 180 }), times(16, (i) => times(2, (r) => ((i + r) % 2 ? fill(box(956 + i * 24, 462 - i * 0.7 + r * 14, 24, 14), '#fdf6e6') : '')).join('')).join('') + fill(box(956, 508, 380, 5), '#f3c66e'),
    person({ x: 1120, y: 782, height: 178, coat: '#2f5f86', hem: 'coat', hairdo: 'bun', skin: skins[1], near: 'up', far: 'down', flip: true, shadow: '#1e1838' }),
    fill(poly([640, 900], [700, 896], [560, 1100], [380, 1100]), '#1e1838', 'opacity="0.4"'), person({ x: 680, y: 912, height: 330, coat: '#f3c04e', hem: 'shirt', legs: '#23304f', skin: skins[2], hairdo: 'bun', stance: 'stride', lean: 7, near: [[-16, -66], [-4, -58]], far: [[17, -66], [22, -78]] }), fill(rounded(668, 664, 32, 26, 3), '#fdf6e6'),
    times(40, () => fill(oval(chance.between(150, 1450), chance.between(820, 1060), chance.between(3, 7), chance.between(2, 3)), chance.pick(['#f3d3ae', '#c33b34', '#d79a86']), 'opacity="0.7"')).join(''), birds(chance, 620, 240, 130, 6, '#3a3056', 14),
  ]
}

const mirroredLamp = (x: number, y: number) => `<g transform="translate(${x * 2} 0) scale(-1 1)">${lamp(x, y, 380, '#2a2346', '#ffe2a0')}</g>`
