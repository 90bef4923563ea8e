/** The story's page as an answer. */
import type { UnfinishedArticle } from '../../../copy/checks/check-context.ts'
import { newsroomPressOf } from '../../../press/newsroom-calls.ts'
import { writingPressOf } from '../../../press/writing-calls.ts'
import { hasRole } from '../../access.ts'
import { isEmptyContent } from '../../story-content.ts'
import { articleFrom } from '../../story-values.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { DONE_WITH_NOTE } from '../layout/notes-section.tsx'
import { UndoForm } from '../layout/undo-form.tsx'
import { checkStory } from './story-checks.ts'
import { StoryPage } from './story-page.tsx'
import type { StoryView } from './story-view.ts'

const DONE = {
  ...DONE_WITH_NOTE,
  merged: 'Filed, together with what somebody else filed meanwhile. Read it once more before you publish.',
  filed: 'Filed. Readers see it when it’s published.',
  draft: 'Saved as a draft. Nobody sees it until you file it.',
  discarded: 'Your unfiled work was discarded. This is what’s filed.',
  undone: 'Undone. Readers have what they had before; your text is filed as it was.',
  published: 'Published.',
  scheduled: 'Scheduled.',
  withdrawn: 'Withdrawn.',
}

async function notesOf(c: DeskContext, { entry }: Shown) {
  const found = entry && (await writingPressOf(c.env).listNotes(entry.slug))
  return found?.ok ? found.notes : undefined
}

/** What was just published can be taken back, for as long as the press does that. */
async function doneHere(c: DeskContext, { entry }: Shown): Promise<MessageText | undefined> {
  const message = doneMessage(c.req.url, DONE)
  const done = new URL(c.req.url).searchParams.get('done')
  if (!message || !entry || (done !== 'published' && done !== 'scheduled')) return message
  // Back at the address that said so, after it was undone.
  if (done === 'published' ? entry.live !== entry.revision : entry.until === undefined) return undefined
  const offers = await newsroomPressOf(c.env).publicationsToUndo([entry.slug], c.get('actor'))
  const label = done === 'published' ? 'Undo publishing' : 'Undo scheduling'
  return { ...message, children: <UndoForm action={`/desk/stories/${entry.slug}/publish/undo`} label={label} offers={offers} /> }
}

/** A story that nobody has begun needs no advice yet; copy of an odd shape is for the parser to refuse. */
async function checkShown(c: DeskContext, { values, blocks: body, markdown, entry }: Shown) {
  try {
    const article = articleFrom(values, body ?? [], { slug: entry?.slug ?? '', publishedAt: '' }) as UnfinishedArticle
    const checked = await checkStory(c, article)
    return isEmptyContent({ values, ...(body ? { body } : { markdown }) }) ? { ...checked, findings: [] } : checked
  } catch {
    return undefined
  }
}

/** How many topics the form proposes. */
const KNOWN_TOPICS = 300

export const knownTopics = (c: DeskContext) => press(c).popularTopics(KNOWN_TOPICS)

export type Shown = Omit<StoryView, 'action' | 'canPublish' | 'topics' | 'authors' | 'by' | 'checks' | 'notes'> & Partial<Pick<StoryView, 'topics'>>

export async function storyResponse(c: DeskContext, shown: Shown, message?: MessageText, status: 200 | 412 | 422 = 200) {
  const topics = shown.topics ?? (await knownTopics(c))
  const action = shown.entry ? `/desk/stories/${shown.entry.slug}` : '/desk/new'
  const actor = c.get('actor')
  const [checks, notes] = await Promise.all([checkShown(c, shown), notesOf(c, shown)])
  const view: StoryView = { ...shown, checks, notes, action, topics, authors: [], canPublish: hasRole(actor, 'editor'), by: actor.name }
  const children = <StoryPage view={view} site={c.get('site')} />
  const said = message ?? (await doneHere(c, shown))
  return deskResponse(
    c,
    { title: shown.values.headline || 'New story', area: '/desk', message: said, wide: true, modules: ['desk-story.js'], children },
    status,
  )
}
