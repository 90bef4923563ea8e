/** Storing an uploaded picture: the same bytes are stored once. */
import type { PictureFile } from './files/parsed-picture.ts'
import { originalKey } from './picture-keys.ts'
import { pictureIdOf, withdrawnAt } from './picture-store.ts'
import { storePublicFile } from './public-file.ts'

export const MAX_PICTURE_BYTES = 20_000_000

export type StoredPicture = { id: string; src: string; width: number; height: number; type: string }
type StoreResult = { ok: true; picture: StoredPicture; created: boolean } | { ok: false; reason: 'withdrawn'; id: string; at: string | undefined }

/** `sentAs`: the type of the bytes; `file` is what readers may have of them, and may be of another. */
export async function storePicture(pictures: R2Bucket, bytes: Uint8Array<ArrayBuffer>, file: PictureFile, sentAs: string = file.type): Promise<StoreResult> {
  const { type, width, height } = file
  const id = await pictureIdOf(bytes)
  const created = !(await pictures.head(originalKey(id))) && (await storeOriginal(pictures, id, bytes, { ...file, sentAs }))
  if (created) await storePublicFile(pictures, id, file)
  const original = await pictures.head(originalKey(id))
  const at = original ? withdrawnAt(original) : undefined
  if (!original || at !== undefined) return { ok: false, reason: 'withdrawn', id, at }
  return { ok: true, picture: { id, src: `/pictures/${id}`, width, height, type }, created }
}

/** Over a picture that was taken down nothing is written, even when that happens now. */
type Original = Pick<PictureFile, 'width' | 'height'> & { sentAs: string }

async function storeOriginal(pictures: R2Bucket, id: string, bytes: Uint8Array<ArrayBuffer>, { sentAs, width, height }: Original) {
  const stored = await pictures.put(originalKey(id), bytes, {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: sentAs },
    customMetadata: { width: String(width), height: String(height) },
  })
  return stored !== null
}
