/** What the story's form orders: save as a draft, file, publish, preview. */

import type { Flaw } from '../../../copy/parse.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import { writingPressOf } from '../../../press/writing-calls.ts'
import { hasRole } from '../../access.ts'
import { draftIdOf } from '../../draft-id.ts'
import { type ErasedRevision, fileErasedText } from '../../erased-base.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import type { MessageText } from '../layout/message.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { type SavedStory, savedStory } from '../layout/saved-story.ts'
import { ConflictPage } from './conflict-page.tsx'
import { choicesSent, fileChanged, fileNew } from './file-story.ts'
import { keepDraft, markdownOf } from './own-drafts.ts'
import { articleOf, readSentStory, type SentStory } from './sent-story.ts'
import { knownTopics, storyResponse } from './story-response.tsx'
import type { StoryView } from './story-view.ts'

export const fileNewStory = (c: DeskContext) => receive(c, undefined)

export async function fileStory(c: DeskContext) {
  const found = await savedStory(c)
  if (!('response' in found)) return receive(c, found)
  return found.isGone ? receiveOfDeleted(c) : found.response
}

/** What somebody wrote of it is theirs all the same. */
async function receiveOfDeleted(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return tooLargeResponse(c, form.problem.detail)
  const text = 'This story isn’t there any more: it was deleted while you had it open. Your text is all here. File it as a new story, or save it as a draft.'
  return sentResponse(c, { ...readSentStory(form.value), base: 0, draft: undefined }, undefined, { message: { kind: 'refused', text } }, 412)
}

const tooLargeResponse = (c: DeskContext, text: string) =>
  deskResponse(c, { title: 'Too large', message: { kind: 'refused', text }, children: <h1>Nothing was saved</h1> }, 413)

async function receive(c: DeskContext, saved: SavedStory | undefined) {
  const form = await readForm(c)
  if (!form.ok) return tooLargeResponse(c, form.problem.detail)
  const sent = readSentStory(form.value)
  const order = form.value.text('order')
  if (order === 'draft') return saveAsDraft(c, sent, saved, form.value.text('replacing') || undefined)
  const topics = await knownTopics(c)
  const { before, erased } = await baseOf(c, saved, sent.base)
  if (erased && sent.knownErased !== sent.base && order !== 'preview')
    return sentResponse(c, { ...sent, knownErased: sent.base }, saved, { message: { kind: 'refused', text: fileErasedText(erased) }, topics }, 412)
  const read = articleOf(sent, before, { topics, site: c.get('site') })
  if (!read.ok) return sentResponse(c, sent, saved, { flaws: read.flaws, topics }, 422)
  if (order === 'preview') return c.redirect(`/preview/${(await press(c).savePreview(read.article, { by: c.get('actor').name })).id}`, 303)
  const choices = choicesSent(form.value)
  const filed = before ? await fileChanged(c, sent, { before, mine: read.article }, choices) : await fileNew(c, sent, read.article)
  switch (filed.kind) {
    case 'filed':
      return c.redirect(pathAfter(filed.outcome.entry.slug, order === 'publish' && hasRole(c.get('actor'), 'editor'), filed.merged), 303)
    case 'refused':
      return sentResponse(c, sent, saved, { message: { kind: 'refused', text: refusalText(filed.refusal) }, topics }, 412)
    case 'flawed':
      return sentResponse(c, sent, saved, { flaws: filed.flaws, topics }, 422)
    case 'conflicts': {
      const view = { ...filed, sent: { ...sent, base: filed.base }, order, outdated: choices !== undefined, site: c.get('site') }
      return deskResponse(c, { title: 'Choose which version to keep', area: '/desk', children: <ConflictPage view={view} /> }, 409)
    }
  }
}

