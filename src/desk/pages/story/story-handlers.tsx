/** Opening a story, and what its form orders: file, publish, preview. */
import { markdownFromBlocks } from '../../../copy/markdown/to-markdown.ts'
import type { Flaw } from '../../../copy/parse.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import { picturePressOf } from '../../../press/picture-calls.ts'
import { hasRole } from '../../access.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { type SavedStory, savedStory } from '../layout/saved-story.ts'
import { ConflictPage } from './conflict-page.tsx'
import { choicesSent, fileChanged, fileNew } from './file-story.ts'
import { articleOf, readSentStory, type SentStory } from './sent-story.ts'
import { StoryPage } from './story-page.tsx'
import { pictureValues, valuesOfNewStory, valuesOfStory } from './story-values.ts'
import type { StoryView } from './story-view.ts'

const DONE = {
  merged: 'Filed, together with what somebody else filed meanwhile. Read it once more before you publish.',
  filed: 'Filed. Readers see it when it’s published.',
  published: 'Published.',
  scheduled: 'Scheduled.',
  withdrawn: 'Withdrawn.',
}

/** How many topics the form proposes. */
const KNOWN_TOPICS = 300

export async function showNewStory(c: DeskContext) {
  const values = { ...valuesOfNewStory(c.get('site')), ...(await valuesOfPicture(c, c.req.query('picture') ?? '')) }
  return storyResponse(c, { values, markdown: '', blocks: [], base: 0 })
}

/** A story that begins with a picture has what is said of that. */
async function valuesOfPicture(c: DeskContext, id: string) {
  const picture = /^[0-9a-f]{32}$/.test(id) ? await picturePressOf(c.env).picture(id) : null
  return picture && !picture.withdrawn ? pictureValues(picture) : {}
}

export async function showStory(c: DeskContext) {
  const found = await savedStory(c)
  if ('response' in found) return found.response
  const { article, entry, revision } = found
  return storyResponse(c, { values: valuesOfStory(article), markdown: markdownFromBlocks(article.body), blocks: article.body, base: revision, entry })
}

export const fileNewStory = (c: DeskContext) => receive(c, undefined)

export async function fileStory(c: DeskContext) {
  const found = await savedStory(c)
  return 'response' in found ? found.response : receive(c, found)
}

async function receive(c: DeskContext, saved: SavedStory | undefined) {
  const form = await readForm(c)
  if (!form.ok)
    return deskResponse(c, { title: 'Too large', message: { kind: 'refused', text: form.problem.detail }, children: <h1>Nothing was saved</h1> }, 413)
  const sent = readSentStory(form.value)
  const order = form.value.text('order')
  const before = await baseOf(c, saved, sent.base)
  const read = articleOf(sent, before, { topics: await press(c).popularTopics(KNOWN_TOPICS) })
  if (!read.ok) return sentResponse(c, sent, saved, { flaws: read.flaws }, 422)
  if (order === 'preview') return c.redirect(`/preview/${(await press(c).savePreview(read.article, { by: c.get('actor').name })).id}`, 303)
  const choices = choicesSent(form.value)
  const filed = before ? await fileChanged(c, sent, { before, mine: read.article }, choices) : await fileNew(c, sent, read.article)
  switch (filed.kind) {
    case 'filed':
      return c.redirect(pathAfter(filed.outcome.entry.slug, order, filed.merged), 303)
    case 'refused':
      return sentResponse(c, sent, saved, { message: { kind: 'refused', text: refusalText(filed.refusal) } }, 412)
    case 'flawed':
      return sentResponse(c, sent, saved, { flaws: filed.flaws }, 422)
    case 'conflicts': {
      const view = { ...filed, sent, order, outdated: choices !== undefined, site: c.get('site') }
      return deskResponse(c, { title: 'Choose what stands', area: '/desk', children: <ConflictPage view={view} /> }, 409)
    }
  }
}

const pathAfter = (slug: string, order: string, merged: boolean) =>
  order === 'publish' ? `/desk/stories/${slug}/publish${merged ? '?done=merged' : ''}` : `/desk/stories/${slug}?done=${merged ? 'merged' : 'filed'}`

/** The copy that the form was made from: an older revision where somebody filed meanwhile. */
async function baseOf(c: DeskContext, saved: SavedStory | undefined, base: number): Promise<Article | undefined> {
  if (!saved || saved.revision === base) return saved?.article
  const found = await press(c).read(saved.entry.slug, base)
  return found.ok ? found.article : saved.article
}

type Asked = { flaws?: readonly Flaw[]; message?: MessageText }

/** The form as it was sent, so that nothing typed is lost. */
const sentResponse = (c: DeskContext, sent: SentStory, saved: SavedStory | undefined, { flaws, message }: Asked, status: 412 | 422) =>
  storyResponse(
    c,
    {
      values: sent.values,
      base: sent.base,
      slug: sent.slug,
      markdown: sent.blocks ? markdownFromBlocks(sent.blocks as Article['body']) : sent.markdown,
      ...(sent.blocks && { blocks: sent.blocks }),
      entry: saved?.entry,
      flaws,
    },
    message,
    status,
  )

type Shown = Omit<StoryView, 'action' | 'canPublish' | 'topics' | 'authors'>

async function storyResponse(c: DeskContext, shown: Shown, message = doneMessage(c.req.url, DONE), status: 200 | 412 | 422 = 200) {
  const topics = await press(c).popularTopics(KNOWN_TOPICS)
  const action = shown.entry ? `/desk/stories/${shown.entry.slug}` : '/desk/new'
  const view: StoryView = { ...shown, action, topics, authors: [], canPublish: hasRole(c.get('actor'), 'editor') }
  return deskResponse(
    c,
    { title: shown.values.headline || 'New story', area: '/desk', message, wide: true, children: <StoryPage view={view} site={c.get('site')} /> },
    status,
  )
}
