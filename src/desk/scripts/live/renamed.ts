/** What was kept under a name that the story had before: it is still of this event. */
import type { Event } from './event.ts'
import { draftBy, type Kept, otherSlugsKept, readKept, writeKept } from './kept.ts'

export async function bringAlongFromFormerNames({ slug, by }: Event) {
  for (const former of otherSlugsKept(slug)) {
    if (!isOf(by, readKept(former)) || (await currentNameOf(former)) !== slug) continue
    const [kept, here] = [readKept(former), readKept(slug)]
    // Whoever types here already finds the other one when the box is empty again.
    const isBegun = (draft: { by: string }) => draftBy(draft.by, here) !== undefined
    const drafts = kept.drafts.filter((draft) => !isBegun(draft))
    const isSafe = writeKept(slug, { drafts: [...here.drafts, ...drafts], outgoing: [...kept.outgoing, ...here.outgoing] })
    if (isSafe) writeKept(former, { drafts: kept.drafts.filter(isBegun), outgoing: [] })
  }
}

const isOf = (by: string, { drafts, outgoing }: Kept) => [...drafts, ...outgoing].some((kept) => kept.by === by)

async function currentNameOf(slug: string) {
  try {
    const response = await fetch(`/api/articles/${slug}/updates`, { cache: 'no-store' })
    return response.ok ? undefined : ((await response.json()) as { renamed?: string }).renamed
  } catch {
    // It stays where it is until the page is opened again.
    return undefined
  }
}
