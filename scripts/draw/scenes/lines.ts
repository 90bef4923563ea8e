/** Things that stand tall or run long: a mast, a river, a tide gauge, a stair, a pot's steam. */
import type { Chance } from '../chance.ts'
import { birds, blades, hills, ridge, sea, sky, streaks, tree } from '../land.ts'
import { blob, box, clip, curve, fill, glow, line, mix, oval, type Point, poly, rounded, type Scene, shade, solid, times, wash, way } from '../ink.ts'
import { house } from '../town.ts'

export const hillRadio: Scene = ({ w, h, chance }) => {
  const [x, top] = [960, 210]
  const home = (a: number, b: number, s: number) => house({ x: a, y: b, w: 54 * s, h: 34 * s, wall: chance.pick(['#f4e6cd', '#ecd6b6', '#f7efe0']), dark: '#a5876a', roof: chance.pick(['#b8503a', '#a3432f', '#8a4a3c']), roofHeight: 26 * s, angle: 180 }) + fill(box(a + 10 * s, b - 24 * s, 10 * s, 12 * s), '#f6c35c') + fill(box(a + 32 * s, b - 20 * s, 10 * s, 20 * s), '#5a4a44')
  const meadow = (points: readonly Point[], colour: string, dark: string) => hills(points, h + 30, colour, dark, 120)
  const half = (y: number) => ((y - top) / 500) * 34 + 4
  return [
    sky(w, h, ['#7fb4c4', '#bcd8d0', '#f3e6c0', '#f8d8a4']), glow(300, 380, 480, '#fff6d0', 0.9, 300),
    times(5, (i) => line(oval(x, top, 70 + i * 74), '#fffaf0', 9 - i * 1.2, `opacity="${(0.85 - i * 0.15).toFixed(2)}"`)).join(''),
    streaks(chance, w, 90, 360, 8, '#ffffff', 0.6), hills(ridge(chance, w, 470, 34, 8), h, '#9cbcb4', '#6a948e', -90), hills(ridge(chance, w, 540, 30, 7), h, '#84ae96', '#527f6c', -90),
    meadow([[-30, 600], [240, 640], [520, 690], [760, 740], [1100, 760], [1640, 700]], '#86b46a', '#3f7a55'),
    times(13, (i) => { const a = 40 + (i % 7) * 90 + chance.between(-20, 20); const b = 660 + Math.floor(i / 7) * 70 + (i % 7) * 14; return tree(chance, a + 60, b + 6, 60, '#5f9a55', '#2f6648', '#4a3a30') + home(a, b, 0.8 + Math.floor(i / 7) * 0.3) }).join(''),
    line('M-20 742C180 740 330 790 520 806C640 816 700 850 780 900', '#f0dfb4', 9), times(9, (i) => fill(poly([60 + i * 52, 760 + i * 10], [110 + i * 52, 766 + i * 10], [92 + i * 58, 810 + i * 12], [36 + i * 56, 800 + i * 12]), i % 2 ? '#d9c26a' : '#6f9f58', 'opacity="0.7"')).join(''),
    meadow([[380, 1100], [520, 960], [680, 820], [820, 738], [960, 706], [1090, 732], [1250, 810], [1430, 890], [1640, 940]], '#4f8f4e', '#1f5a42'),
    times(16, () => line(`M${chance.between(700, 1400)} ${chance.between(840, 1040)}q30 -14 70 -4`, '#3a7a44', 4, 'opacity="0.6"')).join(''),
    line(way([x, 330], [760, 790]), '#59636a', 2.500) + line(way([x, 330], [1180, 800]), '#59636a', 2.500) + line(way([x, 480], [830, 752]), '#59636a', 2.500) + line(way([x, 480], [1100, 756]), '#59636a', 2.500),
    line(way([x - half(top + 500), top + 500], [x - 3, top + 10]), '#b23a2e', 7) + line(way([x + half(top + 500), top + 500], [x + 3, top + 10]), '#7a2626', 7), times(14, (i) => { const a = top + 40 + i * 34; const b = a + 34; return line(way([x - half(a), a], [x + half(b), b], [x - half(b), b], [x + half(a), a]), i % 4 < 2 ? '#f7f1e4' : '#c8463a', 4) }).join(''), line(way([x, top + 14], [x, top - 40]), '#7a2626', 6), glow(x, top - 40, 60, '#ff8a6a', 0.9) + fill(oval(x, top - 42, 9), '#ff5a45'), fill(oval(x - 20, 430, 20, 24), '#f4efe2') + fill(oval(x - 25, 430, 12, 18), '#b9b5a8') + fill(oval(x + 24, 520, 18, 22), '#f4efe2'),
    house({ x: 1010, y: 752, w: 150, h: 78, wall: '#f4e9d2', dark: '#a5876a', roof: '#8a3f36', roofHeight: 46, angle: 180 }), fill(box(1030, 694, 26, 26) + box(1116, 694, 26, 26), '#ffd27a') + fill(box(1074, 690, 26, 62), '#3a5a66'),
    tree(chance, 1240, 830, 150, '#3f7a4a', '#174a38', '#3a2a24'), tree(chance, 740, 830, 110, '#3f7a4a', '#174a38', '#3a2a24'), tree(chance, 1430, 920, 200, '#3f7a4a', '#174a38', '#3a2a24'),
    times(6, (i) => { const [a, b] = [620 + i * 70 + chance.between(-20, 20), 985 + chance.between(-40, 40)]; return fill(rounded(a, b - 22, 40, 22, 10), '#f7f1e4') + fill(oval(a + 42, b - 20, 9, 7), '#3a3430') + line(way([a + 9, b - 4], [a + 9, b + 8]), '#3a3430', 4) + line(way([a + 30, b - 4], [a + 30, b + 8]), '#3a3430', 4) }).join(''),
    blades(chance, 400, 1620, 1080, 50, 90, ['#2f6a44', '#3f7a4a', '#6fa055']), birds(chance, 420, 250, 160, 7, '#4a6a70', 16),
  ]
}

