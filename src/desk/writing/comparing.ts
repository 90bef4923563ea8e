/**
 * What two texts of one story differ in, and what comes of both. An asset of its own: it brings copy's rules with it, and most stories are
 * written without it.
 */
import { diffArticles, type FieldChange } from '../../copy/diff/word-diff.ts'
import { mergeArticles } from '../../copy/merge/merge-articles.ts'
import { type Choice, isOfBlocks, settleConflicts } from '../../copy/merge/settle-conflicts.ts'
import type { Conflict, UnfinishedCopy } from '../../copy/merge/three-way.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { escapeText } from '../../copy/text/escape.ts'
import { textOf } from '../../copy/text/inline.ts'
import { FIELD_LABELS } from '../field-labels.ts'
import type { StoryContent } from '../story-content.ts'
import { articleFrom, valuesOfStory } from '../story-values.ts'

export type LabelledChange = FieldChange & { label: string }

/** `before` is what it is compared with. Nothing where the copy is so unfinished that it can't be compared. */
export function changesBetween(before: StoryContent, after: StoryContent): LabelledChange[] | undefined {
  try {
    return diffArticles(comparable(before), comparable(after)).map((change) => ({ ...change, label: labelOf(change.field) }))
  } catch {
    return undefined
  }
}

const comparable = ({ values, body, markdown = '' }: StoryContent) =>
  articleFrom(values, body ?? [{ type: 'paragraph', text: escapeText(markdown) }], { slug: '', publishedAt: '' }) as Article

const labelOf = (pointer: string) => FIELD_LABELS[`/${pointer.split('/')[1]}`] ?? 'Text'

export type LabelledConflict = { key: string; label: string; mine: string; theirs: string; isOfBlocks: boolean; block: number | undefined }
export type Together = { content: StoryContent; conflicts: LabelledConflict[] }

/** `choices` by the conflict's key; without one, mine stands. */
export function together(base: UnfinishedCopy, mine: StoryContent, theirs: UnfinishedCopy, choices: ReadonlyMap<string, Choice>): Together {
  const ours = articleFrom(mine.values, mine.body ?? [], base as Article) as UnfinishedCopy
  const merge = mergeArticles(base, ours, theirs)
  const keyed = merge.conflicts.map(labelled)
  const settled = settleConflicts(
    merge.merged,
    merge.conflicts,
    keyed.map(({ key }) => choices.get(key)),
  ) as Article
  return { content: { values: valuesOfStory(settled), body: settled.body }, conflicts: keyed }
}

/** The same conflict has the same key while others type elsewhere. */
function labelled(conflict: Conflict): LabelledConflict {
  const block = isOfBlocks(conflict) ? Number(/^\/body\/(\d+)$/.exec(conflict.where)?.[1] ?? Number.NaN) : Number.NaN
  const [, field = ''] = conflict.where.split('/')
  return {
    key: JSON.stringify([field, conflict.base, conflict.theirs]),
    label: FIELD_LABELS[`/${field}`] ?? 'Text',
    mine: readable(conflict.mine),
    theirs: readable(conflict.theirs),
    isOfBlocks: isOfBlocks(conflict),
    block: Number.isNaN(block) ? undefined : block,
  }
}

function readable(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(readable).join('\n\n')
  const { text, items, name } = value as Partial<Record<'text' | 'items' | 'name', unknown>>
  if (typeof text === 'string') return textOf(text)
  if (Array.isArray(items)) return items.map(readable).join('\n')
  return typeof name === 'string' ? name : JSON.stringify(value)
}
