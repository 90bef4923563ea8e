/** A game of chess among the washing. */
import { blob, box, clip, fill, glow, line, mix, oval, poly, rounded, type Scene, shade, solid, times, wash, way } from '../ink.ts'

export const laundretteChess: Scene = ({ w, chance }) => {
  const machine = (x: number, i: number) => {
    const cx = x + 132
    const cloths = times(11, (k) => {
      const [a, b, r] = [cx + chance.between(-74, 74), 366 + chance.between(-64, 46) - (k % 3) * 10, chance.between(24, 44)]
      const d = blob(
        times(7, (j) => [a + Math.cos(j * 0.9 + i) * r * chance.between(0.7, 1.3), b + Math.sin(j * 0.9 + i) * r * chance.between(0.5, 1)] as const),
      )
      const colour = chance.pick(['#c8563a', '#e9c46a', '#f3ead4', '#4f8a96', '#7a5a86', '#f3ead4'])
      return fill(d, colour) + shade(d, mix(colour, '#1c1420', 0.6), { angle: -90 })
    }).join('')
    const drum = oval(cx, 322, 92)
    return (
      solid(rounded(x, 110, 264, 480, 14), '#eceee8', '#8fa4a6', { angle: 180, reach: 0.8 }) +
      fill(box(x, 110, 264, 74), '#d5dcd8') +
      fill(rounded(x + 20, 126, 84, 42, 5), '#b9c6c6') +
      fill(oval(x + 214, 147, 22), '#3a5a66') +
      line(way([x + 214, 147], [x + 224, 132]), '#f3ead4', 4) +
      fill(rounded(x + 128, 134, 46, 24, 4), '#1f3a40') +
      fill(box(x + 136, 143, 30, 6), i % 2 ? '#f0b35a' : '#7fd0a0') +
      fill(oval(cx, 322, 124), '#aebcbd') +
      fill(oval(cx, 322, 112), '#5c7076') +
      fill(drum, '#1f3038') +
      (i === 4 ? '' : clip(drum, cloths, wash(box(cx - 92, 360, 184, 60), ['#a9d4da', '#7fb0bd']).replace('<path', '<path opacity="0.5"'))) +
      fill(`M${cx - 74} ${300}a76 76 0 0 1 60 -54l6 20a60 60 0 0 0 -46 40z`, '#ffffff', 'opacity="0.5"') +
      fill(rounded(cx + 100, 302, 22, 44, 8), '#8fa4a6')
    )
  }
  const at = (u: number, v: number) => {
    const t = v
    const half = 250 + t * 76
    return [800 + (u - 0.5) * 2 * half, 704 + t * 176] as const
  }
  const squares = times(8, (r) =>
    times(8, (c) =>
      fill(poly(at(c / 8, r / 8), at((c + 1) / 8, r / 8), at((c + 1) / 8, (r + 1) / 8), at(c / 8, (r + 1) / 8)), (r + c) % 2 ? '#6a3a26' : '#f0dcb4'),
    ).join(''),
  ).join('')
  const piece = (c: number, r: number, kind: 'pawn' | 'king' | 'queen' | 'rook' | 'bishop' | 'knight', white: boolean) => {
    const [x, y] = at((c + 0.5) / 8, (r + 0.7) / 8)
    const s = 0.92 + r * 0.055
    const [base, dark] = white ? ['#fbf2dc', '#a5845a'] : ['#2a1f24', '#08060a']
    const tall = { pawn: 52, rook: 62, knight: 70, bishop: 78, queen: 92, king: 100 }[kind]
    const body = `M-20 0q0 -10 8 -14Q-5 ${-tall * 0.45} -7 ${-tall * 0.62}H7Q5 ${-tall * 0.45} 12 -14q8 4 8 14z`
    const top = {
      pawn: oval(0, -tall * 0.74, 12),
      rook: `M-14 ${-tall * 0.6}v-24h8v7h4v-7h5v7h4v-7h7v24z`,
      knight: `M-10 ${-tall * 0.55}Q-20 ${-tall} 4 ${-tall}L10 ${-tall * 1.1}L14 ${-tall * 0.92}L26 ${-tall * 0.72}L20 ${-tall * 0.62}L6 ${-tall * 0.7}Q4 ${-tall * 0.6} 10 ${-tall * 0.55}z`,
      bishop: `M0 ${-tall}Q18 ${-tall * 0.78} 9 ${-tall * 0.6}H-9Q-18 ${-tall * 0.78} 0 ${-tall}z`,
      queen: `M-10 ${-tall * 0.6}L-17 ${-tall * 0.92}L-8 ${-tall * 0.82}L0 ${-tall}L8 ${-tall * 0.82}L17 ${-tall * 0.92}L10 ${-tall * 0.6}z`,
      king: `M-10 ${-tall * 0.6}L-15 ${-tall * 0.84}H15L10 ${-tall * 0.6}zM-3 ${-tall * 1.06}h6v7h7v6h-7v10h-6v-10h-7v-6h7z`,
    }[kind]
    return `<g transform="translate(${x} ${y}) scale(${s})">${fill(oval(16, 0, 26, 6), '#1c1012', 'opacity="0.4"')}${solid(body, base, dark, { angle: 180, reach: 0.8 })}${fill(box(-10, -tall * 0.62 - 2, 20, 5), dark)}${solid(top, base, dark, { angle: 180, reach: 0.8 })}</g>`
  }
  const cup = (x: number, y: number, flip: number) =>
    fill(oval(x + 10, y + 6, 96, 22), '#1c1012', 'opacity="0.4"') +
    solid(oval(x, y, 88, 20), '#f4ecda', '#a5947c', { angle: 180 }) +
    line(`M${x + 46 * flip} ${y - 66}q${44 * flip} 0 ${34 * flip} 34q${-8 * flip} 22 ${-42 * flip} 18`, '#c8563a', 10) +
    solid(`M${x - 52} ${y - 84}h104q0 76 -30 84h-44q-30 -8 -30 -84z`, '#c8563a', '#5a1f1c', { angle: 180 }) +
    fill(oval(x, y - 84, 52, 13), '#f4ecda') +
    fill(oval(x, y - 82, 44, 9), '#4a2a1c') +
    times(2, (i) => line(`M${x - 12 + i * 24} ${y - 104}q${-16} -30 4 -56q14 -26 -4 -50`, '#ffffff', 6, 'opacity="0.5"')).join('')
  return [
    wash(box(-20, -20, w + 40, 640), ['#2f6a72', '#4f929a']),
    times(9, (r) => times(30, (c) => fill(box(-20 + c * 56, -20 + r * 34, 53, 31), mix('#3f7f88', '#5fa0a6', chance()))).join('')).join(''),
    fill(box(-20, 90, w + 40, 16), '#f0c36a'),
    glow(800, -10, 900, '#fff4cf', 0.75, 300),
    fill(rounded(300, 22, 1000, 16, 8), '#fffbe8'),
    ...times(6, (i) => machine(-20 + i * 278, i)),
    fill(box(-20, 590, w + 40, 520), '#c9b28c'),
    times(10, (i) =>
      times(4, (r) =>
        (i + r) % 2
          ? fill(
              poly(
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
    shade(box(-20, 590, w + 40, 520), '#4a3430', { angle: 90, reach: 0.5 }),
    solid(poly([1330, 560], [1600, 560], [1570, 740], [1360, 740]), '#4f8a96', '#1c3a44', { angle: 180 }),
    times(6, (i) =>
      solid(oval(1370 + i * 40, 556 - (i % 2) * 18, 44, 34), ['#f3ead4', '#e9c46a', '#f3ead4', '#c8563a'][i % 4] as string, '#7a6a5a', { angle: -90 }),
    ).join('') + times(4, (i) => line(way([1360 + i * 62, 590], [1374 + i * 56, 720]), '#2f6a72', 9)).join(''),
    line(way([420, 950], [560, 1100]), '#5c6a70', 16) +
      line(way([560, 950], [400, 1100]), '#7d8b90', 16) +
      line(way([1060, 950], [1200, 1100]), '#5c6a70', 16) +
      line(way([1190, 950], [1040, 1100]), '#7d8b90', 16),
    fill(poly([330, 690], [1270, 690], [1440, 920], [160, 920]), '#e0b272'),
    shade(poly([330, 690], [1270, 690], [1440, 920], [160, 920]), '#7d4a2c', { angle: -90, reach: 0.9 }),
    solid(poly([160, 920], [1440, 920], [1436, 952], [164, 952]), '#a5713f', '#4a2a20', { angle: -90 }),
    fill(poly([536, 700], [1076, 700], [1160, 906], [470, 906]), '#1c1012', 'opacity="0.35"'),
    fill(poly(...[at(-0.05, -0.05), at(1.05, -0.05), at(1.05, 1.06), at(-0.05, 1.06)]), '#4a281c'),
    squares,
    shade(poly(at(0, 0), at(1, 0), at(1, 1), at(0, 1)), '#2a1416', { angle: 200, reach: 0.7, strength: 0.5 }),
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
