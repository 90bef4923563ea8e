/** What readers will see change when this copy replaces what they have, and whether they should be told. */
import { diffArticles, type FieldChange } from '../diff/word-diff.ts'
import type { Article } from '../shapes/article.ts'
import { type ChangeNature, type ChangeReason, natureOf } from './change-nature.ts'
import type { UnfinishedArticle } from './check-context.ts'
import type { Finding } from './finding.ts'

/** `nature` is our guess; none of what is no text of the story, such as its topics. */
export type ReaderChange = FieldChange & { nature?: ChangeNature; reasons: ChangeReason[] }

/** `suggestion`: how to tell readers of all of it. None where nothing of the text changed. `isCorrected`: this copy has a correction that they haven't seen. */
export type ReaderChanges = { changes: ReaderChange[]; suggestion?: ChangeNature; reasons: ChangeReason[]; isCorrected: boolean }

/** Fields of the article that aren't on its page. */
const UNSEEN = new Set(['/slug', '/sensitive', '/related', '/canonical', '/seo'])
/** Around the story. */
const FURNITURE = new Set(['/kind', '/section', '/lang', '/publishedAt', '/updatedAt', '/developing', '/topics', '/source', '/corrections', '/updates'])

/** The one that readers most need to hear of. */
const BY_WEIGHT: readonly ChangeNature[] = ['correction', 'clarification', 'addition', 'typo']

export function readerChanges(live: Article, candidate: Article): ReaderChanges {
  const changes = diffArticles(live, candidate)
    .filter(({ field }) => !UNSEEN.has(field))
    .map((change): ReaderChange => (FURNITURE.has(change.field) ? { ...change, reasons: [] } : { ...change, ...natureOf(change, candidate.lang) }))
  const suggestion = BY_WEIGHT.find((nature) => changes.some((change) => change.nature === nature))
  const reasons = changes.filter(({ nature }) => nature === 'correction').flatMap((change) => change.reasons)
  return { changes, ...(suggestion && { suggestion }), reasons, isCorrected: (candidate.corrections?.length ?? 0) > (live.corrections?.length ?? 0) }
}

/** Nothing is asked where a correction was written, and where the story only went on. */
export function askAboutChanges(article: UnfinishedArticle, live: Article | undefined): Finding[] {
  if (!live) return []
  const { suggestion, reasons, isCorrected } = readerChanges(live, { ...live, ...article })
  if (isCorrected || suggestion === undefined || suggestion === 'addition') return []
  return [
    {
      level: 'ask',
      code: 'changed-after-publication',
      where: '',
      message: ['The text changed after publication. Is this a correction, a clarification or a typo?', ...reasons.slice(0, 3).map(sentenceOf)].join(' '),
      suggests: suggestion,
    },
  ]
}

function sentenceOf({ what, from, to }: ChangeReason) {
  const change = from && to ? `“${from}” became “${to}”.` : from ? `“${from}” was removed.` : `“${to}” was added.`
  switch (what) {
    case 'number':
      return `A number changed: ${change}`
    case 'name':
      return `A name changed: ${change}`
    case 'negation':
      return `A negation changed: ${change}`
  }
}
