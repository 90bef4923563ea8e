/**
 * Pictures in R2. `originals/{id}` is what was sent, under the first half of its SHA-256: the same bytes are kept once
 * and never change. `variants/{id}/…` are made from it and may be thrown away.
 */
import { sha256 } from '../edge/sha256.ts'
import type { PictureHead } from './picture-head.ts'

export const MAX_PICTURE_BYTES = 20_000_000

export const originalKey = (id: string) => `originals/${id}`
export const variantKey = (id: string, name: string) => `variants/${id}/${name}`

export type KeptPicture = { id: string; src: string; width: number; height: number; type: string }

export async function keepPicture(
  pictures: R2Bucket,
  bytes: Uint8Array<ArrayBuffer>,
  { type, width, height }: PictureHead,
): Promise<KeptPicture & { created: boolean }> {
  const id = (await sha256(bytes)).slice(0, 32)
  const known = await pictures.head(originalKey(id))
  if (!known)
    await pictures.put(originalKey(id), bytes, { httpMetadata: { contentType: type }, customMetadata: { width: String(width), height: String(height) } })
  return { id, src: `/pictures/${id}`, width, height, type, created: !known }
}