export const riverBends: Scene = ({ w, h, chance }) => {
  const spine: Point[] = times(29, (i) => { const t = i / 28; return [-60 + t * 1720 + Math.sin(t * 21) * 70, 533 + Math.sin(t * 15.700 + 0.5) * 330] as const })
  const course = curve(spine)
  const fields: string[] = []
  const tones = ['#8fb25f', '#a5bf69', '#7aa35a', '#c2c06a', '#d9c674', '#6f9a58', '#9fb665', '#b7b25c']
  for (let r = 0; r < 6; r++)
    for (let c = 0; c < 8; c++) {
      const [a, b, k] = [-80 + c * 224 + (r % 2) * 60, -50 + r * 200, chance.between(-18, 18)]
      const d = poly([a + k, b + 12], [a + 222 + k, b - 14], [a + 218, b + 190], [a - 4, b + 206])
      const tone = chance.pick(tones)
      fields.push(fill(d, tone), chance.odds(0.5) ? clip(d, ...times(13, (i) => line(way([a - 20 + i * 20, b - 20], [a - 10 + i * 20, b + 220]), mix(tone, '#3f5a34', 0.3), 4, 'opacity="0.55"'))) : shade(d, mix(tone, '#2f5a3c', 0.7), { angle: chance.pick([0, 60, 120]), strength: 0.5 }), line(`${d}`, '#5a7d48', 5))
    }
  const bush = (x: number, y: number, r: number) => fill(oval(x + r * 0.5, y + r * 0.6, r, r * 0.9), '#2f4a34', 'opacity="0.45"') + solid(blob(times(8, (k) => [x + Math.cos(k * 0.785) * r * chance.between(0.85, 1.15), y + Math.sin(k * 0.785) * r * chance.between(0.85, 1.15)] as const)), chance.pick(['#4a7f4a', '#5a8f50', '#3f7044']), '#1f4a36', { angle: 230, reach: 0.8 })
  const canal = (t: number, off: number): Point => [-60 + t * 1740 - off * 0.37, 930 - t * 800 + off * 0.93]
  const band = (wide: number) => poly(canal(0, -wide), canal(1, -wide), canal(1, wide), canal(0, wide))
  const cottage = (x: number, y: number, turn: number) => `<g transform="translate(${x} ${y}) rotate(${turn})">${fill(box(8, 12, 76, 50), '#2f4a34', 'opacity="0.45"')}${fill(box(0, 0, 76, 25), '#c8563a')}${fill(box(0, 25, 76, 25), '#94382c')}${fill(box(54, 8, 10, 12), '#f4e6cd')}</g>`
  return [
    ...fields, line(course, '#4f7d46', 150), line(course, '#d9cc94', 128), line(course, '#6f9a78', 108), line(course, '#4f93a3', 98), line(course, '#6db0b8', 60, 'opacity="0.7"'), line(course, '#a9d6d4', 16, 'opacity="0.5"'),
    ...times(46, () => { const i = chance.whole(1, 26); const [a, b] = spine[i] as Point; return line(`M${a + chance.between(-30, 30)} ${b + chance.between(-30, 30)}q14 -8 30 0`, '#e6f4ec', 3, 'opacity="0.8"') }),
    ...times(56, () => { const i = chance.whole(0, 27); const [a, b] = spine[i] as Point; const side = chance.pick([-1, 1]); const [p, q] = spine[Math.min(28, i + 1)] as Point; const l = Math.hypot(p - a, q - b) || 1; return bush(a + ((b - q) / l) * 92 * side + chance.between(-10, 10), b + ((p - a) / l) * 92 * side + chance.between(-10, 10), chance.between(12, 25)) }),
    fill(band(58), '#7d7f74', 'opacity="0.45"'), fill(band(52), '#c9c5b6'), fill(band(38), '#9a9c98'), fill(band(31), '#7f8f96'), shade(band(31), '#4a5a64', { angle: 60, reach: 0.9, strength: 0.6 }), line(way(canal(0, -46), canal(1, -46)), '#eee9da', 5), line(way(canal(0, 46), canal(1, 46)), '#8a887c', 4), ...times(24, (i) => line(way(canal(i / 24, -52), canal(i / 24, -38)), '#8a887c', 3) + line(way(canal(i / 24, 38), canal(i / 24, 52)), '#8a887c', 3)),
    `<g transform="translate(${canal(0.57, 0).join(' ')}) rotate(-24.7)">${fill(poly([-70, -15], [54, -15], [82, 0], [54, 15], [-70, 15]), '#2a3a44')}${fill(box(-58, -9, 92, 18), '#b8703c')}${fill(box(-64, -11, 22, 22), '#f4efe2')}${line('M-76 -8q-40 -6 -90 -22M-76 8q-40 6 -90 22', '#dfe6e4', 3, 'opacity="0.7"')}</g>`,
    `<g transform="translate(${canal(0.3, 0).join(' ')}) rotate(62)">${fill(box(-100, -17, 200, 40), '#2f3a3a', 'opacity="0.4"')}${fill(box(-104, -22, 208, 38), '#e6ddc6')}${fill(box(-104, -22, 208, 5) + box(-104, 11, 208, 5), '#a59a86')}</g>`,
    cottage(240, 250, 12), cottage(330, 300, -18), cottage(1290, 780, 8), cottage(1380, 850, -14), cottage(790, 130, -6), ...times(34, () => bush(chance.between(0, w), chance.pick([chance.between(0, 90), chance.between(h - 90, h)]), chance.between(12, 24))), ...[[280, 370], [200, 330], [1250, 880], [1460, 800], [760, 220], [880, 170]].map(([a, b]) => bush(a as number, b as number, 22)),
    ...times(15, () => fill(oval(chance.between(560, 760), chance.between(800, 1000), 8, 5), '#fbf6e8')), ...times(9, () => fill(oval(chance.between(1100, 1230), chance.between(130, 230), 9, 6), chance.pick(['#fbf6e8', '#6b4a38']))),
    birds(chance, 620, 420, 120, 5, '#fbf6e8', 20), glow(200, 100, 900, '#fff0b8', 0.35, 600), shade(box(-20, -20, w + 40, h + 40), '#24483c', { angle: 200, reach: 0.5, strength: 0.45 }),
  ]
}

