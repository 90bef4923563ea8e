import type { Article } from '../../copy/shapes/article.ts'
import { type Actor, ROLES } from '../calls.ts'
import type { ArticleRow } from '../ledger/article-row.ts'
import { copyOfRevision, isUndated, saveRevision } from '../ledger/revisions.ts'
import { type Ledger, row } from '../ledger/sql.ts'

/**
 * A change on top of `base`. Newer revisions that wait, for their time or for an editor, are not buried under it: they are
 * filed again, with the same change. Answers what `base` became, and what is to come out now instead of what was.
 */
export function amend(ledger: Ledger, it: ArticleRow, base: number, actor: Actor, now: number, why: string, change: (article: Article) => Article) {
  const again = (revision: number, by: Actor, note: string) =>
    saveRevision(ledger, change(copyOfRevision(ledger, it.id, revision) as Article), by, now, note, {
      base: revision,
      undated: isUndated(ledger, it.id, revision),
    }).revision
  const above = [...new Set([it.ready ?? base, it.revision])].filter((revision) => revision > base)
  const became = new Map([[base, again(base, actor, why)]])
  for (const revision of above) became.set(revision, again(revision, authorOf(ledger, it, revision, actor), `revision ${revision} restored, ${why}`))
  return { revision: became.get(base) as number, ready: it.ready === null ? null : (became.get(it.ready) ?? it.ready) } // `base` was put there above.
}

/** What waits for an editor because a reporter filed it waits on. */
function authorOf(ledger: Ledger, it: ArticleRow, revision: number, actor: Actor): Actor {
  const name = row<{ by: string }>(ledger, 'SELECT by FROM revisions WHERE article = ? AND revision = ?', it.id, revision)?.by ?? it.by
  return { name, role: (revision === it.revision && ROLES.find((role) => role === it.by_role)) || actor.role }
}
