/** Pictures that were uploaded before there was a catalogue: found in R2, in steps, as editors look at the list. */

import { instantOf } from '../copy/text/instant.ts'
import { isPictureId, originalKey } from '../pictures/picture-keys.ts'
import { withdrawnAt } from '../pictures/picture-store.ts'
import { type OlderPicture, picturePressOf } from '../press/picture-calls.ts'

/** R2's own limit of a page; a visit waits for few. */
const PAGES_A_VISIT = 3

/** `after` is the last key that was looked at, empty at first. Whether anything was found. */
export async function collectOlderPictures(env: Env, after: string): Promise<boolean> {
  let last: string | undefined = after
  let found = 0
  for (let page = 0; page < PAGES_A_VISIT && last !== undefined; page++) {
    const { objects, truncated } = await env.PICTURES.list({
      prefix: originalKey(''),
      ...(last && { startAfter: last }),
      include: ['httpMetadata', 'customMetadata'],
    })
    const pictures = objects.flatMap(olderPicture)
    last = truncated ? objects.at(-1)?.key : undefined
    await picturePressOf(env).recordOlderPictures(pictures, last)
    found += pictures.length
  }
  return found > 0
}

/** One picture that somebody asks for by its id before the list has come to it. */
export async function collectPicture(env: Env, id: string) {
  const original = await env.PICTURES.head(originalKey(id))
  const [picture] = original ? olderPicture(original) : []
  if (!picture) return null
  await picturePressOf(env).recordOlderPicture(picture)
  return picturePressOf(env).picture(id)
}

function olderPicture(original: R2Object): OlderPicture[] {
  const id = original.key.slice(originalKey('').length)
  const [width, height] = [original.customMetadata?.width, original.customMetadata?.height].map(Number)
  const withdrawn = withdrawnAt(original)
  if (!isPictureId(id) || !width || !height) return []
  const type = original.httpMetadata?.contentType ?? 'application/octet-stream'
  return [{ id, width, height, type, bytes: original.size, at: instantOf(original.uploaded.getTime()), ...(withdrawn && { withdrawn }) }]
}
