/** A game of chess among the washing. */
import {
  blob,
  clip,
  ellipse,
  fillPath,
  glow,
  gradient,
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

export const laundretteChess: Scene = ({ w, random }) => {
  const machine = (x: number, i: number) => {
    const cx = x + 132
    const cloths = repeat(11, (k) => {
      const [a, b, r] = [cx + random.between(-74, 74), 366 + random.between(-64, 46) - (k % 3) * 10, random.between(24, 44)]
      const d = blob(
        repeat(7, (j) => [a + Math.cos(j * 0.9 + i) * r * random.between(0.7, 1.3), b + Math.sin(j * 0.9 + i) * r * random.between(0.5, 1)] as const),
      )
      const colour = random.pick(['#c8563a', '#e9c46a', '#f3ead4', '#4f8a96', '#7a5a86', '#f3ead4'])
      return fillPath(d, colour) + shade(d, mixColours(colour, '#1c1420', 0.6), { angle: -90 })
    }).join('')
    const drum = ellipse(cx, 322, 92)
    return (
      shadedFill(roundedRectangle(x, 110, 264, 480, 14), '#eceee8', '#8fa4a6', { angle: 180, reach: 0.8 }) +
      fillPath(rectangle(x, 110, 264, 74), '#d5dcd8') +
      fillPath(roundedRectangle(x + 20, 126, 84, 42, 5), '#b9c6c6') +
      fillPath(ellipse(x + 214, 147, 22), '#3a5a66') +
      strokePath(path([x + 214, 147], [x + 224, 132]), '#f3ead4', 4) +
      fillPath(roundedRectangle(x + 128, 134, 46, 24, 4), '#1f3a40') +
      fillPath(rectangle(x + 136, 143, 30, 6), i % 2 ? '#f0b35a' : '#7fd0a0') +
      fillPath(ellipse(cx, 322, 124), '#aebcbd') +
      fillPath(ellipse(cx, 322, 112), '#5c7076') +
      fillPath(drum, '#1f3038') +
      (i === 4 ? '' : clip(drum, cloths, gradient(rectangle(cx - 92, 360, 184, 60), ['#a9d4da', '#7fb0bd']).replace('<path', '<path opacity="0.5"'))) +
      fillPath(`M${cx - 74} ${300}a76 76 0 0 1 60 -54l6 20a60 60 0 0 0 -46 40z`, '#ffffff', 'opacity="0.5"') +
      fillPath(roundedRectangle(cx + 100, 302, 22, 44, 8), '#8fa4a6')
    )
  }
  const at = (u: number, v: number) => {
    const t = v
    const half = 250 + t * 76
    return [800 + (u - 0.5) * 2 * half, 704 + t * 176] as const
  }
  const squares = repeat(8, (r) =>
    repeat(8, (c) =>
      fillPath(polygon(at(c / 8, r / 8), at((c + 1) / 8, r / 8), at((c + 1) / 8, (r + 1) / 8), at(c / 8, (r + 1) / 8)), (r + c) % 2 ? '#6a3a26' : '#f0dcb4'),
    ).join(''),
  ).join('')
  const piece = (c: number, r: number, kind: 'pawn' | 'king' | 'queen' | 'rook' | 'bishop' | 'knight', white: boolean) => {
    const [x, y] = at((c + 0.5) / 8, (r + 0.7) / 8)
    const s = 0.92 + r * 0.055
    const [base, dark] = white ? ['#fbf2dc', '#a5845a'] : ['#2a1f24', '#08060a']
    const tall = { pawn: 52, rook: 62, knight: 70, bishop: 78, queen: 92, king: 100 }[kind]
    const body = `M-20 0q0 -10 8 -14Q-5 ${-tall * 0.45} -7 ${-tall * 0.62}H7Q5 ${-tall * 0.45} 12 -14q8 4 8 14z`
    const top = {
      pawn: ellipse(0, -tall * 0.74, 12),
      rook: `M-14 ${-tall * 0.6}v-24h8v7h4v-7h5v7h4v-7h7v24z`,
      knight: `M-10 ${-tall * 0.55}Q-20 ${-tall} 4 ${-tall}L10 ${-tall * 1.1}L14 ${-tall * 0.92}L26 ${-tall * 0.72}L20 ${-tall * 0.62}L6 ${-tall * 0.7}Q4 ${-tall * 0.6} 10 ${-tall * 0.55}z`,
      bishop: `M0 ${-tall}Q18 ${-tall * 0.78} 9 ${-tall * 0.6}H-9Q-18 ${-tall * 0.78} 0 ${-tall}z`,
      queen: `M-10 ${-tall * 0.6}L-17 ${-tall * 0.92}L-8 ${-tall * 0.82}L0 ${-tall}L8 ${-tall * 0.82}L17 ${-tall * 0.92}L10 ${-tall * 0.6}z`,
      king: `M-10 ${-tall * 0.6}L-15 ${-tall * 0.84}H15L10 ${-tall * 0.6}zM-3 ${-tall * 1.06}h6v7h7v6h-7v10h-6v-10h-7v-6h7z`,
    }[kind]
    return `<g transform="translate(${x} ${y}) scale(${s})">${fillPath(ellipse(16, 0, 26, 6), '#1c1012', 'opacity="0.4"')}${shadedFill(body, base, dark, { angle: 180, reach: 0.8 })}${fillPath(rectangle(-10, -tall * 0.62 - 2, 20, 5), dark)}${shadedFill(top, base, dark, { angle: 180, reach: 0.8 })}</g>`
  }
  const cup = (x: number, y: number, flip: number) =>
    fillPath(ellipse(x + 10, y + 6, 96, 22), '#1c1012', 'opacity="0.4"') +
    shadedFill(ellipse(x, y, 88, 20), '#f4ecda', '#a5947c', { angle: 180 }) +
    strokePath(`M${x + 46 * flip} ${y - 66}q${44 * flip} 0 ${34 * flip} 34q${-8 * flip} 22 ${-42 * flip} 18`, '#c8563a', 10) +
    shadedFill(`M${x - 52} ${y - 84}h104q0 76 -30 84h-44q-30 -8 -30 -84z`, '#c8563a', '#5a1f1c', { angle: 180 }) +
    fillPath(ellipse(x, y - 84, 52, 13), '#f4ecda') +
    fillPath(ellipse(x, y - 82, 44, 9), '#4a2a1c') +
    repeat(2, (i) => strokePath(`M${x - 12 + i * 24} ${y - 104}q${-16} -30 4 -56q14 -26 -4 -50`, '#ffffff', 6, 'opacity="0.5"')).join('')
  return [
    gradient(rectangle(-20, -20, w + 40, 640), ['#2f6a72', '#4f929a']),
    repeat(9, (r) => repeat(30, (c) => fillPath(rectangle(-20 + c * 56, -20 + r * 34, 53, 31), mixColours('#3f7f88', '#5fa0a6', random()))).join('')).join(''),
    fillPath(rectangle(-20, 90, w + 40, 16), '#f0c36a'),
    glow(800, -10, 900, '#fff4cf', 0.75, 300),
    fillPath(roundedRectangle(300, 22, 1000, 16, 8), '#fffbe8'),
    ...repeat(6, (i) => machine(-20 + i * 278, i)),
    fillPath(rectangle(-20, 590, w + 40, 520), '#c9b28c'),
    repeat(10, (i) =>
      repeat(4, (r) =>
        (i + r) % 2
          ? fillPath(
              polygon(
                [-40 + i * 180 - r * 10, 600 + r * 130],
                [140 + i * 180 - r * 10, 600 + r * 130],
                [140 + i * 180, 730 + r * 130],
                [-40 + i * 180, 730 + r * 130],
              ),
              '#b99c74',
            )
          : '',
      ).join(''),
    ).join(''),
    shade(rectangle(-20, 590, w + 40, 520), '#4a3430', { angle: 90, reach: 0.5 }),
    shadedFill(polygon([1330, 560], [1600, 560], [1570, 740], [1360, 740]), '#4f8a96', '#1c3a44', { angle: 180 }),
    repeat(6, (i) =>
      shadedFill(ellipse(1370 + i * 40, 556 - (i % 2) * 18, 44, 34), ['#f3ead4', '#e9c46a', '#f3ead4', '#c8563a'][i % 4] as string, '#7a6a5a', { angle: -90 }),
    ).join('') + repeat(4, (i) => strokePath(path([1360 + i * 62, 590], [1374 + i * 56, 720]), '#2f6a72', 9)).join(''),
    strokePath(path([420, 950], [560, 1100]), '#5c6a70', 16) +
      strokePath(path([560, 950], [400, 1100]), '#7d8b90', 16) +
      strokePath(path([1060, 950], [1200, 1100]), '#5c6a70', 16) +
      strokePath(path([1190, 950], [1040, 1100]), '#7d8b90', 16),
    fillPath(polygon([330, 690], [1270, 690], [1440, 920], [160, 920]), '#e0b272'),
    shade(polygon([330, 690], [1270, 690], [1440, 920], [160, 920]), '#7d4a2c', { angle: -90, reach: 0.9 }),
    shadedFill(polygon([160, 920], [1440, 920], [1436, 952], [164, 952]), '#a5713f', '#4a2a20', { angle: -90 }),
    fillPath(polygon([536, 700], [1076, 700], [1160, 906], [470, 906]), '#1c1012', 'opacity="0.35"'),
    fillPath(polygon(...[at(-0.05, -0.05), at(1.05, -0.05), at(1.05, 1.06), at(-0.05, 1.06)]), '#4a281c'),
    squares,
    shade(polygon(at(0, 0), at(1, 0), at(1, 1), at(0, 1)), '#2a1416', { angle: 200, reach: 0.7, strength: 0.5 }),
    piece(0, 0, 'rook', false),
    piece(4, 0, 'king', false),
    piece(5, 0, 'bishop', false),
    piece(1, 1, 'pawn', false),
    piece(6, 1, 'pawn', false),
    piece(3, 1, 'queen', false),
    piece(2, 2, 'knight', false),
    piece(4, 3, 'pawn', false),
    piece(3, 4, 'pawn', true),
    piece(5, 4, 'knight', true),
    piece(2, 5, 'bishop', true),
    piece(0, 6, 'pawn', true),
    piece(6, 6, 'pawn', true),
    piece(7, 6, 'pawn', true),
    piece(4, 7, 'king', true),
    piece(7, 7, 'rook', true),
    cup(330, 860, -1),
    cup(1290, 840, 1),
    piece(-1.1, 3, 'pawn', true),
    piece(8.3, 2, 'pawn', false),
    piece(8.1, 3.4, 'bishop', false),
  ]
}
