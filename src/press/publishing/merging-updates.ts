/** Three versions of an event's updates: what a copy was made of, the copy, and what has been told since. Pure. */
import { isSame } from '../../copy/merge/three-way.ts'
import { type Article, type LiveUpdate, MAX_UPDATES } from '../../copy/shapes/article.ts'
import { isTold } from '../../copy/shapes/live.ts'

export type Merging = {
  /** What the copy was made of, where that is known. */
  base: Article | undefined
  sent: Article
  current: Article
  /** Whether an update of this id was there, and is no more. */
  removed: (id: string) => boolean
  /** Whether it was told like this before. */
  isOutdated: (update: LiveUpdate) => boolean
  /** What stays of an update that is taken back. */
  trace: (update: LiveUpdate) => LiveUpdate[]
}
/** `message`: why it cannot be filed. */
export type MergedCopy = { article: Article; notes: string[] } | { message: string }

export function mergeUpdates(merging: Merging): MergedCopy {
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

function mergeUpdate(id: string, { was, mine, is }: Versions, { base, removed, isOutdated, trace }: Merging): MergedUpdate {
  if (!mine) return is && was && isTold(is) && isSame(was, is) ? { updates: trace(is) } : keptUpdate(is)
  if (!is && !removed(id)) return { updates: [mine] }
  if (!is || !isTold(is)) return goneUpdate({ was, mine, is }, base)
  if (was && isSame(mine, was)) return { updates: [is] }
  if (isSame(is, mine)) return { updates: [is] }
  if (was ? !isSame(is, was) : !base && isOutdated(mine)) return { updates: [is], finding: 'both' }
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
