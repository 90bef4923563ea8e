/** In portrait format: a tide gauge, a stair, a pot. */

import { hills, ridge, sea, sky } from '../land.ts'
import type { Random } from '../random.ts'
import {
  blob,
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

export const tideGauge: Scene = ({ w, h, random }) => {
  const [x, top] = [505, 420]
  const prop = (a: number, b: number, c: number, d: number, wide: number, bark: string) =>
    strokePath(`M${a} ${b}C${a + (c - a) * 0.4} ${b - 30} ${c} ${b + (d - b) * 0.3} ${c} ${d}`, bark, wide)
  const grove = (a: number, y: number, s: number, bark: string, leaf: string, dark: string) =>
    repeat(8, (i) => prop(a, y - 260 * s + i * 10, a + (i - 3.5) * 60 * s, y + 10, 13 * s, i % 2 ? bark : mixColours(bark, '#0f2420', 0.3))).join('') +
    strokePath(`M${a} ${y - 240 * s}C${a - 20 * s} ${y - 420 * s} ${a + 20 * s} ${y - 540 * s} ${a} ${y - 760 * s}`, bark, 34 * s) +
    repeat(9, (i) =>
      shadedFill(
        blob(
          repeat(
            8,
            (k) =>
              [
                a + (i - 4) * 70 * s + Math.cos(k * 0.785) * 110 * s * random.between(0.85, 1.15),
                y - (760 + (i % 3) * 70) * s + Math.sin(k * 0.785) * 84 * s * random.between(0.85, 1.15),
              ] as const,
          ),
        ),
        leaf,
        dark,
        { angle: -70, reach: 0.85 },
      ),
    ).join('')
  return [
    sky(w, 1120, ['#8fc0c4', '#cfe2cf', '#f6e9c4']),
    glow(760, 520, 520, '#fff6d6', 0.9),
    hills(ridge(random, w, 880, 20, 6), h, '#a3c8a8', '#6fa08a', -90),
    grove(120, 960, 0.55, '#8fa184', '#9cc694', '#6aa07e'),
    grove(960, 950, 0.6, '#8fa184', '#9cc694', '#6aa07e'),
    grove(560, 930, 0.36, '#9fb094', '#b0d2a6', '#83b594'),
    sea(random, w, 930, h, ['#b9d6b9', '#5fa192', '#1f5a58'], '#e2f0d2', 90),
    grove(20, 1160, 0.9, '#5f5444', '#5a9a5c', '#235a46'),
    grove(1060, 1190, 0.95, '#5f5444', '#5a9a5c', '#235a46'),
    fillPath(rectangle(x - 70, 1290, 150, 300), '#163f40', 'opacity="0.35"'),
    repeat(7, (i) => fillPath(ellipse(x + 5, 1296 + i * 38, 84 - i * 6 + (i % 2) * 14, 6), '#cfe6cc', 'opacity="0.55"')).join(''),
    strokePath(path([x + 96, 1310], [x + 92, top + 60]), '#5a3a28', 26) + strokePath(path([x + 88, 1310], [x + 84, top + 60]), '#8f6442', 6),
    strokePath(path([x + 90, 620], [x, 640]), '#3a2a24', 9) + strokePath(path([x + 90, 1080], [x, 1100]), '#3a2a24', 9),
    fillPath(rectangle(x - 62, top, 128, 890), '#fbf6e8'),
    repeat(
      15,
      (i) =>
        fillPath(rectangle(x + (i % 2 ? 2 : -62), top + 8 + i * 59, 64, 30), i > 10 ? '#1f2c34' : '#c8402f') +
        fillPath(rectangle(x - 62, top + 8 + i * 59, 26, 6) + rectangle(x - 62, top + 36 + i * 59, 40, 6), '#1f2c34'),
    ).join(''),
    strokePath(path([x + 2, top], [x + 2, 1310]), '#1f2c34', 4),
    repeat(5, (i) => numeral(4 - i, x + 26, top + 48 + i * 177)).join(''),
    shade(rectangle(x - 62, top, 128, 890), '#2a2430', { angle: 180, reach: 0.6, strength: 0.7 }),
    shade(rectangle(x - 62, 1130, 128, 180), '#3a5a3c', { angle: -90, strength: 0.95 }),
    fillPath(rectangle(x - 72, top - 16, 148, 20), '#5a3a28'),
    repeat(9, () =>
      fillPath(ellipse(x - 60 + random.between(0, 124), 1250 + random.between(-60, 50), random.between(5, 10), random.between(4, 8)), '#e6ddc6'),
    ).join(''),
    kingfisher(x - 6, top - 18),
    repeat(7, (i) => prop(-60, 1190 + i * 20, 60 + i * 62, 1560 + (i % 3) * 30, 32 - i * 2, i % 2 ? '#3f2f2a' : '#2a2422')).join('') +
      repeat(7, (i) => prop(1140, 1150 + i * 24, 1030 - i * 56, 1560 + (i % 3) * 34, 32 - i * 2, i % 2 ? '#3f2f2a' : '#2a2422')).join(''),
    repeat(12, (i) => {
      const [a, b, t] = [i % 2 ? random.between(840, 1067) : random.between(0, 230), random.between(-10, 330), random.between(-60, 60)]
      return `<g transform="translate(${a} ${b}) rotate(${t})">${shadedFill('M-80 0C-40 -42 50 -42 84 0C50 36 -40 36 -80 0z', i % 3 ? '#2f6a4a' : '#3f7f50', '#123a30', { angle: 90 })}${strokePath('M-80 0H84', '#6fa870', 3)}</g>`
    }).join(''),
    repeat(6, (i) => strokePath(`M${700 + i * 30} ${1420 + i * 26}q40 -10 80 0`, '#e2f0d2', 4, 'opacity="0.6"')).join(''),
  ]
}

/** Figures as strokes, since a board with marks has figures and pictures have no type. */
const numeral = (figure: number, x: number, y: number) =>
  strokePath(
    [
      'M0 8L12 0V44',
      'M0 12q0 -12 13 -12t13 12q0 8 -26 32h28',
      'M0 4q26 -12 26 8q0 10 -14 10q16 0 16 12q0 16 -28 8',
      'M20 44V0L0 30H28',
      'M26 0H4V18q24 -6 24 12q0 18 -28 12',
    ][figure] as string,
    '#1f2c34',
    8,
    `transform="translate(${x} ${y})"`,
  )

const kingfisher = (x: number, y: number) =>
  [
    fillPath(`M${x - 60} ${y + 60}l14 -76l34 10l-20 70z`, '#1f5f8f'),
    shadedFill(
      `M${x - 64} ${y - 4}C${x - 74} ${y - 90} ${x - 30} ${y - 150} ${x + 30} ${y - 150}C${x + 70} ${y - 150} ${x + 84} ${y - 116} ${x + 66} ${y - 90}C${x + 74} ${y - 40} ${x + 40} ${y} ${x - 10} ${y + 4}z`,
      '#e0762c',
      '#8a3a1c',
      { angle: -90 },
    ),
    shadedFill(
      `M${x - 66} ${y + 30}C${x - 84} ${y - 70} ${x - 44} ${y - 140} ${x + 10} ${y - 152}C${x + 14} ${y - 90} ${x - 4} ${y - 20} ${x - 66} ${y + 30}z`,
      '#1f7fb4',
      '#123f72',
      { angle: -60 },
    ),
    shadedFill(
      `M${x - 28} ${y - 128}C${x - 20} ${y - 188} ${x + 70} ${y - 190} ${x + 82} ${y - 130}C${x + 60} ${y - 112} ${x + 10} ${y - 108} ${x - 28} ${y - 128}z`,
      '#2a8fc0',
      '#154a80',
      { angle: 180 },
    ),
    fillPath(`M${x + 76} ${y - 146}L${x + 182} ${y - 128}L${x + 74} ${y - 120}z`, '#23242c'),
    fillPath(`M${x + 30} ${y - 122}q20 -14 46 -8q-6 18 -30 18z`, '#e0762c'),
    fillPath(`M${x + 2} ${y - 118}q16 -2 24 10q-16 12 -30 2z`, '#fbf6e8'),
    fillPath(ellipse(x + 56, y - 142, 8), '#15141a') + fillPath(ellipse(x + 59, y - 145, 2.5), '#ffffff'),
    repeat(8, (i) => fillPath(ellipse(x - 8 + (i % 4) * 20, y - 160 + Math.floor(i / 4) * 14, 3), '#a9e0ee')).join(''),
    repeat(6, (i) => fillPath(ellipse(x - 44 + (i % 3) * 14, y - 40 - Math.floor(i / 3) * 34, 4), '#8fd0e6')).join(''),
    strokePath(path([x - 6, y + 4], [x - 6, y + 18]), '#c8402f', 7) + strokePath(path([x + 14, y + 2], [x + 14, y + 18]), '#c8402f', 7),
  ].join('')

export const lighthouseStair: Scene = ({ w, h }) => {
  const [cx, cy] = [534, 640]
  const turns = 3.4
  const steps = 62
  const around = (t: number) => {
    const a = -0.6 + t * turns * Math.PI * 2
    const k = 1 - t * 0.83
    return { a, r: 900 * k ** 1.25, x: cx + (1 - k) * 6, y: cy + k * 150 - 40 }
  }
  const at = (t: number, share: number, drop = 0): Point => {
    const { a, r, x, y } = around(t)
    return [x + Math.cos(a) * r * share, y + Math.sin(a) * r * share * 0.96 + drop * (1 - t)]
  }
  const rings = repeat(16, (i) => {
    const k = 1 - i / 16
    return (
      fillPath(ellipse(cx, cy + k * 120 - 40, 980 * k ** 1.2 + 60, 960 * k ** 1.2 + 60), mixColours('#54656a', '#f0d6a0', (i / 16) ** 0.9)) +
      (i % 2 ? strokePath(ellipse(cx, cy + k * 120 - 40, 980 * k ** 1.2 + 60, 960 * k ** 1.2 + 60), '#7d7a70', 2.5, 'opacity="0.4"') : '')
    )
  }).join('')
  const treads = repeat(steps, (i) => {
    const [t, u] = [i / steps, (i + 1) / steps]
    const [face, under] = [mixColours('#2b3940', '#d99a4e', t ** 1.1), mixColours('#141d24', '#8a5a2c', t)]
    const tread = polygon(at(t, 0.98), at(u, 0.98), at(u, 0.5), at(t, 0.5))
    const riser = polygon(at(t, 0.98), at(t, 0.5), at(t, 0.5, 26), at(t, 0.98, 26))
    const post = strokePath(path(at(t, 0.53), at(t, 0.53, -110)), mixColours('#b23a2e', '#ffd98e', t), 7 * (1 - t) + 1.5)
    return (
      fillPath(tread, face) +
      shade(tread, under, { angle: (around(t).a * 180) / Math.PI + 180, reach: 0.9, strength: 0.9 }) +
      fillPath(riser, under) +
      strokePath(path(at(t, 0.98), at(t, 0.5)), mixColours('#d9a868', '#fff3cf', t), 4 * (1 - t) + 1.2) +
      post
    )
  })
  const rail =
    strokePath(curve(repeat(steps + 1, (i) => at(i / steps, 0.53, -110))), '#c8463a', 13) +
    strokePath(curve(repeat(steps + 1, (i) => at(i / steps, 0.53, -116))), '#f3a07a', 3, 'opacity="0.7"')
  const lampY = cy - 40
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#35454c'),
    rings,
    repeat(22, (i) =>
      strokePath(
        path(
          [cx + Math.cos(i * 0.2856) * 170, lampY + Math.sin(i * 0.2856) * 170],
          [cx + Math.cos(i * 0.2856) * 1300, lampY + 90 + Math.sin(i * 0.2856) * 1300],
        ),
        '#6a6f6a',
        2,
        'opacity="0.35"',
      ),
    ).join(''),
    glow(cx, lampY, 620, '#ffe9b0', 0.8),
    fillPath(roundedRectangle(800, 1130, 130, 210, 60), '#a9cfd6') +
      shade(roundedRectangle(800, 1130, 130, 210, 60), '#2f5a6a', { angle: 0 }) +
      strokePath(roundedRectangle(800, 1130, 130, 210, 60), '#2b3940', 14) +
      strokePath(path([865, 1134], [865, 1336]), '#2b3940', 8) +
      strokePath(path([804, 1240], [928, 1240]), '#2b3940', 8),
    fillPath(ellipse(cx, lampY, 178), '#8a5a2c') + fillPath(ellipse(cx, lampY, 160), '#ffefc0'),
    repeat(12, (i) =>
      strokePath(
        path([cx + Math.cos(i * 0.5236) * 60, lampY + Math.sin(i * 0.5236) * 60], [cx + Math.cos(i * 0.5236) * 158, lampY + Math.sin(i * 0.5236) * 158]),
        '#c98f45',
        5,
      ),
    ).join('') +
      strokePath(ellipse(cx, lampY, 110), '#c98f45', 4) +
      fillPath(ellipse(cx, lampY, 58), '#fffdf2') +
      glow(cx, lampY, 240, '#fffbe6', 0.95),
    ...treads.reverse(),
    rail,
    shade(rectangle(-20, -20, w + 40, h + 40), '#0f171e', { angle: -90, reach: 0.45, strength: 0.9 }),
  ]
}