export const tideGauge: Scene = ({ w, h, chance }) => {
  const [x, top] = [505, 420]
  const prop = (a: number, b: number, c: number, d: number, wide: number, bark: string) => line(`M${a} ${b}C${a + (c - a) * 0.4} ${b - 30} ${c} ${b + (d - b) * 0.3} ${c} ${d}`, bark, wide)
  const grove = (a: number, y: number, s: number, bark: string, leaf: string, dark: string) => times(8, (i) => prop(a, y - 260 * s + i * 10, a + (i - 3.5) * 60 * s, y + 10, 13 * s, i % 2 ? bark : mix(bark, '#0f2420', 0.3))).join('') + line(`M${a} ${y - 240 * s}C${a - 20 * s} ${y - 420 * s} ${a + 20 * s} ${y - 540 * s} ${a} ${y - 760 * s}`, bark, 34 * s) + times(9, (i) => solid(blob(times(8, (k) => [a + (i - 4) * 70 * s + Math.cos(k * 0.785) * 110 * s * chance.between(0.85, 1.15), y - (760 + (i % 3) * 70) * s + Math.sin(k * 0.785) * 84 * s * chance.between(0.85, 1.15)] as const)), leaf, dark, { angle: -70, reach: 0.85 })).join('')
  return [
    sky(w, 1120, ['#8fc0c4', '#cfe2cf', '#f6e9c4']), glow(760, 520, 520, '#fff6d6', 0.9), hills(ridge(chance, w, 880, 20, 6), h, '#a3c8a8', '#6fa08a', -90), grove(120, 960, 0.55, '#8fa184', '#9cc694', '#6aa07e'), grove(960, 950, 0.6, '#8fa184', '#9cc694', '#6aa07e'), grove(560, 930, 0.36, '#9fb094', '#b0d2a6', '#83b594'),
    sea(chance, w, 930, h, ['#b9d6b9', '#5fa192', '#1f5a58'], '#e2f0d2', 90), grove(20, 1160, 0.9, '#5f5444', '#5a9a5c', '#235a46'), grove(1060, 1190, 0.95, '#5f5444', '#5a9a5c', '#235a46'),
    fill(box(x - 70, 1290, 150, 300), '#163f40', 'opacity="0.35"'), times(7, (i) => fill(oval(x + 5, 1296 + i * 38, 84 - i * 6 + (i % 2) * 14, 6), '#cfe6cc', 'opacity="0.55"')).join(''),
    line(way([x + 96, 1310], [x + 92, top + 60]), '#5a3a28', 26) + line(way([x + 88, 1310], [x + 84, top + 60]), '#8f6442', 6), line(way([x + 90, 620], [x, 640]), '#3a2a24', 9) + line(way([x + 90, 1080], [x, 1100]), '#3a2a24', 9),
    fill(box(x - 62, top, 128, 890), '#fbf6e8'), times(15, (i) => fill(box(x + (i % 2 ? 2 : -62), top + 8 + i * 59, 64, 30), i > 10 ? '#1f2c34' : '#c8402f') + fill(box(x - 62, top + 8 + i * 59, 26, 6) + box(x - 62, top + 36 + i * 59, 40, 6), '#1f2c34')).join(''), line(way([x + 2, top], [x + 2, 1310]), '#1f2c34', 4), times(5, (i) => numeral(4 - i, x + 26, top + 48 + i * 177)).join(''), shade(box(x - 62, top, 128, 890), '#2a2430', { angle: 180, reach: 0.6, strength: 0.7 }), shade(box(x - 62, 1130, 128, 180), '#3a5a3c', { angle: -90, strength: 0.95 }), fill(box(x - 72, top - 16, 148, 20), '#5a3a28'),
    times(9, () => fill(oval(x - 60 + chance.between(0, 124), 1250 + chance.between(-60, 50), chance.between(5, 10), chance.between(4, 8)), '#e6ddc6')).join(''),
    kingfisher(x - 6, top - 18),
    times(7, (i) => prop(-60, 1190 + i * 20, 60 + i * 62, 1560 + (i % 3) * 30, 32 - i * 2, i % 2 ? '#3f2f2a' : '#2a2422')).join('') + times(7, (i) => prop(1140, 1150 + i * 24, 1030 - i * 56, 1560 + (i % 3) * 34, 32 - i * 2, i % 2 ? '#3f2f2a' : '#2a2422')).join(''), times(12, (i) => { const [a, b, t] = [i % 2 ? chance.between(840, 1067) : chance.between(0, 230), chance.between(-10, 330), chance.between(-60, 60)]; return `<g transform="translate(${a} ${b}) rotate(${t})">${solid('M-80 0C-40 -42 50 -42 84 0C50 36 -40 36 -80 0z', i % 3 ? '#2f6a4a' : '#3f7f50', '#123a30', { angle: 90 })}${line('M-80 0H84', '#6fa870', 3)}</g>` }).join(''), times(6, (i) => line(`M${700 + i * 30} ${1420 + i * 26}q40 -10 80 0`, '#e2f0d2', 4, 'opacity="0.6"')).join(''),
  ]
}

