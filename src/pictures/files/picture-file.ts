/**
 * A picture file, read without decoding it: what it is, whether all of it is there, and the file that readers may have.
 * Nothing of place, device or owner is in that: of each format only those parts are kept that are known to draw the picture,
 * so that what a camera or a program thinks of tomorrow stays out too.
 */
import { readAvif } from './avif.ts'
import { readGif } from './gif.ts'
import { readJpeg } from './jpeg.ts'
import type { Flaw, ParsedPicture, PictureFile, PictureType } from './parsed-picture.ts'
import { readPng } from './png.ts'
import { readWebp } from './webp.ts'

/** Undefined for what is none of our types. */
export async function readPicture(bytes: Uint8Array): Promise<PictureFile | undefined> {
  const type = typeOf(bytes)
  if (!type) return undefined
  const parsed: ParsedPicture = { width: 0, height: 0, frames: 1, hasAlpha: false, publicParts: [] }
  const found = await READERS[type](bytes, parsed).catch((error: unknown): Flaw => {
    // DataView throws at the end of the bytes.
    if (error instanceof RangeError) return 'cut'
    throw error
  })
  const flaw = found ?? (parsed.width > 0 && parsed.height > 0 ? undefined : 'empty')
  return { type, ...parsed, ...(flaw && { flaw }) }
}

const READERS: Record<PictureType, (bytes: Uint8Array, parsed: ParsedPicture) => Promise<Flaw | undefined>> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
  'image/avif': readAvif,
  'image/gif': readGif,
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
