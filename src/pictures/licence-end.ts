/** A picture whose licence has ended: readers get none of its files. The original stays, for editors alone, and says since when. */
import { originalKey } from './picture-keys.ts'
import { derivedPrefixes, endedAt, withdrawnAt } from './picture-store.ts'
import { deleteBelow } from './take-down.ts'

/**
 * `endedSince`: undefined where we may show it again. R2 has no way to change what an object says of itself but to write it anew; one that was taken
 * down or changed meanwhile is left alone. Done twice, it deletes what a first attempt may have left.
 */
export async function setLicenceEnd(pictures: R2Bucket, id: string, endedSince: string | undefined): Promise<void> {
  const original = await pictures.get(originalKey(id))
  if (!original || withdrawnAt(original) !== undefined) return
  if (endedAt(original) !== endedSince) {
    const { ended: _, ...before } = original.customMetadata ?? {}
    await pictures.put(originalKey(id), await original.arrayBuffer(), {
      onlyIf: { etagMatches: original.etag },
      ...(original.httpMetadata && { httpMetadata: original.httpMetadata }),
      customMetadata: { ...before, ...(endedSince !== undefined && { ended: endedSince }) },
    })
  } else await original.body.cancel()
  if (endedSince !== undefined) for (const prefix of derivedPrefixes(id)) await deleteBelow(pictures, prefix)
}
