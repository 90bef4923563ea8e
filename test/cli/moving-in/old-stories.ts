/** What the importer yields of a WordPress export. */

import type { OldItem, OldStory } from '../../../src/cli/moving-in/old-item.ts'
import type { Source } from '../../../src/cli/moving-in/old-system.ts'
import { openWordPress } from '../../../src/cli/moving-in/wordpress/open-wordpress.ts'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import { environmentFor } from '../at-the-desk.ts'
import { type PostFields, post, wxr } from './wxr.ts'

export const NOW = Date.parse('2026-11-26T10:00:00Z')

export const sourceOf = (text: string | Uint8Array): Source => ({
  name: 'old.xml',
  path: '/nowhere/old.xml',
  isFolder: false,
  async *bytes() {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
    // Pieces that part tags and letters.
    for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997)
  },
})

/** As the frame asks: once to learn, once to file. */
export async function itemsIn(text: string | Uint8Array, options: { revisions?: boolean; files?: Record<string, string> } = {}): Promise<OldItem[]> {
  const system = await openWordPress(sourceOf(text), { revisions: false, files: {}, now: NOW, ...options }, environmentFor('/nowhere'))
  for await (const _ of system.items());
  const items: OldItem[] = []
  for await (const item of system.items()) items.push(item)
  return items
}

export async function storyIn(fields: Partial<PostFields>, more: readonly string[] = []): Promise<{ story: OldStory; body: BlockInput[]; notes: string[] }> {
  const items = await itemsIn(wxr([post({ id: 12, ...fields }), ...more]))
  const story = items.find((item): item is OldStory => item.kind === 'story')
  if (!story) throw new Error(`No story: ${JSON.stringify(items)}`)
  const notes = [...(story.notes ?? [])]
  const body = story.readBody((sentence) => void notes.push(sentence))
  return { story, body, notes }
}
