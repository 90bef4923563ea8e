/** All that the edition consists of, by name. */

import { enqueue, enqueueAll } from '../ledger/outbox.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'

export const PRINTED = `SELECT slug AS name FROM articles WHERE came_out = 1 AND state IN ('published', 'withdrawn')`

export function queueEverything(ledger: Ledger, now: number) {
  const again = { bulk: true, force: true }
  enqueueAll(ledger, 'article', PRINTED, now)
  enqueueAll(ledger, 'also', 'SELECT slug AS name FROM live', now)
  for (const name of listingNames(ledger)) enqueue(ledger, { kind: 'listing', name }, now, again)
  if (readSite(ledger)) enqueue(ledger, { kind: 'site', name: 'site' }, now, again)
  enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now, again)
}

export function listingNames(ledger: Ledger): string[] {
  const named = rows<{ name: string }>(ledger, `SELECT name FROM totals WHERE kind IN ('latest', 'section', 'topic', 'author')`).map(({ name }) => name)
  return [...new Set([...named, ...(readSite(ledger)?.sections.map(({ slug }) => `section/${slug}`) ?? []), 'front', 'latest'])]
}