export const ricePot: Scene = ({ w, h, random }) => [
  gradient(rectangle(-20, -20, w + 40, h + 40), ['#1f4a4c', '#2c6260', '#3f7a70']),
  repeat(12, (r) =>
    repeat(7, (c) =>
      fillPath(rectangle(-30 + c * 164 - (r % 2) * 82, -20 + r * 104, 158, 98), mixColours('#2c6462', '#3f7f76', random()), 'opacity="0.8"'),
    ).join(''),
  ).join(''),
  glow(534, 760, 640, '#f6c97a', 0.7, 760),
  shade(rectangle(-20, -20, w + 40, 1300), '#0f2a30', { angle: 0, reach: 0.5 }),
  strokePath(path([-20, 150], [1090, 150]), '#8a6a44', 14) +
    [120, 260, 860, 980]
      .map(
        (x, i) =>
          strokePath(path([x, 156], [x, 330 + (i % 2) * 40]), '#b9a27a', 12) +
          strokePath(`M${x - 10} 150q10 -22 20 0`, '#c9b48a', 6) +
          (i % 2
            ? shadedFill(ellipse(x, 400, 48, 60), '#c98f45', '#5a3420', { angle: 180 })
            : fillPath(roundedRectangle(x - 34, 320, 68, 100, 14), '#8fa0a0') +
              repeat(4, (k) => strokePath(path([x - 18 + k * 12, 336], [x - 18 + k * 12, 404]), '#3f5a5c', 5)).join('')),
      )
      .join(''),
  wisps(random, 500, 900, 780),
  shadedFill(rectangle(-20, 1290, w + 40, 330), '#6b4a3a', '#1f1418', { angle: -90 }),
  fillPath(rectangle(-20, 1290, w + 40, 14), '#b98a5e'),
  shadedFill(roundedRectangle(150, 1290, 780, 190, 22), '#d5d6cc', '#6a7270', { angle: -90 }),
  fillPath(roundedRectangle(170, 1304, 740, 18, 8), '#f4f2e6'),
  fillPath(ellipse(340, 1408, 36) + ellipse(534, 1408, 36) + ellipse(728, 1408, 36), '#2a2d34') +
    strokePath(path([340, 1408], [340, 1380]), '#f4f2e6', 7) +
    strokePath(path([534, 1408], [556, 1388]), '#e0762c', 8) +
    strokePath(path([728, 1408], [728, 1380]), '#f4f2e6', 7),
  strokePath(path([250, 1266], [818, 1266]), '#1d1f26', 22) +
    [290, 420, 650, 780].map((x) => strokePath(path([x, 1266], [x + (x < 534 ? -16 : 16), 1298]), '#1d1f26', 15)).join(''),
  glow(534, 1240, 340, '#5fb4ff', 0.6, 90),
  repeat(15, (i) => {
    const [x, l] = [312 + i * 32, 46 + (i % 3) * 16]
    return (
      fillPath(`M${x - 12} 1264q-4 ${-l * 0.6} 12 ${-l}q16 ${l * 0.4} 12 ${l}z`, '#3f8fe0') +
      fillPath(`M${x - 6} 1264q-1 ${-l * 0.4} 6 ${-l * 0.62}q7 ${l * 0.3} 6 ${l * 0.62}z`, i % 4 ? '#a9dcff' : '#ffb45a')
    )
  }).join(''),
  shadedFill('M210 900H858C866 1060 846 1180 780 1216C720 1238 348 1238 288 1216C222 1180 202 1060 210 900z', '#3a3336', '#0f0c12', { angle: -90, reach: 0.9 }),
  shade('M210 900H858C866 1060 846 1180 780 1216C720 1238 348 1238 288 1216C222 1180 202 1060 210 900z', '#e0a05a', { angle: 0, reach: 0.3, strength: 0.5 }),
  fillPath('M240 950q6 130 50 210q-56 -60 -60 -210z', '#8a7468', 'opacity="0.7"'),
  fillPath(roundedRectangle(134, 960, 84, 42, 18) + roundedRectangle(850, 960, 84, 42, 18), '#2a2428') +
    fillPath(roundedRectangle(150, 972, 46, 16, 8) + roundedRectangle(872, 972, 46, 16, 8), '#5a4a48'),
  fillPath(ellipse(534, 900, 330, 66), '#57484a') +
    fillPath(ellipse(534, 902, 300, 54), '#1f181c') +
    fillPath('M246 912C280 860 420 846 534 846C660 846 790 862 822 912C790 952 660 960 534 960C410 960 280 952 246 912z', '#fbf6ea'),
  shade('M246 912C280 860 420 846 534 846C660 846 790 862 822 912C790 952 660 960 534 960C410 960 280 952 246 912z', '#c9b494', { angle: -90 }),
  repeat(150, () => {
    const [a, r] = [random() * 6.283, Math.sqrt(random())]
    return `<ellipse cx="${534 + Math.cos(a) * r * 262}" cy="${904 + Math.sin(a) * r * 44}" rx="9" ry="3.500" transform="rotate(${random.between(-50, 50)} ${534 + Math.cos(a) * r * 262} ${904 + Math.sin(a) * r * 44})" fill="${random.pick(['#ffffff', '#e9dcc2', '#f6eedd'])}"/>`
  }).join(''),
  lidInHand(),
]

