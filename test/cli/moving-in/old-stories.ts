/** What the importer yields of a WordPress export. */

import type { OldItem, OldStory } from '../../../src/cli/moving-in/old-item.ts'
import type { OpenOldSystem, Source } from '../../../src/cli/moving-in/old-system.ts'
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
export const itemsIn = (text: string | Uint8Array, options: Options = {}): Promise<OldItem[]> => itemsOf(openWordPress, sourceOf(text), options)

type Options = { revisions?: boolean; files?: Record<string, string> }

export async function itemsOf(open: OpenOldSystem, source: Source, options: Options = {}): Promise<OldItem[]> {
  const system = await open(source, { revisions: false, files: {}, now: NOW, ...options }, environmentFor('/nowhere'))
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

export const storiesIn = (items: readonly OldItem[]): OldStory[] => items.filter((item): item is OldStory => item.kind === 'story')

/** What is not moved: its kind, and why. */
export const leftOutOf = (items: readonly OldItem[]): [string, string][] =>
  items.flatMap((item): [string, string][] => (item.kind === 'left-out' ? [[item.what, item.why]] : []))

/** A story's body, and everything that was said of it. */
export function read(story: OldStory | undefined): { body: BlockInput[]; notes: string[] } {
  if (!story) throw new Error('No story.')
  const notes = [...(story.notes ?? [])]
  return { body: story.readBody((sentence) => void notes.push(sentence)), notes }
}
