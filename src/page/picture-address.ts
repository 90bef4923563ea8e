import type { Picture } from '../copy/shapes/picture.ts'

/** Addresses of a picture of ours: `/pictures/{id}` is the original, `/pictures/{id}/{width}.{webp|jpg}` a variant. */
export const VARIANT_WIDTHS = [320, 480, 640, 960, 1280, 1600] as const

const OURS = /^\/pictures\/[0-9a-f]{16,64}$/

/** `srcset`s of a picture of ours, up to its own width; undefined for pictures that live elsewhere. */
export function pictureVariants(src: string, width: number, widest = 1600) {
  if (!OURS.test(src)) return undefined
  const widths = VARIANT_WIDTHS.filter((variant) => variant <= Math.min(width, widest))
  if (widths.length === 0) return undefined
  const set = (type: string) => widths.map((variant) => `${src}/${variant}.${type} ${variant}w`).join(', ')
  return { webp: set('webp'), jpg: set('jpg'), fallback: `${src}/${widths.findLast((variant) => variant <= 960) ?? widths[0]}.jpg` }
}

const SOCIAL = { width: 1200, height: 630 }

/** The picture that social networks show: 1200 × 630 for ours, with what the editors want seen in it. */
export function socialPicture({ src, width, height, focus }: Pick<Picture, 'src' | 'width' | 'height' | 'focus'>) {
  if (!OURS.test(src)) return { src, width, height }
  // Along one side nothing is cut off. Tenths are near enough, and leave few pictures to be made.
  const isTall = width * SOCIAL.height < height * SOCIAL.width
  const share = Math.round((focus ? (isTall ? focus.y : focus.x) : 0.5) * 10) * 10
  const name = share === 50 ? 'social' : isTall ? `social-50-${share}` : `social-${share}-50`
  return { src: `${src}/${name}.jpg`, ...SOCIAL }
}

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** One file that stands for a picture away from our pages, with its size and type: a JPEG at most 1,280 wide for ours. */
export function pictureFile({ src, width, height }: { src: string; width: number; height: number }) {
  const variant = OURS.test(src) ? VARIANT_WIDTHS.findLast((wide) => wide <= Math.min(width, 1280)) : undefined
  if (variant) return { src: `${src}/${variant}.jpg`, width: variant, height: Math.max(1, Math.round((height * variant) / width)), type: 'image/jpeg' }
  return { src, width, height, type: TYPES[/\.([a-z]+)(?:[?#]|$)/i.exec(src)?.[1]?.toLowerCase() ?? ''] }
}
