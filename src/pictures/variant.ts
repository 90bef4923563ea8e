/** Variants of an original: which there are, and how one is made. */
import { VARIANT_WIDTHS } from '../page/picture-address.ts'

const FORMATS = { webp: 'image/webp', jpg: 'image/jpeg', avif: 'image/avif' } as const
const QUALITY = { webp: 78, jpg: 80, avif: 60 } as const
type Format = keyof typeof FORMATS

export type Variant = { name: string; type: (typeof FORMATS)[Format]; quality: number; transform: ImageTransform }

/** Only the listed widths: the address must not be a way to have us work. */
export function variantOf(name: string): Variant | undefined {
  if (name === 'social.jpg') return { name, type: 'image/jpeg', quality: QUALITY.jpg, transform: { width: 1200, height: 630, fit: 'cover' } }
  const [, width, format] = /^([1-9]\d{2,3})\.(webp|jpg|avif)$/.exec(name) ?? []
  if (!width || !isFormat(format) || !(VARIANT_WIDTHS as readonly number[]).includes(Number(width))) return undefined
  return { name, type: FORMATS[format], quality: QUALITY[format], transform: { width: Number(width), fit: 'scale-down' } }
}

export async function makeVariant(images: ImagesBinding, original: ReadableStream<Uint8Array>, { type, quality, transform }: Variant): Promise<ArrayBuffer> {
  const made = await images.input(original).transform(transform).output({ format: type, quality })
  return made.response().arrayBuffer()
}

const isFormat = (text: string | undefined): text is Format => text !== undefined && text in FORMATS
