/** An uploaded file: looked at, stored once in R2, and taken into the catalogue. What is refused is told with what to do. */
import type { PictureDetails } from '../copy/shapes/picture-details.ts'
import { countedImages } from '../pictures/counted-images.ts'
import { type Flaw, isTooLarge, MAX_PIXELS, MAX_SIDE, PICTURE_TYPES, type PictureFile, type PictureType } from '../pictures/files/parsed-picture.ts'
import { readPicture } from '../pictures/files/picture-file.ts'
import { isHeicFile, jpegOfHeic } from '../pictures/heic.ts'
import { MAX_PICTURE_BYTES, storePicture } from '../pictures/upload.ts'
import type { Actor } from '../press/calls.ts'
import { detailsOf, picturePressOf } from '../press/picture-calls.ts'

/** Less is a placeholder, or counts readers. */
const MIN_SIDE = 4

export const isPictureType = (type: string): type is PictureType => (PICTURE_TYPES as readonly string[]).includes(type)

export const HEIC_TYPE = 'image/heic'
export const isHeicType = (type: string) => /^image\/hei[cf]/.test(type)

/** Where it can't be made into a JPEG: on one's own machine, or if it is damaged. */
const HEIC_MESSAGE =
  'This is a HEIC picture, as iPhones take them. Export it as JPEG, or send it to yourself from Photos as “Most Compatible”, and upload that.'

/** `message` says what the file is, `why` what to do about it. */
export type UploadRead = { ok: true; file: PictureFile; sentAs: string } | { ok: false; isPicture: boolean; isHeic: boolean; why: string; message: string }

export async function readUpload(env: Env, bytes: Uint8Array<ArrayBuffer>): Promise<UploadRead> {
  const isHeic = isHeicFile(bytes)
  const file = (await readPicture(bytes)) ?? (isHeic ? await jpegOfHeicCounted(env, bytes) : undefined)
  if (isHeic && !file) return { ok: false, isPicture: false, isHeic, why: HEIC_MESSAGE, message: 'HEIC isn’t a format that readers’ browsers show.' }
  if (!file)
    return {
      ok: false,
      isPicture: false,
      isHeic,
      why: 'This isn’t a picture we can read. Send a JPEG, PNG, WebP, AVIF or GIF.',
      message: 'This isn’t a picture we can read.',
    }
  const why = file.flaw ? flawMessage(file.flaw) : sizeFlaw(file)
  const message = `${file.width} × ${file.height}, ${bytes.length.toLocaleString('en')} bytes.`
  return why ? { ok: false, isPicture: true, isHeic, why, message } : { ok: true, file, sentAs: isHeic && file.type === 'image/jpeg' ? HEIC_TYPE : file.type }
}

/** What couldn't be read was asked for, and is billed, too. */
async function jpegOfHeicCounted(env: Env, bytes: Uint8Array<ArrayBuffer>) {
  const images = countedImages(env.IMAGES)
  const file = await jpegOfHeic(images, bytes)
  if (images.count > 0) await picturePressOf(env).countTransformations(images.count)
  return file
}

function flawMessage(flaw: Flaw): string {
  switch (flaw) {
    case 'cut':
      return 'This file is incomplete: it ends before the picture does. Get it from its source again.'
    case 'empty':
      return 'This file has a picture’s header but no picture. Get it from its source again.'
    case 'damaged':
      return 'This file is damaged. Save it again in an image editor and send the new file.'
  }
}

function sizeFlaw(file: PictureFile): string | undefined {
  const { width, height, frames } = file
  if (Math.min(width, height) < MIN_SIDE) return `This picture is ${width} × ${height} pixels. It must be at least ${MIN_SIDE} pixels on each side.`
  if (!isTooLarge(file)) return undefined
  const size = `This picture is ${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels${frames > 1 ? `, ${frames.toLocaleString('en')} times` : ''}.`
  const bounds = `A picture can have up to ${MAX_SIDE.toLocaleString('en')} pixels on a side and ${MAX_PIXELS / 1_000_000} million in total${frames > 1 ? ', counting all its frames' : ''}.`
  return `${size} ${bounds} Make it smaller: readers see it at most 1,600 pixels wide.`
}

/** `timeZone`: the newsroom's. */
type Known = { timeZone: string; details?: PictureDetails | undefined }

/**
 * `details` are taken where nothing was said of this picture yet, and before what the file says of itself. Sent again, its place in the catalogue is made
 * good, should a first attempt have ended before.
 */
export async function saveUpload(
  env: Env,
  bytes: Uint8Array<ArrayBuffer>,
  { file, sentAs }: { file: PictureFile; sentAs: string },
  actor: Actor,
  { timeZone, details }: Known,
) {
  const stored = await storePicture(env.PICTURES, bytes, file, sentAs)
  if (!stored.ok) return stored
  const { id, width, height, type } = stored.picture
  const { detailsFromFile } = await import('../pictures/words/details-from-file.ts')
  const fromFile = await detailsFromFile(bytes, sentAs, timeZone)
  const known = await picturePressOf(env).recordPicture({ id, width, height, type, bytes: bytes.length }, actor, details, fromFile)
  return { ...stored, picture: { ...stored.picture, ...detailsOf(known) } }
}

/** `message` says which file was refused and what to do. */
export type SentFile = { ok: true; id: string; isNew: boolean; isMoving: boolean } | { ok: false; message: string }

/** A file that came with a form. */
export async function saveSentFile(env: Env, sent: File, actor: Actor, known: Known): Promise<SentFile> {
  const refuse = (why: string): SentFile => ({ ok: false, message: `${sent.name}: ${why}` })
  if (sent.size > MAX_PICTURE_BYTES) return refuse('It’s larger than 20 MB. Save it smaller, or as a JPEG, and upload that.')
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const read = await readUpload(env, bytes)
  if (!read.ok) return refuse(read.why)
  const stored = await saveUpload(env, bytes, read, actor, known)
  if (!stored.ok) return refuse('This picture was withdrawn and can’t be uploaded again. The audit trail says why. An admin can allow it.')
  return { ok: true, id: stored.picture.id, isNew: stored.created, isMoving: read.file.frames > 1 }
}