/** Figures as strokes, since a board with marks has figures and pictures have no type. */
const numeral = (figure: number, x: number, y: number) => line(['M0 8L12 0V44', 'M0 12q0 -12 13 -12t13 12q0 8 -26 32h28', 'M0 4q26 -12 26 8q0 10 -14 10q16 0 16 12q0 16 -28 8', 'M20 44V0L0 30H28', 'M26 0H4V18q24 -6 24 12q0 18 -28 12'][figure] as string, '#1f2c34', 8, `transform="translate(${x} ${y})"`)

const kingfisher = (x: number, y: number) =>
  [
    fill(`M${x - 60} ${y + 60}l14 -76l34 10l-20 70z`, '#1f5f8f'), solid(`M${x - 64} ${y - 4}C${x - 74} ${y - 90} ${x - 30} ${y - 150} ${x + 30} ${y - 150}C${x + 70} ${y - 150} ${x + 84} ${y - 116} ${x + 66} ${y - 90}C${x + 74} ${y - 40} ${x + 40} ${y} ${x - 10} ${y + 4}z`, '#e0762c', '#8a3a1c', { angle: -90 }), solid(`M${x - 66} ${y + 30}C${x - 84} ${y - 70} ${x - 44} ${y - 140} ${x + 10} ${y - 152}C${x + 14} ${y - 90} ${x - 4} ${y - 20} ${x - 66} ${y + 30}z`, '#1f7fb4', '#123f72', { angle: -60 }),
    solid(`M${x - 28} ${y - 128}C${x - 20} ${y - 188} ${x + 70} ${y - 190} ${x + 82} ${y - 130}C${x + 60} ${y - 112} ${x + 10} ${y - 108} ${x - 28} ${y - 128}z`, '#2a8fc0', '#154a80', { angle: 180 }), fill(`M${x + 76} ${y - 146}L${x + 182} ${y - 128}L${x + 74} ${y - 120}z`, '#23242c'), fill(`M${x + 30} ${y - 122}q20 -14 46 -8q-6 18 -30 18z`, '#e0762c'), fill(`M${x + 2} ${y - 118}q16 -2 24 10q-16 12 -30 2z`, '#fbf6e8'), fill(oval(x + 56, y - 142, 8), '#15141a') + fill(oval(x + 59, y - 145, 2.500), '#ffffff'), times(8, (i) => fill(oval(x - 8 + (i % 4) * 20, y - 160 + Math.floor(i / 4) * 14, 3), '#a9e0ee')).join(''), times(6, (i) => fill(oval(x - 44 + (i % 3) * 14, y - 40 - Math.floor(i / 3) * 34, 4), '#8fd0e6')).join(''), line(way([x - 6, y + 4], [x - 6, y + 18]), '#c8402f', 7) + line(way([x + 14, y + 2], [x + 14, y + 18]), '#c8402f', 7),
  ].join('')

