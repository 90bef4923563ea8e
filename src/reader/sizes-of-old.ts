/**
 * Files that WordPress made of an upload: `a-1024x683.jpg`, and `a-scaled.jpg` where `a.jpg` was very large. Its pages name all of them
 * (`srcset`), its export only the original: an import has rows for that and for what texts showed.
 */
const UPLOAD = /^(\/(?:.*\/)?(?:wp-content\/uploads|files)\/.+?)(\.(?:jpe?g|png|webp|avif|gif))$/

/** Old addresses, as they are spelled, that have the same picture; most likely first. */
export function originalsOfOld(spelled: string): string[] {
  const [, stem, ending] = UPLOAD.exec(spelled) ?? []
  if (stem === undefined) return []
  const original = stem.replace(/-\d{1,5}x\d{1,5}$/, '')
  return [`${original}${ending}`, `${original}-scaled${ending}`].filter((address) => address !== spelled)
}
