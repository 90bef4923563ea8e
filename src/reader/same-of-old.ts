/** Addresses of WordPress that have the same as one that an import has a row for. */

/**
 * Files that it made of an upload: `a-1024x683.jpg`, and `a-scaled.jpg` where `a.jpg` was very large. Its pages name all of them (`srcset`),
 * its export only the original: an import has rows for that and for what texts showed.
 */
const UPLOAD = /^(.*\/(?:wp-content\/uploads|files)\/.+?)(?:-\d+x\d+)?(\.(?:jpe?g|png|webp|avif|gif))$/

/** Short links number everything alike, pictures too. */
const SHORT_LINK = '/?p='

/** Other addresses, as they are spelled; most likely first. */
export function sameAsOld(spelled: string): string[] {
  if (spelled.startsWith(SHORT_LINK)) return [spelled.replace('p', 'attachment_id')]
  const [, original, ending] = UPLOAD.exec(spelled) ?? []
  return original ? [original + ending, `${original}-scaled${ending}`].filter((address) => address !== spelled) : []
}
