/**
 * `node demo/draw/letters.ts NotoSerif-Bold.ttf NotoSans-Bold.ttf` draws static/letters.bin: the outlines of the letters
 * that social pictures are written in. src/pictures/letters.ts reads it and says how it is laid out.
 */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { isDrawable } from '../../src/page/drawable-text.ts'
import { type Outline, Typeface } from './typeface.ts'

/** Letters that a face lacks, and whose shape stands for theirs: the minus sign is an en dash. */
const STAND_INS = new Map([[0x2212, 0x2013]])
/** A pen's move is kept in steps of so many thousandths of the em. */
const KERNING_STEP = 2
/** Headlines and names are set a little closer, as on the page; thousandths of the em. */
const TIGHTENING = 10

function encodeFace(face: Typeface, closer: number): Buffer {
  const known = face.glyphs()
  for (const [code, like] of STAND_INS) if (!known.has(code)) known.set(code, known.get(like) ?? 0)
  const codes = [...known.keys()].filter((code) => isDrawable(String.fromCharCode(code))).sort((a, b) => a - b)
  const ids = codes.map((code) => known.get(code) as number)
  const kept = new Map<number, number>()
  const outlines = new Map<number, Outline>()
  for (const id of ids) keep(id)

  // What is written comes first, in the order of its codes; parts that stand for nothing by themselves follow.
  const order = [...ids, ...[...kept.keys()].filter((id) => !ids.includes(id))]
  order.forEach((id, at) => {
    if (!kept.has(id) || (kept.get(id) as number) < 0) kept.set(id, at)
  })
  const bodies = order.map((id) => Buffer.from(encodeOutline(outlines.get(id) as Outline, (part) => kept.get(part) as number)))
  const { rows, columns, matrix } = kerningTableOf(face, ids)
  const width = Math.max(...columns) + 1
  const u16 = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer)
  return Buffer.concat([
    u16(codes.length, order.length, width, matrix.length / width),
    u16(...codes),
    u16(...ids.map((id) => face.advance(id) - (face.advance(id) && closer))),
    u16(...bodies.map(({ length }) => length)),
    Buffer.from(rows),
    Buffer.from(columns),
    Buffer.from(Int8Array.from(matrix).buffer),
    ...bodies,
  ])

  function keep(id: number) {
    if (kept.has(id)) return
    kept.set(id, -1)
    const outline = face.outline(id)
    outlines.set(id, outline)
    if ('parts' in outline) for (const { glyph } of outline.parts) keep(glyph)
  }
}

/** Letters that move alike share a row (as the left one) or a column (as the right one). */
function kerningTableOf(face: Typeface, ids: number[]) {
  const table = ids.map((left) => ids.map((right) => Math.max(-128, Math.min(127, Math.round(face.kerning(left, right) / KERNING_STEP)))))
  const classes = (lines: number[][]) => {
    const seen = new Map<string, number>()
    const of = lines.map((line) => {
      const key = line.join()
      if (!seen.has(key)) seen.set(key, seen.size)
      return seen.get(key) as number
    })
    if (seen.size > 256) throw new Error('A class of kerning is kept in one byte.')
    return { of, first: [...seen.values()].map((at) => of.indexOf(at)) }
  }
  const rows = classes(table)
  const columns = classes(ids.map((_, at) => table.map((line) => line[at] as number)))
  return { rows: rows.of, columns: columns.of, matrix: rows.first.flatMap((row) => columns.first.map((column) => table[row]?.[column] as number)) }
}

/** Contours, or parts behind a zero: numbers of seven bits a byte, differences from one point to the next. */
function encodeOutline(outline: Outline, placeOf: (glyph: number) => number): number[] {
  const bytes: number[] = []
  if ('parts' in outline) {
    bytes.push(0, outline.parts.length)
    for (const { glyph, dx, dy } of outline.parts) {
      number(placeOf(glyph))
      signed(dx)
      signed(dy)
    }
    return bytes
  }
  let [x, y] = [0, 0]
  if (outline.contours.length) bytes.push(outline.contours.length)
  for (const contour of outline.contours) {
    number(contour.length)
    for (let at = 0; at < contour.length; at += 8) bytes.push(contour.slice(at, at + 8).reduce((bits, { on }, i) => bits | (on ? 1 << i : 0), 0))
    for (const point of contour) {
      signed(point.x - x)
      signed(point.y - y)
      ;({ x, y } = point)
    }
  }
  return bytes

  function number(value: number) {
    for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128)
    bytes.push(value)
  }
  function signed(value: number) {
    number(value < 0 ? -2 * value - 1 : 2 * value)
  }
}

const files = process.argv.slice(2)
if (files.length !== 2) {
  console.error('Give two TrueType files: the serif for headlines and the sans for labels.')
  process.exit(1)
}
const faces = files.map((path, at) => {
  const face = new Typeface(readFileSync(path))
  if (face.unitsPerEm !== 1000) throw new Error(`${path} is not drawn on 1,000 units.`)
  return encodeFace(face, at === 0 ? TIGHTENING : 0)
})
const head = Buffer.alloc(4)
head.writeUInt32LE(faces[0]?.length ?? 0)
const plain = Buffer.concat([head, ...faces])
const file = deflateSync(plain, { level: 9 })
await writeFile(new URL('../../static/letters.bin', import.meta.url), file)
console.log(`letters.bin  ${file.length} bytes, unpacked ${plain.length}`)
