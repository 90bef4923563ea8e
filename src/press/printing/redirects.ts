/**
 * Where a story was before it was renamed, readers are sent to where it is. A redirect stands while its story does, live or
 * withdrawn, and is written after it: nobody is ever sent to where there is nothing yet.
 */

import type { OldPlace } from '../../copy/old-address.ts'
import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import type { Tombstone } from '../../copy/shapes/tombstone.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import { articleRow } from '../ledger/article-row.ts'
import { formerSlugsOf, renamedFrom } from '../ledger/former-slugs.ts'
import { oldAddressesAt, oldPlacesOf } from '../ledger/old-addresses.ts'
import { enqueue, RANK, tagInKv } from '../ledger/outbox.ts'
import type { Ledger } from '../ledger/sql.ts'

/** The tag of a key without a value. */
export const NOTHING = 'none'

/** Of a slug that no story has now: the redirect to be printed there, if any. */
export function redirectFrom(ledger: Ledger, slug: string): { text: string | undefined; tag: string } {
  const story = renamedFrom(ledger, slug)
  if (!story?.is_public || tagInKv(ledger, { kind: 'article', name: story.slug }) === NOTHING) return { text: undefined, tag: NOTHING }
  const { path, renamed_at } = story
  const text = JSON.stringify({ v: 1, withdrawn: true, slug, section: piecesOf(path)[0] as string, at: renamed_at, to: path } satisfies Tombstone)
  return { text, tag: `r${fingerprint(text)}` }
}

/** Whether it is not known what stands where this redirect leads: it is queued again when that is written. */
export function isTooEarly(ledger: Ledger, slug: string) {
  const story = articleRow(ledger, slug) ? undefined : renamedFrom(ledger, slug)
  return story !== undefined && tagInKv(ledger, { kind: 'article', name: story.slug }) === undefined
}

/** Whether old addresses lead elsewhere than readers are told. Where a story is, nobody is told of them. */
function isOldNews(ledger: Ledger, place: OldPlace) {
  if (place.kind === 'article' && articleRow(ledger, place.name)?.came_out) return false
  const value = oldAddressesAt(ledger, place)
  return (value ? fingerprint(JSON.stringify(value)) : NOTHING) !== tagInKv(ledger, place)
}

/** Called in the transaction that notes what stands at the story's own address. */
export function queueRedirects(ledger: Ledger, slug: string, now: number, { bulk, force }: { bulk: boolean; force: boolean }) {
  const it = articleRow(ledger, slug)
  if (!it) return
  for (const place of oldPlacesOf(ledger, it.id)) if (isOldNews(ledger, place)) enqueue(ledger, place, now, { bulk })
  for (const former of formerSlugsOf(ledger, it.id)) {
    const { text, tag } = redirectFrom(ledger, former.slug)
    const job = { kind: 'article', name: former.slug, rank: text === undefined ? RANK.removal : RANK.article } as const
    if (former.isPublic && (force || tag !== tagInKv(ledger, job))) enqueue(ledger, job, now, { bulk, force })
  }
}
