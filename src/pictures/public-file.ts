/** What readers may have of a picture: the same file without what it tells beside the picture. */
import { joined } from './files/bytes.ts'
import type { PictureFile } from './files/draft.ts'
import { readPicture } from './files/picture-file.ts'
import { standsStill, withdrawnAt } from './keep.ts'
import { originalKey, publicKey } from './picture-keys.ts'

/** Undefined when the picture was taken down meanwhile. */
export async function keepPublic(pictures: R2Bucket, id: string, { type, width, height, frames, hasAlpha, kept }: PictureFile) {
  const made = await pictures.put(publicKey(id), joined(kept), {
    httpMetadata: { contentType: type },
    customMetadata: { width: String(width), height: String(height), frames: String(frames), ...(hasAlpha && { alpha: 'yes' }) },
  })
  return (await standsStill(pictures, id, [publicKey(id)])) ? made : undefined
}

/**
 * Where no public file is: why, or one is made. Pictures were once kept without, and taken unseen: of a flawed one readers
 * get what could be read, and of one without a picture nothing.
 */
export async function makePublic(pictures: R2Bucket, id: string): Promise<R2Object | 'withdrawn' | undefined> {
  const original = await pictures.get(originalKey(id))
  if (!original) return undefined
  if (withdrawnAt(original) !== undefined) return 'withdrawn'
  const file = await readPicture(new Uint8Array(await original.arrayBuffer()))
  if (!file || file.flaw === 'empty' || file.kept.length === 0) return undefined
  return (await keepPublic(pictures, id, file)) ?? 'withdrawn'
}
