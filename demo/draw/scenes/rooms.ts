/** An archive of floppy disks, an opera stage. */
import {
  clip,
  ellipse,
  fillPath,
  glow,
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

export const floppyArchive: Scene = ({ w, h, random }) => {
  const boxes = (y: number, high: number) => {
    const parts: string[] = []
    for (let x = -30; x < w; ) {
      const wide = random.between(92, 128)
      const tall = high * random.pick([0.82, 0.9, 0.9, 0.74])
      if (random.chance(0.93)) {
        const colour = random.pick(['#c5a06c', '#b78f5d', '#8fa09a', '#a97d56', '#7d918f', '#cdb084'])
        parts.push(
          shadedFill(rectangle(x, y - tall, wide - 6, tall), colour, mixColours(colour, '#1c1420', 0.65), { angle: -90, reach: 0.9 }),
          fillPath(rectangle(x, y - tall, wide - 6, 12), mixColours(colour, '#1c1420', 0.22)),
          fillPath(roundedRectangle(x + 16, y - tall * 0.72, wide - 38, tall * 0.26, 3), '#f6eedb'),
          repeat(3, (i) =>
            strokePath(path([x + 24, y - tall * 0.66 + i * tall * 0.07], [x + wide - (i === 2 ? 52 : 32), y - tall * 0.66 + i * tall * 0.07]), '#7a6a60', 2.5),
          ).join(''),
          fillPath(ellipse(x + wide / 2 - 3, y - tall * 0.24, 11, 9), mixColours(colour, '#1c1420', 0.65)),
        )
      }
      x += wide
    }
    return (
      parts.join('') +
      shadedFill(rectangle(-20, y, w + 40, 20), '#5c6a70', '#232c34', { angle: -90 }) +
      fillPath(rectangle(-20, y, w + 40, 4), '#94a3a6') +
      shade(rectangle(-20, y + 20, w + 40, 50), '#11171f', { angle: 90, strength: 0.9 })
    )
  }
  const disk = (x: number, y: number, s: number, colour: string, turn: number, soft: boolean) =>
    `<g transform="translate(${x} ${y}) scale(1 .62) rotate(${turn})">${fillPath(roundedRectangle(-s / 2 + 5, -s / 2 + 12, s, s, 6), '#1c1218', 'opacity="0.45"')}${fillPath(soft ? roundedRectangle(-s / 2, -s / 2, s, s, 3) : `M${-s / 2} ${-s / 2}h${s * 0.92}l${s * 0.08} ${s * 0.08}v${s * 0.92}h${-s}z`, colour)}${shade(rectangle(-s / 2, -s / 2, s, s), mixColours(colour, '#0a0a12', 0.6), { angle: 200, strength: 0.6 })}${soft ? fillPath(ellipse(0, s * 0.02, s * 0.16), '#efe6d2') + fillPath(ellipse(0, s * 0.02, s * 0.11), '#5a4a44') + fillPath(roundedRectangle(-s * 0.04, s * 0.24, s * 0.08, s * 0.2, s * 0.04), '#5a4a44') + fillPath(rectangle(-s * 0.42, -s * 0.44, s * 0.5, s * 0.17), '#f6eedb') + fillPath(rectangle(-s * 0.42, -s * 0.44, s * 0.5, s * 0.04), '#c8463a') : fillPath(rectangle(-s * 0.26, -s * 0.5, s * 0.52, s * 0.32), '#c9ced0') + fillPath(rectangle(s * 0.04, -s * 0.46, s * 0.12, s * 0.24), mixColours(colour, '#0a0a12', 0.4)) + fillPath(rectangle(-s * 0.38, -s * 0.02, s * 0.76, s * 0.5), '#f6eedb') + repeat(4, (i) => strokePath(path([-s * 0.32, s * (0.1 + i * 0.1)], [s * (i === 3 ? 0.05 : 0.3), s * (0.1 + i * 0.1)]), '#8f7f76', 2.5)).join('') + fillPath(rectangle(-s * 0.38, -s * 0.02, s * 0.76, s * 0.06), '#d9a441')}</g>`
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#2a363e'),
    boxes(170, 170),
    boxes(380, 170),
    boxes(590, 170),
    fillPath(rectangle(520, -20, 22, 800), '#6f7d82') +
      shade(rectangle(520, -20, 22, 800), '#1c242c', { angle: 180 }) +
      fillPath(rectangle(1110, -20, 22, 800), '#6f7d82') +
      shade(rectangle(1110, -20, 22, 800), '#1c242c', { angle: 180 }),
    fillPath(rectangle(-20, 660, w + 40, 100), '#1c262e'),
    shade(rectangle(-20, -20, w + 40, 700), '#0f161e', { angle: 0, reach: 0.5 }),
    glow(1000, 420, 640, '#ffe2a6', 0.45, 420),
    shadedFill('M-20 720H1620V1100H-20z', '#9a6238', '#38201c', { angle: -90, reach: 1 }),
    fillPath(rectangle(-20, 720, w + 40, 9), '#dca067'),
    glow(880, 860, 700, '#ffdf9e', 0.55, 150),
    fillPath(ellipse(1080, 866, 400, 34), '#2a1616', 'opacity="0.55"'),
    shadedFill(roundedRectangle(780, 690, 560, 150, 12), '#ded1b4', '#7d6a58', { angle: 180 }),
    fillPath(rectangle(780, 760, 560, 4), '#b5a488'),
    [0, 1]
      .map(
        (i) =>
          fillPath(roundedRectangle(1050, 712 + i * 56, 250, 34, 4), '#c2b394') +
          fillPath(rectangle(1064, 726 + i * 56, 220, 7), '#3a322e') +
          fillPath(rectangle(1150, 720 + i * 56, 46, 20), '#a8987a') +
          fillPath(ellipse(1074, 740 + i * 56, 4), i ? '#7fc46a' : '#c8463a'),
      )
      .join(''),
    repeat(8, (i) => strokePath(path([810, 776 + i * 7], [980, 776 + i * 7]), '#a8987a', 3)).join(''),
    fillPath(roundedRectangle(812, 716, 60, 18, 3), '#c8463a') + fillPath(rectangle(820, 722, 44, 5), '#f6eedb'),
    fillPath(polygon([960, 690], [1160, 690], [1140, 664], [980, 664]), '#b5a488'),
    shadedFill(roundedRectangle(840, 316, 440, 352, 26), '#e6dabe', '#806c5a', { angle: 200 }),
    fillPath(roundedRectangle(880, 350, 360, 254, 22), '#b8a88a'),
    fillPath(roundedRectangle(894, 362, 332, 230, 40), '#12261f'),
    glow(1060, 477, 210, '#5fd08a', 0.5, 150),
    repeat(7, (i) =>
      strokePath(path([928, 400 + i * 25], [928 + ([150, 210, 120, 240, 180, 90, 30][i] as number), 400 + i * 25]), '#8ff0ac', 6, 'opacity="0.9"'),
    ).join(''),
    fillPath(rectangle(970, 541, 16, 20), '#c6ffd6'),
    fillPath('M906 380q20 -16 90 -14q-60 60 -90 150z', '#ffffff', 'opacity="0.1"'),
    fillPath(ellipse(1216, 634, 8), '#7fc46a') + fillPath(roundedRectangle(890, 622, 80, 22, 4), '#b8a88a'),
    shadedFill(polygon([830, 868], [1290, 868], [1350, 960], [780, 960]), '#d6c8aa', '#7d6a58', { angle: -90 }),
    fillPath(polygon([780, 960], [1350, 960], [1350, 978], [780, 978]), '#a8987a'),
    repeat(4, (r) =>
      repeat(14 - (r === 3 ? 7 : 0), (c) => {
        const y = 878 + r * 20
        const left = 846 - r * 12 + (r === 3 ? 100 : 0)
        return fillPath(roundedRectangle(left + c * (31 + r * 1.6), y, r === 3 ? 34 : 25 + r * 1.2, 14, 3), c === 13 ? '#c8463a' : '#f3ead4')
      }).join(''),
    ).join(''),
    disk(230, 846, 310, '#26242c', -14, true),
    disk(500, 908, 230, '#332e3a', 16, true),
    disk(350, 990, 160, '#2f5f86', -24, false),
    disk(620, 1000, 158, '#a33b32', 12, false),
    disk(700, 836, 150, '#3f6a55', 40, false),
    shadedFill(roundedRectangle(1400, 770, 170, 120, 6), '#c5a06c', '#5a3a28', { angle: 180 }),
    repeat(7, (i) => fillPath(rectangle(1416 + i * 20, 742 + (i % 2) * 8, 15, 60), ['#2f5f86', '#26242c', '#a33b32', '#d9a441'][i % 4] as string)).join(''),
    fillPath(rectangle(1400, 790, 170, 100), '#c5a06c') +
      fillPath(roundedRectangle(1436, 812, 98, 44, 3), '#f6eedb') +
      strokePath(path([1448, 828], [1520, 828]), '#7a6a60', 3) +
      strokePath(path([1448, 842], [1496, 842]), '#7a6a60', 3),
  ]
}

