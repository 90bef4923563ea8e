/**
 * The letters of headline pictures, as demo/draw/letters.ts writes them into static/letters.bin: deflated
 * (RFC 1950), little-endian; a `u32` with the length of the first face (serif), that face, the second (sans). A face is
 * `u16` counts of codes, glyphs, columns and rows; `u16` codes, ascending; `u16` advances; `u16` lengths of outlines; a row and
 * a column of the kerning table (`u8`) for each code; the table (`i8`, 2/1000 em); the outlines. Glyphs beyond the codes are
 * parts of others.
 */

/** Units are thousandths of the em, y upwards. Letters that a face lacks are left out. */
export type Face = {
  widthOf(text: string): number
  /** Every edge of a line of text whose pen starts at 0, 0. */
  trace(text: string, edge: Edge): void
}
export type Edge = (x0: number, y0: number, x1: number, y1: number) => void
type Point = { x: number; y: number }

const KERNING_STEP = 2
/** At the largest size the chords stay within a quarter of a pixel of their curve. */
const CHORDS = 6

/** The body is the file as it is stored; what is none fails to inflate. */
export async function readLetters({ body }: Response): Promise<{ serif: Face; sans: Face }> {
  const bytes = await new Response(body?.pipeThrough(new DecompressionStream('deflate'))).arrayBuffer()
  const end = 4 + new DataView(bytes).getUint32(0, true)
  return { serif: faceFrom(bytes.slice(4, end)), sans: faceFrom(bytes.slice(end)) }
}

function faceFrom(file: ArrayBuffer): Face {
  const words = new Uint16Array(file, 0, file.byteLength >> 1)
  const bytes = new Uint8Array(file)
  const [codes = 0, glyphs = 0, columns = 0, rows = 0] = words
  const advancesAt = 4 + codes
  const lengthsAt = advancesAt + codes
  const rowsAt = 2 * (lengthsAt + glyphs)
  const movesAt = rowsAt + 2 * codes
  const moves = new Int8Array(file, movesAt)
  const places = new Map(Array.from(words.subarray(4, advancesAt), (code, place) => [code, place]))
  const starts = [movesAt + rows * columns]
  for (const length of words.subarray(lengthsAt, lengthsAt + glyphs)) starts.push((starts.at(-1) as number) + length)

  function walk(text: string, see?: (place: number, x: number) => void) {
    let x = 0
    let row: number | undefined
    for (const letter of text) {
      const place = places.get(letter.charCodeAt(0))
      if (place === undefined) continue
      if (row !== undefined) x += KERNING_STEP * (moves[row * columns + (bytes[rowsAt + codes + place] as number)] as number)
      see?.(place, x)
      x += words[advancesAt + place] as number
      row = bytes[rowsAt + place]
    }
    return x
  }

  function outline(place: number, x: number, y: number, edge: Edge) {
    let at = starts[place] as number
    if (at === starts[place + 1]) return
    const number = () => {
      let value = 0
      let shift = 0
      let byte: number
      do {
        byte = bytes[at++] as number
        value |= (byte & 127) << shift
        shift += 7
      } while (byte > 127)
      return value
    }
    const signed = () => {
      const value = number()
      return value & 1 ? ~(value >> 1) : value >> 1
    }
    let contours = number()
    if (contours === 0) for (let parts = number(); parts > 0; parts--) outline(number(), x + signed(), y + signed(), edge)
    for (; contours > 0; contours--) {
      const count = number()
      const flags = at
      at += (count + 7) >> 3
      let from: Point | undefined
      let control: Point | undefined
      let first: Point | undefined
      const to = (point: Point) => {
        if (from) curve(from, control ?? from, point, edge)
        first ??= point
        from = point
        control = undefined
      }
      for (let i = 0; i < count; i++) {
        x += signed()
        y += signed()
        if (((bytes[flags + (i >> 3)] as number) >> (i & 7)) & 1) to({ x, y })
        else {
          // Between two control points a point on the curve is left out.
          if (control) to({ x: (control.x + x) / 2, y: (control.y + y) / 2 })
          control = { x, y }
        }
      }
      if (first) to(first)
    }
  }

  return { widthOf: walk, trace: (text, edge) => void walk(text, (place, x) => outline(place, x, 0, edge)) }
}

function curve(from: Point, control: Point, to: Point, edge: Edge) {
  let { x, y } = from
  const chords = control === from ? 1 : CHORDS
  for (let chord = 1; chord <= chords; chord++) {
    const t = chord / chords
    const on = (a: number, b: number, c: number) => a + t * (2 * (b - a) + t * (a - 2 * b + c))
    const nextX = on(from.x, control.x, to.x)
    const nextY = on(from.y, control.y, to.y)
    edge(x, y, nextX, nextY)
    x = nextX
    y = nextY
  }
}
