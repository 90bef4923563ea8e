/** Everything that stands in the edition, once more. */

import { note } from './audit.ts'
import type { Actor, ReprintReport } from './calls.ts'
import { enqueue, enqueueAll } from './outbox.ts'
import { keptSite } from './publication.ts'
import { type Ledger, row, rows } from './rows.ts'

const PRINTED = `SELECT slug AS name FROM articles WHERE came_out = 1 AND state IN ('published', 'withdrawn')`

export function reprint(ledger: Ledger, actor: Actor, now: number): ReprintReport {
  const again = { bulk: true, force: true }
  const articles = row<{ count: number }>(ledger, `SELECT count(*) AS count FROM (${PRINTED})`)?.count ?? 0
  enqueueAll(ledger, 'article', PRINTED, now)
  enqueueAll(ledger, 'also', 'SELECT slug AS name FROM live', now)
  const named = rows<{ name: string }>(ledger, `SELECT name FROM totals WHERE kind IN ('latest', 'section', 'topic', 'author')`).map(({ name }) => name)
  const site = keptSite(ledger)
  const listings = new Set([...named, ...(site?.sections.map(({ slug }) => `section/${slug}`) ?? []), 'front', 'latest'])
  for (const name of listings) enqueue(ledger, { kind: 'listing', name }, now, again)
  if (site) enqueue(ledger, { kind: 'site', name: 'site' }, now, again)
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now, again)
  note(ledger, actor, now, { what: 'reprint' })
  return { articles, listings: listings.size, queued: row<{ queued: number }>(ledger, 'SELECT count(*) AS queued FROM outbox')?.queued ?? 0 }
}
