/**
 * What is kept on this device: what is being typed, and what was sent off but has not arrived. Each has the name under which it was
 * written; nobody else's is ever sent. Where storage is closed to us it is kept as long as the page is open.
 */
export type Draft = { headline: string; markdown: string; key: boolean; pinned: boolean; picture?: KeptPicture | undefined }
export type KeptPicture = { src: string; width: number; height: number; alt: string; decorative: boolean }
/** `request` makes it one update however often it is sent. `refused` is why it cannot be one. */
export type Outgoing = { request: string; by: string; slug: string; draft: Draft; refused?: string }

type Kept = { draft?: (Draft & { by: string }) | undefined; outgoing: Outgoing[] }

const PREFIX = 'dateline-live:'
const nameOf = (slug: string) => `${PREFIX}${slug}`
const inMemory = new Map<string, Kept>()

/** Read anew each time: another tab may have changed it. */
export function readKept(slug: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(slug)) ?? 'null') as Kept | null
    return kept ?? inMemory.get(slug) ?? { outgoing: [] }
  } catch {
    // Storage is closed, or holds what is not ours.
    return inMemory.get(slug) ?? { outgoing: [] }
  }
}

/** Other events of which something is kept on this device. */
export function otherSlugsKept(slug: string): string[] {
  try {
    return Object.keys(localStorage).flatMap((name) => (name.startsWith(PREFIX) && name !== nameOf(slug) ? [name.slice(PREFIX.length)] : []))
  } catch {
    // Storage is closed.
    return []
  }
}

/** Whether it is safe on this device. */
export function writeKept(slug: string, kept: Kept): boolean {
  inMemory.set(slug, kept)
  try {
    if (!kept.draft && kept.outgoing.length === 0) localStorage.removeItem(nameOf(slug))
    else localStorage.setItem(nameOf(slug), JSON.stringify(kept))
    return true
  } catch {
    // Full or closed: the page itself still has it.
    return false
  }
}

export const isEmptyDraft = ({ headline, markdown, picture }: Draft) => !headline.trim() && !markdown.trim() && !picture
