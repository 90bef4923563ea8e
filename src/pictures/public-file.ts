/** The file that readers get of a picture: the same without its metadata. */
import { concatBytes } from './files/bytes.ts'
import type { PictureFile } from './files/parsed-picture.ts'
import { readPicture } from './files/picture-file.ts'
import { isHeicFile, jpegOfHeic } from './heic.ts'
import { originalKey, publicKey } from './picture-keys.ts'
import { confirmOrDiscard, isShown } from './picture-store.ts'

type Bindings = { PICTURES: R2Bucket; IMAGES: Pick<ImagesBinding, 'input'> }

/** Undefined when the picture was taken down meanwhile. */
export async function storePublicFile(pictures: R2Bucket, id: string, { type, width, height, frames, hasAlpha, publicParts }: PictureFile) {
  const made = await pictures.put(publicKey(id), concatBytes(publicParts), {
    httpMetadata: { contentType: type },
    customMetadata: { width: String(width), height: String(height), frames: String(frames), ...(hasAlpha && { alpha: 'yes' }) },
  })
  return (await confirmOrDiscard(pictures, id, [publicKey(id)])) ? made : undefined
}

/**
 * Where there is no public file: why, or one is made. Older uploads have none, and were not looked through: of a flawed one readers
 * get what could be read, and of one without a picture nothing.
 */
export async function createPublicFile({ PICTURES: pictures, IMAGES }: Bindings, id: string): Promise<R2Object | 'withdrawn' | undefined> {
  const original = await pictures.get(originalKey(id))
  if (!original) return undefined
  if (!isShown(original)) return 'withdrawn'
  const bytes = new Uint8Array(await original.arrayBuffer())
  const file = (await readPicture(bytes)) ?? (isHeicFile(bytes) ? await jpegOfHeic(IMAGES, bytes) : undefined)
  if (!file || file.flaw === 'empty' || file.publicParts.length === 0) return undefined
  return (await storePublicFile(pictures, id, file)) ?? 'withdrawn'
}
