/** Opening a story, and what its form orders: file, publish, preview. */
import { markdownFromBlocks } from '../../../copy/markdown/to-markdown.ts'
import type { Flaw } from '../../../copy/parse.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import { isSlug } from '../../../copy/shapes/field.ts'
import type { Entry, Outcome } from '../../../press/calls.ts'
import { hasRole } from '../../access.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { articleOf, readSentStory, type SentStory } from './sent-story.ts'
import { StoryPage } from './story-page.tsx'
import { valuesOfNewStory, valuesOfStory } from './story-values.ts'
import type { StoryView } from './story-view.ts'

const DONE = { filed: 'Filed. Readers see it when it’s published.', published: 'Published.', scheduled: 'Scheduled.', withdrawn: 'Withdrawn.' }

/** How many topics the form proposes. */
const KNOWN_TOPICS = 300

export async function showNewStory(c: DeskContext) {
  return storyResponse(c, { values: valuesOfNewStory(c.get('site')), markdown: '', blocks: [], base: 0 })
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

type Saved = { article: Article; entry: Entry; revision: number }

/** The newest revision of the story in the address. */
async function savedStory(c: DeskContext): Promise<Saved | { response: Response | Promise<Response> }> {
  const slug = c.req.param('slug') ?? ''
  const found = isSlug(slug) ? await press(c).read(slug) : undefined
  if (found?.ok) return found
  if (found?.reason === 'renamed' && c.req.method === 'GET')
    return { response: c.redirect(c.req.path.replace(`/stories/${slug}`, `/stories/${found.current}`), 303) }
  return { response: notFoundResponse(c, found ? refusalText(found) : 'There’s no such story.') }
}

async function receive(c: DeskContext, saved: Saved | undefined) {
  const form = await readForm(c)
  if (!form.ok)
    return deskResponse(c, { title: 'Too large', message: { kind: 'refused', text: form.problem.detail }, children: <h1>Nothing was saved</h1> }, 413)
  const sent = readSentStory(form.value)
  const before = await baseOf(c, saved, sent.base)
  const read = articleOf(sent, before, { topics: await press(c).popularTopics(KNOWN_TOPICS) })
  if (!read.ok) return sentResponse(c, sent, saved, { flaws: read.flaws }, 422)
  const order = form.value.text('order')
  if (order === 'preview') return c.redirect(`/preview/${(await press(c).savePreview(read.article)).id}`, 303)
  const filed = await file(c, sent, read.article, saved)
  if (!filed.ok) return sentResponse(c, sent, saved, { message: { kind: 'refused', text: refusalText(filed) } }, 412)
  const { slug } = filed.entry
  return c.redirect(order === 'publish' ? `/desk/stories/${slug}/publish` : `/desk/stories/${slug}?done=filed`, 303)
}

/** The copy that the form was made from: an older revision where somebody filed meanwhile. */
async function baseOf(c: DeskContext, saved: Saved | undefined, base: number): Promise<Article | undefined> {
  if (!saved || saved.revision === base) return saved?.article
  const found = await press(c).read(saved.entry.slug, base)
  return found.ok ? found.article : saved.article
}

/** A slug made from the headline gives way where another story has it; one that somebody chose doesn't. */
const file = (c: DeskContext, sent: SentStory, article: Article, saved: Saved | undefined): Promise<Outcome> =>
  press(c).file({
    article,
    actor: c.get('actor'),
    publish: 'no',
    undated: true,
    ...(saved ? { expect: sent.base } : sent.slug ? { expect: 'none' as const } : { proposed: { suffix: crypto.randomUUID().slice(0, 4) } }),
  })

type Asked = { flaws?: readonly Flaw[]; message?: MessageText }

/** The form as it was sent, so that nothing typed is lost. */
const sentResponse = (c: DeskContext, sent: SentStory, saved: Saved | undefined, { flaws, message }: Asked, status: 412 | 422) =>
  storyResponse(
    c,
    {
      ...sent,
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
    {
      title: shown.values.headline || 'New story',
      area: '/desk',
      message,
      scripts: ['desk-story.js'],
      wide: true,
      children: <StoryPage view={view} site={c.get('site')} />,
    },
    status,
  )
}
