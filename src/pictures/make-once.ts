/**
 * What is made of a picture is made once, however many readers ask for it at once and wherever they are: each making is billed. Whoever puts an empty object
 * beside the file-to-be makes it; all others wait until it is there. R2 has no locks, but takes an object under one name from one writer alone.
 */
import { variantKey } from './picture-keys.ts'

/** A maker who has said nothing for so long has died. Longer than a making may take. */
const ABANDONED_MS = 30_000
const LOOK_AGAIN_MS = 250

/** `name` is that of a variant. Null where it was not there in time, and nobody else could make it. */
export async function makeOnce(
  pictures: R2Bucket,
  id: string,
  name: string,
  { make, patienceMs }: { make: () => Promise<void>; patienceMs: number },
): Promise<R2ObjectBody | null> {
  const [key, claim] = [variantKey(id, name), variantKey(id, `${name}.making`)]
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += LOOK_AGAIN_MS) {
    const claimed = await pictures.put(claim, '', { onlyIf: { etagDoesNotMatch: '*' } })
    try {
      const stored = await pictures.get(key)
      if (stored) return stored
      if (claimed) {
        await make()
        return await pictures.get(key)
      }
    } finally {
      if (claimed) await pictures.delete(claim)
    }
    const other = await pictures.head(claim)
    if (other && Date.now() - other.uploaded.getTime() > ABANDONED_MS) await pictures.delete(claim)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  return null
}
