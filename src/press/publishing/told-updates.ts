/**
 * Updates are told one by one while copy of the whole story is on its way. What its sender did not know is kept: only what the
 * sender's base had, and the copy leaves out, is taken back.
 */
import { isSame } from '../../copy/merge/three-way.ts'
import type { Article, LiveUpdate } from '../../copy/shapes/article.ts'
import { instantOf } from '../../copy/text/instant.ts'
import type { Filing } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'
import { authorsOfUpdates } from '../ledger/waiting-updates.ts'
import { mergeUpdates } from './merging-updates.ts'

/** More are not looked through where nobody says what a copy was made of. */
const MAX_EARLIER = 20

/** `base`: what the sender knew, where the article is not what they sent. `message`: why it cannot be filed. */
export type Merged = { article: Article; notes: string[]; knew?: number } | { message: string }

/** The copy with what has been told since its `base`, a revision; `undefined` where nobody knows which. */
export function withToldUpdates(ledger: Ledger, it: ArticleRow, sent: Article, base: number | undefined, now: number): Merged {
  const current = copyOfRevision(ledger, it.id, it.revision)
  if (!current) return { article: sent, notes: [] }
  const everTold = authorsOfUpdates(ledger, it.id)
  if (everTold.size === 0 && !current.updates?.length && !current.ended) return { article: sent, notes: [] }
  const known = base && knownAt(ledger, it.id, base)
  const merged = mergeUpdates({
    // Copy that says nothing of updates takes none back: an agency's, and such as other programs write.
    base: (known && sent.updates && copyOfRevision(ledger, it.id, known)) || undefined,
    sent,
    current,
    removed: (id) => everTold.has(id),
    isOutdated: outdatedIn(ledger, it),
    trace: ({ id, at }) => (it.came_out ? [{ id, at, body: [], takenBack: instantOf(now) }] : []),
  })
  if ('message' in merged || isAsSent(merged.article, sent)) return merged
  return { ...merged, knew: known ?? 0 }
}

/** Whose copy says what an update said a while ago has not changed it. */
function outdatedIn(ledger: Ledger, { id, revision }: ArticleRow) {
  let earlier: Article[] | undefined
  return (update: LiveUpdate) => {
    earlier ??= Array.from({ length: Math.min(MAX_EARLIER, revision - 1) }, (_, back) => copyOfRevision(ledger, id, revision - 1 - back) ?? []).flat()
    return earlier.some(({ updates }) => updates?.some((other) => isSame(other, update)))
  }
}

const isAsSent = ({ updates = [], ended }: Article, sent: Article) => isSame(updates, sent.updates ?? []) && ended === sent.ended

/** Whoever filed a revision that was merged has not seen what came of it: they know what they knew before. */
const knownAt = (ledger: Ledger, id: number, revision: number) =>
  row<{ knew: number | null }>(ledger, 'SELECT knew FROM revisions WHERE article = ? AND revision = ?', id, revision)?.knew ?? revision

/** Noted of the revision that they are told their copy became. */
export const noteWhatSenderKnew = (ledger: Ledger, { id, revision }: ArticleRow, knew: number) =>
  run(ledger, 'UPDATE revisions SET knew = min(coalesce(knew, ?1), ?1) WHERE article = ?2 AND revision = ?3', knew, id, revision)

/** Whose newest revision is the one expected has seen that; 0, which is no revision, says that nothing was seen. */
export const baseOfFiling = ({ base, expect }: Filing, it: ArticleRow | undefined) =>
  base ?? (typeof expect === 'number' || Array.isArray(expect) ? it?.revision : undefined)
