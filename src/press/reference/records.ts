/** What the newsroom says of topics and authors, beside what articles call them. */
import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { movedTo, nameRow, saveName } from '../ledger/names.ts'
import { enqueue } from '../ledger/outbox.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { listingsShowingAuthor, recordOf } from '../listings/about-listing.ts'
import { titleOf, totalOf } from '../listings/listings.ts'
import type { NameKind, NameRefusal, NameSaved, TagRefusal } from '../reference-calls.ts'
import { missingRefusal, nameAnew } from './moving-names.ts'

type Named = { slug: string; name: string }

/** The record; of what has none, what articles call it. */
export function readRecord<R extends Named>(ledger: Ledger, kind: NameKind, slug: string): { ok: true; record: R | Named; isRecorded: boolean } | NameRefusal {
  const refusal = missingRefusal(ledger, kind, slug)
  if (refusal) return refusal
  const record = recordOf<R>(ledger, kind, slug)
  return { ok: true, record: record ?? { slug, name: presentName(ledger, kind, slug) }, isRecorded: record !== undefined }
}

export function saveRecord<R extends Named>(
  ledger: Ledger,
  kind: NameKind,
  record: R,
  { actor, now, expect }: { actor: Actor; now: number; expect?: ExpectedTag | undefined },
): NameSaved | NameRefusal | TagRefusal {
  const { slug, name } = record
  const current = movedTo(ledger, kind, slug)
  if (current !== undefined) return { ok: false, reason: 'moved-name', kind, slug, current }
  const before = recordOf<R>(ledger, kind, slug)
  const refusal = tagPreconditionRefusal(expect, `${kind} "${slug}"`, before && tagOf(before))
  if (refusal) return refusal
  const called = presentName(ledger, kind, slug)
  saveName(ledger, kind, { slug, name, json: JSON.stringify(record), at: instantOf(now), by: actor.name })
  const isRenamed = name !== called && totalOf(ledger, `${kind}/${slug}`) > 0
  const stale = isRenamed ? nameAnew(ledger, kind, slug, name, actor, now).stale : []
  printListingsShowing(ledger, kind, slug, now)
  recordAudit(ledger, actor, now, { what: kind, detail: slug })
  return { ok: true, created: !before, stale }
}

export function printListingsShowing(ledger: Ledger, kind: NameKind, slug: string, now: number) {
  for (const name of kind === 'author' ? listingsShowingAuthor(ledger, slug) : [`${kind}/${slug}`]) enqueue(ledger, { kind: 'listing', name }, now)
}

const presentName = (ledger: Ledger, kind: NameKind, slug: string) => nameRow(ledger, kind, slug)?.name ?? titleOf(ledger, `${kind}/${slug}`)
