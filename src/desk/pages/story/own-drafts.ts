/** The drafts of whoever writes: what their page saved, offered when the story is opened again, and saved by a button where no script does. */
import { diffArticles, type FieldChange } from '../../../copy/diff/word-diff.ts'
import { markdownFromBlocks } from '../../../copy/markdown/to-markdown.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { escapeText } from '../../../copy/text/escape.ts'
import type { Refusal } from '../../../press/calls.ts'
import { type Draft, type ErasedFromDraft, writingPressOf } from '../../../press/writing-calls.ts'
import { erasedBaseText } from '../../erased-base.ts'
import { contentOfDraft, draftArticle, isSameContent, type StoryContent } from '../../story-content.ts'
import { articleFrom } from '../../story-values.ts'
import type { DeskContext } from '../desk-context.ts'
import type { SentStory } from './sent-story.ts'

/** `tag` names this state of it. `erased`: words of it are gone. `others` are colleagues with drafts of the same story. `filedAs`: there is a story of it now. */
export type OwnDraft = { draft: Draft; content: StoryContent; tag: string; erased?: ErasedFromDraft }
export type DraftsHere = { own?: OwnDraft; others: readonly Draft[]; filedAs?: string }

/** `by`: whose is opened; the caller's own unless it says otherwise. */
export async function draftsOf(c: DeskContext, id: string, by = c.get('actor').name): Promise<DraftsHere> {
  const found = await writingPressOf(c.env).readDraft(id, by)
  if (!found.ok) return { others: [] }
  if (found.filedAs) return { others: found.others, filedAs: found.filedAs }
  const copy = found.draft && (JSON.parse(found.draft.text) as { erased?: ErasedFromDraft })
  const content = copy ? contentOfDraft(copy) : undefined
  if (!found.draft || !content) return { others: found.others }
  const { text: _, ...draft } = found.draft
  return { own: { draft, content, tag: `${draft.tab}.${draft.sequence}`, ...(copy?.erased && { erased: copy.erased }) }, others: found.others }
}

/** A draft that was written without a script has Markdown, and is compared with that. */
export const isSameAs = ({ content }: OwnDraft, shown: StoryContent) =>
  isSameContent(content, content.body ? shown : { ...shown, body: undefined, markdown: markdownOf(shown) })

/** Nothing where it is so unfinished that it can't be compared. */
export function changesIn({ content }: OwnDraft, shown: StoryContent): FieldChange[] | undefined {
  try {
    const from = content.body ? shown : { ...shown, body: undefined, markdown: markdownOf(shown) }
    return diffArticles(comparable(from), comparable(content))
  } catch {
    return undefined
  }
}

const comparable = ({ values, body, markdown = '' }: StoryContent) =>
  articleFrom(values, body ?? [{ type: 'paragraph', text: escapeText(markdown) }], { slug: '', publishedAt: '' }) as Article

/** For the text field. A block that isn't finished can't be written as Markdown, and stands there as its data. */
export const markdownOf = ({ body, markdown = '' }: StoryContent) => (body ? body.map(markdownOfBlock).join('\n\n') : markdown)

function markdownOfBlock(block: BlockInput) {
  try {
    return markdownFromBlocks([block] as Article['body'])
  } catch {
    return ['```', JSON.stringify(block), '```'].join('\n')
  }
}

/** As large as an article may be. */
const MAX_DRAFT_CHARACTERS = 1_900_000

export type DraftKept = { ok: true } | { ok: false; words: string; tag?: string } | Refusal

/** What the button “Save as draft” does. `replacing` is another page's draft that gives way. */
export async function keepDraft(c: DeskContext, id: string, sent: SentStory, replacing: string | undefined): Promise<DraftKept> {
  const { values, blocks: body, markdown, slug, base, draft } = sent
  const text = JSON.stringify(draftArticle({ values, body, markdown, slug }))
  if (text.length > MAX_DRAFT_CHARACTERS) return { ok: false, words: 'This is too large to save. A story can have at most 1.9 MB.' }
  const { tab, sequence } = draft ?? { tab: crypto.randomUUID().replaceAll('-', ''), sequence: 0 }
  const next = { tab, sequence: sequence + 1, ...(base > 0 && { base }), headline: values.headline ?? '', section: values.section ?? '', text }
  const expect = replacing ? [replacing] : sequence > 0 ? [`${tab}.${sequence}`] : undefined
  const saved = await writingPressOf(c.env).saveDraft(id, next, c.get('actor'), expect)
  if (saved.ok) return { ok: true }
  if (saved.reason === 'erased-revision') return { ok: false, words: erasedBaseText(saved) }
  if (saved.reason !== 'stale-value') return saved
  return {
    ok: false,
    words:
      'You have other unfiled work on this story, saved in another window or on another device. Nothing was saved now. To replace it with what stands here, press “Save as draft” again.',
    ...(saved.current && { tag: saved.current }),
  }
}
