/** Opening a story: a new one, one that was never filed, one that is filed. */
import { blocksFromMarkdown } from '../../../copy/markdown/body.ts'
import { markdownFromBlocks } from '../../../copy/markdown/to-markdown.ts'
import { picturePressOf } from '../../../press/picture-calls.ts'
import { draftIdOf, isDraftId } from '../../draft-id.ts'
import { pictureValues, valuesOfNewStory, valuesOfStory } from '../../story-values.ts'
import type { DeskContext } from '../desk-context.ts'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { savedStory } from '../layout/saved-story.ts'
import { erasedWords } from './draft-offer.tsx'
import { changesIn, type DraftsHere, draftsOf, isSameAs, markdownOf, type OwnDraft } from './own-drafts.ts'
import { type Shown, storyResponse } from './story-response.tsx'

export async function showNewStory(c: DeskContext) {
  const values = { ...valuesOfNewStory(c.get('site')), ...(await valuesOfPicture(c, c.req.query('picture') ?? '')) }
  return storyResponse(c, { values, markdown: '', blocks: [], base: 0, draftId: crypto.randomUUID() })
}

/** A story that begins with a picture has what is said of that. */
async function valuesOfPicture(c: DeskContext, id: string) {
  const picture = /^[0-9a-f]{32}$/.test(id) ? await picturePressOf(c.env).picture(id) : null
  return picture && !picture.withdrawn ? pictureValues(picture) : {}
}

/** `?by=` opens what a colleague wrote of a story, to go on from there. */
export async function showDraft(c: DeskContext) {
  const id = c.req.param('id') ?? ''
  const me = c.get('actor').name
  const { own, others, filedAs }: DraftsHere = isDraftId(id) ? await draftsOf(c, id, c.req.query('by')) : { others: [] }
  if (filedAs) return c.redirect(`/desk/stories/${filedAs}`, 303)
  if (!own) return notFoundResponse(c, 'There’s no draft here any more: it was filed or discarded.')
  const { draftTag, ...shown } = shownOf(own)
  return storyResponse(c, { ...shown, base: 0, others: namesOf(others), ...(own.draft.by === me && { draftTag }) })
}

export async function showStory(c: DeskContext) {
  const found = await savedStory(c)
  if ('response' in found) return found.response
  const { article, entry, revision } = found
  const draftId = draftIdOf(entry.slug)
  const { own, others } = await draftsOf(c, draftId)
  const shared = { entry, others: namesOf(others), formerly: c.req.query('formerly') }
  if (own && c.req.query('draft') === 'mine') {
    const shown = { ...shownOf(own), ...shared, base: own.draft.base ?? revision }
    return storyResponse(c, shown, own.erased && { kind: 'refused', text: erasedWords(own.erased) })
  }
  const values = valuesOfStory(article)
  const content = { values, body: article.body }
  const offer = own && !isSameAs(own, content) ? { ...own, changes: changesIn(own, content), slug: entry.slug } : undefined
  return storyResponse(c, { values, markdown: markdownFromBlocks(article.body), blocks: article.body, base: revision, draftId, ...shared, offer })
}

const shownOf = ({ content, draft, tag }: OwnDraft): Omit<Shown, 'base'> => ({
  values: content.values,
  markdown: markdownOf(content),
  blocks: content.body ?? blocksOf(content.markdown ?? ''),
  slug: content.slug,
  draftId: draft.id,
  draftTag: tag,
})

/** For the editor; Markdown that can't be read stays Markdown. */
function blocksOf(markdown: string) {
  const read = blocksFromMarkdown(markdown)
  return read.ok ? read.value.blocks : undefined
}

const namesOf = (drafts: readonly { by: string }[]) => drafts.map(({ by }) => by)