export const lighthouseStair: Scene = ({ w, h }) => {
  const [cx, cy] = [534, 640]
  const turns = 3.4
  const steps = 62
  const around = (t: number) => { const a = -0.6 + t * turns * Math.PI * 2; const k = 1 - t * 0.83; return { a, r: 900 * k ** 1.25, x: cx + (1 - k) * 6, y: cy + k * 150 - 40 } }
  const at = (t: number, share: number, drop = 0): Point => { const { a, r, x, y } = around(t); return [x + Math.cos(a) * r * share, y + Math.sin(a) * r * share * 0.96 + drop * (1 - t)] }
  const rings = times(16, (i) => { const k = 1 - i / 16; return fill(oval(cx, cy + k * 120 - 40, 980 * k ** 1.2 + 60, 960 * k ** 1.2 + 60), mix('#54656a', '#f0d6a0', (i / 16) ** 0.9)) + (i % 2 ? line(oval(cx, cy + k * 120 - 40, 980 * k ** 1.2 + 60, 960 * k ** 1.2 + 60), '#7d7a70', 2.500, 'opacity="0.4"') : '') }).join('')
  const treads = times(steps, (i) => {
    const [t, u] = [i / steps, (i + 1) / steps]
    const [face, under] = [mix('#2b3940', '#d99a4e', t ** 1.1), mix('#141d24', '#8a5a2c', t)]
    const tread = poly(at(t, 0.98), at(u, 0.98), at(u, 0.5), at(t, 0.5))
    const riser = poly(at(t, 0.98), at(t, 0.5), at(t, 0.5, 26), at(t, 0.98, 26))
    const post = line(way(at(t, 0.53), at(t, 0.53, -110)), mix('#b23a2e', '#ffd98e', t), 7 * (1 - t) + 1.5)
    return fill(tread, face) + shade(tread, under, { angle: (around(t).a * 180) / Math.PI + 180, reach: 0.9, strength: 0.9 }) + fill(riser, under) + line(way(at(t, 0.98), at(t, 0.5)), mix('#d9a868', '#fff3cf', t), 4 * (1 - t) + 1.2) + post
  })
  const rail = line(curve(times(steps + 1, (i) => at(i / steps, 0.53, -110))), '#c8463a', 13) + line(curve(times(steps + 1, (i) => at(i / steps, 0.53, -116))), '#f3a07a', 3, 'opacity="0.7"')
  const lampY = cy - 40
  return [
    fill(box(-20, -20, w + 40, h + 40), '#35454c'), rings, times(22, (i) => line(way([cx + Math.cos(i * 0.2856) * 170, lampY + Math.sin(i * 0.2856) * 170], [cx + Math.cos(i * 0.2856) * 1300, lampY + 90 + Math.sin(i * 0.2856) * 1300]), '#6a6f6a', 2, 'opacity="0.35"')).join(''),
    glow(cx, lampY, 620, '#ffe9b0', 0.8), fill(rounded(800, 1130, 130, 210, 60), '#a9cfd6') + shade(rounded(800, 1130, 130, 210, 60), '#2f5a6a', { angle: 0 }) + line(rounded(800, 1130, 130, 210, 60), '#2b3940', 14) + line(way([865, 1134], [865, 1336]), '#2b3940', 8) + line(way([804, 1240], [928, 1240]), '#2b3940', 8),
    fill(oval(cx, lampY, 178), '#8a5a2c') + fill(oval(cx, lampY, 160), '#ffefc0'), times(12, (i) => line(way([cx + Math.cos(i * 0.5236) * 60, lampY + Math.sin(i * 0.5236) * 60], [cx + Math.cos(i * 0.5236) * 158, lampY + Math.sin(i * 0.5236) * 158]), '#c98f45', 5)).join('') + line(oval(cx, lampY, 110), '#c98f45', 4) + fill(oval(cx, lampY, 58), '#fffdf2') + glow(cx, lampY, 240, '#fffbe6', 0.95),
    ...treads.reverse(), rail, shade(box(-20, -20, w + 40, h + 40), '#0f171e', { angle: -90, reach: 0.45, strength: 0.9 }),
  ]
}