const wisps = (random: Random, x: number, y: number, rise: number) =>
  repeat(5, (i) => {
    const points: Point[] = repeat(
      8,
      (k) => [x + (i - 2) * 62 * (1 + k * 0.04) + Math.sin(k * 0.95 + i * 0.35) * (12 + k * 9) + random.between(-6, 6), y - (k / 7) * rise] as const,
    )
    return (
      strokePath(curve(points), '#fff6e2', 52 - i * 4, 'opacity="0.16" filter="url(#soft)"') + strokePath(curve(points), '#fff6e2', 15 - i, 'opacity="0.4"')
    )
  }).join('')

/** The lid, tilted, and the hand that lifts it. */
const lidInHand = () =>
  `<g transform="translate(690 660) rotate(24)">${fillPath(ellipse(0, 60, 322, 40), '#241c20')}${shadedFill('M-322 52C-300 -40 -120 -84 0 -84C120 -84 300 -40 322 52C300 84 -300 84 -322 52z', '#463c40', '#141016', { angle: 180, reach: 0.8 })}${strokePath('M-300 30C-260 -40 -110 -74 0 -74', '#c99a6a', 6, 'opacity="0.7"')}${fillPath(rectangle(-16, -116, 32, 40), '#2a2428')}${fillPath(roundedRectangle(-52, -150, 104, 40, 18), '#a5532f')}</g>` +
  `<g transform="translate(750 520) rotate(20)">${shadedFill('M70 -60C180 -130 300 -200 420 -250L480 -70C360 -40 220 10 120 50z', '#c8503a', '#5a1f1c', { angle: -90 })}${fillPath('M66 -66L128 54L96 66L40 -50z', '#f3ead4')}${shadedFill('M-70 12C-78 -30 -40 -62 10 -70L56 -62L104 46C70 66 20 74 -20 66C-50 58 -66 40 -70 12z', '#c98f68', '#7a4a34', { angle: -90 })}${strokePath('M-66 20C-30 34 0 34 30 22M-56 42C-26 54 4 54 32 42M-34 60C-10 68 10 68 30 60', '#8a5a40', 5)}${shadedFill('M-40 -30C-64 -22 -84 4 -78 24C-60 30 -48 6 -20 -6z', '#d9a27c', '#7a4a34', { angle: -90 })}</g>`