/** `before` is the copy that the form was made from: an older revision where somebody filed meanwhile, or the nearest where that was `erased`. */
async function baseOf(c: DeskContext, saved: SavedStory | undefined, base: number): Promise<{ before?: Article; erased?: ErasedRevision }> {
  if (!saved) return {}
  if (saved.revision === base) return { before: saved.article }
  const found = await press(c).read(saved.entry.slug, base)
  if (found.ok) return { before: found.article }
  if (found.reason !== 'erased-revision') return { before: saved.article }
  return { before: (await nearestOf(c, saved.entry.slug, base)) ?? saved.article, erased: found }
}

/** An older one before a newer one, so that what was filed since is not taken back in silence. */
async function nearestOf(c: DeskContext, slug: string, revision: number): Promise<Article | undefined> {
  const all = await press(c).revisions(slug)
  const left = all.ok ? all.revisions.filter(({ erased }) => !erased).map((one) => one.revision) : []
  const older = left.filter((one) => one < revision)
  const found = left.length > 0 ? await press(c).read(slug, older.length > 0 ? Math.max(...older) : Math.min(...left)) : undefined
  return found?.ok ? found.article : undefined
}

/** Who is no editor any more since the form was made is told what was done of it. */
const pathAfter = (slug: string, goesToPublish: boolean, merged: boolean) =>
  goesToPublish ? `/desk/stories/${slug}/publish${merged ? '?done=merged' : ''}` : `/desk/stories/${slug}?done=${merged ? 'merged' : 'filed'}`

async function saveAsDraft(c: DeskContext, sent: SentStory, saved: SavedStory | undefined, replacing: string | undefined) {
  const id = draftIdFor(sent, saved)
  const kept = await keepDraft(c, id, sent, replacing)
  if (kept.ok) return c.redirect(saved ? `/desk/stories/${saved.entry.slug}?draft=mine&done=draft` : `/desk/drafts/${id}?done=draft`, 303)
  const text = 'words' in kept ? kept.words : refusalText(kept)
  return sentResponse(c, sent, saved, { message: { kind: 'refused', text }, replacing: 'tag' in kept ? kept.tag : undefined }, 412)
}

/** Of a new story, the id that its page was given; a form without one gets one now. */
const draftIdFor = ({ draft }: SentStory, saved: SavedStory | undefined) =>
  saved ? draftIdOf(saved.entry.slug) : draft && !draft.id.startsWith('story:') ? draft.id : crypto.randomUUID()

/** What the caller had not filed of it is gone; what is filed stays. */
export async function discardDraft(c: DeskContext) {
  const found = await savedStory(c)
  if ('response' in found) return found.response
  const { slug } = found.entry
  const form = await readForm(c)
  const tag = form.ok ? form.value.text('tag') : ''
  const deleted = await writingPressOf(c.env).deleteDraft(draftIdOf(slug), c.get('actor'), tag ? [tag] : undefined)
  // It was saved again meanwhile, elsewhere: what is there now is offered anew.
  return c.redirect(`/desk/stories/${slug}${deleted.ok ? '?done=discarded' : ''}`, 303)
}

/** `topics`, where they were asked for already. */
type Asked = { flaws?: readonly Flaw[]; message?: MessageText; replacing?: string | undefined; topics?: StoryView['topics'] }

/** The form as it was sent, so that nothing typed is lost. */
const sentResponse = (c: DeskContext, sent: SentStory, saved: SavedStory | undefined, { flaws, message, replacing, topics }: Asked, status: 412 | 422) =>
  storyResponse(
    c,
    {
      values: sent.values,
      base: sent.base,
      slug: sent.slug,
      markdown: markdownOf({ values: {}, body: sent.blocks, markdown: sent.markdown }),
      ...(sent.blocks && { blocks: sent.blocks }),
      entry: saved?.entry,
      flaws,
      draftId: draftIdFor(sent, saved),
      ...(sent.draft && sent.draft.sequence > 0 && { draftTag: `${sent.draft.tab}.${sent.draft.sequence}` }),
      replacing,
      ...(sent.knownErased > 0 && { knownErased: sent.knownErased }),
      ...(topics && { topics }),
    },
    message,
    status,
  )
