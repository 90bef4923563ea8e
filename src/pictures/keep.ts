/**
 * Pictures in R2. `originals/{id}` is what was sent, under the first half of its SHA-256: the same bytes are kept once and
 * never change. No reader's address leads there: it says who took the picture, where and with what. `public/{id}` is what
 * readers may have of it; `variants/{id}/…` are made from that and may be thrown away, as it may itself.
 *
 * A picture that was taken down is an empty object in its original's place, and nothing else. Whoever makes a file from a
 * picture looks there again afterwards, so that nothing made meanwhile stays.
 */
import { sha256 } from '../edge/sha256.ts'

/** Raise it whenever variants or public files are made another way: those made before are made anew. */
const MAKING = 2

export const originalKey = (id: string) => `originals/${id}`
/** A picture on its ground, from which others are made. */
export const GROUND_NAME = 'ground.png'
export const publicKey = (id: string) => `public/${id}/${MAKING}`
export const variantKey = (id: string, name: string) => `variants/${id}/${MAKING}/${name}`
/** Below these lies all that was ever made from a picture. */
export const madeFrom = (id: string) => [`public/${id}/`, `variants/${id}/`]
export const etagOf = (id: string, name?: string) => `"${id}${name ? `-${name}` : ''}.${MAKING}"`

export const isPictureId = (id: string) => /^[0-9a-f]{32}$/.test(id)
export const idOf = async (bytes: Uint8Array<ArrayBuffer>) => (await sha256(bytes)).slice(0, 32)

/** When it was taken down; undefined for a picture that stands. */
export const withdrawnAt = (original: R2Object) => original.customMetadata?.withdrawn

/** The file that readers may have. Of pictures kept before there was one, it is made when a reader asks. */
export async function publicFile(pictures: R2Bucket, id: string): Promise<R2Object | 'withdrawn' | undefined> {
  const made = await pictures.head(publicKey(id))
  if (made) return made
  const original = await pictures.get(originalKey(id))
  if (!original) return undefined
  if (withdrawnAt(original) !== undefined) return 'withdrawn'
  const { makePublic } = await import('./public-file.ts')
  return makePublic(pictures, id, original)
}

/** After files were made: whether their picture still stands. If not, they go too. */
export async function standsStill(pictures: R2Bucket, id: string, made: string[]) {
  const original = await pictures.head(originalKey(id))
  if (original && withdrawnAt(original) === undefined) return true
  await pictures.delete(made)
  return false
}
