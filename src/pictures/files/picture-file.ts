/**
 * A picture file, read without decoding it: what it is, whether all of it is there, and the file that readers may have.
 * Nothing of place, device or owner is in that: of each format only those parts are kept that are known to draw the picture,
 * so that what a camera or a program thinks of tomorrow stays out too.
 */
import { readAvif } from './avif.ts'
import { readGif } from './gif.ts'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'
import { readWebp } from './webp.ts'

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** The file ends before its picture does; there is no picture in it; its parts contradict each other. */
export type Flaw = 'cut' | 'empty' | 'damaged'

export type PictureFile = {
  type: PictureType
  /** As it is shown: a picture that stands on its side has its sides changed. */
  width: number
  height: number
  /** More than one where it moves. */
  frames: number
  hasAlpha: boolean
  /** What readers may have, in order; with a flaw, as much of it as could be read. */
  kept: Uint8Array[]
  flaw?: Flaw
}

/** What a format's reader fills in. */
export type Draft = Omit<PictureFile, 'type'>

/** Cloudflare Images takes no longer side, and no more pixels, all frames of a moving picture together. */
export const MAX_SIDE = 12_000
export const MAX_PIXELS = 100_000_000

export const isTooLarge = ({ width, height, frames }: Pick<PictureFile, 'width' | 'height' | 'frames'>) =>
  Math.max(width, height) > MAX_SIDE || width * height * frames > MAX_PIXELS

/** Undefined for what is none of our types. */
export async function readPicture(bytes: Uint8Array): Promise<PictureFile | undefined> {
  const type = typeOf(bytes)
  if (!type) return undefined
  const draft: Draft = { width: 0, height: 0, frames: 1, hasAlpha: false, kept: [] }
  const found = await READERS[type](bytes, draft).catch((error: unknown): Flaw => {
    // DataView throws at the end of the bytes.
    if (error instanceof RangeError) return 'cut'
    throw error
  })
  const flaw = found ?? (draft.width > 0 && draft.height > 0 ? undefined : 'empty')
  return { type, ...draft, ...(flaw && { flaw }) }
}

const READERS: Record<PictureType, (bytes: Uint8Array, draft: Draft) => Promise<Flaw | undefined>> = {
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
