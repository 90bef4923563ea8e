/** Everything that stands in the edition, once more: first the tables that readers' pages are made of, then KV. */

import type { Actor, ReprintReport } from '../calls.ts'
import { note } from '../ledger/audit.ts'
import { keptSite } from '../publishing/publication.ts'
import { type Ledger, row } from '../rows.ts'
import { beginRebuilding } from './rebuilding.ts'
import { listingNames, PRINTED } from './whole-edition.ts'

const BESIDE = 'SELECT slug AS name FROM articles WHERE live IS NOT NULL'

/** `queued` are the writes that will follow. */
export function reprint(ledger: Ledger, actor: Actor, now: number): ReprintReport {
  beginRebuilding(ledger, now)
  note(ledger, actor, now, { what: 'reprint' })
  const countOf = (query: string) => row<{ count: number }>(ledger, `SELECT count(*) AS count FROM (${query})`)?.count ?? 0
  const articles = countOf(PRINTED)
  const listings = listingNames(ledger).length
  return { articles, listings, queued: articles + countOf(BESIDE) + listings + (keptSite(ledger) ? 1 : 0) + 1 }
}
