/** Addresses of WordPress that have the same as one that an import has a row for. */

/**
 * Files that it made of an upload: `a-1024x683.jpg`, and `a-scaled.jpg` where `a.jpg` was very large. Its pages name all of them (`srcset`),
 * its export only the original: an import has rows for that and for what texts showed.
 */
const UPLOAD = /^(\/(?:.*\/)?(?:wp-content\/uploads|files)\/.+?)(\.(?:jpe?g|png|webp|avif|gif))$/

/** Short links number everything alike, pictures too. */
const SHORT_LINK = /^\/\?p=(\d+)$/

/** Other addresses, as they are spelled; most likely first. */
export function sameAsOld(spelled: string): string[] {
  const [, number] = SHORT_LINK.exec(spelled) ?? []
  if (number !== undefined) return [`/?attachment_id=${number}`]
  const [, stem, ending] = UPLOAD.exec(spelled) ?? []
  if (stem === undefined) return []
  const original = stem.replace(/-\d{1,5}x\d{1,5}$/, '')
  return [`${original}${ending}`, `${original}-scaled${ending}`].filter((address) => address !== spelled)
}
