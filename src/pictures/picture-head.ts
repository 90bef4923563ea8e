/**
 * What a picture's first bytes say: its real type, and its size as it is shown. Nothing is decoded.
 * Sources: PNG (W3C), JPEG (ITU T.81 annex B) with Exif orientation, GIF89a, WebP container (RFC 9649), HEIF (ISO/IEC 23008-12) as AVIF uses it.
 */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]
export type PictureHead = { type: PictureType; width: number; height: number }

type Size = { width: number; height: number }

export function headOf(bytes: Uint8Array): PictureHead | undefined {
  if (bytes.length < 16) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = typeOf(bytes)
  if (!type) return undefined
  try {
    const size = SIZES[type](view)
    return size && size.width > 0 && size.height > 0 ? { type, ...size } : undefined
  } catch (error) {
    // A picture cut off in its head: DataView throws at the end of the bytes.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function typeOf(bytes: Uint8Array): PictureType | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a') return 'image/gif'
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp'
  if (ascii(4, 8) === 'ftyp' && /avif|avis/.test(ascii(8, Math.min(bytes.length, 64)))) return 'image/avif'
  return undefined
}

const SIZES: Record<PictureType, (view: DataView) => Size | undefined> = {
  'image/png': (view) => (textAt(view, 12) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/webp': webpSize,
  'image/jpeg': jpegSize,
  'image/avif': avifSize,
}

function webpSize(view: DataView): Size | undefined {
  switch (textAt(view, 12)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
    default:
      return undefined
  }
}

/** Walks the segments to the frame header; an Exif orientation of 5 to 8 stands the picture on its side. */
function jpegSize(view: DataView): Size | undefined {
  let sideways = false
  for (let at = 2; at < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return sideways ? { width: height, height: width } : { width, height }
    }
    if (marker === 0xe1 && textAt(view, at + 4) === 'Exif') sideways ||= exifOrientation(view, at + 10) >= 5
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** The orientation tag of the first directory of a TIFF header; 1 where there is none. */
function exifOrientation(view: DataView, tiff: number) {
  const little = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return 1
}

/** The largest of the spatial extents (`ispe`): thumbnails and tiles have their own. */
function avifSize(view: DataView): Size | undefined {
  const properties = boxAt(view, ['meta', 'iprp', 'ipco'])
  if (!properties) return undefined
  let largest: Size | undefined
  let sideways = false
  for (const { type, start } of boxes(view, properties.start, properties.end)) {
    if (type === 'irot') sideways = (view.getUint8(start) & 1) === 1
    if (type !== 'ispe') continue
    const size = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) }
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest && sideways ? { width: largest.height, height: largest.width } : largest
}

type Box = { type: string; start: number; end: number }

function boxAt(view: DataView, path: string[]): Box | undefined {
  let inside: Box = { type: '', start: 0, end: view.byteLength }
  for (const name of path) {
    const found = [...boxes(view, inside.start, inside.end)].find(({ type }) => type === name)
    if (!found) return undefined
    // `meta` is a full box: version and flags stand before what it holds.
    inside = name === 'meta' ? { ...found, start: found.start + 4 } : found
  }
  return inside
}

function* boxes(view: DataView, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at)
    if (size < 8) return
    yield { type: textAt(view, at + 4), start: at + 8, end: Math.min(at + size, to) }
    at += size
  }
}

const textAt = (view: DataView, at: number) => String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
