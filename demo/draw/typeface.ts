/** What a TrueType file (OpenType 1.9 with `glyf` outlines) says of its letters: outlines, widths, kerning. Hints are left out. */

/** `on` is false for a quadratic curve's control point. Font units, y upwards. */
export type Point = { x: number; y: number; on: boolean }
type Part = { glyph: number; dx: number; dy: number }
export type Outline = { contours: Point[][] } | { parts: Part[] }

export class Typeface {
  readonly unitsPerEm: number
  #data: DataView
  #tables = new Map<string, number>()
  #loca: (glyph: number) => number
  #longMetrics: number
  #pairs: ((left: number, right: number) => number | undefined)[]

  constructor(file: Uint8Array) {
    this.#data = new DataView(file.buffer, file.byteOffset, file.byteLength)
    for (let i = 0; i < this.#u16(4); i++) {
      const at = 12 + 16 * i
      this.#tables.set(String.fromCharCode(...file.subarray(at, at + 4)), this.#data.getUint32(at + 8))
    }
    const head = this.#table('head')
    this.unitsPerEm = this.#u16(head + 18)
    const loca = this.#table('loca')
    this.#loca = this.#u16(head + 50) === 1 ? (glyph) => this.#data.getUint32(loca + 4 * glyph) : (glyph) => 2 * this.#u16(loca + 2 * glyph)
    this.#longMetrics = this.#u16(this.#table('hhea') + 34)
    this.#pairs = this.#kerningTables()
  }

