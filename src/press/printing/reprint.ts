/** The whole edition, once more: first the tables that readers' pages are made of, then KV. */

import type { Actor, ReprintReport } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { type Ledger, row } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'
import { listingNames, PRINTED } from './queue-everything.ts'
import { beginRebuilding } from './rebuilding.ts'

const PUBLISHED = 'SELECT slug AS name FROM articles WHERE live IS NOT NULL'

/** `queued` are the writes that will follow. */
export function reprint(ledger: Ledger, actor: Actor, now: number): ReprintReport {
  beginRebuilding(ledger, now)
  recordAudit(ledger, actor, now, { what: 'reprint' })
  const countOf = (query: string) => row<{ count: number }>(ledger, `SELECT count(*) AS count FROM (${query})`)?.count ?? 0
  const articles = countOf(PRINTED)
  const listings = listingNames(ledger).length
  return { articles, listings, queued: articles + countOf(PUBLISHED) + listings + (readSite(ledger) ? 1 : 0) + 1 }
}
