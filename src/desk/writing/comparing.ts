/**
 * What two texts of one story differ in, and what comes of both. An asset of its own: it brings copy's rules with it, and most stories are
 * written without it.
 */
import { diffArticles, type FieldChange } from '../../copy/diff/word-diff.ts'
import { mergeArticles } from '../../copy/merge/merge-articles.ts'
import { type Choice, isOfBlocks, settleConflicts } from '../../copy/merge/settle-conflicts.ts'
import { type Conflict, isSame, type UnfinishedCopy } from '../../copy/merge/three-way.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { escapeText } from '../../copy/text/escape.ts'
import { textOf } from '../../copy/text/inline.ts'
import { FIELD_LABELS } from '../field-labels.ts'
import type { StoryContent } from '../story-content.ts'
import { articleFrom, storyFieldOf, valuesOfStory } from '../story-values.ts'
import type { LabelledConflict } from './conflict-box.ts'

export { conflictBox } from './conflict-box.ts'

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

export type Together = { content: StoryContent; conflicts: LabelledConflict[] }

/** `choices` by the conflict's key; without one, mine stands. */
export function together(base: UnfinishedCopy, mine: StoryContent, theirs: UnfinishedCopy, choices: ReadonlyMap<string, Choice>): Together {
  const ours = articleFrom(mine.values, mine.body ?? [], base as Article) as UnfinishedCopy
  const merge = mergeArticles(base, ours, theirs)
  const keyed = merge.conflicts.map((conflict) => labelled(conflict, mine.body ?? [], merge.merged.body))
  const settled = settleConflicts(
    merge.merged,
    merge.conflicts,
    keyed.map(({ key }) => choices.get(key)),
  ) as Article
  return { content: { values: valuesOfStory(settled), body: settled.body }, conflicts: keyed }
}

/** The same conflict has the same key while others type elsewhere. */
function labelled(conflict: Conflict, mine: readonly unknown[], merged: unknown): LabelledConflict {
  const [, field = ''] = conflict.where.split('/')
  return {
    key: JSON.stringify([field, conflict.base, conflict.theirs]),
    label: FIELD_LABELS[`/${field}`] ?? 'Text',
    mine: readable(conflict.mine),
    theirs: readable(conflict.theirs),
    field: storyFieldOf(conflict.where) ?? '',
    isOfBlocks: isOfBlocks(conflict),
    after: placeOf(conflict, mine, Array.isArray(merged) ? merged : []),
  }
}

/** Of blocks in dispute, the last of mine; where I have none there, the one before them. */
function placeOf({ where, mine: disputed }: Conflict, mine: readonly unknown[], merged: readonly unknown[]): number | undefined {
  const [, place] = /^\/body\/(\d+)$/.exec(where) ?? []
  if (place === undefined) return undefined
  const own = Array.isArray(disputed) ? disputed : []
  const [block, at] = own.length > 0 ? [own.at(-1), Number(place) + own.length - 1] : [merged[Number(place) - 1], Number(place) - 1]
  const found = mine.flatMap((other, n) => (isSame(other, block) ? [n] : []))
  return found.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0] ?? -1
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
