/** Who filed what since an editor looked: the words of every refusal that keeps a colleague's revision. */
import type { Api } from './api.ts'
import { articlePath } from './command-context.ts'

export type Revision = {
  revision: number
  at: string
  by: string
  headline: string
  note?: string
  live: boolean
  erased?: { at: string; by: string; reason: string }
}

export async function newestRevision(api: Api, slug: string): Promise<Revision | undefined> {
  const reply = await api.ask<{ items: Revision[] }>('GET', articlePath(slug, '/revisions'))
  return reply.ok ? reply.value.items[0] : undefined
}

/** "revision 5, filed by Bo Chen at 2026-11-26T09:12:00Z (with a correction)" */
export const filedBy = ({ revision, by, at, note }: Revision) => `revision ${revision}, filed by ${by} at ${at}${note ? ` (${note})` : ''}`
