/** What was kept under a name that the story had before: it is still of this event. */
import type { Event } from './event.ts'
import { otherSlugsKept, readKept, writeKept } from './kept.ts'

export async function bringAlongFromFormerNames({ slug, by }: Event) {
  for (const former of otherSlugsKept(slug)) {
    if (!readKept(former).outgoing.some((outgoing) => outgoing.by === by) || (await currentNameOf(former)) !== slug) continue
    const [kept, here] = [readKept(former), readKept(slug)]
    const isSafe = writeKept(slug, { draft: here.draft ?? kept.draft, outgoing: [...kept.outgoing, ...here.outgoing] })
    if (isSafe) writeKept(former, { outgoing: [] })
  }
}

async function currentNameOf(slug: string) {
  try {
    const response = await fetch(`/api/articles/${slug}/updates`, { cache: 'no-store' })
    return response.ok ? undefined : ((await response.json()) as { renamed?: string }).renamed
  } catch {
    // It stays where it is until the page is opened again.
    return undefined
  }
}