  /** The glyph of each code point of the basic plane. */
  glyphs(): Map<number, number> {
    const cmap = this.#table('cmap')
    const found = new Map<number, number>()
    for (let i = 0; i < this.#u16(cmap + 2); i++) {
      const at = cmap + this.#data.getUint32(cmap + 8 + 8 * i)
      if (this.#u16(at) === 4) this.#segments(at, found)
    }
    return found
  }

  advance(glyph: number) {
    return this.#u16(this.#table('hmtx') + 4 * Math.min(glyph, this.#longMetrics - 1))
  }

  kerning(left: number, right: number) {
    for (const pair of this.#pairs) {
      const by = pair(left, right)
      if (by !== undefined) return by
    }
    return 0
  }

  outline(glyph: number): Outline {
    const [start, end] = [this.#loca(glyph), this.#loca(glyph + 1)]
    if (start === end) return { contours: [] }
    const at = this.#table('glyf') + start
    const contours = this.#i16(at)
    return contours < 0 ? this.#composite(at + 10) : { contours: this.#simple(at + 10, contours) }
  }

  #segments(at: number, found: Map<number, number>) {
    const twice = this.#u16(at + 6)
    for (let i = 0; i < twice; i += 2) {
      const [end, start] = [this.#u16(at + 14 + i), this.#u16(at + 16 + twice + i)]
      const delta = this.#u16(at + 16 + 2 * twice + i)
      const offsetAt = at + 16 + 3 * twice + i
      const offset = this.#u16(offsetAt)
      for (let code = start; code <= end && code < 0xffff; code++) {
        const listed = offset && this.#u16(offsetAt + offset + 2 * (code - start))
        const glyph = offset ? listed && (listed + delta) & 0xffff : (code + delta) & 0xffff
        if (glyph) found.set(code, glyph)
      }
    }
  }

  #simple(from: number, count: number): Point[][] {
    const ends = Array.from({ length: count }, (_, i) => this.#u16(from + 2 * i))
    const total = (ends.at(-1) ?? -1) + 1
    let at = from + 2 * count
    at += 2 + this.#u16(at)
    const flags: number[] = []
    while (flags.length < total) {
      const flag = this.#data.getUint8(at++)
      const times = flag & 8 ? this.#data.getUint8(at++) + 1 : 1
      for (let i = 0; i < times; i++) flags.push(flag)
    }
    const along = (short: number, same: number) => {
      let value = 0
      return flags.map((flag) => {
        if (flag & short) value += this.#data.getUint8(at++) * (flag & same ? 1 : -1)
        else if (!(flag & same)) {
          value += this.#i16(at)
          at += 2
        }
        return value
      })
    }
    const xs = along(2, 16)
    const ys = along(4, 32)
    const points = flags.map((flag, i) => ({ x: xs[i] as number, y: ys[i] as number, on: (flag & 1) === 1 }))
    return ends.map((end, i) => points.slice(i === 0 ? 0 : (ends[i - 1] as number) + 1, end + 1))
  }

  /** Parts that are merely moved stay parts, so that an accent is kept once; scaled and turned ones are drawn out. */
  #composite(from: number): Outline {
    const parts: (Part & { turn: readonly [number, number, number, number] })[] = []
    for (let at = from, more = true; more; ) {
      const flags = this.#u16(at)
      if (!(flags & 2)) throw new Error('A part of a glyph is attached by points.')
      const wide = flags & 1
      const glyph = this.#u16(at + 2)
      const [dx, dy] = wide ? [this.#i16(at + 4), this.#i16(at + 6)] : [this.#data.getInt8(at + 4), this.#data.getInt8(at + 5)]
      at += wide ? 8 : 6
      const scales = flags & 8 ? 1 : flags & 64 ? 2 : flags & 128 ? 4 : 0
      const [a = 1, b = a, c = 0, d = 0] = Array.from({ length: scales }, (_, i) => this.#i16(at + 2 * i) / 16384)
      parts.push({ glyph, dx, dy, turn: scales === 4 ? [a, b, c, d] : [a, 0, 0, b] })
      at += 2 * scales
      more = (flags & 32) !== 0
    }
    if (parts.every(({ turn }) => turn.join() === '1,0,0,1')) return { parts: parts.map(({ glyph, dx, dy }) => ({ glyph, dx, dy })) }
    const drawn = parts.flatMap(({ glyph, dx, dy, turn: [a, b, c, d] }) =>
      this.#contours(glyph).map((points) => points.map(({ x, y, on }) => ({ x: Math.round(a * x + c * y + dx), y: Math.round(b * x + d * y + dy), on }))),
    )
    return { contours: drawn }
  }

  #contours(glyph: number): Point[][] {
    const outline = this.outline(glyph)
    if ('contours' in outline) return outline.contours
    return outline.parts.flatMap((part) => this.#contours(part.glyph).map((points) => points.map(({ x, y, on }) => ({ x: x + part.dx, y: y + part.dy, on }))))
  }

  /** Pair adjustments (GPOS lookup type 2) that move the pen after the left glyph, and nothing else. */
  #kerningTables() {
    const gpos = this.#table('GPOS')
    const features = gpos + this.#u16(gpos + 6)
    const lookups = gpos + this.#u16(gpos + 8)
    const wanted = new Set<number>()
    for (let i = 0; i < this.#u16(features); i++) {
      if (this.#data.getUint32(features + 2 + 6 * i) !== 0x6b65726e) continue // kern
      const feature = features + this.#u16(features + 6 + 6 * i)
      for (let j = 0; j < this.#u16(feature + 2); j++) wanted.add(this.#u16(feature + 4 + 2 * j))
    }
    return [...wanted].flatMap((index) => {
      const lookup = lookups + this.#u16(lookups + 2 + 2 * index)
      if (this.#u16(lookup) !== 2) return []
      return Array.from({ length: this.#u16(lookup + 4) }, (_, i) => this.#pairTable(lookup + this.#u16(lookup + 6 + 2 * i)))
    })
  }

  #pairTable(at: number) {
    if (this.#u16(at + 4) !== 4 || this.#u16(at + 6) !== 0) throw new Error('A pair moves more than the pen.')
    const covered = this.#coverage(at + this.#u16(at + 2))
    return this.#u16(at) === 1 ? this.#listedPairs(at, covered) : this.#classPairs(at, covered)
  }

  #listedPairs(at: number, covered: Map<number, number>) {
    return (left: number, right: number) => {
      const index = covered.get(left)
      if (index === undefined) return undefined
      const set = at + this.#u16(at + 10 + 2 * index)
      for (let i = 0; i < this.#u16(set); i++) if (this.#u16(set + 2 + 4 * i) === right) return this.#i16(set + 4 + 4 * i)
      return undefined
    }
  }

  #classPairs(at: number, covered: Map<number, number>) {
    const [lefts, rights] = [this.#classes(at + this.#u16(at + 8)), this.#classes(at + this.#u16(at + 10))]
    const columns = this.#u16(at + 14)
    return (left: number, right: number) =>
      covered.has(left) ? this.#i16(at + 16 + 2 * ((lefts.get(left) ?? 0) * columns + (rights.get(right) ?? 0))) : undefined
  }

  #coverage(at: number) {
    const found = new Map<number, number>()
    const count = this.#u16(at + 2)
    for (let i = 0; i < count; i++) {
      if (this.#u16(at) === 1) found.set(this.#u16(at + 4 + 2 * i), i)
      else for (let glyph = this.#u16(at + 4 + 6 * i); glyph <= this.#u16(at + 6 + 6 * i); glyph++) found.set(glyph, found.size)
    }
    return found
  }

  #classes(at: number) {
    const found = new Map<number, number>()
    if (this.#u16(at) === 1) for (let i = 0; i < this.#u16(at + 4); i++) found.set(this.#u16(at + 2) + i, this.#u16(at + 6 + 2 * i))
    else
      for (let i = 0; i < this.#u16(at + 2); i++)
        for (let glyph = this.#u16(at + 4 + 6 * i); glyph <= this.#u16(at + 6 + 6 * i); glyph++) found.set(glyph, this.#u16(at + 8 + 6 * i))
    return found
  }

  #table(name: string) {
    const at = this.#tables.get(name)
    if (at === undefined) throw new Error(`This isn’t a TrueType file with a table "${name}".`)
    return at
  }

  #u16 = (at: number) => this.#data.getUint16(at)
  #i16 = (at: number) => this.#data.getInt16(at)
}
