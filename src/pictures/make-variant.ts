/**
 * How a variant is made. The platform's own binding knows backgrounds and points of focus, the one on a developer's machine
 * does not; so that both make the same picture, nothing is asked of it here but sizes, sides and formats.
 */
import { within } from '../edition/within.ts'
import { flattenOnWhite } from './flatten-png.ts'
import { makeOnce } from './make-once.ts'
import { publicKey, variantKey } from './picture-keys.ts'
import { confirmOrDiscard, FLATTENED_NAME } from './picture-store.ts'
import { createPublicFile } from './public-file.ts'
import type { Shape, Variant } from './variant.ts'

/** What is clear in a picture is white in what is made of it: ink of its own would be lost on a dark page, or in a JPEG. */
const BACKGROUND = '#ffffff'
/** The widest variant: the flattened picture need not be larger. */
const FLATTENED_WIDTH = 1600

/** The largest take a few seconds. After that a reader gets the picture itself. */
const PATIENCE_MS = 20_000

type Bindings = { IMAGES: Images; PICTURES: R2Bucket }
type Images = Pick<ImagesBinding, 'input'>
type Made = { bytes: ArrayBuffer; type: string }
/** `isWhole` where it is the picture itself, since no variant could be made. */
type VariantAnswer = { body: ArrayBuffer | ReadableStream; type: string; isWhole?: true }

export async function makeAndStoreVariant(
  bindings: Bindings,
  id: string,
  variant: Variant,
  log: (line: Record<string, unknown>) => void,
): Promise<VariantAnswer | 'withdrawn' | undefined> {
  const { PICTURES } = bindings
  const source = (await PICTURES.get(publicKey(id))) ?? (await createdPublicFile(bindings, id))
  if (!source || source === 'withdrawn') return source
  const key = variantKey(id, variant.name)
  let isRead = false
  const make = async () => {
    isRead = true
    const { bytes, type } = await within(PATIENCE_MS, makeVariant(bindings, id, source, variant))
    await PICTURES.put(key, bytes, { httpMetadata: { contentType: type } })
    await confirmOrDiscard(PICTURES, id, [key, variantKey(id, FLATTENED_NAME)])
  }
  try {
    const made = await makeOnce(PICTURES, id, variant.name, { make, patienceMs: PATIENCE_MS })
    if (!isRead) await source.body.cancel()
    if (made) return { body: made.body, type: made.httpMetadata?.contentType ?? variant.type }
    throw new Error('It wasn’t made in time, or is gone again.')
  } catch (error) {
    log({ event: 'variant-failed', picture: id, variant: variant.name, error: String(error) })
    // A heavy picture is better than none; its stream was used up above.
    const again = (await confirmOrDiscard(PICTURES, id, [variantKey(id, FLATTENED_NAME)])) && (await PICTURES.get(publicKey(id)))
    return again ? { body: again.body, type: again.httpMetadata?.contentType ?? 'application/octet-stream', isWhole: true } : 'withdrawn'
  }
}

async function createdPublicFile(bindings: Bindings, id: string) {
  const made = await createPublicFile(bindings, id)
  return made && made !== 'withdrawn' ? ((await bindings.PICTURES.get(publicKey(id))) ?? ('withdrawn' as const)) : made
}

async function makeVariant(bindings: Bindings, id: string, source: R2ObjectBody, { type, quality, shape }: Variant): Promise<Made> {
  const { width, height, frames, alpha } = source.customMetadata ?? {}
  const images = bindings.IMAGES
  if (Number(frames) > 1 && type === 'image/webp') return makeAnimated(images, source, { type, quality, shape })
  let body: ReadableStream<Uint8Array> = source.body
  if (alpha) body = await flattenSource(bindings, id, body)
  const steps = stepsOf(shape, { width: Number(width), height: Number(height) })
  const last = steps.pop() as ImageTransform // There is always one.
  for (const step of steps) body = (await images.input(body).transform(step).output({ format: 'image/png' })).image()
  const made = await images.input(body).transform(last).output({ format: type, quality, anim: false })
  return { bytes: await made.response().arrayBuffer(), type }
}

/** An animated picture stays animated: as it was sent, where the binding can only make a still of it. */
async function makeAnimated(images: Images, source: R2ObjectBody, { type, quality, shape }: Pick<Variant, 'type' | 'quality' | 'shape'>): Promise<Made> {
  const whole = await source.arrayBuffer()
  const made = await images
    .input(new Blob([whole]).stream())
    .transform({ width: shape.width, fit: 'scale-down' })
    .output({ format: type, quality, anim: true, ...(source.customMetadata?.alpha && { background: BACKGROUND }) })
  const bytes = await made.response().arrayBuffer()
  return isMoving(new Uint8Array(bytes)) ? { bytes, type } : { bytes: whole, type: source.httpMetadata?.contentType ?? type }
}

/** The flag for animations of an extended WebP (RFC 9649 section 2.7). */
const isMoving = (webp: Uint8Array) => new TextDecoder().decode(webp.subarray(12, 16)) === 'VP8X' && ((webp[20] ?? 0) & 2) > 0

/** On white, made once for all variants. */
async function flattenSource({ IMAGES, PICTURES }: Bindings, id: string, body: ReadableStream<Uint8Array>) {
  const make = async () => {
    const small = await IMAGES.input(body)
      .transform({ width: FLATTENED_WIDTH, fit: 'scale-down' })
      .output({ format: 'image/png', background: BACKGROUND, anim: false })
    const bytes = await flattenOnWhite(new Uint8Array(await small.response().arrayBuffer()))
    await PICTURES.put(variantKey(id, FLATTENED_NAME), bytes, { httpMetadata: { contentType: 'image/png' } })
  }
  const flattened = await makeOnce(PICTURES, id, FLATTENED_NAME, { make, patienceMs: PATIENCE_MS })
  if (!flattened) throw new Error('The picture on white wasn’t made in time.')
  return flattened.body
}

/** A window anywhere along a side is cut in two steps: first what lies behind it, then what lies before. */
function stepsOf(shape: Shape, whole: { width: number; height: number }): ImageTransform[] {
  if (shape.fit === 'scale-down') return [shape]
  const { fit, width, height, focus } = shape
  if (!focus) return [{ fit, width, height }]
  const scale = Math.max(width / whole.width, height / whole.height)
  const isTall = whole.height * scale - height > whole.width * scale - width
  const [length, window, share] = isTall ? [whole.height * scale, height, focus.y] : [whole.width * scale, width, focus.x]
  const [before, behind] = isTall ? (['top', 'bottom'] as const) : (['left', 'right'] as const)
  const end = Math.round(Math.min(Math.max((length * share) / 100 + window / 2, window), length))
  if (end <= window) return [{ fit, width, height, gravity: before }]
  const cut: ImageTransform = { fit, ...(isTall ? { width, height: end } : { width: end, height }), gravity: before }
  return [cut, { fit, width, height, gravity: behind }]
}
