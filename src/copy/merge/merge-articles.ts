/**
 * Merges what two people made of one revision: field by field, the body block by block, topics, bylines and the like entry by
 * entry. Pure, and the same in the browser and in the Worker; the copy need not be finished. Unknown fields are merged like known ones.
 */
import { mergeBlocks } from './merge-blocks.ts'
import { type ListRules, mergeLists } from './merge-lists.ts'
import { type Conflict, canonicalText, isRecord, isSame, type Merge, mergeValues, pointerPiece, type UnfinishedCopy, type Versions } from './three-way.ts'

export type { UnfinishedCopy } from './three-way.ts'

/** `merged` has `mine` wherever there is a conflict; what is to be published has none left. */
export const mergeArticles = (base: UnfinishedCopy, mine: UnfinishedCopy, theirs: UnfinishedCopy): Merge<UnfinishedCopy> =>
  mergeFields('', { base, mine, theirs })

type MergeField = (where: string, versions: Versions<unknown>) => Merge<unknown>

function mergeFields(where: string, { base, mine, theirs }: Versions<UnfinishedCopy>): Merge<UnfinishedCopy> {
  const merged: UnfinishedCopy = {}
  const conflicts: Conflict[] = []
  for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])) {
    const merge = (Object.hasOwn(FIELDS, field) && FIELDS[field]) || mergeValues
    const result = merge(where + pointerPiece(field), { base: own(base, field), mine: own(mine, field), theirs: own(theirs, field) })
    conflicts.push(...result.conflicts)
    if (result.merged !== undefined) Object.defineProperty(merged, field, { value: result.merged, enumerable: true, configurable: true, writable: true })
  }
  return { merged, conflicts }
}

/** Unfinished copy may call a field `constructor`. */
const own = (copy: UnfinishedCopy, field: string) => (Object.hasOwn(copy, field) ? copy[field] : undefined)

/** Where a side has something else than a list, it is a value like others. A list that is left out is an empty one. */
const asLists =
  (merge: (where: string, versions: Versions<readonly unknown[]>) => Merge<unknown>): MergeField =>
  (where, versions) => {
    const { base = [], mine = [], theirs = [] } = versions
    if (!Array.isArray(base) || !Array.isArray(mine) || !Array.isArray(theirs)) return mergeValues(where, versions)
    // Nobody made an empty list of one that was left out, or the reverse.
    if (isSame(versions.mine, versions.base)) return { merged: versions.theirs, conflicts: [] }
    if (isSame(versions.theirs, versions.base) || isSame(versions.mine, versions.theirs)) return { merged: versions.mine, conflicts: [] }
    return merge(where, { base, mine, theirs })
  }

const listBy = (rules: ListRules) => asLists((where, versions) => mergeLists(where, versions, rules))

/** What has none of these fields is told apart by all that is in it. */
const keyedBy =
  (...fields: string[]) =>
  (entry: unknown) => {
    const field = isRecord(entry) ? fields.find((name) => typeof entry[name] === 'string') : undefined
    return field ? `${field} ${(entry as UnfinishedCopy)[field]}` : canonicalText(entry)
  }

const timeOf = (entry: unknown) => (isRecord(entry) && typeof entry.at === 'string' ? entry.at : '')
const byTime = (a: unknown, b: unknown) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : canonicalText(a) < canonicalText(b) ? -1 : 1)

const mergeRecords: MergeField = (where, versions) => {
  const { base, mine, theirs } = versions
  return isRecord(base) && isRecord(mine) && isRecord(theirs) ? mergeFields(where, { base, mine, theirs }) : mergeValues(where, versions)
}

/** A picture's words are of that picture: with another `src` it is another one as a whole. */
const mergePicture: MergeField = (where, versions) => {
  const sources = [versions.base, versions.mine, versions.theirs].map((picture) => (isRecord(picture) ? picture.src : undefined))
  return new Set(sources).size === 1 ? mergeRecords(where, versions) : mergeValues(where, versions)
}

const FIELDS: Record<string, MergeField> = {
  body: asLists(mergeBlocks),
  picture: mergePicture,
  seo: mergeRecords,
  topics: listBy({ keyOf: keyedBy('slug', 'name') }),
  byline: listBy({ keyOf: keyedBy('slug', 'name') }),
  related: listBy({ keyOf: canonicalText }),
  translations: listBy({ keyOf: keyedBy('lang') }),
  corrections: listBy({ keyOf: canonicalText, compare: byTime }),
  // Newest first.
  updates: listBy({ keyOf: keyedBy('id'), compare: (a, b) => byTime(b, a), mergeEntry: mergeRecords }),
}
