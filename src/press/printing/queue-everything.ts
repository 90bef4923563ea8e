/** All that the edition consists of, by name. */

import { enqueue, enqueueAll, type Kind } from '../ledger/outbox.ts'
import { queueFilesOfTakenOff } from '../ledger/picture-files.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import { readSite } from '../ledger/stored-values.ts'

export const PRINTED = `SELECT slug AS name FROM articles WHERE came_out = 1 AND state IN ('published', 'withdrawn')`

const oldOf = (kind: 'article' | 'listing' | 'old') => `SELECT DISTINCT name FROM old_addresses WHERE kind = '${kind}'`

const AGAIN = { bulk: true, force: true }

const QUEUE: Record<Kind, (ledger: Ledger, now: number) => void> = {
  article: (ledger, now) => enqueueAll(ledger, 'article', `${PRINTED} UNION ${oldOf('article')}`, now),
  also: (ledger, now) => enqueueAll(ledger, 'also', 'SELECT slug AS name FROM live', now),
  listing(ledger, now) {
    for (const name of listingNames(ledger)) enqueue(ledger, { kind: 'listing', name }, now, AGAIN)
  },
  old: (ledger, now) => enqueueAll(ledger, 'old', oldOf('old'), now),
  site(ledger, now) {
    if (readSite(ledger)) enqueue(ledger, { kind: 'site', name: 'site' }, now, AGAIN)
  },
  campaigns: (ledger, now) => enqueue(ledger, { kind: 'campaigns', name: 'campaigns' }, now, AGAIN),
  'section-campaigns': (ledger, now) =>
    enqueueAll(ledger, 'section-campaigns', `SELECT DISTINCT section AS name FROM booked_sections WHERE section <> ''`, now),
}

export function queueEverything(ledger: Ledger, now: number) {
  for (const queue of Object.values(QUEUE)) queue(ledger, now)
  queueFilesOfTakenOff(ledger, now)
}

export function listingNames(ledger: Ledger): string[] {
  const named = rows<{ name: string }>(ledger, `SELECT name FROM totals WHERE kind IN ('latest', 'section', 'topic', 'author')`).map(({ name }) => name)
  const moved = rows<{ name: string }>(ledger, `SELECT kind || '/' || slug AS name FROM names WHERE moved_to IS NOT NULL`).map(({ name }) => name)
  const old = rows<{ name: string }>(ledger, oldOf('listing')).map(({ name }) => name)
  return [...new Set([...named, ...moved, ...old, ...(readSite(ledger)?.sections.map(({ slug }) => `section/${slug}`) ?? []), 'front', 'latest', 'most-read'])]
}
