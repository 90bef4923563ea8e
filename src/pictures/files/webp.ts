/** WebP (RFC 9649). */
import { ascii, concatBytes, isUnfilled, textAt, viewOf } from './bytes.ts'
import { stripProfile } from './colour-profile.ts'
import { displayedSize, orientationIn, tiffOf } from './exif.ts'
import type { Flaw, ParsedPicture } from './parsed-picture.ts'

const FLAG = { profile: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04 } as const
const DRAWS = /^(?:VP8 |VP8L|ALPH)$/
/** Of a frame: its place, its duration, and how it covers the one before. */
const FRAME_HEAD = 16

/** `missing` bytes, where it ends beyond what is around it. */
type Chunk = { name: string; data: Uint8Array; missing: number }

export async function readWebp(bytes: Uint8Array, parsed: ParsedPicture): Promise<Flaw | undefined> {
  const end = 8 + viewOf(bytes).getUint32(4, true)
  const chunks = [...chunksOf(bytes.subarray(12, Math.min(end, bytes.length)))]
  const still = chunks.find(isCoded)
  const frames = chunks.filter(({ name }) => name === 'ANMF')
  const extended = chunks.find(({ name }) => name === 'VP8X')?.data
  const exif = chunks.find(({ name }) => name === 'EXIF')?.data
  const orientation = extended && exif ? orientationIn(textOf(exif) === 'Exif' ? exif.subarray(6) : exif) : 1
  const profile = extended && stripProfile(chunks.find(({ name }) => name === 'ICCP')?.data ?? new Uint8Array())

  Object.assign(parsed, { frames: Math.max(1, frames.length), hasAlpha: extended ? (viewOf(extended).getUint8(0) & FLAG.alpha) > 0 : isClear(still) })
  const size = extended ? canvasOf(extended) : still && sizeOf(still)
  if (size) Object.assign(parsed, displayedSize(size, orientation))

  const parts: Uint8Array[] = []
  if (extended) {
    const flags = (viewOf(extended).getUint8(0) & ~(FLAG.profile | FLAG.exif | FLAG.xmp)) | (profile ? FLAG.profile : 0) | (orientation > 1 ? FLAG.exif : 0)
    parts.push(chunk('VP8X', concatBytes([Uint8Array.of(flags), extended.subarray(1, 10)])))
  }
  if (profile) parts.push(chunk('ICCP', profile))
  for (const it of chunks) {
    if (isDrawn(it)) parts.push(chunk(it.name, it.data))
    // Its background, and how often it plays.
    if (it.name === 'ANIM') parts.push(chunk(it.name, it.data.subarray(0, 6)))
    if (it.name === 'ANMF') parts.push(frameOf(it))
  }
  if (orientation > 1) parts.push(chunk('EXIF', tiffOf(orientation)))
  parsed.publicParts.push(riff(parts))

  const pictures = [...chunks, ...frames.flatMap(partsOf)].filter((it) => isDrawn(it) || it.name === 'ANMF')
  if (end > bytes.length || pictures.some(({ missing }) => missing > 0)) return 'cut'
  if (!still && frames.length === 0) return 'empty'
  if (size && pictures.filter(isCoded).some((it) => isLarger(sizeOf(it), size))) return 'damaged'
  return pictures.some((it) => isCoded(it) && isShort(it)) ? 'cut' : undefined
}

export const webpChunks = (bytes: Uint8Array) => [...chunksOf(bytes.subarray(12))]

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes)
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    yield { name: textAt(view, at), data: bytes.subarray(at + 8, at + 8 + length), missing: Math.max(0, at + 8 + length - bytes.length) }
    at += 8 + length + (length & 1)
  }
}

/** Of a frame of a moving picture, behind its head. */
const partsOf = ({ data }: Chunk) => [...chunksOf(data.subarray(FRAME_HEAD))]

const frameOf = (it: Chunk) => {
  const drawn = partsOf(it).filter(isDrawn)
  return chunk(it.name, concatBytes([it.data.subarray(0, FRAME_HEAD), ...drawn.map(({ name, data }) => chunk(name, data))]))
}

const isCoded = ({ name }: Chunk) => name === 'VP8 ' || name === 'VP8L'
const isDrawn = ({ name }: Chunk) => DRAWS.test(name)
const textOf = (data: Uint8Array) => (data.length >= 4 ? textAt(viewOf(data), 0) : '')

/** Than the canvas that it is drawn on, which is all that is known of the size before it is decoded. */
const isLarger = (picture: { width: number; height: number }, canvas: { width: number; height: number }) =>
  picture.width > canvas.width || picture.height > canvas.height

const canvasOf = (extended: Uint8Array) => ({ width: uint24(extended, 4) + 1, height: uint24(extended, 7) + 1 })

function sizeOf({ name, data }: Chunk) {
  const view = viewOf(data)
  if (name === 'VP8 ') return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
  const bits = view.getUint32(1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Of what has no alpha channel of its own kind: a lossless picture says whether it uses the one it has. */
const isClear = (still: Chunk | undefined) => still?.name === 'VP8L' && ((viewOf(still.data).getUint8(4) >> 4) & 1) === 1

/** A lossy frame says how long its first part is (RFC 6386 section 9.1), which is never all of it. */
const isShort = ({ name, data }: Chunk) => (name === 'VP8 ' ? data.length <= 10 + (uint24(data, 0) >> 5) : data.length <= 5) || isUnfilled(data)

const uint24 = (bytes: Uint8Array, at: number) => viewOf(bytes).getUint16(at, true) | (viewOf(bytes).getUint8(at + 2) << 16)

function chunk(name: string, data: Uint8Array) {
  const head = new Uint8Array(8)
  head.set(ascii(name))
  viewOf(head).setUint32(4, data.length, true)
  return concatBytes([head, data, new Uint8Array(data.length & 1)])
}

function riff(parts: Uint8Array[]) {
  const head = ascii('RIFF0000WEBP')
  viewOf(head).setUint32(4, 4 + parts.reduce((sum, { length }) => sum + length, 0), true)
  return concatBytes([head, ...parts])
}
