/** What is found out about a picture file, and what it must not exceed. Each format's reader fills it in. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** The file ends before its picture does; there is no picture in it; its parts contradict each other. */
export type Flaw = 'cut' | 'empty' | 'damaged'

export type PictureFile = {
  type: PictureType
  /** As it is shown: for a picture turned by 90°, width and height are swapped. */
  width: number
  height: number
  /** More than one where it moves. */
  frames: number
  hasAlpha: boolean
  /** What readers may have, in order; with a flaw, as much of it as could be read. */
  publicParts: Uint8Array[]
  flaw?: Flaw
}

/** What a format's reader fills in. */
export type ParsedPicture = Omit<PictureFile, 'type'>

/** Cloudflare Images takes no longer side, and no more pixels of a moving picture, all its frames together. */
export const MAX_SIDE = 12_000
export const MAX_PIXELS = 50_000_000

export const isTooLarge = ({ width, height, frames }: Pick<PictureFile, 'width' | 'height' | 'frames'>) =>
  Math.max(width, height) > MAX_SIDE || width * height * frames > MAX_PIXELS