const wisps = (chance: Chance, x: number, y: number, rise: number) =>
  times(6, (i) => { const points: Point[] = times(8, (k) => [x + (i - 2.5) * 60 + Math.sin(k * 1.05 + i * 1.7) * (16 + k * 13) + chance.between(-6, 6), y - (k / 7) * rise] as const); return line(curve(points), '#fff6e2', 52 - i * 4, 'opacity="0.16" filter="url(#soft)"') + line(curve(points), '#fff6e2', 15 - i, 'opacity="0.4"') }).join('')

export const ricePot: Scene = ({ w, h, chance }) => [
  wash(box(-20, -20, w + 40, h + 40), ['#1f4a4c', '#2c6260', '#3f7a70']), times(12, (r) => times(7, (c) => fill(box(-30 + c * 164 - (r % 2) * 82, -20 + r * 104, 158, 98), mix('#2c6462', '#3f7f76', chance()), 'opacity="0.8"')).join('')).join(''), glow(534, 760, 640, '#f6c97a', 0.7, 760), shade(box(-20, -20, w + 40, 1300), '#0f2a30', { angle: 0, reach: 0.5 }),
  line(way([-20, 150], [1090, 150]), '#8a6a44', 14) + [120, 260, 860, 980].map((x, i) => line(way([x, 156], [x, 330 + (i % 2) * 40]), '#b9a27a', 12) + line(`M${x - 10} 150q10 -22 20 0`, '#c9b48a', 6) + (i % 2 ? solid(oval(x, 400, 48, 60), '#c98f45', '#5a3420', { angle: 180 }) : fill(rounded(x - 34, 320, 68, 100, 14), '#8fa0a0') + times(4, (k) => line(way([x - 18 + k * 12, 336], [x - 18 + k * 12, 404]), '#3f5a5c', 5)).join(''))).join(''),
  wisps(chance, 500, 900, 780),
  solid(box(-20, 1290, w + 40, 330), '#6b4a3a', '#1f1418', { angle: -90 }), fill(box(-20, 1290, w + 40, 14), '#b98a5e'), solid(rounded(150, 1290, 780, 190, 22), '#d5d6cc', '#6a7270', { angle: -90 }), fill(rounded(170, 1304, 740, 18, 8), '#f4f2e6'), fill(oval(340, 1408, 36) + oval(534, 1408, 36) + oval(728, 1408, 36), '#2a2d34') + line(way([340, 1408], [340, 1380]), '#f4f2e6', 7) + line(way([534, 1408], [556, 1388]), '#e0762c', 8) + line(way([728, 1408], [728, 1380]), '#f4f2e6', 7),
  line(way([250, 1266], [818, 1266]), '#1d1f26', 22) + [290, 420, 650, 780].map((x) => line(way([x, 1266], [x + (x < 534 ? -16 : 16), 1298]), '#1d1f26', 15)).join(''), glow(534, 1240, 340, '#5fb4ff', 0.6, 90), times(15, (i) => { const [x, l] = [312 + i * 32, 46 + (i % 3) * 16]; return fill(`M${x - 12} 1264q-4 ${-l * 0.6} 12 ${-l}q16 ${l * 0.4} 12 ${l}z`, '#3f8fe0') + fill(`M${x - 6} 1264q-1 ${-l * 0.4} 6 ${-l * 0.62}q7 ${l * 0.3} 6 ${l * 0.62}z`, i % 4 ? '#a9dcff' : '#ffb45a') }).join(''),
  solid('M210 900H858C866 1060 846 1180 780 1216C720 1238 348 1238 288 1216C222 1180 202 1060 210 900z', '#3a3336', '#0f0c12', { angle: -90, reach: 0.9 }), shade('M210 900H858C866 1060 846 1180 780 1216C720 1238 348 1238 288 1216C222 1180 202 1060 210 900z', '#e0a05a', { angle: 0, reach: 0.3, strength: 0.5 }), fill('M240 950q6 130 50 210q-56 -60 -60 -210z', '#8a7468', 'opacity="0.7"'), fill(rounded(134, 960, 84, 42, 18) + rounded(850, 960, 84, 42, 18), '#2a2428') + fill(rounded(150, 972, 46, 16, 8) + rounded(872, 972, 46, 16, 8), '#5a4a48'),
  fill(oval(534, 900, 330, 66), '#57484a') + fill(oval(534, 902, 300, 54), '#1f181c') + fill('M246 912C280 860 420 846 534 846C660 846 790 862 822 912C790 952 660 960 534 960C410 960 280 952 246 912z', '#fbf6ea'), shade('M246 912C280 860 420 846 534 846C660 846 790 862 822 912C790 952 660 960 534 960C410 960 280 952 246 912z', '#c9b494', { angle: -90 }), times(150, () => { const [a, r] = [chance() * 6.283, Math.sqrt(chance())]; return `<ellipse cx="${534 + Math.cos(a) * r * 262}" cy="${904 + Math.sin(a) * r * 44}" rx="9" ry="3.500" transform="rotate(${chance.between(-50, 50)} ${534 + Math.cos(a) * r * 262} ${904 + Math.sin(a) * r * 44})" fill="${chance.pick(['#ffffff', '#e9dcc2', '#f6eedd'])}"/>` }).join(''),
  lidInHand(),
  wisps(chance, 430, 880, 420),
]