export const operaPiano: Scene = ({ w, h, random }) => {
  const [black, red] = ['#141118', '#8f2430']
  const tier = (y: number, dip: number) =>
    fillPath(`M-20 ${y}Q800 ${y + dip} 1620 ${y}V${y + 70}Q800 ${y + 70 + dip} -20 ${y + 70}z`, '#6b2a2c') +
    shade(`M-20 ${y}Q800 ${y + dip} 1620 ${y}V${y + 70}Q800 ${y + 70 + dip} -20 ${y + 70}z`, '#1a0d16', { angle: -90 }) +
    strokePath(`M-20 ${y}Q800 ${y + dip} 1620 ${y}`, '#c29246', 6) +
    repeat(13, (i) => {
      const x = 40 + i * 127
      const d = dip * (1 - ((x - 800) / 820) ** 2) * 0.5
      return (
        fillPath(`M${x - 36} ${y - 4 + d}v-56q36 -46 72 0v56z`, '#1a0f1a') +
        glow(x, y + 26 + d, 26, '#ffce7a', 0.75) +
        fillPath(ellipse(x, y + 26 + d, 4), '#fff0c4')
      )
    }).join('')
  const seatRow = (y: number, s: number, shift: number) =>
    repeat(Math.ceil(1700 / (74 * s)), (i) => {
      const x = -40 + shift + i * 74 * s
      return (
        shadedFill(roundedRectangle(x, y - 66 * s, 64 * s, 84 * s, 22 * s), mixColours(red, '#1a0a18', 0.55 - s * 0.22), '#1a0a18', {
          angle: -90,
          reach: 0.9,
        }) +
        strokePath(`M${x + 4 * s} ${y - 44 * s}q${4 * s} ${-20 * s} ${28 * s} ${-20 * s}q${24 * s} 0 ${28 * s} ${20 * s}`, '#d9574a', 3 * s, 'opacity="0.5"')
      )
    }).join('')
  const side = 'M470 640C470 560 560 520 760 520C960 520 1120 560 1160 640V690H470z'
  return [
    fillPath(rectangle(-20, -20, w + 40, h + 40), '#170d1a'),
    tier(70, 90),
    tier(220, 80),
    tier(360, 66),
    seatRow(520, 0.55, 0),
    seatRow(566, 0.7, 20),
    seatRow(620, 0.86, 0),
    seatRow(684, 1.02, 30),
    shade(rectangle(-20, -20, w + 40, 760), '#0c0612', { angle: 90, reach: 0.9 }),
    shadedFill('M-20 700H1620V1100H-20z', '#a8693a', '#28131a', { angle: -90, reach: 1 }),
    repeat(15, (i) => strokePath(path([800 + (i - 7) * 120, 702], [800 + (i - 7) * 270, 1100]), '#5f3623', 3)).join(''),
    fillPath(rectangle(-20, 700, w + 40, 8), '#e0a266'),
    repeat(9, (i) => fillPath(`M${80 + i * 180} 706q30 -34 60 0z`, '#3a1c1e') + glow(110 + i * 180, 704, 70, '#ffd88e', 0.65, 40)).join(''),
    fillPath(polygon([660, -20], [840, -20], [1400, 960], [160, 960]), '#ffe9b8', 'opacity="0.12"'),
    glow(760, 900, 640, '#ffe6ae', 0.95, 140),
    fillPath(ellipse(780, 962, 470, 40), '#2a1216', 'opacity="0.6"'),
    strokePath(path([560, 800], [548, 960]), black, 26) +
      strokePath(path([1090, 790], [1104, 950]), black, 26) +
      strokePath(path([830, 790], [830, 920]), '#0c0a10', 22) +
      fillPath(ellipse(548, 962, 14) + ellipse(1104, 952, 14), '#c29246'),
    strokePath(path([790, 800], [800, 940]), '#c29246', 5) +
      strokePath(path([826, 800], [826, 940]), '#c29246', 5) +
      fillPath(rectangle(780, 936, 70, 12), '#c29246'),
    shadedFill('M548 566C600 300 800 170 1130 176C1200 300 1196 470 1150 600C960 520 720 520 548 566z', '#241d28', black, { angle: 200, reach: 0.9 }),
    strokePath('M548 566C600 300 800 170 1130 176', '#e0a875', 6),
    fillPath('M600 540C650 350 800 230 1090 222C1130 320 1130 450 1100 560C940 510 740 510 600 540z', '#5a2f24', 'opacity="0.75"'),
    shade('M600 540C650 350 800 230 1090 222C1130 320 1130 450 1100 560C940 510 740 510 600 540z', '#f0b26a', { angle: -60, reach: 0.8, strength: 0.6 }),
    fillPath(side, '#c9973f'),
    clip(
      side,
      ...repeat(46, (i) => strokePath(path([520 + i * 14, 520], [480 + i * 15, 700]), i % 3 ? '#f4dca0' : '#8a5a26', 2)),
      fillPath('M560 600Q800 540 1100 604V640Q800 580 560 650z', '#a06a2a', 'opacity="0.6"'),
    ),
    strokePath(path([1050, 640], [1010, 240]), '#0c0a10', 12) + strokePath(path([1050, 640], [1010, 240]), '#6b5a60', 3),
    shadedFill(
      'M430 660C460 630 500 630 540 640H1120C1170 640 1190 660 1190 700V800C1190 826 1170 836 1140 836H480C448 836 430 820 430 790z',
      '#1d1822',
      '#08060c',
      { angle: -90, reach: 0.9 },
    ),
    strokePath('M440 664C470 640 500 640 540 646H1120C1160 646 1180 660 1184 690', '#e0a875', 5, 'opacity="0.8"'),
    fillPath(polygon([392, 724], [910, 724], [950, 794], [352, 794]), '#0c0a10') + fillPath(polygon([404, 730], [898, 730], [930, 780], [372, 780]), '#faf3e2'),
    repeat(30, (i) => strokePath(path([404 + i * 17, 730], [372 + i * 19.2, 780]), '#8d8078', 2)).join(''),
    repeat(29, (i) =>
      [2, 6].includes(i % 7) ? '' : fillPath(polygon([416 + i * 17, 730], [426 + i * 17, 730], [416 + i * 18.2, 760], [403 + i * 18.2, 760]), '#15121a'),
    ).join(''),
    fillPath(polygon([352, 794], [950, 794], [950, 816], [352, 816]), '#1d1822') + strokePath(path([356, 795], [946, 795]), '#e0a875', 3),
    strokePath(path([560, 752], [720, 690]), '#7a4a26', 22) +
      strokePath(path([560, 752], [720, 690]), '#c08046', 8) +
      strokePath(path([716, 692], [800, 664]), '#d6dadb', 10) +
      strokePath(path([798, 640], [806, 690]), '#aeb4b8', 16),
    strokePath('M566 764q80 -10 150 -50', '#8d8078', 5, 'opacity="0.5"'),
    fillPath(rectangle(560, 640, 330, 12), '#0c0a10') +
      shadedFill(polygon([580, 560], [870, 560], [884, 640], [566, 640]), '#211a26', '#08060c', { angle: -90 }) +
      strokePath(path([580, 560], [870, 560]), '#e0a875', 4, 'opacity="0.7"'),
    shadedFill(roundedRectangle(500, 902, 260, 40, 14), '#7d2430', '#28101a', { angle: -90 }) +
      fillPath(rectangle(500, 928, 260, 14), black) +
      strokePath(path([524, 940], [514, 1040]), black, 15) +
      strokePath(path([736, 940], [746, 1040]), black, 15),
    repeat(5, (i) => fillPath(ellipse(540 + i * 45, 916, 4), '#d9574a')).join(''),
    fillPath(ellipse(640, 1042, 180, 14), '#2a1216', 'opacity="0.5"'),
    drape(0, 1, h),
    drape(w, -1, h),
    repeat(20, () => fillPath(ellipse(random.between(420, 1200), random.between(80, 700), random.between(1.5, 3)), '#ffe9b8', 'opacity="0.5"')).join(''),
  ]
}

const drape = (x: number, s: number, h: number) => {
  const d = `M${x - 20 * s} -20H${x + 300 * s}C${x + 270 * s} 260 ${x + 170 * s} 420 ${x + 150 * s} ${h + 30}H${x - 20 * s}z`
  return (
    fillPath(d, '#9a2833') +
    repeat(6, (i) =>
      strokePath(
        `M${x + (40 + i * 48) * s} -20C${x + (34 + i * 43) * s} 260 ${x + (22 + i * 27) * s} 420 ${x + (16 + i * 24) * s} ${h + 30}`,
        i % 2 ? '#5a1626' : '#c2404a',
        10,
        'opacity="0.6"',
      ),
    ).join('') +
    shade(d, '#1a0a16', { angle: s > 0 ? 0 : 180, reach: 0.95, strength: 0.95 })
  )
}
