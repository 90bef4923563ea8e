/** A picture comes in: the same bytes are kept once. */
import type { PictureFile } from './files/draft.ts'
import { idOf, withdrawnAt } from './keep.ts'
import { originalKey } from './picture-keys.ts'
import { keepPublic } from './public-file.ts'

export const MAX_PICTURE_BYTES = 20_000_000

export type KeptPicture = { id: string; src: string; width: number; height: number; type: string }
type Kept = { ok: true; picture: KeptPicture; created: boolean } | { ok: false; reason: 'withdrawn'; id: string; at: string | undefined }

export async function keepPicture(pictures: R2Bucket, bytes: Uint8Array<ArrayBuffer>, file: PictureFile): Promise<Kept> {
  const { type, width, height } = file
  const id = await idOf(bytes)
  const created = !(await pictures.head(originalKey(id))) && (await keepOriginal(pictures, id, bytes, file))
  if (created) await keepPublic(pictures, id, file)
  const original = await pictures.head(originalKey(id))
  const at = original ? withdrawnAt(original) : undefined
  if (!original || at !== undefined) return { ok: false, reason: 'withdrawn', id, at }
  return { ok: true, picture: { id, src: `/pictures/${id}`, width, height, type }, created }
}

/** Over a picture that was taken down nothing is written, even when that happens now. */
async function keepOriginal(pictures: R2Bucket, id: string, bytes: Uint8Array<ArrayBuffer>, { type, width, height }: PictureFile) {
  const kept = await pictures.put(originalKey(id), bytes, {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: type },
    customMetadata: { width: String(width), height: String(height) },
  })
  return kept !== null
}
