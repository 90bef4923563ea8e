/** Taking a picture down for good: nothing of it remains, and the same bytes are refused afterwards. */

import { concatBytes } from './files/bytes.ts'
import { readPicture } from './files/picture-file.ts'
import { originalKey, publicKey } from './picture-keys.ts'
import { derivedPrefixes, pictureIdOf, withdrawnAt } from './picture-store.ts'

type TakenDown = { ok: true; at: string; changed: boolean } | { ok: false; reason: 'unknown-picture' }

/** Done twice, it deletes what a first attempt may have left. */
export async function takeDownPicture(pictures: R2Bucket, id: string, now: string): Promise<TakenDown> {
  const original = await pictures.head(originalKey(id))
  if (!original) return { ok: false, reason: 'unknown-picture' }
  const before = withdrawnAt(original)
  const same = before === undefined ? await markWithdrawn(pictures, id, now) : original.customMetadata?.same
  // What readers could save of it is not taken again either.
  if (same) await pictures.put(originalKey(same), '', { onlyIf: { etagDoesNotMatch: '*' }, customMetadata: { withdrawn: before ?? now } })
  for (const prefix of derivedPrefixes(id)) await deleteBelow(pictures, prefix)
  return { ok: true, at: before ?? now, changed: before === undefined }
}

/** The name of what readers have of it, if that is another file. */
async function markWithdrawn(pictures: R2Bucket, id: string, now: string): Promise<string | undefined> {
  const sent = (await bytesOf(pictures, publicKey(id))) ?? (await publicBytesOf(pictures, id))
  const same = sent && (await pictureIdOf(sent))
  const other = same && same !== id ? { same } : {}
  await pictures.put(originalKey(id), '', { customMetadata: { withdrawn: now, ...other } })
  return other.same
}

/** Where its licence has ended, readers have it no more, but had it. What a HEIC became is not made again for that. */
async function publicBytesOf(pictures: R2Bucket, id: string) {
  const original = await bytesOf(pictures, originalKey(id))
  const file = original && (await readPicture(original))
  return file && concatBytes(file.publicParts)
}

const bytesOf = async (pictures: R2Bucket, key: string) => {
  const object = await pictures.get(key)
  return object ? new Uint8Array(await object.arrayBuffer()) : undefined
}

/** Its bytes may be sent again. What was taken down does not come back by itself. */
export async function allowAgain(pictures: R2Bucket, id: string): Promise<'allowed' | 'unknown-picture' | 'not-withdrawn'> {
  const original = await pictures.head(originalKey(id))
  if (!original) return 'unknown-picture'
  if (withdrawnAt(original) === undefined) return 'not-withdrawn'
  const same = original.customMetadata?.same
  await pictures.delete([originalKey(id), ...(same ? [originalKey(same)] : [])])
  return 'allowed'
}

export async function deleteBelow(pictures: R2Bucket, prefix: string) {
  for (let more = true; more; ) {
    const { objects, truncated } = await pictures.list({ prefix })
    if (objects.length > 0) await pictures.delete(objects.map(({ key }) => key))
    more = truncated
  }
}