/** The lid, tilted, and the hand that lifts it. */
const lidInHand = () => `<g transform="translate(690 660) rotate(24)">${fill(oval(0, 60, 322, 40), '#241c20')}${solid('M-322 52C-300 -40 -120 -84 0 -84C120 -84 300 -40 322 52C300 84 -300 84 -322 52z', '#463c40', '#141016', { angle: 180, reach: 0.8 })}${line('M-300 30C-260 -40 -110 -74 0 -74', '#c99a6a', 6, 'opacity="0.7"')}${fill(box(-16, -116, 32, 40), '#2a2428')}${fill(rounded(-52, -150, 104, 40, 18), '#a5532f')}</g>` + `<g transform="translate(750 520) rotate(20)">${solid('M70 -60C180 -130 300 -200 420 -250L480 -70C360 -40 220 10 120 50z', '#c8503a', '#5a1f1c', { angle: -90 })}${fill('M66 -66L128 54L96 66L40 -50z', '#f3ead4')}${solid('M-70 12C-78 -30 -40 -62 10 -70L56 -62L104 46C70 66 20 74 -20 66C-50 58 -66 40 -70 12z', '#c98f68', '#7a4a34', { angle: -90 })}${line('M-66 20C-30 34 0 34 30 22M-56 42C-26 54 4 54 32 42M-34 60C-10 68 10 68 30 60', '#8a5a40', 5)}${solid('M-40 -30C-64 -22 -84 4 -78 24C-60 30 -48 6 -20 -6z', '#d9a27c', '#7a4a34', { angle: -90 })}</g>`
