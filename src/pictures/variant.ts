/** Which variants of a picture there are. */
import { VARIANT_WIDTHS } from '../page/picture-address.ts'

const FORMATS = { webp: 'image/webp', jpg: 'image/jpeg', avif: 'image/avif' } as const
const QUALITY = { webp: 78, jpg: 80, avif: 60 } as const
type Format = keyof typeof FORMATS

/** `cover` is cropped to fill, around a point of the picture in per cent of its sides. */
export type Shape = { fit: 'scale-down'; width: number } | { fit: 'cover'; width: number; height: number; focus?: { x: number; y: number } }
export type Variant = { name: string; type: (typeof FORMATS)[Format]; quality: number; shape: Shape }

/** Only the listed widths, and few points: the address must not be a way to have us work. */
export function variantOf(name: string): Variant | undefined {
  const [isSocial, x, y] = /^social(?:-(\d{1,3})-(\d{1,3}))?\.jpg$/.exec(name) ?? []
  if (isSocial) {
    const focus = x === undefined ? undefined : { x: Number(x), y: Number(y) }
    if (focus && name !== `social-${focus.x}-${focus.y}.jpg`) return undefined
    if (focus && ![focus.x, focus.y].every((share) => share <= 100 && share % 10 === 0)) return undefined
    if (focus && (focus.x === 50) === (focus.y === 50)) return undefined
    return { name, type: 'image/jpeg', quality: QUALITY.jpg, shape: { fit: 'cover', width: 1200, height: 630, ...(focus && { focus }) } }
  }
  const [, width, format] = /^([1-9]\d{2,3})\.(webp|jpg|avif)$/.exec(name) ?? []
  if (!width || !isFormat(format) || !(VARIANT_WIDTHS as readonly number[]).includes(Number(width))) return undefined
  return { name, type: FORMATS[format], quality: QUALITY[format], shape: { fit: 'scale-down', width: Number(width) } }
}

const isFormat = (text: string | undefined): text is Format => text !== undefined && text in FORMATS
