/** PNG (W3C, third edition) with its animations. The checksum of every chunk that is kept is verified, and the pixels are counted. */

import { ascii, concatBytes, textAt, viewOf } from './bytes.ts'
import { stripProfile } from './colour-profile.ts'
import { displayedSize, orientationIn, tiffOf } from './exif.ts'
import { type Flaw, isTooLarge, type ParsedPicture } from './parsed-picture.ts'
import { chunk, crc32 } from './png-chunk.ts'

/** What draws the picture. Texts, times, suggestions and private chunks are not among them. */
const DRAWS = /^(?:IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|sBIT|sRGB|cICP|mDC[Vv]|cLL[Ii]|bKGD|pHYs|acTL|fcTL|fdAT)$/
/** The longest that each of those can be which aren't as long as the picture wants. More is no part of it. */
const MAX_LENGTHS: Readonly<Record<string, number>> = {
  IEND: 0,
  sRGB: 1,
  gAMA: 4,
  sBIT: 4,
  cICP: 4,
  bKGD: 6,
  cLLI: 8,
  cLLi: 8,
  acTL: 8,
  pHYs: 9,
  mDCV: 24,
  mDCv: 24,
  fcTL: 26,
  cHRM: 32,
  tRNS: 256,
  PLTE: 768,
}
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** No real profile is larger. */
const MAX_PROFILE_BYTES = 4_000_000

type Head = { width: number; height: number; depth: number; colour: number; interlaced: boolean }

export async function readPng(bytes: Uint8Array, parsed: ParsedPicture): Promise<Flaw | undefined> {
  const view = viewOf(bytes)
  const { publicParts } = parsed
  const packed: Uint8Array[] = []
  const seen = new Set<string>()
  let head: Head | undefined
  let frames = 0
  publicParts.push(bytes.subarray(0, 8))

  for (let at = 8, name = ''; name !== 'IEND'; ) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    name = textAt(view, at + 4)
    if (end > bytes.length) return 'cut'
    if (!head && name !== 'IHDR') return 'damaged'
    const data = bytes.subarray(at + 8, end - 4)
    if (name === 'IHDR') {
      if (head || length !== 13) return 'damaged'
      head = headIn(viewOf(data))
      Object.assign(parsed, { width: head.width, height: head.height, hasAlpha: head.colour >= 4 })
    }
    if (DRAWS.test(name)) {
      if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getInt32(end - 4)) return 'damaged'
      if (length <= (MAX_LENGTHS[name] ?? Infinity)) publicParts.push(bytes.subarray(at, end))
      else if (name === 'IEND') publicParts.push(chunk(name, new Uint8Array()))
      else if (name === 'PLTE') return 'damaged'
    } else if (name === 'iCCP' && !seen.has(name)) publicParts.push(...(await profileChunk(data)))
    else if (name === 'eXIf' && !seen.has(name)) {
      const orientation = orientationIn(data)
      if (head) Object.assign(parsed, displayedSize(head, orientation))
      if (orientation > 1) publicParts.push(chunk('eXIf', tiffOf(orientation)))
    } else if (/^[A-Z]/.test(name)) return 'damaged'
    if (name === 'tRNS') parsed.hasAlpha = true
    if (name === 'fcTL') frames++
    if (name === 'IDAT') packed.push(data)
    seen.add(name)
    at = end
  }

  parsed.frames = Math.max(1, frames)
  if (!head || packed.length === 0) return 'empty'
  // What is too large is refused unpacked.
  return isTooLarge(parsed) ? undefined : flawOfPixels(packed, bytesOf(head))
}

const headIn = (view: DataView): Head => ({
  width: view.getUint32(0),
  height: view.getUint32(4),
  depth: view.getUint8(8),
  colour: view.getUint8(9),
  interlaced: view.getUint8(12) === 1,
})

/** Bytes of all rows unpacked, each with its filter's byte; of an interlaced picture, of its seven passes. */
function bytesOf({ width, height, depth, colour, interlaced }: Head) {
  const of = (across: number, down: number) => (across > 0 && down > 0 ? down * (1 + Math.ceil((across * depth * (SAMPLES[colour] ?? 1)) / 8)) : 0)
  if (!interlaced) return of(width, height)
  const passes = [
    [0, 8, 0, 8],
    [4, 8, 0, 8],
    [0, 4, 4, 8],
    [2, 4, 0, 4],
    [0, 2, 2, 4],
    [1, 2, 0, 2],
    [0, 1, 1, 2],
  ] as const
  return passes.reduce((sum, [x, dx, y, dy]) => sum + of(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)), 0)
}

async function flawOfPixels(packed: Uint8Array[], expected: number): Promise<Flaw | undefined> {
  let count = 0
  try {
    for await (const part of inflate(packed)) {
      count += part.length
      if (count > expected) return 'damaged'
    }
  } catch {
    // What kind of error it is, runtimes do not agree on: the data ends early or is none.
    return count < expected ? 'cut' : 'damaged'
  }
  return count < expected ? 'cut' : undefined
}

const inflate = (packed: readonly Uint8Array[]) => new Blob([concatBytes(packed)]).stream().pipeThrough(new DecompressionStream('deflate'))

/** Its name goes with the rest that it says: it is the monitor's, where a screenshot was taken. */
async function profileChunk(data: Uint8Array): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = []
  try {
    let size = 0
    for await (const part of inflate([data.subarray(data.indexOf(0) + 2)])) {
      parts.push(part)
      size += part.length
      if (size > MAX_PROFILE_BYTES) return []
    }
  } catch {
    // A profile that cannot be unpacked says nothing of colours.
    return []
  }
  const plain = stripProfile(concatBytes(parts))
  if (!plain) return []
  const packed = new Blob([concatBytes([plain])]).stream().pipeThrough(new CompressionStream('deflate'))
  return [chunk('iCCP', concatBytes([ascii('ICC\0\0'), new Uint8Array(await new Response(packed).arrayBuffer())]))]
}
