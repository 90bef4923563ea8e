/**
 * Updates are told one by one while copy of the whole story is on its way. What its sender did not know is kept: only what the
 * sender's base had, and the copy leaves out, is taken back.
 */
import { isSame } from '../../copy/merge/three-way.ts'
import { type Article, type LiveUpdate, MAX_UPDATES } from '../../copy/shapes/article.ts'
import { isTold } from '../../copy/shapes/live.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Filing } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { authorsOfUpdates } from '../ledger/waiting-updates.ts'

/** `base`: what the copy was made of, where that is known. `removed`: ids of updates that are there no more. */
type Merging = { base: Article | undefined; sent: Article; current: Article; removed: (id: string) => boolean; trace: (update: LiveUpdate) => LiveUpdate[] }
/** `message`: why it cannot be filed. */
export type Merged = { article: Article; notes: string[] } | { message: string }

/** The copy with what has been told since its `base`, a revision; `undefined` where nobody knows which. */
export function withToldUpdates(ledger: Ledger, it: ArticleRow, sent: Article, base: number | undefined, now: number): Merged {
  const current = copyOfRevision(ledger, it.id, it.revision)
  if (!current) return { article: sent, notes: [] }
  const known = authorsOfUpdates(ledger, it.id)
  if (known.size === 0 && !current.updates?.length && !current.ended) return { article: sent, notes: [] }
  return mergeUpdates({
    // Copy that says nothing of updates takes none back: an agency's, and such as other programs write.
    base: (base && sent.updates && copyOfRevision(ledger, it.id, base)) || undefined,
    sent,
    current,
    removed: (id) => known.has(id),
    trace: ({ id, at }) => (it.came_out ? [{ id, at, body: [], takenBack: instantOf(now) }] : []),
  })
}

/** Whose newest revision is the one expected has seen that; 0, which is no revision, says that nothing was seen. */
export const baseOfFiling = ({ base, expect }: Filing, it: ArticleRow | undefined) =>
  base ?? (typeof expect === 'number' || Array.isArray(expect) ? it?.revision : undefined)

function mergeUpdates(merging: Merging): Merged {
  const { base, sent, current } = merging
  const [before, mine, theirs] = [updatesById(base), updatesById(sent), updatesById(current)]
  const found: Record<Finding, string[]> = { kept: [], gone: [], both: [], reused: [] }
  const merge = (id: string) => {
    const { updates, finding } = mergeUpdate(id, { was: before.get(id), mine: mine.get(id), is: theirs.get(id) }, merging)
    if (finding) found[finding].push(id)
    return updates
  }
  const knowsAll = [...theirs.keys()].every((id) => mine.has(id))
  const merged = [...(knowsAll ? mine : theirs).keys()].flatMap(merge)
  // Of those of one moment the last that was added stands first.
  if (!knowsAll) for (const id of [...mine.keys()].reverse()) if (!theirs.has(id)) insertByTime(merged, merge(id))
  if (found.reused[0]) return { message: `The update "${found.reused[0]}" was taken back, and its id can’t be used again. Give what you add an id of its own.` }
  if (found.kept.length > 0 && merged.length > MAX_UPDATES)
    return { message: `With the ${found.kept.length} updates that were added since, this article would have more than ${MAX_UPDATES}. Remove some first.` }
  return { article: withUpdates(sent, merged, current, endOf(base, sent, current)), notes: notesOf(found) }
}

const updatesById = (article: Article | undefined) => new Map(article?.updates?.map((update) => [update.id, update]))

/** What senders are told: it was `kept`, stays `gone`, was changed by `both` sides; an id of what is gone was `reused`. */
type Finding = 'kept' | 'gone' | 'both' | 'reused'
type Versions = { was: LiveUpdate | undefined; mine: LiveUpdate | undefined; is: LiveUpdate | undefined }
type MergedUpdate = { updates: LiveUpdate[]; finding?: Finding }

function mergeUpdate(id: string, { was, mine, is }: Versions, { base, removed, trace }: Merging): MergedUpdate {
  if (!mine) return is && was && isTold(is) && isSame(was, is) ? { updates: trace(is) } : keptUpdate(is)
  if (!is && !removed(id)) return { updates: [mine] }
  if (!is || !isTold(is)) return goneUpdate({ was, mine, is }, base)
  if (was && isSame(mine, was)) return { updates: [is] }
  if (was && !isSame(is, was) && !isSame(is, mine)) return { updates: [is], finding: 'both' }
  return { updates: isTold(mine) ? [withCorrectionsOf(mine, is)] : [{ ...mine, body: [] }] }
}

const keptUpdate = (is: LiveUpdate | undefined): MergedUpdate => (is ? { updates: [is], ...(isTold(is) && { finding: 'kept' }) } : { updates: [] })

/** It was taken back since, or before: who knew that and tells something under its id means something else. */
function goneUpdate({ was, mine, is }: Versions & { mine: LiveUpdate }, base: Article | undefined): MergedUpdate {
  const updates = is ? [is] : []
  if (!isTold(mine)) return { updates }
  const knewOfIt = base !== undefined && !(was && isTold(was))
  return { updates, finding: knewOfIt ? 'reused' : 'gone' }
}

/** When the event was over; that it goes on is said by who knew that it had ended. */
function endOf(base: Article | undefined, sent: Article, current: Article) {
  if (!base) return sent.ended ?? current.ended
  return sent.ended === base.ended ? current.ended : sent.ended
}

/** What readers were told to be wrong stays. */
function withCorrectionsOf(update: LiveUpdate, is: LiveUpdate): LiveUpdate {
  const missing = is.corrections?.filter((correction) => !update.corrections?.some((other) => isSame(other, correction))) ?? []
  return missing.length === 0 ? update : { ...update, corrections: [...missing, ...(update.corrections ?? [])].sort((a, b) => (a.at < b.at ? -1 : 1)) }
}

/** Newest first, as they were told. */
function insertByTime(updates: LiveUpdate[], added: readonly LiveUpdate[]) {
  for (const update of added) {
    const older = updates.findIndex(({ at }) => at <= update.at)
    updates.splice(older < 0 ? updates.length : older, 0, update)
  }
}

/** Where nothing is new in them, in the order that they had: another order of the same is no change. */
function withUpdates(sent: Article, merged: LiveUpdate[], current: Article, ended: string | undefined): Article {
  const { ended: _, ...article } = sent
  const { updates = [] } = current
  const isOld = merged.length === updates.length && merged.every((update) => updates.some((other) => isSame(other, update)))
  return { ...article, ...((sent.updates || merged.length > 0) && { updates: isOld ? updates : merged }), ...(ended && { ended }) }
}

const notesOf = ({ kept, gone, both }: Record<Finding, string[]>) => [
  ...(kept.length > 0 ? [`${keptWords(kept.length)} kept. To take one back, delete it.`] : []),
  ...gone.map((id) => `The update "${id}" was taken back, and stays so.`),
  ...both.map((id) => `The update "${id}" was changed by somebody else, too: their version was kept.`),
]

const keptWords = (count: number) => (count === 1 ? '1 update that this copy didn’t have was' : `${count} updates that this copy didn’t have were`)
