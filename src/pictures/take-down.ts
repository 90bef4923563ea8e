/** A picture is taken down for good: nothing of it remains, and the same bytes are not taken again. */
import { idOf, madeFrom, withdrawnAt } from './keep.ts'
import { originalKey, publicKey } from './picture-keys.ts'

type TakenDown = { ok: true; at: string; changed: boolean } | { ok: false; reason: 'unknown-picture' }

/** Done twice, it clears away what a first attempt may have left. */
export async function takeDown(pictures: R2Bucket, id: string, now: string): Promise<TakenDown> {
  const original = await pictures.head(originalKey(id))
  if (!original) return { ok: false, reason: 'unknown-picture' }
  const before = withdrawnAt(original)
  if (before === undefined) {
    const sent = await pictures.get(publicKey(id))
    const same = sent && (await idOf(new Uint8Array(await sent.arrayBuffer())))
    await pictures.put(originalKey(id), '', { customMetadata: { withdrawn: now, ...(same && same !== id && { same }) } })
    // What readers could save of it is not taken again either.
    if (same && same !== id) await pictures.put(originalKey(same), '', { onlyIf: { etagDoesNotMatch: '*' }, customMetadata: { withdrawn: now } })
  }
  for (const prefix of madeFrom(id)) await deleteBelow(pictures, prefix)
  return { ok: true, at: before ?? now, changed: before === undefined }
}

/** Its bytes may be sent again. What was taken down does not come back by itself. */
export async function allowAgain(pictures: R2Bucket, id: string): Promise<'allowed' | 'unknown-picture' | 'stands'> {
  const original = await pictures.head(originalKey(id))
  if (!original) return 'unknown-picture'
  if (withdrawnAt(original) === undefined) return 'stands'
  const same = original.customMetadata?.same
  await pictures.delete([originalKey(id), ...(same ? [originalKey(same)] : [])])
  return 'allowed'
}

async function deleteBelow(pictures: R2Bucket, prefix: string) {
  for (let more = true; more; ) {
    const { objects, truncated } = await pictures.list({ prefix })
    if (objects.length > 0) await pictures.delete(objects.map(({ key }) => key))
    more = truncated
  }
}
