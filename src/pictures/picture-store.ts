/**
 * Pictures in R2. `originals/{id}` is what was sent, under the first half of its SHA-256: the same bytes are stored once and
 * never change. No reader's address leads there: it says who took the picture, where and with what. `public/{id}` is what
 * readers may have of it; `variants/{id}/…` are made from that and may be thrown away, as it may itself.
 *
 * One whose licence has ended keeps its original alone, which says since when. A picture that was taken down is an empty object in its original's place, and nothing else. Whoever makes a file from a
 * picture looks there again afterwards, so that nothing made meanwhile stays.
 */
import { sha256 } from '../edge/sha256.ts'
import { originalKey } from './picture-keys.ts'

/** A picture on a white background, from which variants are made. */
export const FLATTENED_NAME = 'ground.png'
/** Prefixes of the keys of all that was ever made from a picture. */
export const derivedPrefixes = (id: string) => [`public/${id}/`, `variants/${id}/`]

export const pictureIdOf = async (bytes: Uint8Array<ArrayBuffer>) => (await sha256(bytes)).slice(0, 32)

/** When it was taken down; undefined for a picture that was not. */
export const withdrawnAt = (original: R2Object) => original.customMetadata?.withdrawn

/** Since when we may show it no more; undefined of one that we may. */
export const endedAt = (original: R2Object) => original.customMetadata?.ended

/** Whether readers may have it. */
export const isShown = (original: R2Object) => withdrawnAt(original) === undefined && endedAt(original) === undefined

/** After files were made: whether readers may still have their picture. If it was taken down meanwhile, they are deleted too. */
export async function confirmOrDiscard(pictures: R2Bucket, id: string, made: string[]) {
  const original = await pictures.head(originalKey(id))
  if (original && isShown(original)) return true
  await pictures.delete(made)
  return false
}
