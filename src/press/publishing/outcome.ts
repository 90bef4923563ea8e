/** What an order answers: who may give it, what it changed, and which of the readers' pages are stale. */

import type { Actor, ExpectedRevision, Refusal, State, Success } from '../calls.ts'
import { mayPublish } from '../ledger/actors.ts'
import { type ArticleRow, articleRow } from '../ledger/article-row.ts'
import { entryOf } from '../ledger/entries.ts'
import { missingRefusal } from '../ledger/former-slugs.ts'
import { withPresentNames } from '../ledger/names.ts'
import { preconditionRefusal } from '../ledger/preconditions.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { timeZoneOf } from '../ledger/stored-values.ts'
import { pathsShowing } from '../listings/listed-articles.ts'

const reporterRefusal = (deed: string): Refusal => ({
  ok: false,
  reason: 'not-allowed',
  needs: 'editor',
  message: `Reporters can only file drafts. Ask an editor to ${deed}.`,
})

export const wrongStateRefusal = (slug: string, state: State, message: string): Refusal => ({ ok: false, reason: 'wrong-state', slug, state, message })

/** Who may touch what: the article, or why not. */
export function articleFor(ledger: Ledger, slug: string, actor: Actor, deed: string, expect?: ExpectedRevision): { it: ArticleRow } | { refusal: Refusal } {
  if (!mayPublish(actor)) return { refusal: reporterRefusal(deed) }
  const it = articleRow(ledger, slug)
  if (!it) return { refusal: missingRefusal(ledger, slug) }
  const refusal = preconditionRefusal(expect, slug, it.revision)
  return refusal ? { refusal } : { it }
}

export const liveCopyOf = (ledger: Ledger, it: ArticleRow) => (it.live === null ? null : copyOfRevision(ledger, it.id, it.live))

/** What a change answers. Where readers see another version than `before`, the pages that show the one or the other are stale. */
export function successOf(ledger: Ledger, slug: string, { created = false, before }: { created?: boolean; before: ArticleRow | undefined }): Success {
  const it = articleRow(ledger, slug) as ArticleRow // Only called for what was just written.
  return { ok: true, entry: entryOf(it), created, changed: !before || hasChanged(before, it), stale: stalePathsOf(ledger, before, it) }
}

const STATE_FIELDS = ['revision', 'state', 'live', 'ready', 'until', 'embargo_until', 'withdraw_at', 'out_at'] as const
export const hasChanged = (before: ArticleRow, after: ArticleRow) => STATE_FIELDS.some((field) => before[field] !== after[field])

function stalePathsOf(ledger: Ledger, before: ArticleRow | undefined, after: ArticleRow): string[] {
  if ((before?.live ?? null) === after.live) return []
  const zone = timeZoneOf(ledger)
  const shown = [before && liveCopyOf(ledger, before), liveCopyOf(ledger, after)]
  return [...new Set(shown.flatMap((article) => (article ? pathsShowing(withPresentNames(ledger, article), zone) : [])))]
}
