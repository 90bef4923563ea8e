/** Authors with a record: who they are, beside what bylines say. */
import type { Author } from '../../copy/shapes/author.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../calls.ts'
import { recordAudit } from '../ledger/audit.ts'
import { deleteName, movedTo, nameRow, saveName } from '../ledger/names.ts'
import { tagPreconditionRefusal } from '../ledger/preconditions.ts'
import type { Ledger } from '../ledger/sql.ts'
import { titleOf, totalOf } from '../listings/listings.ts'
import type { NameRefusal } from '../reference-calls.ts'
import { missingRefusal, nameAnew, printArticlesOf } from './moving-names.ts'

export function readAuthor(ledger: Ledger, slug: string): { ok: true; author: Author; isRecorded: boolean } | NameRefusal {
  const refusal = missingRefusal(ledger, 'author', slug)
  if (refusal) return refusal
  const record = recordOf(ledger, slug)
  const named = { slug, name: nameRow(ledger, 'author', slug)?.name ?? titleOf(ledger, `author/${slug}`) }
  return { ok: true, author: record ?? named, isRecorded: record !== undefined }
}

function recordOf(ledger: Ledger, slug: string) {
  const json = nameRow(ledger, 'author', slug)?.json
  return json ? (JSON.parse(json) as Author) : undefined
}

export function saveAuthor(ledger: Ledger, author: Author, actor: Actor, now: number, expect?: ExpectedTag) {
  const { slug, name } = author
  const current = movedTo(ledger, 'author', slug)
  if (current !== undefined) return { ok: false as const, reason: 'moved-name' as const, kind: 'author' as const, slug, current }
  const before = recordOf(ledger, slug)
  const refusal = tagPreconditionRefusal(expect, `author "${slug}"`, before && tagOf(before))
  if (refusal) return refusal
  const called = nameRow(ledger, 'author', slug)?.name ?? undefined
  saveName(ledger, 'author', { slug, name, json: JSON.stringify(author), at: instantOf(now), by: actor.name })
  const isRenamed = name !== (called ?? titleOf(ledger, `author/${slug}`)) && totalOf(ledger, `author/${slug}`) > 0
  const stale = isRenamed ? nameAnew(ledger, 'author', slug, name, actor, now).stale : []
  recordAudit(ledger, actor, now, { what: 'author', detail: slug })
  return { ok: true as const, author, created: !before, stale }
}

/** Articles say what their own bylines say again. */
export function removeAuthor(ledger: Ledger, slug: string, actor: Actor, now: number, expect?: ExpectedTag) {
  const before = recordOf(ledger, slug)
  if (!before) return missingRefusal(ledger, 'author', slug) ?? { ok: false as const, reason: 'unknown-name' as const, kind: 'author' as const, slug }
  const refusal = tagPreconditionRefusal(expect, `author "${slug}"`, tagOf(before))
  if (refusal) return refusal
  deleteName(ledger, 'author', slug)
  printArticlesOf(ledger, `author/${slug}`, now)
  recordAudit(ledger, actor, now, { what: 'remove-author', detail: slug })
  return { ok: true as const }
}
