/**
 * What is kept on this device: what is being typed, and what was sent off but has not arrived. Each has the name under which it was
 * written; nobody else's is ever sent. Where storage is closed to us, or full, it is kept as long as the page is open.
 */
export type Draft = { headline: string; markdown: string; key: boolean; pinned: boolean; picture?: KeptPicture | undefined }
export type KeptPicture = { src: string; width: number; height: number; alt: string; decorative: boolean }
/** `request` makes it one update however often it is sent. `refused` is why it cannot be one. */
export type Outgoing = { request: string; by: string; slug: string; draft: Draft; refused?: string }

/** `drafts`: one of each who types on this device. */
export type Kept = { drafts: (Draft & { by: string })[]; outgoing: Outgoing[] }

const PREFIX = 'dateline-live:'
const nameOf = (slug: string) => `${PREFIX}${slug}`
/** What the device did not take: newer than what it has. */
const inMemory = new Map<string, Kept>()

/** Read anew each time: another tab may have changed it. */
export function readKept(slug: string): Kept {
  const newer = inMemory.get(slug)
  if (newer) return newer
  try {
    return { drafts: [], outgoing: [], ...(JSON.parse(localStorage.getItem(nameOf(slug)) ?? 'null') as Kept | null) }
  } catch {
    // Storage is closed, or holds what is not ours.
    return { drafts: [], outgoing: [] }
  }
}

export const draftBy = (by: string, { drafts }: Kept) => drafts.find((draft) => draft.by === by)

/** Nobody else's draft is touched. */
export const withDraft = (by: string, kept: Kept, draft: Draft | undefined): Kept => ({
  ...kept,
  drafts: [...kept.drafts.filter((other) => other.by !== by), ...(draft ? [{ ...draft, by }] : [])],
})

export const isOnlyInThisPage = () => inMemory.size > 0

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
  const isNothing = kept.drafts.length === 0 && kept.outgoing.length === 0
  try {
    if (isNothing) localStorage.removeItem(nameOf(slug))
    else localStorage.setItem(nameOf(slug), JSON.stringify(kept))
    inMemory.delete(slug)
    return true
  } catch {
    // Full or closed: the page itself still has it.
    if (isNothing) inMemory.delete(slug)
    else inMemory.set(slug, kept)
    return false
  }
}

export const isEmptyDraft = ({ headline, markdown, picture }: Draft) => !headline.trim() && !markdown.trim() && !picture
